using ChatCrm.Conversation;
using ChatCrm.Customers;
using ChatCrm.FollowUps;
using ChatCrm.Texts;
using ChatCrm.Time;
using ChatCrm.Turns;
using NodaTime;

namespace ChatCrm.Interactions;

/// <summary>The forms to log and to edit an interaction: the same questions as the line's parts.</summary>
public static class LogForm
{
    public const string Log = "interaction.log", Edit = "interaction.edit";

    public const string Customer = "customer", Kind = "kind", Minutes = "minutes", Way = "direction", With = "with", Outcome = "outcome", Text = "text", When = "when", Next = "next", NextText = "nextText";

    public static readonly IReadOnlyList<string> Outcomes = ["ok", "no-answer", "interested", "complaint"];

    /// <summary>The log form, filled with what was understood.</summary>
    public static Form ToLog(TurnContext turn, Hit? customer, LogDraft draft)
    {
        var words = turn.Words;
        return new(Log, turn.FormId, words.Plain("Interactions.LogTitle"), words.Plain("Interactions.LogSubmit"),
        [
            new LookupField(Customer, words.Plain("Interactions.Customer"), "customer.search", customer?.Customer ?? "", customer is null ? "" : Names.Visible(customer.Name), Required: true),
            KindField(words, draft.Kind),
            new TextField(Text, words.Plain("Interactions.Text"), TextOf(draft), Tall: true),
            OutcomeField(words, draft.Outcome),
            new TextField(Minutes, words.Plain("Interactions.Minutes"), draft.Minutes > 0 ? MinutesOf(draft.Minutes) : "") { Hint = words.Plain("Interactions.MinutesHint") },
            WayField(words, draft.Direction),
            new TextField(With, words.Plain("Interactions.WithField"), string.Join(", ", draft.With)),
            new TextField(When, words.Plain("Interactions.When"), draft.WhenTyped) { Hint = words.Plain("Interactions.WhenHint") },
            new TextField(Next, words.Plain("Interactions.Next"), draft.Next is { } next ? FollowForms.Typed(words, next) : "") { Hint = words.Plain("Interactions.NextHint") },
            new TextField(NextText, words.Plain("Interactions.NextText"), draft.Next?.Text ?? ""),
        ]);
    }

    /// <summary>The edit form; its state tells later which fields the person touched.</summary>
    public static Form ToEdit(TurnContext turn, Interaction interaction)
    {
        var words = turn.Words;
        var values = Values(turn, interaction);
        return new(Edit, turn.FormId, words.Plain("Interactions.EditTitle"), words.Plain("Turns.SaveButton"),
        [
            KindField(words, interaction.Kind),
            new TextField(Text, words.Plain("Interactions.Text"), values[Text], Tall: true),
            OutcomeField(words, interaction.Outcome),
            new TextField(Minutes, words.Plain("Interactions.Minutes"), values[Minutes]) { Hint = words.Plain("Interactions.MinutesHint") },
            WayField(words, interaction.Direction),
            new TextField(With, words.Plain("Interactions.WithField"), values[With]),
            new TextField(When, words.Plain("Interactions.When"), values[When]) { Hint = words.Plain("Interactions.WhenHint") },
        ]) { State = FormState.Of(InteractionStore.Handle(interaction), values) };
    }

    /// <summary>An interaction's fields as the edit form shows them.</summary>
    public static Dictionary<string, string> Values(TurnContext turn, Interaction interaction) => new()
    {
        [Kind] = interaction.Kind.ToString(),
        [Text] = interaction.Text,
        [Outcome] = interaction.Outcome,
        [Minutes] = interaction.Minutes > 0 ? MinutesOf(interaction.Minutes) : "",
        [Way] = ValueOf(interaction.Direction),
        [With] = string.Join(", ", interaction.With),
        [When] = NodaTime.Text.LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm").Format(InteractionStore.At(interaction).InZone(turn.Reader.TimeZone).LocalDateTime),
    };

    /// <summary>What the fields of either form say, over what was there; errors by field.</summary>
    public static (Interaction Interaction, Dictionary<string, string> Errors) Read(TurnContext turn, Interaction before, IReadOnlyDictionary<string, string> values, Func<string, bool> touched)
    {
        var errors = new Dictionary<string, string>();
        var after = before;
        if (Value(Kind) is { } kind && Enum.TryParse<InteractionKind>(kind, out var known) && Enum.IsDefined(known)) after = after with { Kind = known };
        else if (touched(Kind)) errors[Kind] = turn.Words.Plain("Interactions.KindMissing");
        if (Value(Text) is { } text) after = after with { Text = text };
        if (Value(Outcome) is { } outcome) after = after with { Outcome = Outcomes.Contains(outcome) ? outcome : "" };
        if (Value(Way) is { } way) after = after with { Direction = Enum.TryParse<Direction>(way, out var direction) && Enum.IsDefined(direction) ? direction : Direction.Unknown };
        if (Value(With) is { } with) after = after with { With = Split(with) };
        if (Value(Minutes) is { } minutes) after = after with { Minutes = ReadMinutes(turn, minutes, errors) };
        if (Value(When) is { } when) after = ReadWhen(turn, after, when, errors);
        foreach (var (field, value) in values)
            if (value.Length > 3000) errors[field] = turn.Words.Plain("Interactions.TooLong");
        return (after, errors);

        string? Value(string field) => touched(field) && values.TryGetValue(field, out var value) ? value.Trim() : null;
    }

    /// <summary>The note of a draft: what was given as text, else the words that meant nothing.</summary>
    public static string TextOf(LogDraft draft) => draft.Text.Length > 0 ? draft.Text : string.Join(' ', draft.Unknown);

    private static int ReadMinutes(TurnContext turn, string typed, Dictionary<string, string> errors)
    {
        if (typed.Length == 0) return 0;
        var line = CommandLine.Read(typed).Line;
        if (int.TryParse(line, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var plain) && plain is >= 0 and <= 7 * 24 * 60) return plain;
        if (Spans.At(line, 0) is { } span && span.Length == line.Length) return span.Minutes;
        errors[Minutes] = turn.Words.Plain("Interactions.MinutesNotRead");
        return 0;
    }

    private static Interaction ReadWhen(TurnContext turn, Interaction interaction, string typed, Dictionary<string, string> errors)
    {
        if (typed.Length == 0) return interaction;
        var line = CommandLine.Read(typed).Line;
        var match = Time.When.At(line, 0, turn.Dates(WhenDirection.Past));
        var time = match is null || match.Length < line.Length ? null : match.Reading switch { Exact exact => exact.Time, Assumed assumed => assumed.Time, _ => null };
        if (time is not null && time.ToInstant() <= turn.Now + Duration.FromMinutes(1)) return interaction with { At = time.ToInstant().ToUnixTimeMilliseconds(), Zone = time.Zone };
        errors[When] = turn.Words.Plain("Interactions.WhenNotRead");
        return interaction;
    }

    public static IReadOnlyList<string> Split(string names) => [.. names.Split([',', '，', '、', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Take(20)];

    private static string MinutesOf(int minutes) => minutes.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static ChoiceField KindField(Wording words, InteractionKind? kind) => new(Kind, words.Plain("Interactions.Kind"),
        [.. Enum.GetValues<InteractionKind>().Select(each => new Choice(words.Plain($"Interactions.{each}"), each.ToString()))], kind?.ToString() ?? "", Required: true);

    private static ChoiceField OutcomeField(Wording words, string outcome) => new(Outcome, words.Plain("Interactions.Outcome"),
        [.. Outcomes.Select(each => new Choice(words.Plain($"Interactions.Outcome-{each}"), each))], Outcomes.Contains(outcome) ? outcome : "");

    private static ChoiceField WayField(Wording words, Direction way) => new(Way, words.Plain("Interactions.Direction"),
        [new(words.Plain("Interactions.WayOut"), nameof(Direction.Out)), new(words.Plain("Interactions.WayIn"), nameof(Direction.In))], ValueOf(way));

    private static string ValueOf(Direction way) => way == Direction.Unknown ? "" : way.ToString();
}
