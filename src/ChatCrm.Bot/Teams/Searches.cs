using ChatCrm.Bot.AdaptiveCards;
using ChatCrm.Conversation;
using ChatCrm.Turns;

namespace ChatCrm.Bot.Teams;

/// <summary>
/// Records for the fields of forms, for clients that cannot search while somebody types: a few that are offered with the form, and any other by a step of its
/// own in a dialog. Both ask what a search while typing asks, so they find what that person may see there.
/// </summary>
internal sealed class Searches(Dispatcher dispatcher, Forms forms, Drawings drawings)
{
    /// <summary>The form with what can be chosen before anything is typed.</summary>
    public async Task<Form> Offering(Turn? turn, Form form)
    {
        if (turn is null || !form.Fields.OfType<LookupField>().Any()) return form;
        var fields = new List<Field>();
        foreach (var field in form.Fields)
            fields.Add(field is LookupField lookup && await dispatcher.Answer(turn with { What = new Input.LookedUp(lookup.Lookup, "") }) is Reply.Options(var choices) ? lookup with { Offered = choices } : field);
        return form with { Fields = fields };
    }

    /// <summary>What was found; or the form, as it was left, with what was chosen.</summary>
    public async Task<ReadOnlyMemory<byte>> Place(Act act, FieldSearch search, Answered answered)
    {
        if (answered is not (var turn and not null, Reply.Options(var found))) return Step(act, search, [], Text.Ours(act.Refusal ?? act.Words.Plain("Channel.SearchOnceMore")));
        var chosen = search.Chosen.Length > 0 ? found.FirstOrDefault(choice => choice.Value == search.Chosen) : null;
        // What is not among them (any more) is looked for once more.
        if (!search.IsDone || (search.Chosen.Length > 0 && chosen is null)) return Step(act, search, found, Nothing(act, search));
        if (await Left(act, turn, search) is not { } form) return Lost(act, search);
        form = forms.Keep(act.From.Identity, chosen is null ? form : With(form, search.Field, chosen));
        return InvokeAnswer.Dialog(form.Title, drawings.InDialog(form, act.Room));
    }

    /// <summary>It takes too long: the same step, with all that was typed.</summary>
    public ReadOnlyMemory<byte> Again(Act act, FieldSearch search) => Step(act, search, [], Text.Ours(act.Words.Plain("Channel.SearchOnceMore")));

    private ReadOnlyMemory<byte> Step(Act act, FieldSearch search, IReadOnlyList<Choice> found, Text note) =>
        InvokeAnswer.Dialog(act.Words.Plain("Channel.SearchTitle"), drawings.InDialog(search, found, note, act.Words, act.Room));

    private static Text Nothing(Act act, FieldSearch search) =>
        search.Query.Trim() is { Length: > 0 } typed ? act.Words.Say("Channel.SearchNothing", ("query", typed)) : Text.Ours(act.Words.Plain("Channel.SearchEmpty"));

    /// <summary>The form as it was left; null where nobody can draw it any more.</summary>
    private async Task<Form?> Left(Act act, Turn turn, FieldSearch search)
    {
        if (forms.Again(act.From.Identity, search.Form) is { } known) return known;
        // Another process asked it. The product draws it again for whoever sends it without what it needs, and that is what is being looked for.
        var sent = search.Form with { Values = search.Form.Values.Where(value => value.Key != search.Field).ToDictionary(StringComparer.Ordinal) };
        if (await dispatcher.Answer(turn with { What = sent }) is not Reply.NotValid(var form)) return null;
        return (await Offering(turn, form)).Filled(search.Form.Values) with { Errors = new Dictionary<string, string>() };
    }

    private static Form With(Form form, string field, Choice chosen) =>
        form with { Fields = [.. form.Fields.Select(each => each is LookupField lookup && lookup.Id == field ? lookup with { Value = chosen.Value, Shown = chosen.Label } : each)] };

    private ReadOnlyMemory<byte> Lost(Act act, FieldSearch search)
    {
        var typed = Messages.Typed(act, new(act.Words.Plain("Channel.FormNotOpened"), search.Form.Values));
        return InvokeAnswer.Dialog(act.Words.Plain("Channel.SearchTitle"), drawings.InDialog(typed, act.Room));
    }
}
