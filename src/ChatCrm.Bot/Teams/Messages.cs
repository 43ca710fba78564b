using ChatCrm.Bot.Teams.Places;
using ChatCrm.Conversation;
using NodaTime;

namespace ChatCrm.Bot.Teams;

/// <summary>
/// Answers as messages of their own, or in the place of one that stands. What is for one person alone goes to their direct chat, with a line in the room
/// that says so; what is for a room stands there only while those who read it are still of the kind for whom it was drawn.
/// </summary>
internal sealed partial class Messages(Posts posts, Given given, Forms forms, TeamsOptions options, TimeProvider time, ILogger<Messages> log)
{
    private const int MostTries = 5;

    private static readonly Duration LongestWait = Duration.FromMinutes(1);

    /// <summary>The same words where there is no response to carry them.</summary>
    public async Task TellStill(Act act)
    {
        if (act.Heard.Via is not (Via.Message or Via.Submit)) return;
        var (person, line) = (act.Person, act.Words.Plain("Channel.StillWorking"));
        // The answer that follows matters more than this line: it is tried once. A chat of their own is written to as it stands: whose it is may not be kept yet.
        var delivery = await Try(() => act.From.Kind == ChatKind.Personal ? posts.LineToRoom(act.From.Chat, line, default) : posts.LineToPerson(person, line, default));
        if (delivery is Delivery.Sent { Message: { } message }) act.Still = (person, message);
        // Who is met first in a room cannot be reached yet: the answer tells the room where it is.
        if (delivery is Delivery.Sent) await TellRoom(act, delivery);
    }

    /// <summary>By messages alone: the response says nothing, or was given.</summary>
    public async Task<ReadOnlyMemory<byte>> Tell(Act act, Reply reply)
    {
        switch (reply)
        {
            case Reply.Show show: await Stand(act, show); break;
            case Reply.Replace replace: await Replace(act, replace); break;
            case Reply.Ask(var form): await given.Once(act.Person, form.FormId, form.Title, () => Ask(act, form)); break;
            case Reply.NotValid(var form): await Again(act, form); break;
            case Reply.KeepForm keep: await Keep(act, keep); break;
        }
        return default;
    }

    /// <summary>The answer to a message, a form or a press, as a message of its own; a form's takes the place of the card that it stood on.</summary>
    public async Task<Delivery> Stand(Act act, Reply.Show show)
    {
        var delivery = show.ForTheRoom && await InRoom(act, show.Card) is Delivery.Sent said ? said
            : act.Heard.What is Input.Submitted && act.IsOwnForm && await posts.Update(act.From.Spot, act.Heard.Message, show.Card, act.Room, default) is Delivery.Sent there ? there
            : await InPlaceOfStill(act, show.Card) is Delivery.Sent stood ? stood
            : await given.Once(act.Person, show.Card.Drawing, show.Card.Plain(), () => Alone(act, show.Card));
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
        return await posts.Update(at, still, card, act.Room, default);
    }

    /// <summary>Nobody waits any more: the answer stands elsewhere, or a notice brings it.</summary>
    public async Task TakeStillBack(Act act)
    {
        if (act.Still is var (at, still)) await posts.Delete(at, still, default);
    }

    /// <summary>For the one who acted, in their direct chat; where it was asked in a room, a line there says so, or how to get there.</summary>
    private async Task<Delivery> Alone(Act act, Card card)
    {
        var delivery = await Sent(() => posts.ToPerson(act.Person, card, act.Room, default));
        if (delivery is not Delivery.Sent) LogLost(log, act.Heard.Via.ToString());
        await TellRoom(act, delivery);
        return delivery;
    }

    public string AddFirst(Act act) => act.Refusal ?? act.Words.Plain("Channel.AddFirst", ("address", options.AppUrl.AbsoluteUri));

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
    public async Task Replace(Act act, Reply.Replace replace)
    {
        if (await ForAll(act, replace) is { } card && await IsStill(act) && await posts.Update(act.From.Spot, act.Heard.Message, card, act.Room, default) is Delivery.Sent) return;
        if (act.Ready.IsEmpty) await Stand(act, new(replace.Card));
    }

    /// <summary>Null where nothing stands that all see, or what does is not changed by it.</summary>
    private static async ValueTask<Card?> ForAll(Act act, Reply.Replace replace) => act switch
    {
        { Heard.Message: "" } => null,
        { From.Kind: ChatKind.Personal } => replace.Card,
        _ => replace.ForAll is { } draw ? await draw() : null,
    };

    private async Task<Delivery> Ask(Act act, Form form)
    {
        var delivery = await Sent(() => posts.ToPerson(act.Person, form, act.Room, default));
        await TellRoom(act, delivery);
        return delivery;
    }

    /// <summary>The form again, in its own place where it has one.</summary>
    public async Task Again(Act act, Form form)
    {
        if (act.IsOwnForm && await posts.Update(act.From.Spot, act.Heard.Message, form, act.Room, default) is Delivery.Sent) return;
        if (act.Ready.IsEmpty) await Ask(act, form);
    }

    private async Task Keep(Act act, Reply.KeepForm keep)
    {
        if (act.Heard.What is Input.Submitted sent && forms.Again(act.From.Identity, sent, keep.Error) is { } form) await Again(act, form);
        else await Alone(act, Typed(act, keep));
    }

    /// <summary>A form that cannot be shown again: what was typed is, so that nothing of it is lost.</summary>
    public static Card Typed(Act act, Reply.KeepForm keep) => new(
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

    [LoggerMessage(LogLevel.Warning, "An answer to a {Kind} could not be shown anywhere")]
    private static partial void LogLost(ILogger log, string kind);
}
