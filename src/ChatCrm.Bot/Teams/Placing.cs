using ChatCrm.Bot.Teams.Places;
using ChatCrm.Conversation;
using ChatCrm.Turns;
using NodaTime;

namespace ChatCrm.Bot.Teams;

/// <summary>
/// Reply -> the place that it belongs to: the response itself, the message that was acted on, a message of its own. What is for one person alone goes to
/// their direct chat, with a line in the room that says so.
/// </summary>
internal sealed partial class Placing(Posts posts, Given given, Drawings drawings, Forms forms, Dispatcher dispatcher, TeamsOptions options, TimeProvider time, ILogger<Placing> log)
{
    public const string Title = "ChatCrm";

    private const int MostTries = 5;

    /// <summary>What stands for a card before it is inserted.</summary>
    private const int LongestPreview = 120;

    /// <summary>A list of which somebody picks one.</summary>
    private const int MostFound = 10;

    private static readonly Duration LongestWait = Duration.FromMinutes(1);

    /// <returns>The body to answer with; empty where it goes elsewhere, or was answered already.</returns>
    public async Task<ReadOnlyMemory<byte>> Place(Act act, Answered answered)
    {
        var reply = await Offering(act, answered);
        act.Audience = answered.Turn?.Where.Audience;
        // Who only looked, or searched, has asked for no message.
        if (act.IsLate) return act.Heard.Via is Via.Refresh or Via.Field or Via.Search ? default : await Told(act, reply);
        return act.Heard.Via switch
        {
            Via.Execute => await Executed(act, reply),
            Via.Refresh => reply is Reply.Show(var card, _) ? InvokeAnswer.Card(drawings.Of(card)) : InvokeAnswer.Sentence(""),
            Via.Fetch or Via.Dialog or Via.Extension => await InDialog(act, reply),
            Via.Field => InvokeAnswer.Choices(Choices(reply)),
            Via.Search => await Searched(act, answered.Turn, reply),
            _ => await Told(act, reply),
        };
    }

    /// <summary>The response to what takes longer. A form stays there with what was typed: whoever sends it again gets the same answer.</summary>
    public ReadOnlyMemory<byte> Still(Act act)
    {
        if (!act.Ready.IsEmpty) return act.Ready;
        var (working, via) = (act.Words.Plain("Channel.StillWorking"), act.Heard.Via);
        if (act.Heard.What is Input.Submitted sent && forms.Again(act.From.Identity, sent, act.Words.Plain("Channel.StillSaving")) is { } form && via != Via.Submit)
            return via == Via.Execute ? InvokeAnswer.Card(drawings.Of(form, RoomOf(act))) : InvokeAnswer.Dialog(form.Title, drawings.InDialog(form, RoomOf(act)));
        return via switch
        {
            Via.Execute => InvokeAnswer.Sentence(working),
            Via.Refresh => InvokeAnswer.Sentence(""),
            Via.Fetch or Via.Dialog or Via.Extension => InvokeAnswer.DialogSentence(working),
            Via.Field => InvokeAnswer.Choices([]),
            Via.Search => InvokeAnswer.Found(),
            _ => default,
        };
    }

    /// <summary>The same words where there is no response to carry them.</summary>
    public async Task TellStill(Act act)
    {
        if (act.Heard.Via is not (Via.Message or Via.Submit)) return;
        var person = PersonOf(act);
        // The answer that follows matters more than this line: it is tried once.
        var delivery = await Try(() => posts.LineToPerson(person, act.Words.Plain("Channel.StillWorking"), default));
        if (delivery is Delivery.Sent { Message: { } message }) act.Still = (person, message);
        await TellRoom(act, delivery);
    }

    /// <summary>A form that goes out offers choices where a client cannot search, and is remembered: it may have to come back without the product's help.</summary>
    private async Task<Reply> Offering(Act act, Answered answered) => answered switch
    {
        (var turn, Reply.Ask ask) => new Reply.Ask(forms.Keep(act.From.Identity, await Offering(turn, ask.Form))),
        (var turn, Reply.NotValid notValid) => new Reply.NotValid(forms.Keep(act.From.Identity, await Offering(turn, notValid.Form))),
        _ => answered.Reply,
    };

    private async Task<Form> Offering(Turn? turn, Form form)
    {
        if (turn is null || !form.Fields.OfType<LookupField>().Any()) return form;
        var fields = new List<Field>();
        foreach (var field in form.Fields)
            fields.Add(field is LookupField lookup && await dispatcher.Answer(turn with { What = new Input.LookedUp(lookup.Lookup, "") }) is Reply.Options(var choices) ? lookup with { Offered = choices } : field);
        return form with { Fields = fields };
    }

    /// <summary>By messages alone: the response says nothing, or was given.</summary>
    private async Task<ReadOnlyMemory<byte>> Told(Act act, Reply reply)
    {
        switch (reply)
        {
            case Reply.Show show: await Stand(act, show); break;
            case Reply.Replace(var card): await Replace(act, card); break;
            case Reply.Ask(var form): await given.Once(PersonOf(act), form.FormId, form.Title, () => Ask(act, form)); break;
            case Reply.NotValid(var form): await Again(act, form); break;
            case Reply.KeepForm keep: await Keep(act, keep); break;
        }
        return default;
    }

    private async Task<ReadOnlyMemory<byte>> Executed(Act act, Reply reply)
    {
        switch (reply)
        {
            case Reply.Replace(var card):
                act.Ready = InvokeAnswer.Card(drawings.Of(card, RoomOf(act)));
                await Replace(act, card);
                return act.Ready;
            case Reply.NotValid(var form):
                act.Ready = InvokeAnswer.Card(drawings.Of(form, RoomOf(act)));
                await Again(act, form);
                return act.Ready;
            case Reply.KeepForm(var error, _) when forms.Again(act.From.Identity, (Input.Submitted)act.Heard.What, error) is { } form:
                return InvokeAnswer.Card(drawings.Of(form, RoomOf(act)));
            case Reply.KeepForm keep:
                return InvokeAnswer.Card(drawings.Of(Typed(act, keep), RoomOf(act)));
            case Reply.Show { ForTheRoom: false, Card: var card } show when act.Heard.What is Input.Submitted && IsOwnForm(act):
                act.Ready = InvokeAnswer.Card(drawings.Of(card, RoomOf(act)));
                await Stand(act, show);
                return act.Ready;
            case Reply.Quiet:
                return InvokeAnswer.Sentence(act.Words.Plain("Channel.NothingMore"));
            default:
                await Told(act, reply);
                // What stands nowhere is shown here, to the one who pressed.
                if (act is { IsLost: true, Unreached: false } && reply is Reply.Show(var lost, _)) return InvokeAnswer.Card(drawings.Of(lost, RoomOf(act)));
                return InvokeAnswer.Sentence(act.Unreached ? AddFirst(act) : act.Words.Plain(act.Heard.IsAlone || reply is Reply.Show { ForTheRoom: true } ? "Channel.AnswerBelow" : "Channel.AnswerInChat"));
        }
    }

    private async Task<ReadOnlyMemory<byte>> InDialog(Act act, Reply reply)
    {
        switch (reply)
        {
            case Reply.Ask(var form): return Dialog(act, form);
            case Reply.NotValid(var form): return Dialog(act, form);
            case Reply.KeepForm(var error, _) when act.Heard.What is Input.Submitted sent && forms.Again(act.From.Identity, sent, error) is { } form: return Dialog(act, form);
            case Reply.KeepForm keep: return Dialog(act, Typed(act, keep));
            case Reply.Show show when act.Heard is { Via: Via.Dialog, What: Input.Submitted }:
                if (await Stand(act, show) is not Delivery.Sent) return Dialog(act, show.Card);
                // The answer is seen where the dialog was.
                return act.Heard.IsAlone || show.ForTheRoom ? default : InvokeAnswer.DialogSentence(act.Words.Plain("Channel.AnswerInChat"));
            case Reply.Show(var card, _): return Dialog(act, card);
            case Reply.Replace(var card) when act.Heard is { Via: Via.Fetch, Message.Length: > 0 }:
                act.Ready = Dialog(act, card);
                await Replace(act, card);
                return act.Ready;
            case Reply.Replace(var card): return Dialog(act, card);
            default: return InvokeAnswer.DialogSentence(act.Words.Plain("Channel.NothingMore"));
        }
    }

    private ReadOnlyMemory<byte> Dialog(Act act, Form form) => InvokeAnswer.Dialog(form.Title, drawings.InDialog(form, RoomOf(act)));

    private ReadOnlyMemory<byte> Dialog(Act act, Card card) => InvokeAnswer.Dialog(Title, drawings.InDialog(card, RoomOf(act)));

    private static IEnumerable<(string, string)> Choices(Reply reply) => reply is Reply.Options(var choices) ? choices.Select(choice => (choice.Label, choice.Value)) : [];

    private async Task<ReadOnlyMemory<byte>> Searched(Act act, Turn? turn, Reply reply) => reply switch
    {
        Reply.Options(var choices) => InvokeAnswer.Found(await Found(turn, choices)),
        Reply.Show { ForTheRoom: true, Card: var card } => InvokeAnswer.Found((InvokeAnswer.OneLine(card.Plain(), LongestPreview), drawings.ToInsert(card))),
        Reply.Show(var card, _) => InvokeAnswer.ExtensionSentence(card.Plain()),
        _ => InvokeAnswer.ExtensionSentence(act.Words.Plain("Channel.NothingMore")),
    };

    /// <summary>What was found, each with the card that stands in a message when it is picked: what a pasted link shows, and no more.</summary>
    private async Task<IReadOnlyList<(string, byte[])>> Found(Turn? turn, IReadOnlyList<Choice> choices)
    {
        var found = new List<(string, byte[])>();
        foreach (var choice in turn is null ? [] : choices.Take(MostFound))
            if (await dispatcher.Answer(turn! with { Id = $"{turn.Id} {choice.Value}", What = new Input.Pasted(choice.Value) }) is Reply.Show(var card, true)) found.Add((choice.Label, drawings.ToInsert(card)));
        return found;
    }

    /// <summary>The answer to a message, a form or a press, as a message of its own; a form's takes the place of the card that it stood on.</summary>
    private async Task<Delivery> Stand(Act act, Reply.Show show)
    {
        var delivery = show.ForTheRoom && await InRoom(act, show.Card) is Delivery.Sent said ? said
            : act.Heard.What is Input.Submitted && IsOwnForm(act) && await posts.Update(act.From.Spot, act.Heard.Message, show.Card, RoomOf(act), default) is Delivery.Sent there ? there
            : await InPlaceOfStill(act, show.Card) is Delivery.Sent stood ? stood
            : await given.Once(PersonOf(act), show.Card.Drawing, show.Card.Plain(), () => Alone(act, show.Card));
        act.IsLost = delivery is not Delivery.Sent;
        if (delivery is Delivery.Sent { Message: { } message } && show.Posted is { } posted) await posted(message);
        return delivery;
    }

    /// <summary>For all in the room, where those who read it are still of the kind for whom it was drawn; null where it is not posted.</summary>
    private async Task<Delivery?> InRoom(Act act, Card card)
    {
        if (act.Heard.IsAlone || !await IsStill(act)) return null;
        return await given.Once(act.From.Spot, card.Drawing, card.Plain(), () => Sent(() => posts.ToRoom(act.From.Chat, act.From.Kind, card, default)));
    }

    /// <summary>Asked anew before anything is shown to a room: what a turn knows of it may be some minutes old.</summary>
    private async Task<bool> IsStill(Act act) => act.From.Kind == ChatKind.Personal || await posts.AudienceOf(act.From.Spot, default) == act.Audience;

    private async Task<Delivery?> InPlaceOfStill(Act act, Card card)
    {
        if (act.Still is not var (at, still)) return null;
        act.Still = null;
        return await posts.Update(at, still, card, RoomOf(act), default);
    }

    /// <summary>Nobody waits any more: the answer stands elsewhere, or a notice brings it.</summary>
    public async Task TakeStillBack(Act act)
    {
        if (act.Still is var (at, still)) await posts.Delete(at, still, default);
    }

    /// <summary>For the one who acted, in their direct chat; where it was asked in a room, a line there says so, or how to get there.</summary>
    private async Task<Delivery> Alone(Act act, Card card)
    {
        var delivery = await Sent(() => posts.ToPerson(PersonOf(act), card, RoomOf(act), default));
        if (delivery is not Delivery.Sent) LogLost(log, act.Heard.Via.ToString());
        await TellRoom(act, delivery);
        return delivery;
    }

    private string AddFirst(Act act) => act.Refusal ?? act.Words.Plain("Channel.AddFirst", ("address", options.AppUrl.AbsoluteUri));

    /// <summary>A refusal holds nothing of anybody: where its person cannot be reached, it is told where they spoke.</summary>
    private async Task TellRoom(Act act, Delivery delivery)
    {
        act.Unreached = delivery is Delivery.Refused;
        if (act.RoomIsTold || act.Heard.Via is not (Via.Message or Via.Submit) || (act.Heard.IsAlone && act.Refusal is null)) return;
        act.RoomIsTold = delivery is Delivery.Sent or Delivery.Refused;
        if (delivery is Delivery.Sent && !act.Heard.IsAlone) await Sent(() => posts.LineToRoom(act.From.Chat, act.Words.Plain("Channel.AnswerAside"), default));
        if (act.Unreached) await Sent(() => posts.LineToRoom(act.From.Chat, AddFirst(act), default));
    }

    /// <summary>In the place of the card whose button was pressed, for all who see it.</summary>
    private async Task Replace(Act act, Card card)
    {
        if (act.Heard.Message.Length > 0 && await IsStill(act) && await posts.Update(act.From.Spot, act.Heard.Message, card, RoomOf(act), default) is Delivery.Sent) return;
        if (act.Ready.IsEmpty) await Stand(act, new(card));
    }

    private async Task<Delivery> Ask(Act act, Form form)
    {
        var delivery = await Sent(() => posts.ToPerson(PersonOf(act), form, RoomOf(act), default));
        await TellRoom(act, delivery);
        return delivery;
    }

    /// <summary>The form again, in its own place where it has one.</summary>
    private async Task Again(Act act, Form form)
    {
        if (IsOwnForm(act) && await posts.Update(act.From.Spot, act.Heard.Message, form, RoomOf(act), default) is Delivery.Sent) return;
        if (act.Ready.IsEmpty) await Ask(act, form);
    }

    private async Task Keep(Act act, Reply.KeepForm keep)
    {
        if (act.Heard.What is Input.Submitted sent && forms.Again(act.From.Identity, sent, keep.Error) is { } form) await Again(act, form);
        else await Alone(act, Typed(act, keep));
    }

    /// <summary>Whether the form that was sent stands on a card in the person's own chat; a dialog's message is the card behind it.</summary>
    private static bool IsOwnForm(Act act) => act.From.Kind == ChatKind.Personal && act.Heard is { Message.Length: > 0, Via: Via.Execute or Via.Submit };

    /// <summary>A form that cannot be shown again: what was typed is, so that nothing of it is lost.</summary>
    private static Card Typed(Act act, Reply.KeepForm keep) => new(
    [
        new Line(Text.Ours(keep.Error), Tone.Warning),
        .. keep.Values.Values.Where(value => value.Length > 0).Select(value => new Quote(Text.Theirs(value))),
    ]) { Language = act.Words.Language };

    /// <summary>An answer that Teams does not take now waits as long as it says, within reason: nobody else would send it.</summary>
    private async Task<Delivery> Sent(Func<ValueTask<Delivery>> send)
    {
        var delivery = await Try(send);
        for (var tries = 1; tries < MostTries && delivery is Delivery.Later(var after) && after <= LongestWait; tries++)
        {
            await Task.Delay(after.ToTimeSpan(), time);
            delivery = await Try(send);
        }
        return delivery;
    }

    private static async Task<Delivery> Try(Func<ValueTask<Delivery>> send)
    {
        try
        {
            return await send();
        }
        catch (NotNowException later)
        {
            return new Delivery.Later(later.After);
        }
    }

    private static Spot PersonOf(Act act) => Spot.With(act.From.Tenant, act.From.Account);

    /// <summary>The room that the act belongs to, for a card that stands elsewhere; empty for none.</summary>
    private static string RoomOf(Act act) => act.Heard.Via is Via.Extension ? "" : act.Heard.IsAlone ? act.Heard.AskedIn : act.From.Conversation;

    [LoggerMessage(LogLevel.Warning, "An answer to a {Kind} could not be shown anywhere")]
    private static partial void LogLost(ILogger log, string kind);
}
