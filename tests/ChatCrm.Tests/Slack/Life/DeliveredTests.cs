using ChatCrm.Tests.Slack.Fake;
using NodaTime;

namespace ChatCrm.Tests.Slack.Life;

/// <summary>Reminders and answers while Slack throttles, loses replies, or lets nobody be reached.</summary>
public class DeliveredTests
{
    private const int Many = 40;

    private static readonly Duration Night = Duration.FromHours(18);

    [Fact]
    public async Task G3_In_a_storm_of_429_every_reminder_and_answer_comes_once_and_no_call_before_its_time()
    {
        var seed = Random.Shared.Next();
        TestContext.Current.TestOutputHelper!.WriteLine($"seed {seed}");
        await using var house = await Premises.Open();
        for (var n = 0; n < Many; n++) Assert.Contains("✓", await house.Types("mei", "sales", $"follow Acme GmbH tomorrow 10:00 \"reminder {n:D2}\"{(n % 2 == 0 ? " remind #sales" : "")}"));
        await house.Delivered();
        var before = house.Slack.Messages("mei", "sales").Count(post => post.Only is null);
        var storm = new Storm(house.ServiceClock, new(seed), "chat.postMessage", "conversations.open", "users.info");
        house.Slack.Mishaps.Weather = storm.Next;

        house.Pass(Night);
        await house.Delivered();

        Assert.All(Enumerable.Range(0, Many), n => Assert.Equal(1, house.Seen("mei", "", $"reminder {n:D2}")));
        Assert.Equal(Many / 2, house.Slack.Messages("mei", "sales").Count(post => post.Only is null) - before);
        Assert.Empty(await house.Parked());
        await Answers(house);
        Assert.Empty(storm.Early);
        var (all, refused) = storm.Calls("chat.postMessage");
        Assert.True(refused > 0 && all - refused <= 1.2 * (Many * 1.5 + Many / 4), $"{all} calls, {refused} of them refused");
    }

    [Fact]
    public async Task G5_A_post_whose_reply_was_lost_is_made_once_and_not_tried_again()
    {
        await using var house = await Premises.Open();
        for (var n = 0; n < 10; n++) await house.Types("mei", "sales", $"follow Acme GmbH tomorrow 10:00 \"reminder {n:D2}\"");
        for (var n = 0; n < 10; n++) house.Slack.DropReply("chat.postMessage");

        house.Pass(Night);
        await house.Delivered();
        house.Pass(Duration.FromDays(1));
        await house.Delivered();

        Assert.All(Enumerable.Range(0, 10), n => Assert.Equal(1, house.Seen("mei", "", $"Due now: Acme GmbH — “reminder {n:D2}”")));
    }

    [Fact]
    public async Task G5_An_answer_whose_reply_was_lost_is_posted_once()
    {
        await using var house = await Premises.Open();
        house.Slack.DropReply("chat.postMessage");

        Assert.True((await house.Slack.Dm("mei", "log Acme GmbH call 15m \"asked\"")).Ok);

        Assert.True(await house.Slack.Until(() => house.Seen("mei", "", "✓ Call 15 min") == 1 && house.Slack.Api.IsIdle));
        Assert.Single(await house.Interactions());
    }

    [Theory]
    [InlineData("archived", "Not posted")]
    [InlineData("removed", "Not posted: I am not in #sales. Add ChatCrm there (/invite @ChatCrm, or the room’s apps)")]
    public async Task G7_Whose_reminder_cannot_stand_in_its_room_is_told_so_once_and_in_the_direct_chat(string what, string said)
    {
        await using var house = await Premises.Open();
        await house.Types("mei", "sales", "follow Acme GmbH tomorrow 10:00 \"send samples\" remind #sales");
        var room = house.Slack.World.Room("sales");
        if (what == "archived") room.Archived = true;
        else
        {
            room.Members.Remove(World.BotUser);
            house.Slack.Installs.Find(Company.Team.Id)!.Scopes.Remove("chat:write.public");
        }

        house.Pass(Night);
        await house.Delivered();
        var calls = Posts(house);
        for (var day = 0; day < 3; day++)
        {
            house.Pass(Duration.FromDays(1));
            await house.Delivered();
        }

        Assert.Equal(1, house.Seen("mei", "", said));
        Assert.Equal(1, house.Seen("mei", "", "Due now: Acme GmbH — “send samples”"));
        Assert.Single(await house.Parked());
        Assert.Equal(calls, Posts(house));
    }

    [Theory]
    [InlineData("deleted")]
    [InlineData("guest")]
    public async Task G7_Who_cannot_be_reached_any_more_has_their_manager_told_once(string what)
    {
        await using var house = await Premises.Open();
        await house.Types("mei", "sales", "follow Acme GmbH tomorrow 10:00 \"send samples\"");
        house.Slack.Change("mei", mei => what == "deleted" ? mei with { Deleted = true } : mei with { UltraRestricted = true });

        house.Pass(Night);
        await house.Delivered();
        house.Pass(Duration.FromDays(3));
        await house.Delivered();

        Assert.Equal((0, 1), (house.Seen("mei", "", "send samples"), house.Seen("priya", "", "Mei Lin could not be told this")));
        Assert.Equal(1, house.Seen("priya", "", "send samples"));
        Assert.Equal(["account-unreachable"], await house.Parked());
    }

    [Fact]
    public async Task G7_After_the_token_was_revoked_nothing_is_tried_for_ever()
    {
        await using var house = await Premises.Open();
        await house.Types("mei", "sales", "follow Acme GmbH tomorrow 10:00 \"send samples\" remind #sales");
        foreach (var grant in house.Slack.Installs.Find(Company.Team.Id)!.Grants) grant.Revoked = true;

        house.Pass(Night);
        await house.Delivered();
        var calls = Posts(house);
        house.Pass(Duration.FromDays(3));
        await house.Delivered();

        Assert.Equal(calls, Posts(house));
        Assert.NotEmpty(await house.Parked());
    }

    /// <summary>Lines in the direct chat, one after the other, each answered once.</summary>
    private static async Task Answers(Premises house)
    {
        for (var n = 0; n < Many / 4; n++)
        {
            var said = house.Slack.Dm("mei", $"log Acme GmbH note \"answer {n:D2}\"");
            for (var wait = 0; wait < 400 && house.Seen("mei", "", $"answer {n:D2}") == 0; wait++)
            {
                await Task.Delay(10, TestContext.Current.CancellationToken);
                if (wait % 10 == 9) house.Pass(Duration.FromSeconds(1));
            }
            Assert.True((await said).Ok);
            Assert.Equal(1, house.Seen("mei", "", $"answer {n:D2}"));
        }
    }

    /// <summary>What was sent to a chat; homes are drawn whenever they are.</summary>
    private static int Posts(Premises house) => house.Slack.Calls.Count(call => call.Method.StartsWith("chat.", StringComparison.Ordinal));
}
