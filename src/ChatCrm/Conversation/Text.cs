using System.Buffers;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ChatCrm.Conversation;

/// <summary>One piece of a <see cref="Text"/>. A channel escapes each piece once, at the last step, by its kind.</summary>
public abstract record Run
{
    /// <summary>The piece as plain text.</summary>
    public abstract string Plain { get; }
}

/// <summary>Our own words, already in the reader's language. Never holds anything that a person typed.</summary>
public sealed record Words(string Value, Weight Weight = Weight.Normal) : Run
{
    public override string Plain => Value;
}

/// <summary>Words that a person typed (a name, a note): data, never markup. Channels show them inside bidi isolates.</summary>
public sealed record Typed(string Value, Weight Weight = Weight.Normal) : Run
{
    public override string Plain => Value;
}

/// <summary>A member of the workspace. <paramref name="Name"/> is what to show where the channel cannot mention.</summary>
public sealed record PersonRun(string MemberId, string Name) : Run
{
    public override string Plain => Name;
}

/// <summary>
/// A moment. <paramref name="At"/> lets a channel show it in each viewer's zone; <paramref name="Shown"/> is the text in the reader's own.
/// <paramref name="There"/> is what <paramref name="Shown"/> says of another clock by the way, for channels that do not show it; empty where it does not.
/// </summary>
public sealed record Moment(NodaTime.Instant At, string Shown, string There = "") : Run
{
    public override string Plain => Shown;
}

/// <summary>A link that the product built; never one that a person typed.</summary>
public sealed record Link(string Label, Uri Target) : Run
{
    public override string Plain => Label;
}

/// <summary>How strongly words stand out.</summary>
public enum Weight { Quiet, Normal, Strong }

/// <summary>What people read: pieces in order. Never one string, because escaping, viewers' times, mentions and isolates need the pieces.</summary>
public sealed record Text(ImmutableArray<Run> Runs)
{
    public static readonly Text Empty = new([]);

    private static readonly Words Dot = new(" · "), LineEnd = new("\n");

    /// <summary>Our own words, in the reader's language.</summary>
    public static Text Ours(string words, Weight weight = Weight.Normal) => words.Length == 0 ? Empty : new([new Words(words, weight)]);

    /// <summary>A person's words, as typed.</summary>
    public static Text Theirs(string words, Weight weight = Weight.Normal) => words.Length == 0 ? Empty : new([new Typed(words, weight)]);

    public bool IsEmpty => Runs.Length == 0;

    /// <summary>The texts that are not empty, with <paramref name="separator"/> (our words) between them.</summary>
    public static Text Join(string separator, params ReadOnlySpan<Text> texts)
    {
        var length = 0;
        foreach (var text in texts) length += text.IsEmpty ? 0 : text.Runs.Length + (length > 0 ? 1 : 0);
        if (length == 0) return Empty;
        var (runs, at, between) = (new Run[length], 0, Between(separator));
        foreach (var text in texts)
        {
            if (text.IsEmpty) continue;
            if (at > 0) runs[at++] = between;
            text.Runs.CopyTo(runs, at);
            at += text.Runs.Length;
        }
        return new(ImmutableCollectionsMarshal.AsImmutableArray(runs));
    }

    /// <summary>The pieces that say something, with <paramref name="separator"/> (our words) between them. Our neighbouring words become one run.</summary>
    public static Text Join(string separator, params ReadOnlySpan<Segment> pieces)
    {
        var (runs, count) = (new Run[Joined(pieces, separator.Length > 0)], 0);
        var ours = new DefaultInterpolatedStringHandler(0, 0, null, stackalloc char[256]);
        var first = true;
        foreach (var piece in pieces)
        {
            if (piece.IsEmpty) continue;
            if (!first) ours.AppendLiteral(separator);
            first = false;
            if (piece.Run is null) ours.AppendLiteral(piece.Own!);
            else
            {
                if (ours.Text.Length > 0) runs[count++] = new Words(ours.ToStringAndClear());
                runs[count++] = piece.Run;
            }
        }
        if (ours.Text.Length > 0) runs[count] = new Words(ours.ToStringAndClear());
        return runs.Length == 0 ? Empty : new(ImmutableCollectionsMarshal.AsImmutableArray(runs));
    }

    /// <summary>How many runs pieces are joined into: between any two that are not ours stand words of ours, where something separates them.</summary>
    private static int Joined(ReadOnlySpan<Segment> pieces, bool separated)
    {
        var (runs, ours) = (0, false);
        foreach (var piece in pieces)
        {
            if (piece.IsEmpty) continue;
            if (separated && runs > 0 && !ours) (runs, ours) = (runs + 1, true);
            if (piece.Run is null) (runs, ours) = (ours ? runs : runs + 1, true);
            else (runs, ours) = (runs + 1, false);
        }
        return runs;
    }

    private static Words Between(string separator) => separator switch
    {
        " · " => Dot,
        "\n" => LineEnd,
        _ => new(separator),
    };

    public static Text operator +(Text left, Text right) => new([.. left.Runs, .. right.Runs]);

    public static implicit operator Text(Run run) => new([run]);

    /// <summary>The same text with every piece of words at one weight.</summary>
    public Text With(Weight weight) => new([.. Runs.Select(run => run switch
    {
        Words words => words with { Weight = weight },
        Typed typed => typed with { Weight = weight },
        _ => run,
    })]);

    /// <summary>The plain-text twin: what notifications and screen readers get.</summary>
    public override string ToString() => Runs switch
    {
        [] => "",
        [var run] => run.Plain,
        [var first, var second] => first.Plain + second.Plain,
        _ => string.Concat(Runs.Select(run => run.Plain)),
    };

    /// <summary>Writes the plain-text twin.</summary>
    public void AppendTo(ArrayBufferWriter<char> plain)
    {
        foreach (var run in Runs) plain.Write(run.Plain);
    }
}

/// <summary>A part of a line that is joined: our own words, or any other run. The default says nothing.</summary>
public readonly record struct Segment
{
    private Segment(string? own, Run? run) => (Own, Run) = (own, run);

    /// <summary>Our own words, where it is no run.</summary>
    public string? Own { get; }

    public Run? Run { get; }

    public bool IsEmpty => Run is null ? string.IsNullOrEmpty(Own) : Run.Plain.Length == 0;

    /// <summary>Our own words, in the reader's language.</summary>
    public static Segment Ours(string words) => new(words, null);

    public static implicit operator Segment(Run run) => run is Words { Weight: Weight.Normal } ours ? Ours(ours.Value) : new(null, run);
}
