using ChatCrm.FollowUps;
using ChatCrm.Time;
using ChatCrm.Workspaces;
using NodaTime;
using NodaTime.Text;

namespace ChatCrm.Tests.FollowUps;

/// <summary>What becomes of a follow-up of Mei's (Shanghai, 9 to 18, Monday to Friday) when its time has come. Jonas (Berlin) covers for her where it says so.</summary>
public class ReminderPlanTests
{
    private const string Typed = "mei", ByPriya = "priya";

    // Mon 23 Nov: 07:00 UTC is 15:00 in Shanghai and 08:00 in Berlin.
    [Theory]
    // At work: now, whoever set it.
    [InlineData("2026-11-23T07:00", Typed, true, "", "", "remind mei")]
    [InlineData("2026-11-23T07:00", ByPriya, true, "", "jonas", "remind mei")]
    [InlineData("2026-11-23T07:00", ByPriya, false, "", "", "remind mei")]
    [InlineData("2026-11-23T01:00", ByPriya, true, "", "", "remind mei")]
    // Behind the closing, a minute before the opening, on Saturday: an hour of one's own stands.
    [InlineData("2026-11-23T13:00", Typed, true, "", "jonas", "remind mei")]
    [InlineData("2026-11-21T03:00", Typed, true, "", "jonas", "remind mei")]
    // Any other waits.
    [InlineData("2026-11-23T10:00", ByPriya, true, "", "", "wait 2026-11-24T01:00:00Z")]
    [InlineData("2026-11-23T00:59", ByPriya, true, "", "", "wait 2026-11-23T01:00:00Z")]
    [InlineData("2026-11-21T03:00", Typed, false, "", "", "wait 2026-11-23T01:00:00Z")]
    // Asleep, and the cover is at work, or will be before she is.
    [InlineData("2026-11-23T13:00", ByPriya, true, "", "jonas", "cover jonas")]
    [InlineData("2026-11-23T10:30", ByPriya, true, "", "jonas", "cover jonas")]
    [InlineData("2026-11-24T00:00", ByPriya, true, "", "jonas", "wait 2026-11-24T01:00:00Z")]
    [InlineData("2026-11-21T03:00", ByPriya, true, "", "jonas", "wait 2026-11-23T01:00:00Z")]
    // Away: nothing of hers comes to her, and the cover gets it in their hours.
    [InlineData("2026-11-23T07:00", ByPriya, true, "2026-11-20 2026-11-24", "", "wait 2026-11-25T01:00:00Z")]
    [InlineData("2026-11-23T07:00", Typed, true, "2026-11-20 2026-11-24", "", "wait 2026-11-25T01:00:00Z")]
    [InlineData("2026-11-23T07:00", Typed, true, "2026-11-20 2026-11-24", "jonas", "wait 2026-11-23T08:00:00Z")]
    [InlineData("2026-11-23T08:00", Typed, true, "2026-11-20 2026-11-24", "jonas", "cover jonas")]
    [InlineData("2026-11-23T08:00", Typed, false, "2026-11-20 2026-11-27", "", "wait 2026-11-30T01:00:00Z")]
    // What she set for herself while she was away already, she wants.
    [InlineData("2026-11-23T08:00", Typed, true, "2026-11-16 2026-11-24", "jonas", "remind mei")]
    public void It_is_told_to_whom_it_can_be_told_at_their_hour(string now, string setBy, bool hasTime, string away, string cover, string expected) =>
        Assert.Equal(expected, Plan(Of(now, setBy, hasTime), Mei(away, cover), now));

    [Theory]
    [InlineData("2026-11-23T00:29", "morning")]
    [InlineData("2026-11-23T00:30", "remind mei")]
    [InlineData("2026-11-23T01:00", "remind mei")]
    public void A_list_that_was_wanted_behind_its_hour_of_the_day_does_not_come_on_it(string said, string expected) =>
        Assert.Equal(expected, Plan(Of("2026-11-23T07:00", Typed, false), Mei() with { Digest = "08:30", DigestSaidAt = At(said).ToUnixTimeMilliseconds() }, "2026-11-23T07:00"));

    [Theory]
    [InlineData("08:30", false, "morning")]
    [InlineData("15:00", false, "morning")]
    [InlineData("16:00", false, "wait 2026-11-23T08:00:00Z")]
    // No wait would end at an hour at which she does not work.
    [InlineData("20:00", false, "morning")]
    [InlineData("08:30", true, "remind mei")]
    [InlineData("", false, "remind mei")]
    public void A_day_without_an_hour_is_left_to_the_morning_list_of_whoever_wants_one(string digest, bool hasTime, string expected) =>
        Assert.Equal(expected, Plan(Of("2026-11-23T07:00", Typed, hasTime), Mei() with { Digest = digest }, "2026-11-23T07:00"));

    [Fact]
    public void What_was_set_behind_this_mornings_list_is_told()
    {
        var set = Of("2026-11-23T07:00", Typed, hasTime: false) with { SetAt = At("2026-11-23T03:00").ToUnixTimeMilliseconds() };

        Assert.Equal("remind mei", Plan(set, Mei() with { Digest = "08:30" }, "2026-11-23T07:00"));
    }

    [Fact]
    public void What_a_series_set_waits_and_what_its_assignee_then_put_off_to_an_hour_does_not()
    {
        var derived = Of("2026-11-23T13:00", Typed, hasTime: true) with { Follows = "before" };

        Assert.Equal("wait 2026-11-24T01:00:00Z", Plan(derived, Mei(), "2026-11-23T13:00"));
        Assert.Equal("remind mei", Plan(derived with { Moved = new("mei", 0) }, Mei(), "2026-11-23T13:00"));
        Assert.Equal("wait 2026-11-24T01:00:00Z", Plan(derived with { Moved = new("jonas", 0) }, Mei(), "2026-11-23T13:00"));
    }

    [Theory]
    [InlineData("every 30d from last contact", "2026-11-20T03:00", "move 2026-12-20T15:00")]
    [InlineData("every month from last contact", "2026-11-20T03:00", "move 2026-12-20T15:00")]
    // Before it was set, or so long ago that it makes no difference, or not asked for.
    [InlineData("every 30d from last contact", "2026-11-01T03:00", "remind mei")]
    [InlineData("every 2d from last contact", "2026-11-20T03:00", "remind mei")]
    [InlineData("every 30d", "2026-11-20T03:00", "remind mei")]
    public void One_that_counts_from_the_last_contact_moves_where_there_was_one_since(string every, string contact, string expected)
    {
        var followUp = Of("2026-11-23T07:00", Typed, hasTime: true) with { Every = every };

        Assert.Equal(expected, Plan(followUp, Mei(), "2026-11-23T07:00", contact));
    }

    [Fact]
    public void Business_days_from_the_last_contact_are_those_of_its_assignee()
    {
        var followUp = Of("2026-11-23T07:00", Typed, hasTime: true) with { Every = "every 6 business days from last contact" };

        Assert.Equal("move 2026-12-01T15:00", Plan(followUp, Mei() with { Hours = "9-18 mon-thu" }, "2026-11-23T07:00", "2026-11-20T03:00"));
    }

    [Fact]
    public void A_zone_that_has_left_TZDB_stops_no_plan()
    {
        var gone = Mei() with { Zone = "Nowhere/Gone" };
        var saturday = new PlannedTime(new(2026, 11, 21, 9, 0), "Asia/Shanghai", "");

        Assert.Equal("Etc/UTC", PlanRead.Of(new Assumed(saturday, [new(Assuming.Nine)]), false, gone, Roster(gone))!.Time.Zone);
    }

    [Fact]
    public void A_move_is_made_once()
    {
        var followUp = Of("2026-11-23T07:00", Typed, hasTime: true) with { Every = "every 30d from last contact" };
        var moved = followUp.At(((ReminderPlan.Move)ReminderPlan.Of(followUp, Roster(Mei()), At("2026-11-20T03:00"), At("2026-11-23T07:00"))).To, hasTime: true);

        Assert.Equal("remind mei", Plan(moved, Mei(), "2026-12-20T07:00", "2026-11-20T03:00"));
    }

    [Fact]
    public void Whoever_has_left_is_not_waited_for() => Assert.Equal("remind gone", Plan(Of("2026-11-23T13:00", ByPriya, hasTime: true) with { Assignee = "gone" }, Mei(), "2026-11-23T13:00"));

    [Fact]
    public void Two_who_cover_for_each_other_and_are_both_away_wait_for_the_first_who_is_back()
    {
        var mei = Mei("2026-11-20 2026-11-24", "jonas");

        Assert.Equal("wait 2026-11-24T08:00:00Z", Describe(ReminderPlan.Of(Of("2026-11-23T07:00", ByPriya, true), Roster(mei, "2026-11-20 2026-11-23"), null, At("2026-11-23T07:00"))));
    }

    /// <summary>F5: whatever the clock, hours, absences and covers are: nobody is told outside their hours but by their own hour, and every wait ends, later than now.</summary>
    [Fact]
    public void F5_In_ten_thousand_worlds_each_reminder_is_told_once_and_at_a_decent_hour()
    {
        var seed = Random.Shared.Next();
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}");
        var random = new Random(seed);
        for (var world = 0; world < 10_000; world++)
        {
            var (mei, jonas) = (Anybody(random, "mei", "jonas"), Anybody(random, "jonas", "mei"));
            var roster = new Roster([mei, jonas]);
            var due = At("2026-10-01T00:00") + Duration.FromMinutes(random.Next(60 * 24 * 200));
            var followUp = Of(due, random.Next(2) == 0 ? Typed : ByPriya, random.Next(2) == 0);
            var now = due + Duration.FromMinutes(random.Next(3) == 0 ? random.Next(60 * 24 * 4) : 0);
            var (waits, told) = (0, false);
            while (!told && waits < 40)
            {
                var plan = ReminderPlan.Of(followUp, roster, null, now);
                if (plan is ReminderPlan.Wait(var until))
                {
                    Assert.True(until > now, $"seed {seed}, world {world}: it waits for {until} at {now}");
                    waits++;
                    // The clock jumps by an hour or a day, either way; a row that is due by then wakes.
                    now = Instant.Max(until, now + Duration.FromHours(random.Next(4) switch { 0 => 1, 1 => -1, 2 => 24, _ => 0 }));
                    continue;
                }
                told = true;
                if (plan is not ReminderPlan.Remind(var who, var covers)) continue;
                var member = roster.Find(who)!;
                var own = !covers && followUp.HasTime && followUp.TimedBy == "mei";
                Assert.True(AtWork.Is(member, roster, now) || own, $"seed {seed}, world {world}: {who} is told at {now}");
                Assert.Equal(covers, who == "jonas");
            }
            Assert.True(told, $"seed {seed}, world {world}: it waited {waits} times");
        }
    }

    private static Member Anybody(Random random, string id, string cover)
    {
        string[] zones = ["Asia/Shanghai", "Europe/Berlin", "America/New_York", "Pacific/Apia", "Asia/Kathmandu", "Africa/Cairo", "America/Sao_Paulo"];
        string[] hours = ["", "9-17 tue,thu", "6-8 sun", "22:00-23:30 mon-fri", "0:00-23:59 mon-fri"];
        var from = new LocalDate(2026, 10, 1).PlusDays(random.Next(200));
        return new Member
        {
            Id = id, Name = id, Handle = id, Zone = zones[random.Next(zones.Length)], Hours = hours[random.Next(hours.Length)],
            Cover = random.Next(2) == 0 ? cover : "", Away = random.Next(2) == 0 ? [Absence.Of(from, from.PlusDays(random.Next(20)))] : [],
        };
    }

    private static string Plan(FollowUp followUp, Member mei, string now, string? contact = null) =>
        Describe(ReminderPlan.Of(followUp, Roster(mei), contact is null ? null : At(contact), At(now)));

    private static string Describe(ReminderPlan plan) => plan switch
    {
        ReminderPlan.Remind(var who, var covers) => $"{(covers ? "cover" : "remind")} {who}",
        ReminderPlan.Wait(var until) => $"wait {InstantPattern.General.Format(until)}",
        ReminderPlan.Morning => "morning",
        ReminderPlan.Move(var to) => $"move {LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm").Format(to.Wall)}",
        _ => "?",
    };

    private static Member Mei(string away = "", string cover = "") =>
        new() { Id = "mei", Name = "Mei", Handle = "mei", Zone = "Asia/Shanghai", Away = Away(away), Cover = cover };

    private static IReadOnlyList<Absence> Away(string days) => days.Split(' ') is [var from, var to] ? [new Absence(from, to)] : [];

    private static Roster Roster(Member mei, string jonasAway = "") =>
        new([mei, new() { Id = "jonas", Name = "Jonas", Handle = "jonas", Zone = "Europe/Berlin", Cover = "mei", Away = Away(jonasAway) }]);

    private static FollowUp Of(string due, string setBy, bool hasTime) => Of(At(due), setBy, hasTime);

    /// <summary>Due then, set on Wed 18 Nov.</summary>
    private static FollowUp Of(Instant due, string setBy, bool hasTime) => new FollowUp
    {
        Id = "f", Number = 1, Customer = "acme", Wall = "", Zone = "", Assignee = "mei", SetBy = setBy, SetAt = At("2026-11-18T02:00").ToUnixTimeMilliseconds(),
    }.At(PlannedTime.At(due, "Asia/Shanghai"), hasTime);

    private static Instant At(string utc) => InstantPattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm").Parse(utc).Value;
}
