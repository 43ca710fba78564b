using ChatCrm.Conversation;
using ChatCrm.Texts;
using ChatCrm.Turns;
using ChatCrm.Workspaces;

namespace ChatCrm.Customers;

/// <summary>What typed values are read with: the typist's language, the members, the people that the platform resolved.</summary>
public sealed record Typist(Wording Words, Roster Roster, IReadOnlyList<Mention> Mentions)
{
    public static Typist Of(TurnContext turn) => new(turn.Words, turn.Roster, turn.Turn.What is Input.Said said ? said.Mentions : []);
}

/// <summary>What became of a typed value: the record with it, or as it was with the sentence that says why not.</summary>
public sealed record Entered<T>(T Record, Text? Refusal = null);

/// <summary>
/// One thing that people say of a customer or a contact: by a key in a line, by a field in a form. Both are read and checked here.
/// </summary>
/// <param name="Id">The field's id; its label and its keys in a line are texts of that name in the areas Details and DetailKeys.</param>
/// <param name="Value">What its field holds; reading that again changes nothing.</param>
/// <param name="Enter">The record with a typed value, trimmed and short enough.</param>
public sealed record Detail<T>(string Id, Func<T, Wording, string> Value, Func<T, string, Typist, Entered<T>> Enter)
{
    private readonly IReadOnlySet<string> _keys = WordLists.Spoken("DetailKeys." + Id);

    /// <summary>The longest value, in UTF-16 units.</summary>
    public int Longest { get; init; } = 500;

    public bool Required { get; init; }

    public bool Tall { get; init; }

    /// <summary>Several values, separated by commas: a line adds to them and takes from them.</summary>
    public bool IsList { get; init; }

    /// <summary>The choices of its field; null for words.</summary>
    public Func<Wording, IReadOnlyList<Choice>>? Choices { get; init; }

    /// <summary>As people read it, where that is not what the field holds.</summary>
    public Func<T, Typist, string>? Shown { get; init; }

    public string ShownOf(T record, Typist typist) => Shown?.Invoke(record, typist) ?? Value(record, typist.Words);

    /// <summary>Whether that is its key in a line, in any language.</summary>
    public bool IsCalled(string key) => _keys.Contains(key);

    public string Label(Wording words) => words.Plain("Details." + Id);

    public Entered<T> Read(T before, string typed, Typist typist)
    {
        var value = typed.ReplaceLineEndings("\n").Trim();
        if (value.Length > Longest) return new(before, typist.Words.Say("DetailErrors.TooLong", ("n", value.Length), ("most", Longest)));
        return Required && value.Length == 0 ? new(before, typist.Words.Say("DetailErrors.Missing")) : Enter(before, value, typist);
    }

    public Field Field(Wording words, string value) => Choices is { } choices
        ? new ChoiceField(Id, Label(words), choices(words), value, Required)
        : new TextField(Id, Label(words), value, Required, Tall) { Hint = words.Has("DetailHints." + Id) ? words.Plain("DetailHints." + Id) : "" };
}

/// <summary>What all details of a record have in common.</summary>
public static class Details
{
    /// <summary>What the fields of a form hold for a record.</summary>
    public static Dictionary<string, string> Values<T>(this IEnumerable<Detail<T>> details, T record, Wording words) =>
        details.ToDictionary(detail => detail.Id, detail => detail.Value(record, words), StringComparer.Ordinal);

    /// <summary>A blank record with the values that are given; what is refused, by field.</summary>
    public static (T Record, Dictionary<string, string> Refusals) Read<T>(this IEnumerable<Detail<T>> details, T blank, IReadOnlyDictionary<string, string> values, Typist typist)
    {
        var refusals = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var detail in details)
        {
            var value = values.GetValueOrDefault(detail.Id, "");
            if (!detail.Required && string.IsNullOrWhiteSpace(value)) continue;
            var entered = detail.Read(blank, value, typist);
            if (entered.Refusal is { } refusal) refusals[detail.Id] = refusal.ToString();
            blank = entered.Record;
        }
        return (blank, refusals);
    }

    /// <summary>The values of a list as people type them.</summary>
    public static IReadOnlyList<string> Split(string typed) =>
        [.. typed.Split([',', '，', '、', ';', '；', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct(StringComparer.OrdinalIgnoreCase)];

    public static string Joined(IEnumerable<string> values) => string.Join(", ", values);
}
