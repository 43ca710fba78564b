using System.Text.Json;

namespace ChatCrm.Bot.AdaptiveCards;

/// <summary>The paper that one card is drawn on: the paper, what fits, and what had to be shortened so far.</summary>
internal sealed class Sheet(Paper paper, CardWords words, Ways ways, Fit fit)
{
    private const string Version = "1.5";

    private bool _rule;

    /// <summary>The entries and facts that may still be drawn.</summary>
    private int _itemsLeft = fit.Items;

    public Utf8JsonWriter Json => paper.Json;

    public CardWords Words { get; } = words;

    public Ways Ways { get; } = ways;

    public Fit Fit { get; } = fit;

    /// <summary>True when something was shortened that has no notice of its own.</summary>
    public bool Shortened { get; set; }

    /// <summary>The card around a body; <paramref name="plain"/> is its plain-text twin.</summary>
    /// <param name="drawing">The id of the turn or notice that draws it; empty for a form.</param>
    public void Card(string plain, string drawing, Action body)
    {
        var twin = Literal.Ours(Graphemes.Shorten(plain, 500));
        Json.WriteStartObject();
        Write("type", "AdaptiveCard");
        Write("version", Version);
        // Microsoft's parser takes the language alone, without script or country.
        Write("lang", Words.Language.Split('-')[0]);
        // Microsoft's renderers draw this as Markdown, the only place of a card where we cannot avoid it.
        Write("fallbackText", Literal.Markdown(twin));
        // Some hosts read speech as SSML.
        Write("speak", twin.Replace('<', ' ').Replace('>', ' '));
        Json.WriteStartObject("msteams");
        Write("width", "full");
        End();
        if (Ways.Refresh is { } refresh) Presses.Draw(this, refresh, drawing);
        List(Terms.Body, body);
        End();
    }

    /// <summary>Opens an element; the first one after a rule carries the thin line.</summary>
    public void Begin(string type, string? spacing = null)
    {
        Json.WriteStartObject();
        Write(Terms.Type, type);
        if (_rule) Json.WriteBoolean("separator", true);
        if (_rule || spacing is not null) Write(Terms.Spacing, _rule ? "medium" : spacing!);
        _rule = false;
    }

    public void End() => Json.WriteEndObject();

    /// <summary>A thin line above the next element.</summary>
    public void Rule() => _rule = true;

    /// <summary>A property.</summary>
    public void Write(string name, string value) => Json.WriteString(name, paper.Utf8(value));

    public void Write(JsonEncodedText name, string value) => Json.WriteString(name, paper.Utf8(value));

    public void Write(JsonEncodedText name, JsonEncodedText value) => Json.WriteString(name, value);

    public void List(JsonEncodedText name, Action items)
    {
        Json.WriteStartArray(name);
        items();
        Json.WriteEndArray();
    }

    /// <summary>The first items that fit.</summary>
    public IReadOnlyList<T> Take<T>(IReadOnlyList<T> items)
    {
        IReadOnlyList<T> taken = items.Count <= _itemsLeft ? items : [.. items.Take(_itemsLeft)];
        _itemsLeft -= taken.Count;
        return taken;
    }

    /// <summary>The text, or as much of it as fits, with the notice due.</summary>
    public string Fitted(string text, int most)
    {
        var fitted = Graphemes.Shorten(text, most);
        Shortened |= fitted.Length != text.Length;
        return fitted;
    }

    /// <summary>A quiet line about a number of things left out; nothing for none.</summary>
    public void More(int left)
    {
        if (left > 0) Runs.Draw(this, Conversation.Text.Ours(Words.More(left)), Ink.Quiet);
    }

    /// <summary>A quiet line where something was shortened.</summary>
    public void Notice()
    {
        if (Shortened) Runs.Draw(this, Conversation.Text.Ours(Words.Shortened), Ink.Quiet);
    }
}
