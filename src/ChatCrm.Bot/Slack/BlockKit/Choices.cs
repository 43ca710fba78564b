using System.Text.Json;
using ChatCrm.Conversation;

namespace ChatCrm.Bot.Slack.BlockKit;

/// <summary>The options of a select.</summary>
internal static class Choices
{
    /// <summary>True for values that an option can carry; it comes back to the letter, so it is never shortened.</summary>
    public static bool Carried(string value) => value.Length is > 0 and <= Limits.OptionValue;

    /// <summary>The first choices of a field, as many as fit. The chosen one is always among them: leaving it out would change the answer.</summary>
    public static IReadOnlyList<Choice> Shown(ChoiceField field, int most)
    {
        var room = Math.Min(most, field.Required ? Limits.Options : Limits.Options - 1);
        var carried = field.Choices.Where(choice => Carried(choice.Value)).ToList();
        var last = carried.FindIndex(choice => choice.Value == field.Value);
        return last < room ? [.. carried.Take(room)] : [.. carried.Take(Math.Max(0, room - 1)), carried[last]];
    }

    public static void Draw(Sheet sheet, IReadOnlyList<Choice> choices, JsonEncodedText? name = null) => sheet.List(name ?? Terms.Options, () =>
    {
        foreach (var choice in choices) Presses.Option(sheet, choice.Label, choice.Value);
    });
}
