using System.Text.Json.Nodes;
using ChatCrm.Conversation;
using ChatCrm.Tests.Approved;
using ChatCrm.Tests.House;
using NodaTime;

namespace ChatCrm.Tests.Slack.BlockKit;

/// <summary>Every card and form that people meet, in both languages, as Block Kit: changes of them are reviewed as a diff.</summary>
public class ApprovedBlocksTests
{
    public static TheoryData<string, string> Cards => ProductCardsTests.Cards;

    [Theory, MemberData(nameof(Cards))]
    public async Task A_card_is_drawn_as_approved(string name, string language)
    {
        await using var house = await Workspace.Open();
        await ProductCardsTests.In(language, house);

        Check($"{name}.{language}", await ProductCardsTests.Seen[name](house));
    }

    [Theory]
    [InlineData("en")]
    [InlineData("zh-Hans")]
    public async Task A_reminder_is_drawn_as_approved_for_the_assignee_and_for_the_room(string language)
    {
        await using var house = await Workspace.Open();
        await ProductCardsTests.In(language, house);
        await house.Mei.Say("follow Acme GmbH in 1 hour \"send samples\" remind #sales");
        house.Clock.Move(Duration.FromHours(1));
        await house.Wake();

        foreach (var notice in await house.Notices())
            Check($"{notice.Drawing}.{(notice.Member.Length > 0 ? language : "en")}", new Reply.Show(await house.Drawn(notice)));
    }

    [Theory]
    [InlineData("en")]
    [InlineData("zh-Hans")]
    public async Task A_tier_alert_is_drawn_as_approved(string language)
    {
        await using var house = await Workspace.Open();
        await house.Priya.Say($"me lang {language[..2]}");
        await house.Mei.Say("set Acme GmbH tier:regular \"no orders since May\"");

        Check($"tier.alert.{language}", new Reply.Show(await house.Drawn(Assert.Single(await house.Notices(), notice => notice.Drawing == "tier.alert"))));
    }

    private static void Check(string name, Reply reply)
    {
        JsonNode drawn = reply is Reply.Ask or Reply.NotValid ? Drawn.Modal(reply.Form()) : Drawn.Message(reply.Card());
        Approval.Check($"BlockKit/BlockKit.{name}.json", Drawn.Readable(drawn));
    }
}
