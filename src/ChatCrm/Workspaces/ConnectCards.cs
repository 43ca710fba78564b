using ChatCrm.Conversation;
using ChatCrm.Texts;

namespace ChatCrm.Workspaces;

/// <summary>What admins see of chat teams that share a workspace. Pure.</summary>
public static class ConnectCards
{
    /// <param name="code">Empty where it was shown before: it is kept nowhere.</param>
    /// <param name="connected">What the platforms call those that are connected now.</param>
    public static Card Code(Wording words, string code, IReadOnlyList<string> connected) => new(
    [
        .. code.Length == 0 ? [new Line(words.Say("Workspaces.CodeShownOnce"), Tone.Warning)] : Shown(words, Text.Ours(Spaced(code), Weight.Strong)),
        new Line(connected.Count == 0 ? words.Say("Workspaces.NoneConnected") : words.Say("Workspaces.AllConnected", ("names", Text.Join(", ", connected.Select(team => Text.Theirs(team)))))),
    ]);

    /// <param name="workspace">Empty where it has no name.</param>
    public static Card Moved(Wording words, string workspace) => new(
        new Line(workspace.Length == 0 ? words.Say("Workspaces.ConnectedNow") : words.Say("Workspaces.ConnectedTo", ("workspace", workspace)), Tone.Good),
        new Line(words.Say("Workspaces.ConnectedMeans")));

    private static Block[] Shown(Wording words, Text code) =>
        [new Heading(words.Say("Workspaces.Code", ("code", code))), new Line(words.Say("Workspaces.CodeMeans", ("code", code)))];

    /// <summary>Four by four, as it is read aloud.</summary>
    private static string Spaced(string code) => string.Join('-', code.Chunk(4).Select(part => new string(part)));
}
