using ChatCrm.Conversation;
using ChatCrm.Storage;
using ChatCrm.Turns;

namespace ChatCrm.Customers;

/// <summary>What the front of a line says about a customer.</summary>
/// <param name="Typed">The words that were taken for the name, as typed; empty where there were none.</param>
/// <param name="End">Where the line goes on behind them.</param>
/// <param name="Hits">Whom they can mean; one is an answer, several are a question, none is nobody known.</param>
public sealed record CustomerPhrase(string Typed, int End, IReadOnlyList<Hit> Hits)
{
    /// <summary>The line names nobody and means nobody.</summary>
    public bool IsMissing => Typed.Length == 0 && Hits.Count == 0;

    public Hit? One => Hits.Count == 1 ? Hits[0] : null;
}

/// <summary>
/// Reads the customer at the front of a line: a code, a quoted name, <c>.</c>, or the longest known name, alias or contact. Quotes are needed for nothing
/// but names that are verbs.
/// </summary>
public sealed class CustomerReader(TurnContext turn)
{
    /// <summary>The question that a card "Which one?" asks about a line.</summary>
    public const string Question = "customer";

    private const int MostWords = 8;
    private const int Considered = 60;

    /// <param name="ends">Tells the words with which something else begins; they end a name that nobody has.</param>
    public async ValueTask<CustomerPhrase> Read(int from, Func<Word, bool> ends)
    {
        if (await Chosen() is { } chosen) return chosen;
        if (turn.Line.From(from) is not { } first) return new("", from, []);
        // Behind a Chinese verb the name may begin inside a word.
        var words = turn.Line.Words.SkipWhile(word => word.End <= first.Start).Skip(1).Prepend(first);
        if (first is { Kind: WordKind.Plain, Text: "." }) return await Meant(first.End);
        // "log -- asked for prices" says what, and of nobody.
        if (first.Kind == WordKind.Quoted && turn.Line.Line[first.Start] is '-' or '—') return new("", from, []);
        if (first.Kind == WordKind.Quoted) return new(first.Text, first.End, Exact(first.Text, (await Search.Find(first.Text, 6)).Hits));
        if (first.Kind != WordKind.Plain) return new("", from, []);
        var plain = words.TakeWhile(word => word.Kind == WordKind.Plain).Take(MostWords).ToList();
        if (await Search.ByCode(Bare(first)) is { } coded) return new(first.Text, first.End, [coded]);
        return await Longest(plain, Math.Max(from, first.Start)) ?? Nobody(plain, ends, Math.Max(from, first.Start));
    }

    private CustomerSearch Search => CustomerSearch.Of(turn);

    private async ValueTask<CustomerPhrase?> Chosen()
    {
        if (turn.Choices[Question]?.Split(',') is not [var id, var end] || !int.TryParse(end, out var at)) return null;
        return await Search.ById(id) is { } hit ? new(turn.Line.Slice(turn.Rest, Math.Clamp(at, turn.Rest, turn.Line.Line.Length)), at, [hit]) : null;
    }

    /// <summary><c>.</c> is the customer that the room is linked to, else the last one that the typist did something about.</summary>
    private async ValueTask<CustomerPhrase> Meant(int end)
    {
        var linked = turn.Room?.Customer ?? "";
        if (linked.Length == 0)
            linked = (await turn.Rows.List(KeyRange.Prefix(Keys.Under("undo", turn.Member.Id), 10), turn.Cancel))
                .Select(row => row.Read(TurnJson.Default.UndoRow)).FirstOrDefault(undo => undo.Customer.Length > 0 && undo.UndoneIn.Length == 0)?.Customer ?? "";
        return new(".", end, linked.Length > 0 && await Search.ById(linked) is { } hit ? [hit] : []);
    }

    /// <summary>The hits whose names go furthest along the line.</summary>
    private async ValueTask<CustomerPhrase?> Longest(IReadOnlyList<Word> words, int start)
    {
        var lines = Enumerable.Range(1, words.Count).Select(count => Names.Fold(turn.Line.Line[start..words[count - 1].End])).ToList();
        // Also by more words than the first: hundreds of names may begin with Shenzhen.
        var found = await Named([.. lines.SelectMany(Names.SearchKeys).Distinct(StringComparer.Ordinal)]);
        if (found.Count == 0) return await Unspaced(words[0], start);
        var reach = found.Select(each => (each.Row, Words: Reach(each.Key, lines))).ToList();
        var most = reach.Max(each => each.Words);
        return await Phrase(start, words[most - 1].End, [.. reach.Where(each => each.Words == most).Select(each => each.Row)]);
    }

    /// <summary>How many words of the line a name's key holds: the first may be its beginning, the others must be whole.</summary>
    private static int Reach(string key, IReadOnlyList<string> lines)
    {
        for (var count = lines.Count; count > 1; count--)
            if (lines[count - 1] is { Length: > 0 } line && (key == line || key.StartsWith(line + " ", StringComparison.Ordinal))) return count;
        return 1;
    }

    /// <summary>Chinese and Japanese lines have no blank behind the name: the longest beginning that a name has too.</summary>
    private async ValueTask<CustomerPhrase?> Unspaced(Word word, int start)
    {
        var raw = turn.Line.Line[start..word.End];
        var folded = Names.Fold(raw);
        if (folded.Length < 2 || folded.Length != raw.Length || folded[0] < '\u2E80') return null;
        var found = await Named([folded[..2]]);
        if (found.Count == 0) return null;
        var reach = found.Select(each => (each.Row, Length: each.Key.AsSpan().CommonPrefixLength(folded))).ToList();
        var most = reach.Max(each => each.Length);
        return await Phrase(start, start + most, [.. reach.Where(each => each.Length == most).Select(each => each.Row)]);
    }

    private async ValueTask<List<(string Key, NameRow Row)>> Named(IReadOnlyList<string> prefixes)
    {
        if (prefixes.Count == 0) return [];
        var pages = await turn.Rows.List([.. prefixes.Select(prefix => CustomerRows.NamesFrom(prefix, Considered))], turn.Cancel);
        return [.. pages.SelectMany(page => page.Rows).Select(row => (Keys.Parts(row.Key)[1], CustomerRows.Name(row)))];
    }

    private async ValueTask<CustomerPhrase> Phrase(int start, int end, IReadOnlyList<NameRow> rows)
    {
        var typed = turn.Line.Slice(start, end).TrimEnd(',', '，', '、');
        var hits = await Search.Hits([.. rows.DistinctBy(row => row.Customer)]);
        return new(typed, end, Exact(typed, hits));
    }

    private CustomerPhrase Nobody(IReadOnlyList<Word> words, Func<Word, bool> ends, int start)
    {
        var name = words.Skip(1).TakeWhile(word => !ends(word)).LastOrDefault() ?? words[0];
        return new(turn.Line.Slice(start, name.End), name.End, []);
    }

    /// <summary>One whose name is just what was typed is meant, though others begin so; first with the legal form, then without.</summary>
    public static IReadOnlyList<Hit> Exact(string typed, IReadOnlyList<Hit> hits)
    {
        if (hits.Count < 2) return hits;
        var (fold, key) = (Names.Fold(typed), Names.Key(typed));
        return Only(hit => Names.Fold(hit.Name) == fold) ?? Only(hit => Names.Key(hit.Name) == key) ?? hits;

        IReadOnlyList<Hit>? Only(Func<Hit, bool> same) => hits.Where(same).ToList() is [var one] ? [one] : null;
    }

    private static string Bare(Word word) => word.Text.TrimEnd(',', ':');
}
