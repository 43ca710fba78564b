using ChatCrm.Time.Lexicons;

namespace ChatCrm.Time;

/// <summary>The signs that one match of a pattern caught.</summary>
internal readonly struct Caught(Sign[] signs)
{
    /// <summary>The value of the first sign of a kind.</summary>
    public int this[Kind kind] => Nth(kind, 0).Value;

    /// <summary>The sign of a kind by its place among those of the kind; the default where there are fewer.</summary>
    public Sign Nth(Kind kind, int place) => signs.Where(sign => sign.Kind == kind).ElementAtOrDefault(place);

    public bool Has(Kind kind) => signs.Any(sign => sign.Kind == kind);
}

/// <summary>One way to say something: kinds of signs in order, and what they make.</summary>
/// <param name="Shape">Kinds, separated by spaces; "?" behind one: may be missing; "~" before one: no white space in front of it.</param>
/// <param name="Build">What it makes; null when the numbers do not fit.</param>
internal sealed record Pattern<T>(string Shape, Func<Caught, T?> Build) where T : class;

/// <summary>A table of patterns. A match is a walk over at most as many tokens as the pattern has kinds; nothing is tried twice.</summary>
internal sealed class Patterns<T> where T : class
{
    private readonly Dictionary<Kind, List<(Slot[] Slots, Func<Caught, T?> Build)>> byFirst = [];

    public Patterns(params ReadOnlySpan<Pattern<T>> patterns)
    {
        foreach (var pattern in patterns)
        {
            foreach (var slots in Expand([.. pattern.Shape.Split(' ')]))
            {
                if (!byFirst.TryGetValue(slots[0].Kind, out var list)) byFirst[slots[0].Kind] = list = [];
                list.Add((slots, pattern.Build));
            }
        }
    }

    private readonly record struct Slot(Kind Kind, bool Tight);

    /// <summary>Everything that matches at an index, each with the index behind it.</summary>
    public IEnumerable<(T Value, int Next)> At(Line line, int index)
    {
        foreach (var kind in line.Signs(index).Select(found => found.Sign.Kind).Distinct())
        {
            foreach (var (slots, build) in byFirst.GetValueOrDefault(kind) ?? [])
            {
                if (Match(line, index, slots) is { } match && build(new(match.Signs)) is { } value) yield return (value, match.Next);
            }
        }
    }

    private static (Sign[] Signs, int Next)? Match(Line line, int index, Slot[] slots)
    {
        Span<Sign> signs = stackalloc Sign[slots.Length];
        for (var i = 0; i < slots.Length; i++)
        {
            if (slots[i].Tight && line.At(index) is not { SpaceBefore: false }) return null;
            if (line.Sign(index, slots[i].Kind) is not { } found) return null;
            (signs[i], index) = found;
        }
        return (signs.ToArray(), index);
    }

    private static IEnumerable<Slot[]> Expand(string[] shape)
    {
        if (shape is []) return [[]];
        var rest = Expand(shape[1..]);
        var slot = new Slot(Enum.Parse<Kind>(shape[0].Trim('~', '?')), shape[0][0] == '~');
        var with = rest.Select(slots => (Slot[])[slot, .. slots]);
        return shape[0][^1] == '?' ? with.Concat(rest) : with;
    }
}
