using ChatCrm.Bot.Courier;
using ChatCrm.Bot.Storage;
using ChatCrm.Conversation;
using ChatCrm.Storage;
using ChatCrm.Tests.Courier;
using ChatCrm.Tests.House;
using ChatCrm.Turns;
using NodaTime;

namespace ChatCrm.Tests.FollowUps;

/// <summary>What is told after a time in which nothing ran, and when much falls due at once. All of it is Mei's, due on Monday 23 November from 10:00 on in Shanghai.</summary>
public class MisfireTests
{
    private static readonly Instant Monday = Instant.FromUtc(2026, 11, 23, 2, 0);

    [Theory]
    [InlineData(1, "Due now: Acme GmbH — “number 0” · set by you, yesterday")]
    [InlineData(60, "Overdue by 1 hour: Acme GmbH — “number 0” · set by you, yesterday")]
    [InlineData(23 * 60, "Overdue by 23 hours: Acme GmbH — “number 0” · set by you, Sun 22 Nov")]
    public async Task F8_Up_to_a_day_late_each_is_told_once_and_says_how_late(int minutes, string said)
    {
        await using var house = await With(3, apart: 0);

        await Up(house, Monday + Duration.FromMinutes(minutes));

        Assert.Equal(3, house.Office.Posts.Count);
        Assert.Single(house.Office.Posts, post => post.Card.Plain().StartsWith(said, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(40)]
    public async Task F8_Longer_and_they_are_one_list(int days)
    {
        await using var house = await With(4);

        await Up(house, Monday + Duration.FromDays(days));

        var card = Assert.Single(house.Office.Posts).Card;
        Assert.StartsWith("4 follow-ups are due until", card.Plain());
        Assert.Contains("Several fell due together, so this is one list.", card.Plain());
        for (var n = 0; n < 4; n++) Assert.Contains($"number {n}", card.Plain());
    }

    [Fact]
    public async Task F8_What_fell_due_within_a_day_is_told_beside_the_list_of_the_rest()
    {
        await using var house = await With(3);
        await house.Workspace.Mei.Say("follow C-1002 wed 10:00 \"only just\"");

        await Up(house, Monday + Duration.FromDays(2) + Duration.FromHours(1));

        Assert.Equal(2, house.Office.Posts.Count);
        Assert.Single(house.Office.Posts, post => post.Card.Plain().StartsWith("4 follow-ups", StringComparison.Ordinal));
        Assert.Single(house.Office.Posts, post => post.Card.Plain().StartsWith("Overdue by 1 hour: Acme KK — “only just”", StringComparison.Ordinal));
    }

    /// <summary>Each turn's reads lie some moments apart, and what others commit may come between any two of them.</summary>
    [Theory]
    [InlineData(nameof(TwoLate))]
    [InlineData(nameof(SixHeld))]
    [InlineData(nameof(OneLateAndSixHeld))]
    public async Task F8_Turns_that_run_into_each_other_make_one_list_all_the_same(string waiting)
    {
        var (behind, isHeld) = (0, true);
        for (; isHeld; behind++)
        {
            var store = new HeldStore(new MemoryRowStore());
            await using var house = await CourierHouse.Open(store);
            var rows = await (waiting == nameof(TwoLate) ? TwoLate(house) : waiting == nameof(SixHeld) ? SixHeld(house) : OneLateAndSixHeld(house));

            var go = store.Hold(behind);
            var first = Task.Run(() => Wake(house, rows[0]), TestContext.Current.CancellationToken);
            isHeld = await Task.WhenAny(first, store.Reached) != first;
            if (!isHeld) go();
            foreach (var row in rows.Skip(1)) await Wake(house, row);
            go();
            await first;
            await house.Deliver();

            var told = house.Office.Posts.Select(post => post.Card.Plain()).ToList();
            var lists = told.Count(words => words.Contains("Several fell due together", StringComparison.Ordinal));
            var alone = told.Count(words => words.StartsWith("Overdue", StringComparison.Ordinal) || words.StartsWith("Due now", StringComparison.Ordinal));
            Assert.True((lists, alone) == (1, 0), $"held behind {behind} reads: {lists} lists, {alone} alone");
            Assert.Empty(await house.Workspace.Rows("waiting|"));
        }
        Assert.InRange(behind, 6, 20);
    }

    [Fact]
    public async Task F8_What_turns_a_day_late_behind_a_list_that_shows_it_makes_no_second_one()
    {
        await using var house = await CourierHouse.Open();
        foreach (var time in new[] { "mon 9:10", "tue 9:10", "wed 9:00" }) await house.Workspace.Mei.Say($"follow C-1001 {time} \"{time}\"");
        house.Clock.MoveTo(Monday + Duration.FromDays(2) - Duration.FromMinutes(51));
        var rows = await house.Workspace.Rows("wake|");
        await Wake(house, rows[0]);
        house.Clock.Move(Duration.FromMinutes(2));
        await Wake(house, rows[1]);
        await Wake(house, rows[2]);
        await house.Deliver();

        Assert.Single(house.Office.Posts, post => post.Card.Plain().StartsWith("3 follow-ups are due until", StringComparison.Ordinal));
        Assert.Single(house.Office.Posts, post => post.Card.Plain().StartsWith("Due now: Acme GmbH — “wed 9:00”", StringComparison.Ordinal));
        Assert.Equal(2, house.Office.Posts.Count);
    }

    private static async Task<IReadOnlyList<Row>> TwoLate(CourierHouse house)
    {
        for (var n = 0; n < 2; n++) await house.Workspace.Mei.Say($"follow C-1001 mon 10:0{n} \"number {n}\"");
        house.Clock.MoveTo(Monday + Duration.FromDays(3));
        return await house.Workspace.Rows("wake|");
    }

    /// <summary>Given to Mei on her Sunday, they wait for Monday.</summary>
    private static async Task<IReadOnlyList<Row>> SixHeld(CourierHouse house)
    {
        for (var n = 0; n < 6; n++) await house.Workspace.Priya.Say($"follow C-1001 in {n + 1} hours \"number {n}\" for @mei");
        var given = await house.Workspace.Rows("wake|");
        house.Clock.Move(Duration.FromHours(7));
        foreach (var row in given) await Wake(house, row);
        house.Clock.MoveTo(Monday);
        return await house.Workspace.Rows("wake|");
    }

    /// <summary>One of those that are held first, the late one behind it: an hour that she chose stands on a Sunday.</summary>
    private static async Task<IReadOnlyList<Row>> OneLateAndSixHeld(CourierHouse house)
    {
        var held = await SixHeld(house);
        house.Clock.MoveTo(FakeClock.Beginning);
        await house.Workspace.Mei.Say("follow C-1002 in 10 minutes \"late\"");
        house.Clock.MoveTo(Monday + Duration.FromHours(7));
        var late = (await house.Workspace.Rows("wake|")).Where(row => held.All(other => other.Key != row.Key));
        return [held[0], .. late, .. held.Skip(1)];
    }

    private static Task Wake(CourierHouse house, Row row) => house.Workspace.Get<Dispatcher>().Answer(
        new Turn(row.ETag, Workspace.Id, new Speaker("service", "service"), new Place("service", Audience.Direct, new Address("service:")), new Input.Woke(row.Key)), TestContext.Current.CancellationToken).AsTask();

    [Fact]
    public async Task F8_One_alone_is_told_however_late()
    {
        await using var house = await With(1);

        await Up(house, Monday + Duration.FromDays(3));

        Assert.StartsWith("Overdue by 3 days: Acme GmbH", Assert.Single(house.Office.Posts).Card.Plain());
    }

    [Fact]
    public async Task F8_One_that_repeats_is_told_once_for_all_the_times_that_were_missed()
    {
        await using var house = await CourierHouse.Open();
        await house.Workspace.Mei.Say("follow C-1001 tomorrow 10:00 every day \"ask for news\"");

        await Up(house, Monday + Duration.FromDays(40));

        Assert.Single(house.Office.Posts);
    }

    [Fact]
    public async Task What_falls_due_at_one_moment_comes_one_by_one_however_many_there_are()
    {
        await using var house = await With(12, apart: 0);

        await Up(house, Monday);

        for (var n = 0; n < 12; n++) Assert.Single(house.Office.Posts, post => post.Card.Plain().StartsWith($"Due now: Acme GmbH — “number {n}”", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(5, 5)]
    [InlineData(6, 1)]
    public async Task Five_that_waited_for_working_hours_come_as_five_and_six_as_one_list(int count, int posts)
    {
        await using var house = await CourierHouse.Open();
        for (var n = 0; n < count; n++) await house.Workspace.Priya.Say($"follow C-1001 in {n + 1} hours \"number {n}\" for @mei");
        for (var at = FakeClock.Beginning; at < Monday; at += Duration.FromHours(1)) await Up(house, at);

        Assert.Equal(posts, house.Office.Posts.Count(post => post.To == "console:direct/mei" && !post.Card.Plain().StartsWith("Priya Nair gave you", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task What_waited_for_monday_comes_as_one_list_too_and_the_next_one_alone()
    {
        await using var house = await CourierHouse.Open();
        for (var n = 0; n < 8; n++) await house.Workspace.Priya.Say($"follow C-1001 in {n + 1} hours \"number {n}\" for @mei");
        await house.Workspace.Mei.SayAndKeep("follow C-1002 mon 11:00 \"alone\"");
        for (var at = FakeClock.Beginning; at < Monday; at += Duration.FromHours(1)) await Up(house, at);
        var before = house.Office.Posts.Count(post => post.Card.Plain().Contains("Several fell due together", StringComparison.Ordinal));

        await Up(house, Monday + Duration.FromHours(1));

        Assert.Equal(1, before);
        Assert.DoesNotContain(house.Office.Posts, post => post.Card.Plain().StartsWith("Due now", StringComparison.Ordinal) && post.Card.Plain().Contains("number", StringComparison.Ordinal));
        Assert.StartsWith("Due now: Acme KK — “alone”", house.Office.Posts[^1].Card.Plain());
    }

    [Fact]
    public async Task A_list_is_no_list_for_what_is_given_behind_it()
    {
        await using var house = await With(2);
        await house.Workspace.Jonas.Say("me away 23nov-30nov");
        await house.Workspace.Priya.Say("follow C-1001 mon 12:00 \"handed over\" for @jonas");
        await Up(house, Monday + Duration.FromDays(2));
        Assert.StartsWith("2 follow-ups are due until", Assert.Single(house.Office.Posts, post => post.To == "console:direct/mei").Card.Plain(), StringComparison.Ordinal);

        house.Clock.Move(Duration.FromMinutes(5));
        var handedOver = (await house.Workspace.All()).Single(followUp => followUp.Text == "handed over");
        await house.Workspace.Priya.Press("follow-up.give", $"{handedOver.Handle}/mei");
        await Up(house, house.Clock.Now + Duration.FromMinutes(1));

        Assert.Single(house.Office.Posts, post => post.To == "console:direct/mei" && post.Card.Plain().StartsWith("Overdue by 1 day: Acme GmbH — “handed over”", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_list_is_no_list_for_what_waits_longer_than_it()
    {
        await using var house = await CourierHouse.Open();
        await house.Workspace.Priya.Say("follow C-1001 mon 22:00 \"in the night\" for @mei");
        for (var n = 0; n < 6; n++) await house.Workspace.Priya.Say($"follow C-1001 in {n + 1} hours \"number {n}\" for @mei");

        for (var at = FakeClock.Beginning; at < Monday + Duration.FromDays(1); at += Duration.FromHours(1)) await Up(house, at);

        Assert.Single(house.Office.Posts, post => post.Card.Plain().Contains("Several fell due together", StringComparison.Ordinal));
        Assert.Single(house.Office.Posts, post => post.Card.Plain().StartsWith("Overdue by 11 hours: Acme GmbH — “in the night”", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_day_without_an_hour_comes_in_the_morning_list_alone()
    {
        await using var house = await CourierHouse.Open();
        await house.Workspace.Mei.Say("me digest 8:30");
        await house.Workspace.Mei.Say("follow C-1001 mon \"some time today\"");
        await house.Workspace.Mei.SayAndKeep("follow C-1002 mon 10:00 \"at ten\"");

        for (var at = Monday - Duration.FromHours(3); at <= Monday + Duration.FromHours(3); at += Duration.FromMinutes(30)) await Up(house, at);

        Assert.Equal(2, house.Office.Posts.Count);
        Assert.Contains("some time today", house.Office.Posts[0].Card.Plain());
        Assert.StartsWith("Due now: Acme KK — “at ten”", house.Office.Posts[1].Card.Plain());
    }

    /// <summary>So many, one a customer and minute apart.</summary>
    private static async Task<CourierHouse> With(int count, int apart = 1)
    {
        var house = await CourierHouse.Open();
        for (var n = 0; n < count; n++) await house.Workspace.Mei.Say($"follow C-1001 mon 10:{n * apart:D2} \"number {n}\"");
        return house;
    }

    /// <summary>The service looks at what is due until nothing is.</summary>
    private static async Task Up(CourierHouse house, Instant now)
    {
        house.Clock.MoveTo(now);
        for (var round = 0; round < 3; round++)
        {
            await house.Workspace.Get<WakeUp>().Run(Workspace.Id, TestContext.Current.CancellationToken);
            await house.Deliver();
        }
    }
}
