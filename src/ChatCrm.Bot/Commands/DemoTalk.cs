using ChatCrm.Interactions;
using ChatCrm.Storage;
using ChatCrm.Time;
using ChatCrm.Turns;
using ChatCrm.Workspaces;
using NodaTime;
using static ChatCrm.Interactions.Direction;
using static ChatCrm.Interactions.InteractionKind;

namespace ChatCrm.Bot.Commands;

/// <summary>Three months of talk with the demo's customers.</summary>
internal static class DemoTalk
{
    private const int Days = 90, Dormant = 61;

    private static readonly Rows Nothing = new(NoRows.Store, "");

    private sealed record Said(InteractionKind Kind, int Minutes, Direction Direction, string Outcome, string Text);

    private static readonly Said[] English =
    [
        new(Call, 15, Out, "interested", "asked for the FOB price, wants samples"),
        new(Call, 5, Out, "no-answer", ""),
        new(Call, 25, In, "ok", "confirmed the carton sizes and the delivery week"),
        new(Call, 10, In, "complaint", "two cartons arrived wet; wants a credit note"),
        new(Call, 20, Out, "ok", "went through the open invoices"),
        new(Call, 30, Out, "interested", "likes the new bowls, will ask the board in their next meeting"),
        new(Mail, 0, In, "", "sent the sample list"),
        new(Mail, 0, Out, "ok", "sent the price list, valid until the end of the month"),
        new(Mail, 0, Out, "", "sent photographs of the packing"),
        new(Mail, 0, In, "complaint", "the label has the old address"),
        new(Visit, 90, Out, "interested", "showroom visit; ordered one pallet of the bamboo range to try"),
        new(Meeting, 45, Unknown, "ok", "video call about next year's colours"),
        new(Chat, 0, In, "", "asked where the shipment is; it left on Monday"),
        new(Note, 0, Unknown, "", "mentioned a second shop opening in spring"),
    ];

    private static readonly Said[] Chinese =
    [
        new(Call, 15, Out, "interested", "谈了报价，要先看样品"),
        new(Call, 5, Out, "no-answer", ""),
        new(Call, 20, In, "ok", "确认了箱规和交货周"),
        new(Call, 10, In, "complaint", "有两箱受潮，要求补发"),
        new(Call, 30, Out, "interested", "对新款很感兴趣，下次例会讨论"),
        new(Call, 12, Out, "ok", "对了一遍未付的发票"),
        new(Mail, 0, In, "", "发来了样品清单"),
        new(Mail, 0, Out, "ok", "已发报价单，月底前有效"),
        new(Mail, 0, Out, "", "发了包装照片"),
        new(Visit, 120, Out, "interested", "来展厅看货，先订一托盘竹制品试卖"),
        new(Meeting, 40, Unknown, "ok", "视频会议，定了明年的颜色"),
        new(Chat, 0, In, "", "问货到哪里了，已告知周一发出"),
        new(Note, 0, Unknown, "", "对方春天要开第二家店"),
        new(Call, 15, Out, "interested", "prefers to write in English; wants the sample list first"),
    ];

    /// <summary>The interactions with one customer and the last contact that follows; a few customers are new and have none, a few were not heard of for two months.</summary>
    public static async Task<Changes> Draft(DemoCustomer customer, int place, Member owner, RowKinds kinds, Instant now, CancellationToken cancel)
    {
        var talk = new Changes();
        if (place % 13 == 12) return talk;
        var dice = new Dice((ulong)place + 1);
        var (count, from) = place % 9 == 8 ? (3, Dormant) : (4 + dice.Upto(6), 1);
        for (var i = 0; i < count; i++)
        {
            // The first of them is from the last days of that time, so that a customer in touch is one.
            var day = from + dice.Upto(i == 0 ? 12 : Days - from);
            var interaction = One(customer, dice, TurnIds.Minted($"demo-{customer.Id}", i + 1), owner, At(now, day, owner.Zone, dice));
            talk.Also(await new InteractionStore(Nothing, cancel).New(interaction));
        }
        // Each was drafted as if it were the only one: what follows from all of them is worked out at the end.
        var last = InteractionStore.LastKey(customer.Id);
        return talk.Derived(last, null, await kinds.Of(last).Recompute!(last, Nothing.With(talk), cancel));
    }

    private static Interaction One(DemoCustomer customer, Dice dice, string id, Member owner, Instant at)
    {
        var said = dice.Of(owner.Language == "zh-Hans" ? Chinese : English);
        return new()
        {
            Id = id, Customer = customer.Id, Kind = said.Kind, At = at.ToUnixTimeMilliseconds(), Zone = owner.Zone, Minutes = said.Minutes,
            Direction = said.Direction, Outcome = said.Outcome, Text = said.Text, By = owner.Id,
            With = said.Kind == Note || dice.Upto(3) == 0 ? [] : [dice.Of(customer.Contacts).Name],
        };
    }

    /// <summary>A time at work, so many days ago; at a weekend, the Friday before.</summary>
    private static Instant At(Instant now, int daysAgo, string zone, Dice dice)
    {
        var tz = Zones.Rules[zone];
        var day = now.InZone(tz).Date.PlusDays(-daysAgo);
        day = day.PlusDays(-Math.Max(0, (int)day.DayOfWeek - (int)IsoDayOfWeek.Friday));
        return tz.AtLeniently(day + new LocalTime(9 + dice.Upto(8), 5 * dice.Upto(12))).ToInstant();
    }
}
