using ChatCrm.Calendars;
using ChatCrm.Conversation;
using ChatCrm.Tests.House;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace ChatCrm.Tests.Calendars;

/// <summary>The clock stands on Sunday 22 Nov 2026, 16:05 in Shanghai, where Mei is; Acme GmbH is in Berlin.</summary>
public class WhenTests
{
    [Fact]
    public async Task Three_times_are_shown_by_both_clocks()
    {
        await using var house = await Workspace.Open();

        var said = (await house.Mei.Say("when Acme GmbH")).Plain();

        Assert.StartsWith("Good times to call Acme GmbH", said);
        Assert.Contains("Mon 23 Nov 16:00–18:00 Shanghai", said);
        Assert.Contains("Mon 09:00–11:00 Berlin", said);
        Assert.Contains("Wed 25 Nov 16:00–18:00 Shanghai", said);
        Assert.DoesNotContain("Thu 26 Nov", said);
    }

    [Fact]
    public async Task On_one_clock_it_is_said_once()
    {
        await using var house = await Workspace.Open();

        var said = (await house.Jonas.Say("when C-1004")).Plain();

        Assert.Contains("Mon 23 Nov 09:00–17:30 Berlin", said);
        Assert.DoesNotContain("\nMon 09:00", said);
    }

    [Fact]
    public async Task A_contacts_own_clock_goes_before_the_customers_also_where_it_is_known_from_the_phone()
    {
        await using var house = await Workspace.Open();
        await house.Mei.Say("new contact Ann Smith at C-1001 phone:+1-212-555-0100");

        var said = (await house.Mei.Say("when Ann Smith")).Plain();

        Assert.Contains("New York", said);
        Assert.DoesNotContain("Berlin", said);
    }

    [Fact]
    public async Task Where_a_contacts_clock_is_not_known_the_customers_is_not_taken_for_it()
    {
        await using var house = await Workspace.Open();
        await house.Mei.Say("new contact Ann Smith at C-1001 phone:+61-412-345-678");

        Assert.StartsWith("The time zone of Ann Smith is not known", (await house.Mei.Say("when Ann Smith")).Plain());
    }

    [Fact]
    public async Task In_Chinese_too()
    {
        await using var house = await Workspace.Open();
        await house.Mei.Say("me lang zh");

        var said = (await house.Mei.Say("何时 Acme GmbH")).Plain();

        Assert.Contains("联系 Acme GmbH 的合适时间", said);
        Assert.Contains("柏林", said);
    }

    [Fact]
    public async Task A_time_is_one_press_from_a_follow_up()
    {
        await using var house = await Workspace.Open();
        var card = (await house.Mei.Say("when Acme GmbH")).Card();
        var button = card.Blocks.OfType<Entries>().Single().Items[0].Buttons[0];

        var form = Assert.IsType<Reply.Ask>(await house.Mei.Press(button.Id, button.Value)).Form;

        Assert.Equal("Follow up 16:15", button.Label);
        Assert.Equal("2026-11-23 16:15", form.Fields.Single(field => field.Id == "when").Value);
    }

    [Fact]
    public async Task A_time_at_which_the_calendar_is_taken_is_not_offered()
    {
        var taken = new Taken([new(Instant.FromUtc(2026, 11, 23, 8, 0), Instant.FromUtc(2026, 11, 23, 8, 45), BusyKind.Busy)]);
        await using var house = await Open(taken);

        Assert.Contains("Mon 23 Nov 16:45–18:00 Shanghai", (await house.Mei.Say("when Acme GmbH")).Plain());
    }

    [Fact]
    public async Task A_calendar_that_does_not_answer_is_said()
    {
        await using var house = await Open(new Taken(null));

        var said = (await house.Mei.Say("when Acme GmbH")).Plain();

        Assert.Contains("Your calendar did not answer", said);
        Assert.Contains("Mon 23 Nov 16:00–18:00 Shanghai", said);
    }

    [Fact]
    public async Task A_customer_without_a_zone_is_said_with_the_way_out()
    {
        await using var house = await Workspace.Open();
        await house.Mei.Say("new \"Nowhere Ltd\"");

        Assert.Contains("tz:", (await house.Mei.Say("when Nowhere Ltd")).Plain());
    }

    [Fact]
    public async Task A_button_with_a_forged_time_asks_nothing()
    {
        await using var house = await Workspace.Open();

        Assert.IsType<Reply.Show>(await house.Mei.Press(WhenCommands.Follow, $"{Workspace.Acme}/2026-99-99T99:99"));
    }

    [Theory]
    [InlineData("when")]
    [InlineData("何时")]
    public async Task A_line_that_names_nobody_says_what_to_write(string line)
    {
        await using var house = await Workspace.Open();

        Assert.Contains("when Acme", (await house.Mei.Say(line)).Plain());
    }

    private static async Task<Workspace> Open(ICalendar calendar)
    {
        var house = await Workspace.Open(add: services => services.AddSingleton(calendar));
        await house.GiveEmail("mei", "mei@example.com");
        return house;
    }

    /// <summary>A calendar with these spells in it; null is one that does not answer.</summary>
    private sealed class Taken(IReadOnlyList<BusySpell>? spells) : ICalendar
    {
        public bool IsConnected => true;

        public ValueTask<IReadOnlyList<BusyTimes>> Busy(IReadOnlyList<string> mailboxes, Interval span, CancellationToken cancel = default) =>
            new([.. mailboxes.Select(mailbox => spells is null ? (BusyTimes)new BusyTimes.Unknown(mailbox, CalendarObstacle.NoAnswer, true) : new BusyTimes.Known(mailbox, spells))]);

        public ValueTask<CalendarAnswer> Put(CalendarEvent wanted, CancellationToken cancel = default) => throw new InvalidOperationException();

        public ValueTask<CalendarAnswer> Remove(string mailbox, string key, string? id, CancellationToken cancel = default) => throw new InvalidOperationException();
    }
}
