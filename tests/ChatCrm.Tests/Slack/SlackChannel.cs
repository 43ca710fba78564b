using System.Text.Json.Nodes;
using ChatCrm.Tests.App;
using ChatCrm.Tests.Slack.Fake;
using ChatCrm.Texts;

namespace ChatCrm.Tests.Slack;

/// <summary>
/// Slack, as the people of the conversations use it: they write to the bot in their direct chat, type /crm in a channel, press buttons, fill in modals.
/// The service's Slack addresses are to be those of the fake; the fake takes the service's clock.
/// </summary>
internal sealed class SlackChannel : IChannel
{
    private static readonly string[] OpensForm = [Wording.In("en").Plain("Turns.OpenFormButton"), Wording.In("zh-Hans").Plain("Turns.OpenFormButton")];

    private static readonly string[] Refused = [Wording.In("en").Plain("Cards.Refused"), Wording.In("zh-Hans").Plain("Cards.Refused")];

    private readonly RunningApp app;
    private readonly FakeSlack slack;
    private readonly Dictionary<string, SlackPage> pages = [];

    public SlackChannel(RunningApp app, FakeSlack slack)
    {
        (this.app, this.slack) = (app, slack);
        (slack.World.Clock, slack.Service) = (app.Clock, app.Address);
    }

    /// <summary>A direct chat knows messages, but no empty one: that is typed as the bare command. A message opens no form: the button that does is pressed.</summary>
    public async Task<Shown> Say(Spot at, string line)
    {
        await slack.CloseView(at.Who, all: true);
        var shown = await Act(at, null, async () => at.Room is null && line.Length > 0 ? await slack.Dm(at.Who, line) : await slack.Command(at.Who, at.Room ?? "", line));
        return shown.Buttons is [var only] && OpensForm.Contains(only) ? await Press(at, only) : shown;
    }

    public async Task<Shown> Press(Spot at, string label)
    {
        await Page(at);
        if (slack.Top(at.Who) is { } view && Screen.Find(view.Blocks, label) is { } here) return await Act(at, null, async () => await slack.Click(at.Who, view, here));
        await slack.CloseView(at.Who, all: true);
        var messages = slack.Messages(at.Who, at.Room).Reverse().ToList();
        foreach (var post in messages)
            if (Screen.Find(post.Blocks, label) is { } knob) return await Act(at, post, async () => await slack.Click(at.Who, post, knob));
        throw new InvalidOperationException($"Nothing in {at.Room ?? at.Who} has a button '{label}'. The last card:\n{(messages.Count > 0 ? slack.Shown(messages[0]) : "")}");
    }

    public async Task<Shown> Submit(Spot at, IReadOnlyDictionary<string, string> answers)
    {
        var (page, form) = (await Page(at), Form(at));
        return await Act(at, page.Opener, () => slack.Submit(at.Who, form, answers));
    }

    public async Task<Shown> LookUp(Spot at, string field, string query) =>
        new([.. (await slack.Suggest(at.Who, Form(at), field, query)).Select(option => BlockText.Plain(option["text"]))], []);

    public async Task<Shown?> Pushed(Spot at) => Looked(await Page(at), page => page.TakePushed(RoomOf(at)));

    public async Task<Shown?> Redrawn(Spot at) => Looked(await Page(at), page => page.TakeRedrawn(RoomOf(at)));

    public async Task<IReadOnlyList<string>> Unseen()
    {
        var unseen = new List<string>();
        foreach (var handle in pages.Keys.ToList()) unseen.AddRange((await Page(new(handle, null))).Pushed.Select(post => $"{handle}\n{slack.Shown(post)}"));
        unseen.AddRange(slack.Faults.Select(fault => $"Slack refused {fault}"));
        return unseen;
    }

    /// <summary>Stops the fake with it.</summary>
    public ValueTask DisposeAsync() => slack.DisposeAsync();

    private View Form(Spot at) => slack.Top(at.Who) ?? throw new InvalidOperationException($"{at.Who} has no form open.");

    private Room RoomOf(Spot at) => slack.RoomFor(at.Who, at.Room ?? "");

    private Shown? Looked(SlackPage page, Func<SlackPage, Post?> take) => take(page) is { } post ? slack.Shown(post) : null;

    /// <summary>Somebody does something: what they are shown then. Null where Slack itself refuses.</summary>
    private async Task<Shown> Act(Spot at, Post? pressed, Func<Task<Answer?>> act)
    {
        var page = await Page(at);
        var from = page.Seen;
        if (await act() is { Ok: false } answered) throw new InvalidOperationException($"The service did not take it: {answered.Status} {answered.Failure}");
        await Answered(at, from);
        await app.Settled();
        var happened = page.Read(slack.Since(from));
        if (happened.Any(one => one.What == Happened.ViewShown) && slack.Top(at.Who) is { } view)
        {
            page.Opener = pressed;
            return ErrorsInPlace(view, slack.Shown(view));
        }
        return page.TakeAnswer(happened, RoomOf(at), pressed) is { } answer ? slack.Shown(answer) : App.Shown.Nothing;
    }

    /// <summary>A view that is just opened has no errors of Slack's own: those that stand on top, by the question's name, are shown under it, as other channels do.</summary>
    private static Shown ErrorsInPlace(View view, Shown shown)
    {
        var labels = view.Inputs.Select(input => BlockText.Plain(input["label"])).ToList();
        var intro = view.Blocks.OfType<JsonObject>().Where(block => block["type"]!.ToString() != "input").SelectMany(BlockText.Lines).ToList();
        var errors = intro.Where(line => labels.Any(label => line.StartsWith($"{label}: ", StringComparison.Ordinal))).ToList();
        if (errors.Count == 0) return shown;
        var rest = shown.Lines.Where(line => !errors.Contains(line) && !Refused.Contains(line));
        return shown with { Lines = [.. rest.SelectMany(line => errors.Where(error => LabelOf(error) == LabelOf(line)).Select(error => $"! {error[(error.IndexOf(':', StringComparison.Ordinal) + 2)..]}").Prepend(line))] };
    }

    private static string LabelOf(string line) => line.IndexOf(':', StringComparison.Ordinal) is > 0 and var end ? line[..end] : "";

    /// <summary>Waits for something to be seen there, and for a view that only says to wait to be drawn.</summary>
    private Task<bool> Answered(Spot at, int from)
    {
        return slack.Until(() => slack.Since(from).Any(IsAnswer) && slack.Api.IsIdle && !Waits(at.Who));

        bool IsAnswer(Happening one) => one.Post is { } post ? one.Via != Via.Person && post.Room == RoomOf(at) && post.IsSeenBy(slack.World.Person(at.Who)) : one.User == slack.World.Person(at.Who).Id;
    }

    private bool Waits(string who) => slack.Top(who) is { } view && view.Json["submit"] is null && view.Blocks.Count <= 1 && Screen.Knobs(view.Blocks).Count == 0;

    /// <summary>A person's screen, with all that came until now.</summary>
    private async Task<SlackPage> Page(Spot at)
    {
        if (!pages.TryGetValue(at.Who, out var page)) page = pages[at.Who] = new(slack.World.Person(at.Who));
        await app.Settled();
        page.Read(slack.Since(page.Seen));
        return page;
    }
}
