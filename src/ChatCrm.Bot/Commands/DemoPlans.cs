using ChatCrm.Customers;
using ChatCrm.FollowUps;
using ChatCrm.Storage;
using ChatCrm.Time;
using ChatCrm.Turns;
using ChatCrm.Workspaces;
using NodaTime;
using static ChatCrm.Bot.Commands.DemoPeople;

namespace ChatCrm.Bot.Commands;

/// <summary>The demo's follow-ups, around the moment it is filled: overdue, due within minutes, later, closed.</summary>
internal static class DemoPlans
{
    private sealed record Plan(string Assignee, string Customer, Duration In, string Text)
    {
        public string Room { get; init; } = "";
        public bool Closed { get; init; }
    }

    private static readonly Plan[] Plans =
    [
        new(Jonas, "acme", Soon, "send samples"),
        new(Mei, "lanhai", Soon, "寄样品") { Room = Sales },
        new(Jonas, "ecrin", Duration.FromHours(2), "call about the colours for France"),
        new(Mei, "acme-kk", Duration.FromHours(2), "给伊藤女士打电话，确认标签"),
        new(Jonas, "fjallbo", Duration.FromHours(5), "send the carbon figures"),
        new(Mei, "qinghe", Duration.FromHours(6), "确认礼盒数量"),
        new(Jonas, "isik", Ago(1), "ask whether the glasses arrived whole"),
        new(Jonas, "gruenwald", Ago(3), "remind of invoice 2041"),
        new(Jonas, "waha", Ago(8), "offer the halal range again"),
        new(Mei, "saebyeok", Ago(1), "催认证文件"),
        new(Mei, "yunshan", Ago(2), "问三个门店的送货时间"),
        new(Mei, "songxanh", Ago(9), "发无铅釉料检测报告"),
        new(Jonas, "laka", Ahead(1), "plan the mixed pallet"),
        new(Jonas, "pennywhistle", Ahead(2), "send photographs before dispatch"),
        new(Jonas, "jacaranda", Ahead(4), "check the NCM codes"),
        new(Jonas, "chataignier", Ahead(9), "French labels: proofs"),
        new(Mei, "tanjong", Ahead(1), "准备合并装柜方案"),
        new(Mei, "sazanami", Ahead(3), "约下个月第二周的交货") { Room = Sales },
        new(Mei, "wattlebird", Ahead(6), "熏蒸证书"),
        new(Mei, "suvarna", Ahead(12), "send the offer in INR and USD"),
        new(Priya, "acme", Ahead(1), "thank Ms Weber for the third order"),
        new(Priya, "qinghe", Ago(1), "talk with Mei about the prices for spring"),
        new(Sam, "thistlewick", Ahead(2), "check the EORI number with Jonas"),
        new(Jonas, "aigaio", Ago(12), "send the catalogue") { Closed = true },
        new(Jonas, "acme", Ago(20), "quote FOB Hamburg") { Closed = true },
        new(Mei, "lanhai", Ago(15), "发报价单") { Closed = true },
        new(Mei, "minato", Ago(25), "空运样品") { Closed = true },
        new(Mei, "daol", Ago(30), "ask for the CIF address") { Closed = true },
    ];

    public static int Count => Plans.Length;

    /// <summary>Three to four minutes: times are kept to the minute, and a newcomer should see one fall due.</summary>
    private static Duration Soon => Duration.FromMinutes(4);

    public static IEnumerable<Changes> Drafts(Instant now) => Plans.Select((plan, i) => Draft(Of(plan, i + 1, now)));

    private static FollowUp Of(Plan plan, int number, Instant now)
    {
        var due = PlannedTime.At(now + plan.In, DemoPeople.Of(plan.Assignee).Zone);
        var set = Instant.Min(now, due.ToInstant()) - Duration.FromDays(5);
        return new FollowUp
        {
            Id = TurnIds.Minted("demo-follow-up", number), Number = number, Customer = plan.Customer, Wall = "", Zone = "", Text = plan.Text,
            Assignee = plan.Assignee, SetBy = plan.Assignee, SetAt = set.ToUnixTimeMilliseconds(), Room = plan.Room,
            Closed = plan.Closed ? new(plan.Assignee, (due.ToInstant() + Duration.FromHours(3)).ToUnixTimeMilliseconds()) : null,
        }.At(due, hasTime: true) with
        {
            // What was due before the demo began has been told.
            RemindedAt = due.ToInstant() <= now ? due.ToInstant().ToUnixTimeMilliseconds() : 0,
        };
    }

    /// <summary>A new follow-up, by way of a change of it: what is not there yet has no row.</summary>
    private static Changes Draft(FollowUp followUp)
    {
        var customer = new Customer { Id = followUp.Customer, Code = "", Name = "", Owner = "" };
        var none = new Row(FollowUpStore.Key(followUp.Customer, followUp.Id), "", "", "");
        return FollowUpStore.Change(new(followUp, new(customer, Sight.All, none), none), followUp);
    }

    private static Duration Ago(int days) => -Duration.FromDays(days);

    // An hour off the round number, so that they do not all fall on one minute of the day.
    private static Duration Ahead(int days) => Duration.FromDays(days) - Duration.FromHours(1);
}
