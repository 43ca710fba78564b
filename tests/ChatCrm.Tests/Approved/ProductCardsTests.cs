using System.Text.Json;
using System.Text.Json.Nodes;
using ChatCrm.Bot.AdaptiveCards;
using ChatCrm.Conversation;
using ChatCrm.Tests.House;
using ChatCrm.Texts;
using NodaTime;

namespace ChatCrm.Tests.Approved;

/// <summary>Every card and form that people meet, in both languages, as Adaptive Card JSON: changes of them are reviewed as a diff.</summary>
public class ProductCardsTests
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    internal static readonly Dictionary<string, Func<Workspace, Task<Reply>>> Seen = new()
    {
        ["customer"] = async house =>
        {
            await house.Mei.Say("log Acme GmbH call 15m \"asked for FOB price\" =interested follow tue 3pm \"send samples\"");
            return await house.Mei.Say("Acme GmbH");
        },
        ["customer-of-a-colleague"] = house => house.Mei.Say("Bergmann"),
        ["customer-among-guests"] = house => house.Mei.In("partners").Say("Acme GmbH"),
        ["found"] = house => house.Mei.Say("find acme"),
        ["which-one"] = house => house.Mei.Say("log acme call"),
        ["nobody"] = house => house.Mei.Say("Akme"),
        ["not-yours"] = house => house.Mei.Say("log Bergmann call"),
        ["logged"] = house => house.Mei.In("sales").Say("log Acme GmbH call 15m out with Maria \"asked for FOB price\" =interested follow fri \"send samples\""),
        ["undone"] = async house => await house.Mei.Press((await house.Mei.Say("log Acme GmbH call")).Card(), await Label("Turns.UndoButton", house)),
        ["repeated"] = async house =>
        {
            await house.Mei.Say("log Acme GmbH call");
            return await house.Mei.Say("log Acme GmbH call");
        },
        ["a-colleagues-record"] = async house =>
        {
            await house.Mei.Say("log Acme GmbH call \"price\"");
            return await house.Priya.Say("log Acme GmbH call \"samples\"");
        },
        ["mistyped"] = house => house.Mei.Say("log Acme GmbH cal"),
        ["log-form"] = house => house.Mei.Say("log Acme GmbH 15m \"price\""),
        ["follow-up"] = house => house.Mei.Say("follow Acme GmbH next fri 10:00 their \"call Ms Weber\""),
        ["which-zone"] = house => house.Mei.Say("follow Acme GmbH fri 10:00 CST"),
        ["due"] = async house =>
        {
            await house.Mei.Say("follow Acme GmbH in 2 hours \"send samples\"");
            await house.Mei.Say("follow Acme KK in 1 hour \"ring back\"");
            house.Clock.Move(Duration.FromHours(26));
            return await house.Mei.Say("due");
        },
        ["nothing-due"] = house => house.Mei.Say("due"),
        ["new"] = house => house.Mei.Say("new \"Lumière SARL\" country:FR city:Paris"),
        ["perhaps-there-already"] = house => house.Mei.Say("new \"ACME Gmbh\" country:DE"),
        ["set"] = house => house.Mei.Say("set Acme GmbH tier:regular lang:fr \"no orders since May\""),
        ["me"] = house => house.Mei.Say("me"),
        ["help"] = house => house.Mei.Say("help"),
        ["help-log"] = house => house.Mei.Say("help log"),
        ["welcome"] = house => house.Send(house.Mei, new Input.Arrived()),
        ["home"] = async house =>
        {
            await house.Mei.Say("follow Acme GmbH in 2 hours \"send samples\"");
            await house.Mei.Say("follow Acme KK in 1 hour \"ring back\"");
            house.Clock.Move(Duration.FromHours(26));
            return await house.Send(house.Mei, new Input.Opened());
        },
        ["home-of-a-newcomer"] = house => house.Send(house.Priya, new Input.Opened()),
        ["pasted"] = house => house.Send(house.Mei.In("sales"), new Input.Pasted("C-1001")),
        ["people"] = house => house.Sam.Say("admin people"),
    };

    public static TheoryData<string, string> Cards => new(Seen.Keys.SelectMany(name => Wording.Known.Select(language => (name, language))));

    [Theory]
    [MemberData(nameof(Cards))]
    public async Task A_card_is_drawn_as_approved(string name, string language)
    {
        await using var house = await Workspace.Open();
        await In(language, house);

        Approval.Check($"Cards.{name}.{language}.json", Json(await Seen[name](house)));
    }

    [Theory]
    [InlineData("en")]
    [InlineData("zh-Hans")]
    public async Task A_reminder_is_drawn_as_approved_for_the_assignee_and_for_the_room(string language)
    {
        await using var house = await Workspace.Open();
        await In(language, house);
        await house.Mei.Say("follow Acme GmbH in 1 hour \"send samples\" remind #sales");
        house.Clock.Move(Duration.FromHours(1));
        await house.Wake();

        foreach (var notice in await house.Notices())
            Approval.Check($"Cards.{notice.Drawing}.{(notice.Member.Length > 0 ? language : "en")}.json", Json(new Reply.Show(await house.Drawn(notice))));
    }

    [Theory]
    [InlineData("en")]
    [InlineData("zh-Hans")]
    public async Task A_tier_alert_is_drawn_as_approved(string language)
    {
        await using var house = await Workspace.Open();
        await house.Priya.Say($"me lang {language[..2]}");
        await house.Mei.Say("set Acme GmbH tier:regular \"no orders since May\"");

        Approval.Check($"Cards.tier.alert.{language}.json", Json(new Reply.Show(await house.Drawn(Assert.Single(await house.Notices(), notice => notice.Drawing == "tier.alert")))));
    }

    internal static async Task In(string language, Workspace house)
    {
        foreach (var actor in new[] { house.Mei, house.Priya, house.Sam }) await actor.Say($"me lang {language[..2]}");
        house.Clock.Move(Duration.FromMinutes(5));
    }

    private static async Task<string> Label(string key, Workspace house) =>
        Wording.In((await house.Get<ChatCrm.Workspaces.People>().Of(Workspace.Id, default)).Roster.Find("mei")!.Language).Plain(key);

    private static string Json(Reply reply)
    {
        var language = reply is Reply.Ask or Reply.NotValid ? reply.Form().Language : reply.Card().Language;
        var words = Wording.In(language);
        var cardWords = new CardWords(language, n => words.Plain("Cards.More", ("n", n)), words.Plain("Cards.Shortened"), words.Plain("Cards.Required"), words.Plain("Cards.Refused"), words.Plain("Cards.Yes"), words.Plain("Cards.None"));
        var json = reply is Reply.Ask or Reply.NotValid ? AdaptiveCard.Draw(reply.Form(), cardWords) : AdaptiveCard.Draw(reply.Card(), cardWords);
        return JsonNode.Parse(json)!.ToJsonString(Indented).ReplaceLineEndings("\n") + "\n";
    }
}
