using ChatCrm.Storage;
using ChatCrm.Workspaces;
using NodaTime;

namespace ChatCrm.Turns;

/// <summary>
/// Something to be done outside, other than telling somebody: a notice of its id starts it, Courier runs it. It brings the outside to what the rows now say,
/// so it may run twice, late, or for a notice that another run has answered already. At most one runs for a customer at a time, but for one that was slow.
/// </summary>
public interface IErrand
{
    /// <summary>The literal id of the notices that ask for it.</summary>
    string Id { get; }

    /// <summary>What it throws counts as a try: after five it is parked.</summary>
    ValueTask<ErrandEnd> Run(ErrandScene scene);
}

/// <summary>What an errand works with.</summary>
/// <param name="Notice">The id of the notice that asks for it: another one for each asking, the same for each try.</param>
/// <param name="Records">What the notice names.</param>
/// <param name="IsLast">True where there is no further try: <see cref="ErrandEnd.Later"/> is for somebody to see to then.</param>
/// <param name="Write">Commits rows at once, for what must be known even if the process dies before the errand has ended; false where a condition does not hold.</param>
public sealed record ErrandScene(Rows Rows, Roster Roster, Instant Now, string Notice, IReadOnlyList<string> Records, bool IsLast, Func<IReadOnlyList<Change>, ValueTask<bool>> Write, CancellationToken Cancel);

/// <summary>How an errand ended.</summary>
public abstract record ErrandEnd
{
    /// <summary>There was nothing to do.</summary>
    public static readonly ErrandEnd Nothing = new Done([], []);

    /// <summary>It is done, as far as it can be.</summary>
    /// <param name="Changes">Committed together with its notice's end: where a condition does not hold, it runs again.</param>
    /// <param name="Notices">Told from then on.</param>
    public sealed record Done(IReadOnlyList<Change> Changes, IReadOnlyList<Notice> Notices) : ErrandEnd;

    /// <summary>The outside does not answer, or says so: it is run again after that time at the earliest.</summary>
    public sealed record Later(Duration After) : ErrandEnd;

    /// <summary>It can never be done, and nobody is to be told but the admins: it is parked.</summary>
    /// <param name="Reason">A short literal word.</param>
    public sealed record Refused(string Reason) : ErrandEnd;
}
