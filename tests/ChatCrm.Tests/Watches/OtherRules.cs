using ChatCrm.FollowUps;
using ChatCrm.Storage;
using ChatCrm.Tests.FollowUps;
using ChatCrm.Tests.House;
using ChatCrm.Tests.Time;
using ChatCrm.Time;
using ChatCrm.Turns;
using ChatCrm.Watches;

namespace ChatCrm.Tests.Watches;

/// <summary>Other rules of zones while it lives: nothing else runs meanwhile.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class OtherRules : IDisposable
{
    public const string Name = "Other rules of zones";

    /// <summary>Berlin stays on winter time, and Tokyo moves to Sydney's: what was planned there in (our) summer is at another instant.</summary>
    public static readonly ZoneRules Newer = Read("2026g", ("Europe/Berlin", "Africa/Lagos"), ("Asia/Tokyo", "Australia/Brisbane"));

    private readonly ZoneRules before = Zones.Use(ZoneRules.BuiltIn);

    public static ZoneRules Read(string version, params (string Zone, string As)[] like) => ZoneRules.Read(new MemoryStream(ZoneFiles.Changed(version, like)));

    /// <summary>From now on the newer rules hold, and what was planned has been gone through.</summary>
    internal static async Task Change(Workspace house)
    {
        Zones.Use(Newer);
        await Begin(house);
        await Awake(house);
    }

    internal static async Task Begin(Workspace house) => await house.Store.Commit(Workspace.Id, "begin", [DerivationStore.Begin(house.Clock.Now)]);

    /// <summary>Until nothing is due any more.</summary>
    internal static async Task Awake(Workspace house)
    {
        for (var rounds = 0; rounds < 50; rounds++) await house.Wake();
    }

    /// <summary>The notices to assignees of what moved.</summary>
    internal static async Task<IReadOnlyList<OutboxRow>> Told(Workspace house) => [.. (await house.Notices()).Where(notice => notice.Drawing == DerivationCommands.Moved)];

    /// <summary>Every row that stands for one of Acme KK's follow-ups.</summary>
    internal static async Task<IEnumerable<string>> Traces(Workspace house) => (await house.Traces(Workspace.AcmeKk)).Order(StringComparer.Ordinal);

    /// <summary>The rows that the follow-ups as they stand ask for.</summary>
    internal static async Task<IEnumerable<string>> Asked(Workspace house) =>
        (await house.Rows(Keys.Under("customer", Workspace.AcmeKk, "followup"))).SelectMany(row => FollowUpStore.Kinds[0].Index!(row.Key, row.Value).Select(index => index.Key).Append(row.Key)).Order(StringComparer.Ordinal);

    public void Dispose() => Zones.Use(before);
}
