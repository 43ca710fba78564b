using ChatCrm.Conversation;
using ChatCrm.Storage;
using ChatCrm.Turns;
using ChatCrm.Workspaces;
using NodaTime;

namespace ChatCrm.Bot.Courier;

/// <summary>Draws posted cards again, each for its own reader, when a record that they show has changed.</summary>
public sealed class Copies(IRowStore store, Sends sends, Drawer drawer)
{
    /// <summary>After an update of which the channel did not say whether it was made, or that an earlier part has left out.</summary>
    private static readonly Duration Unsure = Duration.FromSeconds(5);

    /// <summary>
    /// Every copy that a refresh is about. More than can be drawn under one claim are drawn under the next ones. Drawing one twice does no harm, so a refresh
    /// that could not reach all begins anew when it has come to the end.
    /// </summary>
    public async Task<Attempt> Redraw(Claim claim, Scene scene)
    {
        var (attempt, behind, missed) = (Attempt.Nothing, claim.Notice.Behind, claim.Notice.Missed);
        await foreach (var (key, sent) in Ledger.Posted(store, claim.Workspace, claim.Notice.Customer, behind))
        {
            var one = Shows(sent, claim.Notice) ? await sends.Try(claim.Notice.Id, () => Redraw(sent, claim, scene)) : Attempt.Nothing;
            if (one.IsHeldUp || one.StoreAway) return one with { Pass = new(behind, missed || IsMissed(attempt)) };
            (attempt, behind) = (attempt.And(one), key);
        }
        // A card that cannot be drawn again (its room is archived, say) is no reason to park what became of the others.
        Duration? perhaps = missed || IsMissed(attempt) ? Unsure : null;
        return Attempt.Nothing with { Wait = attempt.Wait ?? perhaps, Failed = attempt.Failed, Pass = Pass.Anew };
    }

    private static bool IsMissed(Attempt attempt) => attempt.IsUnfinished || attempt.Posted.Any(posted => posted.Unsure);

    /// <summary>
    /// A card shows a record that it was drawn from, and the rules of the room that it stands in (what a room may see changes with its link).
    /// The turn that changed the record answers with a card that is new already.
    /// </summary>
    private static bool Shows(SentRow sent, OutboxRow refresh) =>
        sent.Message.Length > 0 && sent.Turn != refresh.Turn
        && sent.Records.Append(sent.Room).Any(record => refresh.About.Any(about => record == about || record.EndsWith("/" + about, StringComparison.Ordinal)));

    private async Task<Attempt> Redraw(SentRow sent, Claim claim, Scene scene)
    {
        var at = new Address(sent.Address);
        if (await sends.Channel(scene.Rows.Partition, sent.Address) is not { } channel || await Reader(sent, channel, scene) is not { } reader) return Attempt.Nothing;
        var card = await drawer.Draw(sent.Drawing, scene.Drawing(reader, sent.Turn, sent.Records)) with { Drawing = claim.Notice.Id, AskedIn = sent.Room };
        if (!sends.MayBegin(claim)) return Attempt.HeldUp;
        return Attempt.Of(await sends.Make(cancel => channel.Update(at, sent.Message, card, cancel)), at, sent.Member, sent.Room);
    }

    private static async Task<Reader?> Reader(SentRow sent, IMessenger channel, Scene scene)
    {
        if (sent.Room.Length == 0) return scene.Reader(sent.Member, "", Audience.Direct);
        // It may stand in a direct chat though it was asked in a room: then it shows what the room may see.
        return await channel.AudienceOf(new(scene.Room(sent.Room)?.Address ?? sent.Address), default) is { } audience ? scene.Reader(sent.Member, sent.Room, audience) : null;
    }
}
