using System.Text.Json;
using ChatCrm.Bot.Slack.Install;
using ChatCrm.Bot.Slack.Web;
using ChatCrm.Conversation;
using NodaTime;

namespace ChatCrm.Bot.Slack.Places;

/// <summary>Rooms: who reads along. Where Slack does not say, outsiders do.</summary>
internal sealed class Channels(Api api, Colleagues colleagues, IClock clock)
{
    /// <summary>More members than this are not looked through.</summary>
    private const int ManyMembers = 5_000;

    // "An integer with a max value of 999": an answer waits for these pages.
    private const string PageSize = "999";

    private readonly Kept<(string On, string Channel), Room> cache = new(Duration.FromMinutes(5), 10_000, clock);

    /// <summary>
    /// The room of a turn, as it was in the last five minutes. A room that is hidden from the app (private, or a chat between others) counts as the
    /// company's own: an answer there is seen by the asker alone, and nothing can be posted.
    /// </summary>
    public async ValueTask<(Audience Audience, string Name)> Kept(Installation on, string channel, string askedBy, CancellationToken cancel)
    {
        if (!cache.TryGet((on.On, channel), out var room))
        {
            room = await Look(on, channel, cancel);
            if (room.IsKnown) cache.Keep((on.On, channel), room);
        }
        // A direct chat is its person's alone.
        return room.With is { } person && person != askedBy ? (Audience.Members, "") : (room.Audience, room.Name);
    }

    /// <summary>Who reads along now; null where nothing can be posted any more: archived, deleted, or out of the app's sight.</summary>
    public async ValueTask<Audience?> Now(Installation on, string channel, CancellationToken cancel)
    {
        var room = await Look(on, channel, cancel);
        return room.IsOpen ? room.Audience : null;
    }

    private async ValueTask<Room> Look(Installation on, string channel, CancellationToken cancel) => await api.Read(on, "conversations.info", cancel, ("channel", channel), ("include_num_members", "true")) switch
    {
        ApiAnswer.Done { Body: var body } => await Read(on, channel, body.Part("channel"), cancel),
        ApiAnswer.Refused { Error: "channel_not_found" } => Room.Hidden,
        _ => Room.Unsaid,
    };

    private async ValueTask<Room> Read(Installation on, string channel, JsonElement info, CancellationToken cancel)
    {
        if (info.Flag("is_im")) return new(Audience.Direct, "") { With = info.Text("user"), IsOpen = !info.Flag("is_user_deleted") };
        var ours = IsShared(info) ? false : await IsOurs(on, channel, info, cancel);
        return new(ours == true ? Audience.Members : Audience.External, info.Flag("is_mpim") ? "" : info.Text("name")) { IsOpen = !info.Flag("is_archived"), IsKnown = ours is not null };
    }

    private static bool IsShared(JsonElement info) =>
        info.Flag("is_ext_shared") || info.Flag("is_pending_ext_shared") || info.Items("pending_connected_team_ids").Any() || (info.Flag("is_shared") && !info.Flag("is_org_shared"));

    /// <summary>Whether each member is one of the company's own; null where Slack did not say.</summary>
    private async ValueTask<bool?> IsOurs(Installation on, string channel, JsonElement info, CancellationToken cancel)
    {
        if (info.Part("num_members") is { ValueKind: JsonValueKind.Number } count && count.TryGetInt32(out var many) && many > ManyMembers) return false;
        var team = on.Org ? info.Text("context_team_id") : on.On;
        if (team.Length == 0 || await colleagues.Of(on, team, cancel) is not { } own) return null;
        var seen = 0;
        await foreach (var page in Pages.Of(cursor => api.Read(on, "conversations.members", cancel, ("channel", channel), ("limit", PageSize), ("cursor", cursor))))
        {
            if (page is not { } body) return null;
            foreach (var member in body.Items("members"))
                if (++seen > ManyMembers || member.ValueKind != JsonValueKind.String || !own.Contains(member.GetString()!)) return false;
        }
        return true;
    }

    /// <param name="With">Whose direct chat it is; null where it is none.</param>
    private sealed record Room(Audience Audience, string Name)
    {
        public static readonly Room Unsaid = new(Audience.External, "") { IsOpen = true, IsKnown = false };

        // Not kept: with the app's invitation its guests come into sight.
        public static readonly Room Hidden = new(Audience.Members, "") { IsKnown = false };

        public string? With { get; init; }

        public bool IsOpen { get; init; }

        public bool IsKnown { get; init; } = true;
    }
}
