using System.Text;
using ChatCrm.Tests.App;
using ChatCrm.Tests.Browser;
using ChatCrm.Tests.Slack;
using ChatCrm.Tests.Slack.Fake;
using ChatCrm.Tests.Teams;
using ChatCrm.Tests.Teams.Fake;
using NodaTime;

namespace ChatCrm.Tests.Scripts;

/// <summary>The conversations of this folder, each on every channel.</summary>
public sealed class ScriptTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "tests", "ChatCrm.Tests", "Scripts");

    private static readonly Dictionary<string, Func<Task<(RunningApp, IChannel)>>> Channels = new()
    {
        ["console"] = async () => await RunningApp.Start() is var app ? (app, new ConsoleChannel(app)) : default,
        ["slack-sockets"] = async () => await FakeSlack.Start() is var slack && await SlackApp.StartWithSockets(slack) is var app ? (app, new SlackChannel(app, slack)) : default,
        ["slack"] = async () => await FakeSlack.Start() is var slack && await SlackApp.Start(slack) is var app ? (app, new SlackChannel(app, slack)) : default,
        ["teams"] = async () => await FakeTeams.Start() is var teams && await TeamsApp.Start(teams) is var app ? (app, new TeamsChannel(app, teams)) : default,
    };

    public static TheoryData<string, string> All => [.. from file in Directory.GetFiles(Folder, "*.chat").Where(file => !file.Contains(".received.", StringComparison.Ordinal)).Order(StringComparer.Ordinal)
                                                        from channel in Channels.Keys
                                                        select (Path.GetFileNameWithoutExtension(file), channel)];

    [Theory, MemberData(nameof(All))]
    public async Task A_conversation_goes_as_written(string script, string channel)
    {
        var steps = Script.Read(await File.ReadAllLinesAsync(Path.Combine(Folder, script + ".chat"), TestContext.Current.CancellationToken));
        var (app, chat) = await Channels[channel]();
        await using var _ = app;
        await using var __ = chat;
        var (went, wrong) = (new StringBuilder(), new List<string>());
        foreach (var step in steps)
        {
            var shown = await Done(app, chat, step, went, wrong);
            if (shown is not null && !Expectation.Holds(step.Expected, shown)) wrong.Add($"{string.Join('\n', step.Written)}\n{Expectation.Difference(step.Expected, shown)}");
        }
        wrong.AddRange((await chat.Unseen()).Select(unseen => $"This came by itself, and no push looks at it: {unseen}"));
        wrong.AddRange(app.Errors.Select(error => $"The service logged: {error}"));
        await Leave(Path.Combine(Folder, $"{script}.received.chat"), wrong.Count == 0 ? null : went.ToString());
        Assert.True(wrong.Count == 0, $"{script}.chat on {channel} (how it went as a whole: {script}.received.chat beside it):\n\n{string.Join("\n\n", wrong)}");
    }

    /// <summary>Leaves a file behind, or none.</summary>
    private static async Task Leave(string file, string? text)
    {
        if (text is null) File.Delete(file);
        else await File.WriteAllTextAsync(file, text, TestContext.Current.CancellationToken);
    }

    /// <summary>Does a step; what was shown, or null where nothing can be.</summary>
    private static async Task<Shown?> Done(RunningApp app, IChannel chat, Step step, StringBuilder went, List<string> wrong)
    {
        went.AppendJoin('\n', step.Written).Append('\n');
        // Time goes on while people type.
        app.Clock.Move(Duration.FromSeconds(1));
        try
        {
            var shown = await Act(app, chat, step.Deed);
            foreach (var line in shown?.All ?? []) went.Append("< ").Append(line).Append('\n');
            return shown;
        }
        catch (InvalidOperationException impossible)
        {
            wrong.Add($"{step.Written[0]}\n{impossible.Message}");
            return null;
        }
    }

    private static async Task<Shown?> Act(RunningApp app, IChannel chat, Deed deed)
    {
        switch (deed)
        {
            case Deed.Says says: return await chat.Say(says.At, says.Line);
            case Deed.Presses presses: return await chat.Press(presses.At, presses.Label);
            case Deed.Submits submits: return await chat.Submit(submits.At, submits.Answers);
            case Deed.LooksUp looksUp: return await chat.LookUp(looksUp.At, looksUp.Field, looksUp.Query);
            case Deed.Push push: return await chat.Pushed(push.At) ?? throw new InvalidOperationException("Nothing came.");
            case Deed.Redrawn redrawn: return await chat.Redrawn(redrawn.At) ?? throw new InvalidOperationException("Nothing was drawn again.");
            case Deed.Clock clock: app.Clock.Move(clock.By); return null;
            default: throw new InvalidOperationException($"Nobody knows how to do {deed}.");
        }
    }
}
