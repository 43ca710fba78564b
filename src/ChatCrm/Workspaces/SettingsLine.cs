using ChatCrm.Conversation;

namespace ChatCrm.Workspaces;

/// <summary>What <c>me lang zh tz Asia/Shanghai hours 9-18 mon-fri digest 8:30</c> says: each setting with the words behind it, and the words that belong to none.</summary>
internal sealed record SettingsLine(IReadOnlyDictionary<Said, string> Values, string Left)
{
    public bool IsEmpty => Values.Count == 0 && Left.Length == 0;

    public static SettingsLine Read(CommandLine line, int from)
    {
        var (values, left) = (new Dictionary<Said, string>(), "");
        Said? open = null;
        for (var word = line.From(from); word is not null; word = line.From(word.End))
        {
            if (Begins(word) is { } said) (open, values[said]) = (said, word.Kind == WordKind.Field ? word.Text : "");
            else if (open is { } at) values[at] = $"{values[at]} {Text(line, word)}".Trim();
            else left = $"{left} {Text(line, word)}".Trim();
        }
        return new(values, left);
    }

    private static Said? Begins(Word word) =>
        WorkspaceWords.Of(word.Kind switch { WordKind.Plain => word.Text, WordKind.Field => word.Key, _ => "" }) is (Said.Language or Said.Zone or Said.Hours or Said.Digest or Said.Away or Said.Cover) and var said ? said : null;

    private static string Text(CommandLine line, Word word) => word.Kind == WordKind.Quoted ? word.Text : line.Slice(word.Start, word.End);
}
