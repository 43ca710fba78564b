using System.Buffers;

namespace ChatCrm.Conversation;

/// <summary>
/// What people see: blocks and buttons that every channel can show. Sizes are the channel's affair (it pages); shapes are checked here.
/// </summary>
/// <param name="Blocks">At least one; the first line answers the question.</param>
/// <param name="Presses">Verbs, the likeliest first, at most five; the rest goes behind a <see cref="Menu"/>.</param>
public sealed record Card(IReadOnlyList<Block> Blocks, IReadOnlyList<Press> Presses)
{
    public const int MostPresses = 5;

    /// <summary>The most characters of paper that are kept for the next card's plain text.</summary>
    private const int MostKept = 1 << 14;

    [ThreadStatic]
    private static ArrayBufferWriter<char>? kept;

    public IReadOnlyList<Block> Blocks { get; } = Blocks.Count > 0 ? Blocks : throw new ArgumentException("A card says something.");

    public IReadOnlyList<Press> Presses { get; } = Presses.Count <= MostPresses
        ? Presses
        : throw new ArgumentException($"A card has at most {MostPresses} buttons, not {Presses.Count}: put the rest behind a menu.");

    /// <summary>The id of the turn or notice that drew the card; channels carry it in every button. The Dispatcher sets it.</summary>
    public string Drawing { get; init; } = "";

    /// <summary>The reader's language: for the few words that a channel adds itself, and for screen readers. The Dispatcher sets it.</summary>
    public string Language { get; init; } = "en";

    /// <summary>The room that it was asked in, where it is posted elsewhere; empty for none. A channel whose buttons tell only where they stand carries it in them.</summary>
    public string AskedIn { get; init; } = "";

    public Card(params IReadOnlyList<Block> blocks) : this(blocks, []) { }

    /// <summary>The plain-text twin, one line per block: for notifications and screen readers.</summary>
    public string Plain()
    {
        var plain = Written();
        var words = Said(plain).ToString();
        Keep(plain);
        return words;
    }

    /// <summary>Hands out the plain-text twin, for as long as <paramref name="read"/> runs.</summary>
    public void Plain<T>(T to, ReadOnlySpanAction<char, T> read)
    {
        var plain = Written();
        read(Said(plain), to);
        Keep(plain);
    }

    /// <summary>On this thread's paper, which nobody else writes on until it is kept again.</summary>
    private ArrayBufferWriter<char> Written()
    {
        var plain = kept ?? new(1024);
        kept = null;
        for (var i = 0; i < Blocks.Count; i++) Blocks[i].AppendTo(plain);
        return plain;
    }

    /// <summary>Without the last line's end.</summary>
    private static ReadOnlySpan<char> Said(ArrayBufferWriter<char> plain) => plain.WrittenSpan[..Math.Max(0, plain.WrittenCount - 1)];

    private static void Keep(ArrayBufferWriter<char> plain)
    {
        if (plain.Capacity > MostKept) return;
        plain.ResetWrittenCount();
        kept = plain;
    }
}

/// <summary>The state that a block's colour tells; never decoration.</summary>
public enum Tone { Normal, Quiet, Good, Warning, Attention }

/// <summary>One part of a card.</summary>
public abstract record Block
{
    /// <summary>Writes the lines of the plain-text twin, each with its end.</summary>
    public abstract void AppendTo(ArrayBufferWriter<char> plain);

    /// <summary>A line; none where nothing stands in it.</summary>
    protected static void Put(ArrayBufferWriter<char> plain, Text text, string before = "", string behind = "")
    {
        var start = plain.WrittenCount;
        plain.Write(before);
        text.AppendTo(plain);
        plain.Write(behind);
        if (plain.WrittenCount > start) plain.Write("\n");
    }
}

/// <summary>The card's first line, large; <paramref name="Aside"/> stands at the right, small.</summary>
public sealed record Heading(Text Text, Text? Aside = null) : Block
{
    public override void AppendTo(ArrayBufferWriter<char> plain) => Put(plain, Text, behind: Aside is { IsEmpty: false } ? $" · {Aside}" : "");
}

/// <summary>A paragraph.</summary>
public sealed record Line(Text Text, Tone Tone = Tone.Normal) : Block
{
    public override void AppendTo(ArrayBufferWriter<char> plain) => Put(plain, Text);
}

/// <summary>A person's own words, set apart.</summary>
public sealed record Quote(Text Text) : Block
{
    public override void AppendTo(ArrayBufferWriter<char> plain) => Put(plain, Text, "“", "”");
}

/// <summary>Labels and values, in two columns.</summary>
public sealed record Facts(IReadOnlyList<Fact> Items) : Block
{
    public override void AppendTo(ArrayBufferWriter<char> plain)
    {
        foreach (var fact in Items) Put(plain, fact.Value, fact.Label + ": ");
    }
}

public sealed record Fact(string Label, Text Value);

/// <summary>A list whose entries may have buttons of their own.</summary>
public sealed record Entries(IReadOnlyList<Entry> Items) : Block
{
    public override void AppendTo(ArrayBufferWriter<char> plain)
    {
        for (var i = 0; i < Items.Count; i++)
        {
            Put(plain, Items[i].Main);
            Put(plain, Items[i].Detail ?? Text.Empty);
        }
    }
}

/// <summary>One entry: a line, a quieter second line, at most three buttons.</summary>
public sealed record Entry(Text Main, Text? Detail, IReadOnlyList<Button> Buttons, Tone Tone = Tone.Normal)
{
    public IReadOnlyList<Button> Buttons { get; } = Buttons.Count <= 3 ? Buttons : throw new ArgumentException("An entry has at most three buttons.");
}

/// <summary>A thin line between parts.</summary>
public sealed record Rule : Block
{
    public override void AppendTo(ArrayBufferWriter<char> plain) { }
}

/// <summary>Something to press: a button, or a menu of buttons.</summary>
public abstract record Press(string Label)
{
    public string Label { get; } = string.IsNullOrWhiteSpace(Label) ? throw new ArgumentException("A button has a label.") : Label;
}

/// <summary>A button.</summary>
/// <param name="Id">A literal, stable constant: <c>"follow-up.snooze"</c>.</param>
/// <param name="Value">Ids or a short line, at most 1,800 UTF-16 units (Slack carries 2,000, our envelope needs some). Comes back untrusted.</param>
public sealed record Button(string Id, string Label, string Value = "", Look Look = Look.Normal) : Press(Label)
{
    public const int LongestValue = 1800;

    public string Value { get; } = Value.Length <= LongestValue ? Value : throw new ArgumentException($"A button carries at most {LongestValue} characters: keep a draft row instead.");
}

/// <summary>A labelled menu of two to ten entries, each a button of its own with a short value (at most 120 characters: Slack's options carry 150).</summary>
public sealed record Menu(string Label, IReadOnlyList<Button> Items) : Press(Label)
{
    public IReadOnlyList<Button> Items { get; } = Items switch
    {
        { Count: < 1 or > 10 } => throw new ArgumentException("A menu has one to ten entries."),
        _ when Items.Any(item => item.Value.Length + item.Id.Length > 120) => throw new ArgumentException("A menu's entry carries at most 120 characters with its id."),
        _ => Items,
    };
}

public enum Look { Normal, Primary, Danger }

/// <summary>A choice of a field: what is shown and what comes back (at most 120 characters).</summary>
public sealed record Choice(string Label, string Value);
