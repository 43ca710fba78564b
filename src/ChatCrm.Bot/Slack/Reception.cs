using ChatCrm.Bot.Slack.Places;
using ChatCrm.Bot.Slack.Web;
using ChatCrm.Conversation;
using ChatCrm.Storage;
using ChatCrm.Texts;
using ChatCrm.Turns;
using ChatCrm.Workspaces;

namespace ChatCrm.Bot.Slack;

/// <summary>Who did it, where, and in which workspace: asks Slack and the rows, and has the turn answered. Fails closed.</summary>
internal sealed partial class Reception(Dispatcher dispatcher, Connections connections, People people, Users users, Channels channels, Posts posts, ILogger<Reception> log)
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
        var (heard, on) = (act.Heard, act.On);
        var asked = users.Of(on, heard.User, cancel);
        var (connection, identity) = (Spot.ConnectionOf(on.On), heard.Identity);
        var workspace = await connections.WorkspaceOf(connection, cancel);
        // A room that is none of Slack's is no place either.
        if (await asked is not { } user || (heard.From.Channel.Length > 0 && !Spot.IsId(heard.From.Channel))) return (null, Refused(act, "Channel.WhoUnknown"));
        act.Words = Wording.In(user.Language ?? "en");
        // Their own setting goes before what the platform says.
        if (workspace is not null && people.Kept(workspace)?.WithIdentity(identity) is { Language.Length: > 0 } member) act.Words = Wording.In(member.Language);
        if (workspace is null) return (null, Refused(act, "Channel.NotConnected"));
        var place = await PlaceOf(heard, cancel);
        var late = heard.From.Channel.Length == 0 || place.Audience == Audience.Direct ? place.Address : new Spot(on.On, heard.From.Channel, heard.User, heard.From.Thread).ToAddress();
        return (new(heard.Id, workspace, SpeakerOf(heard, identity, user), place, await Resolved(heard, cancel))
        {
            Connection = connection, CanOpenForm = heard.Trigger.Length > 0, Wait = act.Wait, AnswerAt = late,
        }, null);
    }

    /// <summary>Somebody whom the payload says to be of another company is a stranger, whatever else is known of them.</summary>
    private static Speaker SpeakerOf(Heard heard, string identity, SlackUser user)
    {
        var stranger = heard.HomeTeam.Length > 0 && !heard.On.Org && heard.HomeTeam != heard.On.On;
        return new(identity, user.Name, user.Language, user.Zone, user.Guest || stranger) { Email = user.Guest || stranger ? null : user.Email };
    }

    private async ValueTask<Place> PlaceOf(Heard heard, CancellationToken cancel)
    {
        var (on, channel) = (heard.On, heard.From.Channel);
        if (channel.Length == 0) channel = await posts.DirectWith(on, heard.User, cancel) ?? "";
        if (channel.Length == 0 || heard.From.Via is Via.Direct or Via.Home or Via.Shortcut || (heard.From.Via == Via.Window && heard.From.Channel.Length == 0))
            return new(Spot.IdOf(on.On, channel.Length > 0 ? channel : heard.User), Audience.Direct, new Spot(on.On, channel.Length > 0 ? channel : heard.User).ToAddress());
        var (audience, name) = heard.SharedOutside ? (Audience.External, heard.RoomName) : await channels.Kept(on, channel, heard.User, cancel);
        var address = new Spot(on.On, channel).ToAddress();
        return new(address.Value, audience, address, name.Length > 0 ? name : heard.RoomName);
    }

    /// <summary>The line with the people and rooms that Slack resolved in it.</summary>
    private async ValueTask<Input> Resolved(Heard heard, CancellationToken cancel)
    {
        if (heard.What is not Input.Said said || heard.Text is not { } text || (text.Users.Count == 0 && text.Channels.Count == 0)) return heard.What;
        var (on, line, mentions) = (heard.On, said.Line, new List<Mention>());
        foreach (var id in text.Users.Where(Spot.IsId).Distinct().Take(Most))
        {
            var token = "@" + (await users.Of(on, id, cancel) is { } user ? string.Concat(user.Name.Where(c => !char.IsWhiteSpace(c))) : id);
            line = line.Replace("@" + id, token, StringComparison.Ordinal);
            mentions.Add(new(token, Spot.IdOf(on.On, id)));
        }
        foreach (var (id, name) in text.Channels.Where(channel => Spot.IsId(channel.Id)).DistinctBy(channel => channel.Id).Take(Most))
        {
            var (audience, known) = await channels.Kept(on, id, heard.User, cancel);
            var spot = new Spot(on.On, id);
            mentions.Add(new("#" + name, spot.Room, new(spot.Room, audience, spot.ToAddress(), known.Length > 0 ? known : name)));
        }
        return new Input.Said(line, mentions);
    }

    /// <summary>A form that was sent stays open with what was typed; a line comes back in the answer.</summary>
    private static Reply Refused(Act act, string sentence) => act.Heard.What switch
    {
        Input.Submitted form => new Reply.KeepForm(act.Words.Plain(sentence), form.Values),
        Input.LookedUp => new Reply.Options([]),
        Input.Said { Line.Length: > 0 } said => new Reply.Show(TurnCards.Failure(act.Words, sentence, said.Line, act.Heard.Id) with { Language = act.Words.Language }),
        _ => new Reply.Show(new Card([new Line(act.Words.Say(sentence), Tone.Warning)]) { Language = act.Words.Language }),
    };

    // More names in one line than anybody types.
    private const int Most = 8;

    [LoggerMessage(LogLevel.Error, "Slack's turn could not be taken: {Failure} at {Where}")]
    private static partial void LogFailure(ILogger log, string failure, string where);
}
