using ChatCrm.Conversation;
using ChatCrm.Turns;

namespace ChatCrm.Customers;

/// <summary>What a <c>new</c> line says: the values of the form's fields, and what was not understood.</summary>
internal sealed record NewLine(Dictionary<string, string> Values, IReadOnlyList<string> Unknown)
{
    private static readonly IReadOnlySet<string> ContactWords = WordLists.Spoken("Verbs.contact");
    private static readonly IReadOnlySet<string> AtWords = WordLists.Spoken("NewContact.AtWords");

    /// <summary>Where the line goes on behind the word "contact"; null where it is about a customer.</summary>
    public static int? BehindContact(TurnContext turn)
    {
        if (turn.Line.From(turn.Rest) is not { Kind: WordKind.Plain } first) return null;
        if (ContactWords.Contains(first.Text)) return first.End;
        // Chinese is written without a blank in between.
        var glued = ContactWords.FirstOrDefault(word => word[0] > '\u2E80' && first.Text.StartsWith(word, StringComparison.Ordinal));
        return glued is null ? null : first.Start + glued.Length;
    }

    /// <summary>Where the customer of a contact begins: behind the first "at"; null where none is said.</summary>
    public static (int NameEnd, int Customer)? At(CommandLine line, int from)
    {
        for (var word = line.From(from); word is not null && word.Kind != WordKind.Field; word = line.From(word.End))
            if (word.Kind == WordKind.Plain && word.Start > from && AtWords.Contains(word.Text)) return (word.Start, word.End);
        return null;
    }

    /// <summary>The name at the front: quoted, or the words up to the first key.</summary>
    public static (string Name, int End) NameAt(CommandLine line, int from, int until)
    {
        if (line.From(from) is not { } first || first.Start >= until || first.Kind == WordKind.Field) return ("", from);
        if (first.Kind == WordKind.Quoted) return (first.Text, first.End);
        var last = first;
        for (var word = line.From(first.End); word is not null && word.Start < until && !DetailLine.Begins(word); word = line.From(word.End)) last = word;
        return (line.Slice(first.Start, last.End), last.End);
    }

    public static NewLine Read<T>(TurnContext turn, string name, int from, IReadOnlyList<Detail<T>> details)
    {
        var line = DetailLine.Read(turn.Line, from);
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        if (name.Length > 0) values["name"] = name;
        var unknown = line.Left.ToList();
        foreach (var said in line.Said)
            if (said.Away || details.FirstOrDefault(each => each.IsCalled(said.Key)) is not { } detail) unknown.Add($"{said.Key}:{said.Value}");
            else values[detail.Id] = detail.IsList && values.TryGetValue(detail.Id, out var others) ? $"{others}, {said.Value}" : said.Value;
        return new(values, unknown);
    }
}
