using ChatCrm.Turns;

namespace ChatCrm.Calendars;

/// <summary>
/// Who tells a member what stands between them and their calendar: each reason once, until it works again. The errand that is to tell writes so at once, and
/// not with its end: of many at a time, one tells, and no other's end is held up by that.
/// </summary>
internal sealed class Telling(ErrandScene scene)
{
    /// <summary>True where this errand is to tell why something does not stand in their calendar.</summary>
    public ValueTask<bool> Refused(string member, CalendarObstacle why) => IsOurs(member, why.ToString(), told => (told.Obstacle, told.By), told => told with { Obstacle = why.ToString(), By = scene.Notice });

    /// <summary>True where this errand is to tell why something may still stand there.</summary>
    public ValueTask<bool> Left(string member, CalendarObstacle why) => IsOurs(member, why.ToString(), told => (told.Left, told.LeftBy), told => told with { Left = why.ToString(), LeftBy = scene.Notice });

    private async ValueTask<bool> IsOurs(string member, string why, Func<ToldOfCalendar, (string Why, string By)> known, Func<ToldOfCalendar, ToldOfCalendar> tell)
    {
        while (true)
        {
            var row = await scene.Rows.Get(CalendarRows.ToldKey(member), scene.Cancel);
            var told = row is null ? new() { At = 0 } : CalendarRows.Told(row);
            if (known(told) is var (said, by) && said == why) return by == scene.Notice;
            if (await scene.Write([CalendarRows.Tell(member, row, tell(told) with { At = scene.Now.ToUnixTimeMilliseconds() })])) return true;
        }
    }
}
