namespace ChatCrm.Conversation;

/// <summary>Questions to fill in: fields that every channel can show.</summary>
/// <param name="Id">A literal, stable constant: <c>"interaction.log"</c>.</param>
/// <param name="FormId">Minted when the form is asked; becomes the turn's id when it is sent, so that sending twice has one effect.</param>
/// <param name="Title">At most 24 characters are shown everywhere.</param>
public sealed record Form(string Id, string FormId, string Title, string SubmitLabel, IReadOnlyList<Field> Fields)
{
    /// <summary>A line on top: what was understood and what not.</summary>
    public Text Intro { get; init; } = Text.Empty;

    /// <summary>Slack's private_metadata carries 3,000 characters, our envelope needs some.</summary>
    public const int LongestState = 2500;

    /// <summary>Goes out with the form and comes back untrusted, at most <see cref="LongestState"/> characters.</summary>
    public string State
    {
        get;
        init => field = value.Length <= LongestState ? value : throw new ArgumentException($"A form carries at most {LongestState} characters of state.");
    } = "";

    /// <summary>The reader's language, as <see cref="Card.Language"/>.</summary>
    public string Language { get; init; } = "en";

    /// <summary>What is not valid, by the field's id, each a sentence with the way out.</summary>
    public IReadOnlyDictionary<string, string> Errors { get; init; } = new Dictionary<string, string>();

    /// <summary>The same form with what was typed.</summary>
    public Form Filled(IReadOnlyDictionary<string, string> values) =>
        this with { Fields = [.. Fields.Select(field => values.TryGetValue(field.Id, out var value) ? field.With(value) : field)] };

    /// <summary>The same form with what was typed, and what is not valid about it.</summary>
    public Form Refused(IReadOnlyDictionary<string, string> values, IReadOnlyDictionary<string, string> errors) =>
        Filled(values) with { Errors = errors };
}

/// <summary>One question. Values are text on every channel; empty means not answered.</summary>
public abstract record Field(string Id, string Label, string Value, bool Required)
{
    /// <summary>A hint under or in the field.</summary>
    public string Hint { get; init; } = "";

    public virtual Field With(string value) => this with { Value = value };
}

/// <summary>Words; several lines where <paramref name="Tall"/>. At most 3,000 characters.</summary>
public sealed record TextField(string Id, string Label, string Value = "", bool Required = false, bool Tall = false) : Field(Id, Label, Value, Required);

/// <summary>One of two to a hundred choices.</summary>
public sealed record ChoiceField(string Id, string Label, IReadOnlyList<Choice> Choices, string Value = "", bool Required = false) : Field(Id, Label, Value, Required);

/// <summary>One record, searched while typing. Where a client cannot search, it sends what was typed.</summary>
/// <param name="Lookup">The route that answers with <see cref="Reply.Options"/>.</param>
/// <param name="Shown">What the value is called, for showing it before anything is typed.</param>
public sealed record LookupField(string Id, string Label, string Lookup, string Value = "", string Shown = "", bool Required = false) : Field(Id, Label, Value, Required)
{
    /// <summary>What can be chosen before anything is typed; a channel whose clients may not be able to search fills it in.</summary>
    public IReadOnlyList<Choice> Offered { get; init; } = [];

    /// <summary>Another record is called as it was offered; what it is called else is not known.</summary>
    public override Field With(string value) => this with { Value = value, Shown = value == Value ? Shown : Offered.FirstOrDefault(choice => choice.Value == value)?.Label ?? "" };
}

/// <summary>Yes or no; the value is "true" or "false".</summary>
public sealed record SwitchField(string Id, string Label, string Value = "false") : Field(Id, Label, Value, false);
