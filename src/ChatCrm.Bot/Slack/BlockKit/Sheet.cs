using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using ChatCrm.Conversation;
using ChatCrm.Texts;

namespace ChatCrm.Bot.Slack.BlockKit;

/// <summary>The paper that one card or form is drawn on: the writer, what fits, and what had to be shortened so far. One per thread, used again.</summary>
internal sealed class Sheet
{
    /// <summary>The most bytes that a sheet keeps for the next drawing.</summary>
    private const int MostKept = 1 << 20;

    [ThreadStatic]
    private static Sheet? kept;

    private readonly ArrayBufferWriter<byte> _drawn = new(16_384);
    private readonly Slip _slip = new();
    private readonly Quotation _quotation = new();
    private readonly char[] _id = new char[Limits.Id];
    private int _itemsLeft;

    private Sheet() => Json = new(_drawn, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true });

    public Utf8JsonWriter Json { get; }

    public Wording Words { get; private set; } = Wording.In("en");

    public Fit Fit { get; private set; }

    /// <summary>The blocks drawn so far.</summary>
    public int Blocks { get; private set; }

    /// <summary>Where one id is written before it goes into the JSON; used again for the next.</summary>
    public Span<char> IdPaper => _id;

    /// <summary>True when something was shortened that has no notice of its own.</summary>
    public bool Shortened { get; set; }

    /// <summary>What is drawn, as UTF-8.</summary>
    public ReadOnlySpan<byte> Drawn
    {
        get
        {
            Json.Flush();
            return _drawn.WrittenSpan;
        }
    }

    /// <summary>This thread's sheet.</summary>
    public static Sheet In(Wording words)
    {
        if (kept is null || kept._drawn.Capacity > MostKept) kept = new();
        kept.Words = words;
        return kept;
    }

    /// <summary>Draws on the empty sheet.</summary>
    public void Draw<T>(Fit fit, T what, Action<Sheet, T> draw)
    {
        _drawn.ResetWrittenCount();
        Json.Reset(_drawn);
        (Fit, Blocks, Shortened, _itemsLeft) = (fit, 0, false, fit.Items);
        draw(this, what);
    }

    /// <summary>Opens a block; one that comes back has an id of its own, with the drawing's in it.</summary>
    public void Begin(JsonEncodedText type, string? drawing = null)
    {
        Json.WriteStartObject();
        Write(Terms.Type, type);
        if (drawing is not null) Write(Terms.BlockId, Ids.OfBlock(IdPaper, drawing, Blocks));
        Blocks++;
    }

    public void End() => Json.WriteEndObject();

    public void List(JsonEncodedText name, Action items)
    {
        Json.WriteStartArray(name);
        items();
        Json.WriteEndArray();
    }

    /// <summary>A property, as it stands.</summary>
    public void Write(JsonEncodedText name, ReadOnlySpan<char> value) => Write(Json, name, value);

    public void Write(JsonEncodedText name, JsonEncodedText value) => Json.WriteString(name, value);

    /// <summary>A text object, in plain text where that loses nothing; without a name it is an element of a list.</summary>
    /// <param name="ink">How it is written where it is not left to the text.</param>
    /// <param name="beneath">A text on a line of its own under it; none where null or empty.</param>
    public void Prose(JsonEncodedText? name, Text text, int most, Ink? ink = null, Text? beneath = null)
    {
        var written = ink ?? (Runs.NeedMarkup(text) || (beneath is not null && Runs.NeedMarkup(beneath)) ? Ink.Mrkdwn : Ink.Plain);
        Shortened |= !Runs.Write(_slip, text, written, most, Fit.Text, beneath);
        TextObject(name, written.Markup);
    }

    /// <summary>True where the whole text fits into a plain text object.</summary>
    public bool Takes(Text text, int most) => Runs.Write(_slip, text, Ink.Plain, most, Fit.Text);

    /// <summary>A plain text object for a label.</summary>
    public void Plain(JsonEncodedText name, string words, int most)
    {
        if (words.Length > 0 && words.Length <= most && Literal.IsHarmless(words)) TextObject(name, words, markup: false);
        else
        {
            Shortened |= !Runs.Write(_slip, Text.Ours(words), Ink.Plain, most);
            TextObject(name, markup: false);
        }
    }

    /// <summary>An answer's initial value, as it was typed: it comes back. Slack refuses an empty one.</summary>
    public void Value(JsonEncodedText name, string value, int most)
    {
        var shown = value.Length <= most ? value : value[..Graphemes.Whole(value, most)];
        Shortened |= shown.Length < value.Length;
        if (shown.Length > 0) Write(name, shown);
    }

    /// <summary>A property that is read as a label is, but is no text object.</summary>
    public void Said(string name, string words)
    {
        Runs.Write(_slip, Text.Ours(words), Ink.Plain, int.MaxValue);
        Json.WritePropertyName(name);
        Json.WriteRawValue(_quotation.Of(_slip.Written), skipInputValidation: true);
    }

    /// <summary>The text beside blocks: notifications read it as mrkdwn.</summary>
    public void Twin(Utf8JsonWriter json, ReadOnlySpan<char> plain)
    {
        if (!Runs.WriteWhole(_slip, plain, Limits.Twin)) Runs.Write(_slip, Text.Ours(plain.ToString()), Ink.Mrkdwn, Limits.Twin);
        Write(json, Terms.Text, _slip.Written);
    }

    /// <summary>The first items that fit.</summary>
    public IReadOnlyList<T> Take<T>(IReadOnlyList<T> items)
    {
        IReadOnlyList<T> taken = items.Count <= _itemsLeft ? items : [.. items.Take(_itemsLeft)];
        _itemsLeft -= taken.Count;
        return taken;
    }

    /// <summary>A paragraph; nothing for an empty text.</summary>
    public void Section(Text text, Ink? ink = null, Text? beneath = null)
    {
        if (Runs.IsEmpty(text) && (beneath is null || Runs.IsEmpty(beneath))) return;
        Begin(Terms.Section);
        Prose(Terms.Text, text, Limits.Section, ink, beneath);
        End();
    }

    /// <summary>A small, grey paragraph; nothing for an empty text.</summary>
    public void Context(Text text)
    {
        if (Runs.IsEmpty(text)) return;
        Begin(Terms.Context);
        List(Terms.Elements, () => Prose(null, text, Limits.Context));
        End();
    }

    /// <summary>A quiet line about a number of things left out; nothing for none.</summary>
    public void More(int left)
    {
        if (left > 0) Context(Text.Ours(Words.Plain("Cards.More", ("n", left))));
    }

    /// <summary>A quiet line where something was shortened.</summary>
    public void Notice()
    {
        if (Shortened) Context(Text.Ours(Words.Plain("Cards.Shortened")));
    }

    /// <summary>What stands on the slip, or a dash: Slack refuses an empty text. Verbatim: it makes no links and mentions of what it finds there.</summary>
    private void TextObject(JsonEncodedText? name, bool markup)
    {
        if (_slip.Length == 0) _slip.Add(Words.Plain("Cards.None"));
        TextObject(name, _slip.Written, markup);
    }

    private void TextObject(JsonEncodedText? name, ReadOnlySpan<char> written, bool markup)
    {
        if (name is not null) Json.WritePropertyName(name.Value);
        Json.WriteRawValue(markup ? _quotation.Of(written, Terms.BeforeMrkdwn, Terms.BehindMrkdwn) : _quotation.Of(written, Terms.BeforePlainText, Terms.BehindPlainText), skipInputValidation: true);
    }

    private void Write(Utf8JsonWriter json, JsonEncodedText name, ReadOnlySpan<char> value)
    {
        json.WritePropertyName(name);
        json.WriteRawValue(_quotation.Of(value), skipInputValidation: true);
    }
}
