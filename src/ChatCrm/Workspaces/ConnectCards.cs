using ChatCrm.Conversation;
using ChatCrm.Storage;
using ChatCrm.Texts;

namespace ChatCrm.Workspaces;

/// <summary>What admins see of chat teams that share a workspace. Pure.</summary>
public static class ConnectCards
{
    /// <param name="code">Empty where it was shown before: it is kept nowhere.</param>
    /// <param name="connected">Those that are connected now.</param>
    public static Card Code(Wording words, string code, IReadOnlyList<(string Id, Connection Connection, Row Row)> connected) => new(
    [
        .. code.Length == 0 ? [new Line(words.Say("Workspaces.CodeShownOnce"), Tone.Warning)] : Shown(words, Text.Ours(Spaced(code), Weight.Strong)),
        .. Connected(words, connected).Blocks,
    ]);

    /// <summary>Which are connected, and how one leaves.</summary>
    public static Card Connected(Wording words, IReadOnlyList<(string Id, Connection Connection, Row Row)> connected) => connected.Count == 0
        ? new(new Line(words.Say("Workspaces.NoneConnected")))
        : new(
            new Line(words.Say("Workspaces.AllConnected", ("names", Text.Join(", ", [.. connected.Select(known => Text.Theirs(known.Connection.Name))])))),
            new Line(words.Say("Workspaces.DisconnectUsage", ("name", connected[0].Connection.Name)), Tone.Quiet));

    public static Card Left(Wording words, string name) => new(
        new Line(words.Say("Workspaces.Disconnected", ("name", name)), Tone.Good), new Line(words.Say("Workspaces.DisconnectedMeans")));

    /// <param name="workspace">Empty where it has no name.</param>
    public static Card Moved(Wording words, string workspace) => new(
        new Line(workspace.Length == 0 ? words.Say("Workspaces.ConnectedNow") : words.Say("Workspaces.ConnectedTo", ("workspace", workspace)), Tone.Good),
        new Line(words.Say("Workspaces.ConnectedMeans")));

    private static Block[] Shown(Wording words, Text code) =>
        [new Heading(words.Say("Workspaces.Code", ("code", code))), new Line(words.Say("Workspaces.CodeMeans", ("code", code)))];

    /// <summary>Four by four, as it is read aloud.</summary>
    private static string Spaced(string code) => string.Join('-', code.Chunk(4).Select(part => new string(part)));
}
