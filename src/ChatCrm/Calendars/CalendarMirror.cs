using ChatCrm.Customers;
using ChatCrm.FollowUps;
using ChatCrm.Turns;

namespace ChatCrm.Calendars;

/// <summary>
/// Keeps a follow-up and its assignee's calendar in agreement: reads what the follow-up is now and what stands outside, and does the difference. So it makes no
/// matter how often it runs, or for which of several changes.
/// </summary>
/// <param name="links">Where customers are linked to; none where the service has no address.</param>
public sealed class CalendarMirror(ICalendar calendar, IEnumerable<CustomerLink> links) : IErrand
{
    public string Id => FollowUpStore.Mirror;

    public ValueTask<ErrandEnd> Run(ErrandScene scene) => new Agreement(calendar, links.FirstOrDefault(), scene).Reach();
}
