using ChatCrm.Conversation;
using NodaTime;

namespace ChatCrm.Bot.Teams;

/// <summary>
/// The forms that were asked lately, so that one can be shown again with what was typed where the product cannot make it (the store is down). Teams
/// clears a card's fields, and closes a dialog, whatever is answered: so the answer must be the form.
/// </summary>
internal sealed class Forms(IClock clock)
{
    private readonly Kept<(string Identity, string FormId), Form> _asked = new(Duration.FromHours(1), 2_000, clock);

    public Form Keep(string identity, Form form) => _asked.Keep((identity, form.FormId), form);

    /// <summary>The form with what was typed; null where it is not known here any more.</summary>
    public Form? Again(string identity, Input.Submitted sent) =>
        _asked.TryGet((identity, sent.FormId), out var form) && form.Id == sent.Form ? form.Filled(sent.Values) with { Errors = new Dictionary<string, string>() } : null;

    /// <summary>The same with a sentence on top; null where it is not known here any more.</summary>
    public Form? Again(string identity, Input.Submitted sent, string sentence) =>
        Again(identity, sent) is { } form ? form with { Intro = Text.Ours(sentence) } : null;
}
