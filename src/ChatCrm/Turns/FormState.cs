using ChatCrm.Conversation;

namespace ChatCrm.Turns;

/// <summary>
/// What an edit form carries along: the record's id, and a fingerprint of every value it was opened on. So a submit tells which fields the person
/// touched, and which somebody else has changed since, without trusting or keeping the old values.
/// </summary>
public sealed class FormState
{
    private readonly Dictionary<string, string> _opened;

    private FormState(string record, Dictionary<string, string> opened) => (Record, _opened) = (record, opened);

    public string Record { get; }

    /// <summary>The state of a form that is opened on these values.</summary>
    public static string Of(string record, IReadOnlyDictionary<string, string> values) =>
        string.Join('\n', values.Select(pair => $"{pair.Key}={Mark(pair.Value)}").Prepend(record));

    /// <summary>What a state says; a forged or foreign one counts as opened on nothing.</summary>
    public static FormState Read(string state)
    {
        var lines = state.Split('\n');
        var opened = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in lines.Skip(1))
            if (line.IndexOf('=') is > 0 and var at) opened[line[..at]] = line[(at + 1)..];
        return new(lines[0], opened);
    }

    /// <summary>The person gave the field another value than it was opened on.</summary>
    public bool Touched(string field, string submitted) => _opened.GetValueOrDefault(field) != Mark(submitted);

    /// <summary>Somebody else gave the field another value since it was opened.</summary>
    public bool ChangedSince(string field, string current) => _opened.GetValueOrDefault(field) != Mark(current);

    /// <summary>A form sends line ends and blanks at the edges as it likes.</summary>
    private static string Mark(string value) => TurnIds.Fingerprint(value.ReplaceLineEndings("\n").Trim())[..8];
}
