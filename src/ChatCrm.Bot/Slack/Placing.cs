using ChatCrm.Bot.Slack.BlockKit;
using ChatCrm.Bot.Slack.Web;
using ChatCrm.Conversation;
using ChatCrm.Turns;
using NodaTime;

namespace ChatCrm.Bot.Slack;

/// <summary>
/// Reply -> the place that it belongs to: the response itself, a message that one person sees, the direct chat, a window. Where one way is closed the
/// next one is taken; the direct chat is the last.
/// </summary>
internal sealed partial class Placing(Posts posts, Windows windows, Dispatcher dispatcher, TimeProvider time, ILogger<Placing> log)
{
    private const int MostTries = 5;

    private static readonly Duration LongestWait = Duration.FromMinutes(1);

    /// <returns>The JSON to acknowledge with, where that has not happened yet.</returns>
    public async ValueTask<ReadOnlyMemory<byte>> Place(Act act, Answered answered) => answered.Reply switch
    {
        Reply.Show show => await Show(act, show.Card, show.Posted),
        Reply.Replace replace => await Replace(act, replace.Card),
        Reply.Ask ask => await Ask(act, answered.Turn!, ask.Form),
        Reply.NotValid notValid => await Again(act, notValid.Form),
        Reply.KeepForm keep => await Keep(act, keep),
        Reply.Options options => Body.Whole(options.Choices, Blocks.Options),
        Reply.Quiet when act.Window is { } light => await Emptied(act, await light),
        Reply.Quiet when act is { IsForm: true, IsLate: true } => await Window(act, Said(act, "Channel.AnswerInChat")),
        _ => default,
    };

    /// <summary>A window that was opened for a form which did not come.</summary>
    private async Task<ReadOnlyMemory<byte>> Emptied(Act act, string light)
    {
        await windows.Put(act, light, Said(act, "Channel.AnswerInChat"));
        return default;
    }

    /// <summary>Sends the message that missed its acknowledgement.</summary>
    public async Task<bool> Afterwards(Act act, ReadOnlyMemory<byte> message) =>
        !message.IsEmpty && act is { IsForm: false, Heard: { What: not Input.LookedUp, From.Respond: { } respond } } && await posts.Respond(respond, message);

    /// <summary>The acknowledgement of what takes longer. A form stays open: whoever sends it again gets the same answer.</summary>
    public ReadOnlyMemory<byte> Still(Act act) => act switch
    {
        { IsForm: true, Heard.FirstField.Length: > 0 } => Error(act.Heard.FirstField, act.Words.Plain("Channel.StillSaving")),
        { Heard.What: Input.LookedUp } => Body.Whole<IReadOnlyList<Choice>>([], Blocks.Options),
        { Heard.From.Via: Via.Command, Heard.What: not Input.Submitted } => Message(Said(act, "Channel.StillWorking")),
        _ => default,
    };

    /// <summary>The same words where the acknowledgement carries none.</summary>
    public async Task TellStill(Act act)
    {
        if (act.IsForm || act.Window is not null || act.Heard.What is not (Input.Said or Input.Pressed)) return;
        var (from, card) = (act.Heard.From, Said(act, "Channel.StillWorking"));
        if (from.Via == Via.Direct && await posts.Post(act.On, from.Channel, from.Thread, card, default) is Delivery.Sent { Message: { } message }) act.Still = message;
        if (from.Via == Via.Mention) await posts.Only(act.On, from.Channel, act.Heard.User, from.Thread, card, default);
        if (from is { Via: Via.Message or Via.Preview, Respond: { } respond }) await posts.Respond(respond, card, replace: false, from.Thread, default);
    }

    private async ValueTask<ReadOnlyMemory<byte>> Show(Act act, Card card, Func<string, Task>? posted)
    {
        var from = act.Heard.From;
        if (act.Window is { } window && await windows.Put(act, await window, card)) return default;
        if (act.IsForm && (act.IsLate || from.Via is Via.Home or Via.Shortcut or Via.Window)) return await Window(act, card);
        return from.Via switch
        {
            Via.Command when !act.IsLate && !act.IsForm => Message(card),
            Via.Window => await Window(act, card),
            Via.Home or Via.Shortcut => await windows.Open(act, card) == Opened.Yes ? default : await Direct(act, card, posted),
            _ when from.IsDirect => await Direct(act, card, posted),
            _ => await Alone(act, card),
        };
    }

    /// <summary>In the place of the message whose button was pressed, for all who see it.</summary>
    private async Task<ReadOnlyMemory<byte>> Replace(Act act, Card card)
    {
        var from = act.Heard.From;
        if (from.Via == Via.Message && act.Heard.What is Input.Pressed && act.Window is null)
        {
            if (from.Respond is { } respond && await posts.Respond(respond, card, replace: true, "", default)) return default;
            if (from.Message.Length > 0 && await posts.Update(act.On, from.Channel, from.Message, card, default) is Delivery.Sent) return default;
        }
        return await Show(act, card, null);
    }

    private async Task<ReadOnlyMemory<byte>> Ask(Act act, Turn turn, Form form)
    {
        if (act.IsForm) return await Again(act, form);
        if (act.Window is { } window && await windows.Put(act, await window, form)) return default;
        if (await windows.Open(act, form) == Opened.Yes) return default;
        // Nothing was kept of a turn that asks: the same turn from where no form can be opened gives the button that opens it.
        var button = await dispatcher.Answer(turn with { CanOpenForm = false });
        return button is Reply.Show show ? await Show(act, show.Card, show.Posted) : default;
    }

    /// <summary>The form again: its errors where it is still open, all of it where that cannot show them.</summary>
    private async Task<ReadOnlyMemory<byte>> Again(Act act, Form form)
    {
        if (!act.IsForm) return await windows.Open(act, form) == Opened.Yes ? default : await Alone(act, Said(act, "Channel.FormNotOpened"));
        if (act.IsLate) return await windows.Put(act, act.Heard.From.View, form) ? default : await Alone(act, Said(act, "Channel.FormNotOpened"));
        return Blocks.Errors(form) ?? Updated(json => windows.Write(json, act, form));
    }

    private async Task<ReadOnlyMemory<byte>> Keep(Act act, Reply.KeepForm keep)
    {
        if (act is { IsLate: false, Heard.FirstField.Length: > 0 }) return Error(act.Heard.FirstField, keep.Error);
        // The form is still open behind it, with all that was typed.
        return await Alone(act, new Card([new Line(Text.Ours(keep.Error), Tone.Warning)]) { Language = act.Words.Language });
    }

    /// <summary>In the window that was acted on; where it was closed meanwhile, in the chat.</summary>
    private async Task<ReadOnlyMemory<byte>> Window(Act act, Card card)
    {
        if (act is { IsForm: true, IsLate: false }) return Updated(json => windows.Write(json, act, card));
        return await windows.Put(act, act.Heard.From.View, card) ? default : await Alone(act, card);
    }

    /// <summary>For the one who acted, where they acted; else in their direct chat.</summary>
    private async Task<ReadOnlyMemory<byte>> Alone(Act act, Card card)
    {
        var from = act.Heard.From;
        if (from.IsDirect) return await Direct(act, card, null);
        if (from.Respond is { } respond && await posts.Respond(respond, card, replace: act.Wait.Told && from.Via == Via.Command && !act.IsForm, from.Thread, default)) return default;
        if (from.Channel.Length == 0) return await Direct(act, card, null);
        if (await Sent(() => posts.Only(act.On, from.Channel, act.Heard.User, from.Thread, card, default)) is not Delivery.Sent) LogLost(log, from.Via.ToString());
        return default;
    }

    private async Task<ReadOnlyMemory<byte>> Direct(Act act, Card card, Func<string, Task>? posted)
    {
        var (on, from) = (act.On, act.Heard.From);
        if (act.Still.Length > 0 && await posts.Update(on, from.Channel, act.Still, card, default) is Delivery.Sent)
        {
            if (posted is not null) await posted(act.Still);
            return default;
        }
        var channel = from.IsDirect ? from.Channel : await posts.DirectWith(on, act.Heard.User, default);
        var delivery = channel is null ? new Delivery.Refused("account-unreachable") : await Sent(() => posts.Post(on, channel, from.IsDirect ? from.Thread : "", card, default));
        if (delivery is Delivery.Sent { Message: { } message } && posted is not null) await posted(message);
        if (delivery is not Delivery.Sent) LogLost(log, from.Via.ToString());
        return default;
    }

    /// <summary>An answer that Slack does not take now waits as long as it says, within reason: nobody else would send it.</summary>
    private async ValueTask<Delivery> Sent(Func<ValueTask<Delivery>> send)
    {
        var delivery = await send();
        for (var tries = 1; tries < MostTries && delivery is Delivery.Later(var after) && after <= LongestWait; tries++)
        {
            await Task.Delay(after.ToTimeSpan(), time);
            delivery = await send();
        }
        return delivery;
    }

    private static Card Said(Act act, string sentence) => new([new Line(act.Words.Say(sentence), Tone.Quiet)]) { Language = act.Words.Language };

    private static ReadOnlyMemory<byte> Message(Card card) => Body.Of(card, static (json, card) =>
    {
        json.WriteString("response_type", "ephemeral");
        Blocks.Message(json, card);
    });

    private static ReadOnlyMemory<byte> Error(string block, string sentence) => Body.Of(json =>
    {
        json.WriteString("response_action", "errors");
        json.WriteStartObject("errors");
        json.WriteString(block, sentence);
        json.WriteEndObject();
    });

    private static ReadOnlyMemory<byte> Updated(Action<System.Text.Json.Utf8JsonWriter> view) => Body.Of(json =>
    {
        json.WriteString("response_action", "update");
        json.WritePropertyName("view");
        view(json);
    });

    [LoggerMessage(LogLevel.Warning, "An answer to a {Kind} could not be shown anywhere")]
    private static partial void LogLost(ILogger log, string kind);
}
