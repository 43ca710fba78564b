using ChatCrm.Storage;
using ChatCrm.Turns;
using ChatCrm.Workspaces;
using NodaTime;

namespace ChatCrm.Watches;

/// <summary>The keys and rows of morning lists, and the changes of them. Writes nothing.</summary>
public static class DigestStore
{
    /// <summary>The id of the wake route, and the second part of its rows' keys.</summary>
    public const string Wake = "digest";

    public static readonly IReadOnlyList<RowKind> Kinds =
    [
        new("digest|*", nameof(Watches), RowRole.Record, Erasure.WithMember, []) { Index = (_, value) => [new IndexRow(WakeKey(Read(new Row("digest", value, "", ""))), "{}")] },
    ];

    public static string Key(string member) => Keys.Of("digest", member);

    public static string WakeKey(Digest digest) => TurnRows.WakeKey(TurnRows.At(digest.At), Wake, digest.Member);

    public static Digest Read(Row row) => row.Read(DigestJson.Default.Digest);

    /// <summary>The row as the member's settings now ask for it: another one, none, or the same.</summary>
    /// <param name="before">As it was read; null where there is none.</param>
    public static Changes Set(Member member, Roster roster, Row? before, Instant now)
    {
        var after = Digest.Next(member, roster, now)?.Write(DigestJson.Default.Digest);
        return before is null && after is null ? new() : new Changes().Record(Key(member.Id), before, after);
    }

    /// <summary>The next morning behind one that has come, under the turn that people last wrote it in: this is no change that Undo should stop at.</summary>
    /// <param name="before">As it was read; its wake row goes by a condition, so it is as it was read.</param>
    public static Changes Next(Member member, Roster roster, Row before, Instant now)
    {
        if (Digest.Next(member, roster, now) is not { } next) return new Changes().Raw(new Change.Delete(before.Key));
        return new Changes().Raw(new Change.Put(before.Key, next.Write(DigestJson.Default.Digest)) { Turn = before.Turn }).Raw(new Change.Put(WakeKey(next), "{}"));
    }
}
