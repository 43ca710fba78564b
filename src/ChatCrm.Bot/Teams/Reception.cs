using ChatCrm.Bot.Teams.Connector;
using ChatCrm.Bot.Teams.Places;
using ChatCrm.Conversation;
using ChatCrm.Storage;
using ChatCrm.Texts;
using ChatCrm.Turns;
using ChatCrm.Workspaces;
using Reply = ChatCrm.Conversation.Reply;

namespace ChatCrm.Bot.Teams;

/// <summary>Who did it, where, and in which workspace: asks Teams and the rows, and has the turn answered. Fails closed.</summary>
internal sealed partial class Reception(Dispatcher dispatcher, Connections connections, People people, Chats chats, Members members, RoomNames names, ServiceHosts hosts, TeamsOptions options, ILogger<Reception> log)
{
    /// <summary>Never throws: what cannot be answered is answered so, with what was typed.</summary>
    public async ValueTask<Answered> Answer(Act act, CancellationToken cancel = default)
    {
        try
        {
            return await TurnOf(act, cancel) is var (turn, refusal) && turn is not null ? new(turn, await dispatcher.Answer(turn, cancel)) : new(null, refusal!);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            LogFailure(log, failure.GetType().Name, (failure.StackTrace ?? "").ReplaceLineEndings(" "));
            return new(null, Refused(act, failure is StoreUnavailableException ? "Turns.StoreDown" : "Turns.Defect"));
        }
    }

    private async ValueTask<(Turn? Turn, Reply? Refusal)> TurnOf(Act act, CancellationToken cancel)
    {
        var (heard, from) = (act.Heard, act.From);
        // A tenant that was admitted once may be so no more.
        if (!options.Admits(from.Tenant) || await connections.WorkspaceOf(Spot.ConnectionOf(from.Tenant), cancel) is not { } workspace) return (null, Refused(act, "Channel.NotInstalled"));
        // Their own setting goes before what the platform says.
        if (people.Kept(workspace)?.WithIdentity(from.Identity) is { Language.Length: > 0 } member) act.Words = Wording.In(member.Language);
        if (!heard.IsAlone) from = await names.Describe(from, cancel);
        var isSpoken = heard.Via is not (Via.Extension or Via.Search or Via.Arrival);
        if (isSpoken && !await chats.Admits(from, cancel)) return (null, Refused(act, "Channel.NotInstalled"));
        if (await Who(heard, cancel) is not var (user, here)) return (null, Refused(act, "Channel.WhoUnknown"));
        // Nothing is kept of a conversation that the app is not in: its cards are inserted everywhere.
        if (isSpoken && here && !await chats.Heard(from, cancel)) return (null, Refused(act, "Channel.NotInstalled"));
        var (place, aside) = await PlaceOf(heard, from, cancel);
        var direct = Spot.With(from.Tenant, from.Account).ToAddress();
        var inRoom = place.Audience != Audience.Direct;
        return (new(heard.Id, workspace, SpeakerOf(heard, user), place, await Resolved(heard, cancel))
        {
            Connection = Spot.ConnectionOf(from.Tenant), Wait = act.Wait, AnswerAt = direct, PressedAt = aside ? direct : null, CanWhisper = !inRoom || aside,
        }, null);
    }

    /// <summary>Where the app is no member of a conversation (the message extension and its cards work in all of them), the person's own chat with it knows them.</summary>
    /// <returns>Who it is, and whether the conversation itself knows them.</returns>
    private async ValueTask<(TeamsUser User, bool Here)?> Who(Heard heard, CancellationToken cancel)
    {
        var (from, here) = (heard.From, heard.From.Chat with { Conversation = heard.From.Conversation });
        var own = await DirectChat(from, cancel);
        var first = heard.IsAlone && from.Kind != ChatKind.Personal ? own : here;
        foreach (var chat in new[] { first, first == own ? here : own })
            if (chat is { } known && Theirs(from, await members.Of(known, from.Mri, cancel)) is { } user) return (user, known == here);
        return null;
    }

    private static TeamsUser? Theirs(Whence from, TeamsUser? user) => user is not null && user.Mri == from.Mri ? user : null;

    private async ValueTask<Chat?> DirectChat(Whence from, CancellationToken cancel) =>
        await chats.Person(from.Tenant, from.Account, cancel) is { Conversation.Length: > 0 } person && hosts.Read(person.Service) is { } service ? new Chat(from.Tenant, service, person.Conversation) : null;

    private static Speaker SpeakerOf(Heard heard, TeamsUser user) =>
        new(heard.From.Identity, user.Name.Length > 0 ? user.Name : heard.Name, heard.Language, heard.Zone, user.Guest) { Email = user.Email };

    /// <summary>The room that it was done in, and whether the card stands elsewhere: an answer for one alone goes to their direct chat, and is still one of the room.</summary>
    private async ValueTask<(Place Place, bool Aside)> PlaceOf(Heard heard, Whence from, CancellationToken cancel)
    {
        if (heard.IsAlone)
        {
            if (from.Kind == ChatKind.Personal && heard.AskedIn.Length > 0 && await AskedIn(heard, cancel) is { } room) return (room, true);
            var own = Spot.With(from.Tenant, from.Account);
            return (new(own.Room, Audience.Direct, own.ToAddress()), false);
        }
        var chat = from.Chat with { Conversation = from.Conversation };
        return (new(from.Spot.Room, await members.Kept(chat, from.Shared || from.IsUnsaid, cancel), from.Spot.ToAddress(), from.RoomName), false);
    }

    /// <summary>The room that a card says it was asked in, where the person is in it; its word alone counts for nothing.</summary>
    private async ValueTask<Place?> AskedIn(Heard heard, CancellationToken cancel)
    {
        var (tenant, conversation) = (heard.From.Tenant, heard.AskedIn);
        if (!Spot.IsId(conversation) || await chats.Of(conversation, cancel) is not { Gone: null, Kind: not ChatKind.Personal } row || row.Tenant != tenant || hosts.Read(row.Service) is not { } service) return null;
        var chat = new Chat(tenant, service, conversation);
        if (Theirs(heard.From, await members.Of(chat, heard.From.Mri, cancel)) is null) return null;
        var spot = new Spot(tenant, conversation);
        return new(spot.Room, await members.Kept(chat, row.Shared, cancel), spot.ToAddress(), row.Name);
    }

    /// <summary>The line with the people whom Teams resolved in it.</summary>
    private async ValueTask<Input> Resolved(Heard heard, CancellationToken cancel)
    {
        if (heard.What is not Input.Said said || heard.Named.Count == 0) return heard.What;
        var mentions = new List<Mention>();
        var chat = heard.From.Chat with { Conversation = heard.From.Conversation };
        foreach (var (token, mri) in heard.Named)
        {
            if (!Spot.IsId(mri) || await members.Of(chat, mri, cancel) is not { } user || !Spot.IsId(user.Account)) continue;
            await chats.Meet(heard.From with { Kind = ChatKind.Group, Account = user.Account, Mri = user.Mri }, cancel);
            mentions.Add(new(token, Spot.IdentityOf(heard.From.Tenant, user.Account)));
        }
        return new Input.Said(said.Line, mentions);
    }

    /// <summary>A form that was sent stays open with what was typed; a line comes back in the answer.</summary>
    private static Reply Refused(Act act, string sentence)
    {
        act.Refusal = act.Words.Plain(sentence);
        return Sorry(act, sentence);
    }

    private static Reply Sorry(Act act, string sentence) => act.Heard.What switch
    {
        Input.Submitted form => new Reply.KeepForm(act.Words.Plain(sentence), form.Values),
        Input.LookedUp => new Reply.Options([]),
        Input.Pasted or Input.Viewed => new Reply.Quiet(),
        Input.Said { Line.Length: > 0 } said => new Reply.Show(TurnCards.Failure(act.Words, sentence, said.Line, act.Heard.Id) with { Language = act.Words.Language }),
        _ => new Reply.Show(new Card([new Line(act.Words.Say(sentence), Tone.Warning)]) { Language = act.Words.Language }),
    };

    [LoggerMessage(LogLevel.Error, "Teams' turn could not be taken: {Failure} at {Where}")]
    private static partial void LogFailure(ILogger log, string failure, string where);
}
