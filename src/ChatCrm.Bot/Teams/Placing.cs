using ChatCrm.Conversation;
using ChatCrm.Turns;

namespace ChatCrm.Bot.Teams;

/// <summary>
/// Reply -> the place that it belongs to: the response itself, a dialog, the message that was acted on, a message of its own (<see cref="Messages"/>).
/// </summary>
internal sealed class Placing(Messages messages, Drawings drawings, Forms forms, Searches searches, Dispatcher dispatcher)
{
    public const string Title = "ChatCrm";

    /// <summary>What stands for a card before it is inserted.</summary>
    private const int LongestPreview = 120;

    /// <summary>A list of which somebody picks one.</summary>
    private const int MostFound = 10;

    /// <returns>The body to answer with; empty where it goes elsewhere, or was answered already.</returns>
    public async Task<ReadOnlyMemory<byte>> Place(Act act, Answered answered)
    {
        if (act.Heard.Search is { } search) return act.IsLate ? default : await searches.Place(act, search, answered);
        var reply = await Offering(act, answered);
        act.Audience = answered.Turn?.Where.Audience;
        // Who only looked, or searched, has asked for no message.
        if (act.IsLate) return act.Heard.Via is Via.Refresh or Via.Field or Via.Search ? default : await messages.Tell(act, reply);
        return act.Heard.Via switch
        {
            Via.Execute => await Executed(act, reply),
            Via.Refresh => reply is Reply.Show(var card, _) ? InvokeAnswer.Card(drawings.Of(card)) : InvokeAnswer.Sentence(""),
            Via.Fetch or Via.Dialog or Via.Extension => await InDialog(act, reply),
            Via.Field => InvokeAnswer.Choices(Choices(reply)),
            Via.Search => await Searched(act, answered.Turn, reply),
            _ => await messages.Tell(act, reply),
        };
    }

    /// <summary>The response to what takes longer. A form stays there with what was typed: whoever sends it again gets the same answer.</summary>
    public ReadOnlyMemory<byte> Still(Act act)
    {
        if (!act.Ready.IsEmpty) return act.Ready;
        if (act.Heard.Search is { } search) return searches.Again(act, search);
        var (working, via) = (act.Words.Plain("Channel.StillWorking"), act.Heard.Via);
        if (act.Heard.What is Input.Submitted sent && forms.Again(act.From.Identity, sent, act.Words.Plain("Channel.StillSaving")) is { } form && via != Via.Submit)
            return via == Via.Execute ? InvokeAnswer.Card(drawings.Of(form, act.Room)) : InvokeAnswer.Dialog(form.Title, drawings.InDialog(form, act.Room));
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

    /// <summary>A form that goes out offers choices where a client cannot search, and is remembered: it may have to come back without the product's help.</summary>
    private async Task<Reply> Offering(Act act, Answered answered) => answered switch
    {
        (var turn, Reply.Ask ask) => new Reply.Ask(forms.Keep(act.From.Identity, await searches.Offering(turn, ask.Form))),
        (var turn, Reply.NotValid notValid) => new Reply.NotValid(forms.Keep(act.From.Identity, await searches.Offering(turn, notValid.Form))),
        _ => answered.Reply,
    };

    private async Task<ReadOnlyMemory<byte>> Executed(Act act, Reply reply)
    {
        switch (reply)
        {
            case Reply.Replace replace:
                act.Ready = InvokeAnswer.Card(drawings.Of(replace.Card, act.Room));
                await messages.Replace(act, replace);
                return act.Ready;
            case Reply.NotValid(var form):
                act.Ready = InvokeAnswer.Card(drawings.Of(form, act.Room));
                await messages.Again(act, form);
                return act.Ready;
            case Reply.KeepForm(var error, _) when forms.Again(act.From.Identity, (Input.Submitted)act.Heard.What, error) is { } form:
                return InvokeAnswer.Card(drawings.Of(form, act.Room));
            case Reply.KeepForm keep:
                return InvokeAnswer.Card(drawings.Of(Messages.Typed(act, keep), act.Room));
            case Reply.Show { ForTheRoom: false, Card: var card } show when act.Heard.What is Input.Submitted && act.IsOwnForm:
                act.Ready = InvokeAnswer.Card(drawings.Of(card, act.Room));
                await messages.Stand(act, show);
                return act.Ready;
            case Reply.Quiet:
                return InvokeAnswer.Sentence(act.Words.Plain("Channel.NothingMore"));
            default:
                await messages.Tell(act, reply);
                // What stands nowhere is shown here, to the one who pressed.
                if (act is { IsLost: true, Unreached: false } && reply is Reply.Show(var lost, _)) return InvokeAnswer.Card(drawings.Of(lost, act.Room));
                return InvokeAnswer.Sentence(act.Unreached ? messages.AddFirst(act) : act.Words.Plain(act.Heard.IsAlone || reply is Reply.Show { ForTheRoom: true } ? "Channel.AnswerBelow" : "Channel.AnswerInChat"));
        }
    }

    private async Task<ReadOnlyMemory<byte>> InDialog(Act act, Reply reply)
    {
        switch (reply)
        {
            case Reply.Ask(var form): return Dialog(act, form);
            case Reply.NotValid(var form): return Dialog(act, form);
            case Reply.KeepForm(var error, _) when act.Heard.What is Input.Submitted sent && forms.Again(act.From.Identity, sent, error) is { } form: return Dialog(act, form);
            case Reply.KeepForm keep: return Dialog(act, Messages.Typed(act, keep));
            case Reply.Show show when act.Heard is { Via: Via.Dialog, What: Input.Submitted }:
                if (await messages.Stand(act, show) is not Delivery.Sent) return Dialog(act, show.Card);
                // The answer is seen where the dialog was.
                return act.Heard.IsAlone || show.ForTheRoom ? default : InvokeAnswer.DialogSentence(act.Words.Plain("Channel.AnswerInChat"));
            case Reply.Show(var card, _): return Dialog(act, card);
            case Reply.Replace replace when act.Heard is { Via: Via.Fetch, Message.Length: > 0 }:
                act.Ready = Dialog(act, replace.Card);
                await messages.Replace(act, replace);
                return act.Ready;
            case Reply.Replace(var card): return Dialog(act, card);
            default: return InvokeAnswer.DialogSentence(act.Words.Plain("Channel.NothingMore"));
        }
    }

    private ReadOnlyMemory<byte> Dialog(Act act, Form form) => InvokeAnswer.Dialog(form.Title, drawings.InDialog(form, act.Room));

    private ReadOnlyMemory<byte> Dialog(Act act, Card card) => InvokeAnswer.Dialog(Title, drawings.InDialog(card, act.Room));

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
}
