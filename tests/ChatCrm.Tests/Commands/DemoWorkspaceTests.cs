using ChatCrm.Conversation;
using ChatCrm.Customers;
using ChatCrm.FollowUps;
using ChatCrm.Interactions;
using ChatCrm.Storage;
using ChatCrm.Tests.House;
using ChatCrm.Time;
using ChatCrm.Turns;
using ChatCrm.Workspaces;
using NodaTime;

namespace ChatCrm.Tests.Commands;

public sealed class DemoWorkspaceTests
{
    [Fact]
    public async Task The_demo_has_forty_customers_in_twenty_countries_half_of_them_each_reps()
    {
        var customers = await (await Demo.Filled()).Customers();
        Assert.Equal(40, customers.Count);
        Assert.Equal(20, customers.Select(customer => customer.Country).Distinct().Count());
        Assert.Equal([("jonas", 20), ("mei", 20)], customers.CountBy(customer => customer.Owner).Select(each => (each.Key, each.Value)).Order());
    }

    [Fact]
    public async Task Every_customer_of_the_demo_has_a_known_country_and_zone_and_one_to_three_contacts_at_domains_that_nobody_owns()
    {
        var demo = await Demo.Filled();
        var contacts = (await demo.Rows("customer|")).Where(row => Keys.Parts(row.Key)[2] == "contact").Select(CustomerRows.Contact).ToLookup(contact => contact.Customer);
        Assert.All(await demo.Customers(), customer =>
        {
            Assert.NotNull(Countries.Of(customer.Country));
            Assert.Equal(customer.Zone, Zones.Find(customer.Zone));
            Assert.EndsWith(".example", customer.Domain, StringComparison.Ordinal);
            Assert.InRange(contacts[customer.Id].Count(), 1, 3);
            Assert.All(contacts[customer.Id], contact => Assert.EndsWith(".example", contact.Email, StringComparison.Ordinal));
        });
    }

    [Fact]
    public async Task Courier_finds_the_demo_in_the_directory()
    {
        Assert.Equal(["demo"], await (await Demo.Filled()).Listed());
    }

    [Fact]
    public async Task Every_index_row_of_the_demo_is_that_of_its_record()
    {
        var found = await (await Demo.Filled()).Reindex();
        Assert.InRange(found.Records, 100, 1000);
        Assert.Equal((0, 0, 0), (found.Put, found.Deleted, found.Unreadable));
    }

    [Fact]
    public async Task The_last_contact_of_each_customer_is_their_latest_touch_and_some_have_none()
    {
        var demo = await Demo.Filled();
        var talk = (await demo.Interactions()).ToLookup(each => each.Customer);
        var without = 0;
        foreach (var customer in await demo.Customers())
        {
            var last = InteractionStore.Last(await demo.Get(InteractionStore.LastKey(customer.Id)));
            var latest = talk[customer.Id].Where(each => each.Kind != InteractionKind.Note).MaxBy(each => each.At);
            Assert.Equal((latest?.At, latest?.Kind, latest?.By), (last?.At, last?.Kind, last?.By));
            if (last is null) without++;
        }
        Assert.InRange(without, 1, 5);
    }

    [Fact]
    public async Task What_was_said_in_the_demo_was_said_in_the_last_three_months_at_work_and_in_both_languages()
    {
        var talk = await (await Demo.Filled()).Interactions();
        Assert.InRange(talk.Count, 120, 400);
        Assert.All(talk, each =>
        {
            var at = InteractionStore.At(each);
            Assert.InRange(at, FakeClock.Beginning - Duration.FromDays(95), FakeClock.Beginning);
            var wall = at.InZone(DateTimeZoneProviders.Tzdb[each.Zone]);
            Assert.True(wall.DayOfWeek <= IsoDayOfWeek.Friday && wall.Hour is >= 9 and < 18, $"{wall}");
        });
        Assert.Contains(talk, each => each.Text.Contains("样品", StringComparison.Ordinal));
        Assert.Contains(talk, each => each.Text.Contains("samples", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Everyone_in_the_demo_has_something_open_and_the_reps_have_something_overdue_and_something_closed()
    {
        var plans = await (await Demo.Filled()).FollowUps();
        Assert.Equal(["jonas", "mei", "priya", "sam"], plans.Where(plan => plan.IsOpen).Select(plan => plan.Assignee).Distinct().Order());
        Assert.Equal(["jonas", "mei"], plans.Where(plan => !plan.IsOpen).Select(plan => plan.Assignee).Distinct().Order());
        Assert.Equal(["jonas", "mei", "priya"], plans.Where(plan => plan.IsOpen && plan.DueAt < FakeClock.Beginning).Select(plan => plan.Assignee).Distinct().Order());
    }

    [Theory]
    [InlineData("2026-11-22T08:05:00Z")]
    [InlineData("2026-10-25T00:29:30Z")]
    [InlineData("2026-03-29T00:58:10Z")]
    public async Task Each_rep_is_reminded_within_five_minutes_of_the_first_start_and_one_of_them_in_the_room_sales(string start)
    {
        var demo = Demo.Empty();
        demo.Clock.MoveTo(NodaTime.Text.InstantPattern.General.Parse(start).Value);
        await demo.Fill();
        var soon = (await demo.FollowUps()).Where(plan => plan.DueAt > demo.Clock.Now && plan.DueAt < demo.Clock.Now + Duration.FromMinutes(5)).ToList();
        Assert.Equal([("jonas", ""), ("mei", "console:sales")], soon.Select(plan => (plan.Assignee, plan.Room)).Order());
        var waking = (await demo.Rows("wake|")).Take(2).Select(row => FollowUpStore.Pointer(row).Handle);
        Assert.Equal(soon.Select(plan => plan.Handle).Order(), waking.Order());
    }

    [Fact]
    public async Task Nobody_is_reminded_at_the_first_start_of_what_was_due_days_ago()
    {
        var demo = await Demo.Filled();
        Assert.All(await demo.Rows("wake|"), row => Assert.True(string.CompareOrdinal(row.Key, TurnRows.WakeKey(demo.Clock.Now, "", "")) > 0, row.Key));
    }

    [Fact]
    public async Task Codes_and_numbers_of_the_demo_are_given_once_and_the_counters_stand_at_the_last()
    {
        var demo = await Demo.Filled();
        var (codes, numbers) = ((await demo.Customers()).Select(customer => customer.Code).ToList(), (await demo.FollowUps()).Select(plan => plan.Number).ToList());
        Assert.Equal(codes.Count, codes.Distinct().Count());
        Assert.Equal(Enumerable.Range(1, numbers.Count).Select(number => (long)number), numbers.Order());
        Assert.Equal($"C-{await demo.Last("customer")}", codes.Max());
        Assert.Equal(numbers.Max(), await demo.Last("followup"));
    }

    [Fact]
    public async Task The_people_of_the_demo_are_known_by_their_accounts_and_the_rooms_by_their_addresses()
    {
        var demo = await Demo.Filled();
        var (roster, rooms) = await demo.People();
        Assert.Equal([("jonas", Role.Rep, "Europe"), ("mei", Role.Rep, "Asia"), ("priya", Role.Manager, ""), ("sam", Role.Admin, "")],
            roster.Members.Select(member => (member.Id, member.Role, member.Team)).Order());
        Assert.All(roster.Members, member => Assert.Equal(member, roster.WithIdentity($"console:{member.Handle}")));
        Assert.True(roster.Leads("priya", "mei") && roster.Leads("priya", "jonas"));
        Assert.All(await demo.Rows("identity|"), row => Assert.Equal($"console:{WorkspaceRows.Identity(row).Member}", Keys.Parts(row.Key)[1]));
        Assert.Equal([("console:japan", "console:room/japan", Audience.Members), ("console:partners", "console:room/partners", Audience.External), ("console:sales", "console:room/sales", Audience.Members)],
            rooms.Select(room => (room.Id, room.Address, room.Audience)));
        Assert.Equal("JP", (await demo.Customers()).Single(customer => customer.Id == rooms[0].Customer).Country);
    }

    [Theory]
    [InlineData("acme", "Acme GmbH", "Acme KK")]
    [InlineData("蓝海", "蓝海贸易有限公司")]
    [InlineData("lanhai", "蓝海贸易有限公司")]
    [InlineData("小川", "ひのき生活株式会社")]
    [InlineData("isik", "Işık Züccaciye Ltd. Şti.")]
    [InlineData("الواحة", "بيت الواحة للتجارة ذ.م.م")]
    [InlineData("gruenwald", "Grünwald & Söhne Haushaltswaren KG")]
    public async Task A_name_of_the_demo_finds_what_it_means(string typed, params string[] found)
    {
        var demo = await Demo.Filled();
        var answer = (await demo.Say("mei", $"find {typed}")).Plain();
        Assert.All(found, name => Assert.Contains(name, answer, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_line_about_Acme_is_asked_which_one()
    {
        var demo = await Demo.Filled();
        var card = (await demo.Say("jonas", "log acme call 15m")).Card();
        Assert.Equal(["Acme GmbH", "Acme KK"], card.Buttons().Select(button => button.Label[..button.Label.IndexOf(" ·", StringComparison.Ordinal)]).Order());
    }

    [Fact]
    public async Task Filling_twice_writes_nothing()
    {
        var demo = await Demo.Filled();
        var before = await demo.Rows();
        demo.Clock.Move(Duration.FromDays(3));
        Assert.False(await demo.Fill());
        Assert.Equal(before, await demo.Rows());
    }

    [Fact]
    public async Task A_filling_that_was_broken_off_is_done_again_to_the_same_end()
    {
        var whole = await (await Demo.Filled()).Texts();
        var store = new Meddler { Meanwhile = changes => changes.Any(change => change.Key == CustomerRows.FileKey("hokuto")) ? throw new StoreUnavailableException("gone", false) : null };
        var demo = Demo.Empty(store);
        await Assert.ThrowsAsync<StoreUnavailableException>(demo.Fill);
        Assert.Empty(await demo.Listed());
        store.Meanwhile = null;
        Assert.True(await demo.Fill());
        Assert.Equal(whole, await demo.Texts());
    }

    [Fact]
    public async Task Filling_where_codes_were_given_before_does_not_give_them_again()
    {
        var demo = Demo.Empty();
        await demo.Commit(new Change.Insert(CustomerRows.CounterKey("customer"), CustomerRows.Counter(5000)));
        await demo.Fill();
        Assert.Equal(5000, await demo.Last("customer"));
    }
}
