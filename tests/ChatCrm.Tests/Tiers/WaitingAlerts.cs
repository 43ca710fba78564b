using ChatCrm.Tests.House;
using ChatCrm.Turns;

namespace ChatCrm.Tests.Tiers;

internal static class WaitingAlerts
{
    extension(Workspace house)
    {
        /// <summary>The tier alerts that wait to be sent.</summary>
        public async Task<IReadOnlyList<OutboxRow>> Alerts() => [.. (await house.Notices()).Where(notice => notice.Drawing == "tier.alert")];
    }
}
