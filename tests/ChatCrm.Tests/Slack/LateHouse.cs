using ChatCrm.Tests.App;
using ChatCrm.Tests.House;
using ChatCrm.Tests.Slack.Fake;

namespace ChatCrm.Tests.Slack;

/// <summary>The service with little patience and a store that can stand still.</summary>
internal sealed class LateHouse : IAsyncDisposable
{
    public required FakeSlack Slack { get; init; }

    public required RunningApp App { get; init; }

    public required StallingStore Store { get; init; }

    public static async Task<LateHouse> Open()
    {
        StallingStore? store = null;
        var slack = await FakeSlack.Start();
        var app = await SlackApp.Start(slack, file => store = new(file), ("Patience", "00:00:00.200"));
        // The people and rooms are known before anything stands still.
        await slack.Command("mei", "sales", "help");
        await slack.Dm("mei", "help");
        var house = new LateHouse { Slack = slack, App = app, Store = store! };
        await house.Sees("mei", "sales", "What you can type");
        await house.Sees("mei", null, "What you can type");
        return house;
    }

    /// <summary>Waits for a message with that text; gives all that are seen there then.</summary>
    public async Task<IReadOnlyList<string>> Sees(string who, string? room, string text)
    {
        IReadOnlyList<string> seen = [];
        await Until(() => (seen = [.. Slack.Messages(who, room).Select(post => Slack.Shown(post).ToString())]).Any(message => message.Contains(text, StringComparison.OrdinalIgnoreCase)));
        return [.. seen.Where(message => message.Contains(text, StringComparison.OrdinalIgnoreCase) || message.Contains("Still", StringComparison.Ordinal))];
    }

    public async Task Until(Func<bool> holds)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(20));
        while (!holds()) await Task.Delay(10, patience.Token);
    }

    public async ValueTask DisposeAsync()
    {
        Store.GoOn();
        Assert.Empty(Slack.Faults);
        Assert.Empty(App.Errors);
        await App.DisposeAsync();
        await Slack.DisposeAsync();
    }
}
