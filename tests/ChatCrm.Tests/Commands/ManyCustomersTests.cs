using ChatCrm.Bot.Commands;
using ChatCrm.Customers;
using ChatCrm.Storage;
using NodaTime;

namespace ChatCrm.Tests.Commands;

public sealed class ManyCustomersTests
{
    [Fact]
    public async Task Three_hundred_customers_more_are_there_with_codes_of_their_own_and_owners_among_the_reps()
    {
        var demo = await Demo.Filled();
        var filled = await demo.Add(300);
        Assert.NotNull(filled);
        Assert.Equal((300, 0), (filled.Customers, filled.There));
        var customers = await demo.Customers();
        Assert.Equal(340, customers.Select(customer => customer.Code).Distinct().Count());
        Assert.Equal(1340, await demo.Last("customer"));
        Assert.All(customers.CountBy(customer => customer.Owner), owner => Assert.InRange(owner.Value, 120, 220));
        Assert.InRange(customers.Select(customer => customer.Country).Distinct().Count(), 20, 40);
    }

    [Fact]
    public async Task Every_index_row_of_made_up_customers_is_that_of_its_record()
    {
        var demo = await Demo.Filled();
        await demo.Add(300);
        var found = await demo.Reindex();
        Assert.Equal((0, 0, 0), (found.Put, found.Deleted, found.Unreadable));
    }

    [Fact]
    public async Task Names_are_so_dense_that_a_word_finds_many()
    {
        var demo = await Demo.Filled();
        await demo.Add(300);
        var hits = (await demo.Rows("name|" + Keys.Of(Names.Fold("Trading")))).Select(row => CustomerRows.Name(row).Customer).Distinct().Count();
        Assert.InRange(hits, 5, 300);
    }

    [Fact]
    public async Task The_same_number_of_them_is_the_same_customers()
    {
        var (one, other) = (await Demo.Filled(), await Demo.Filled());
        await one.Add(250);
        await other.Add(250);
        Assert.Equal(await one.Texts(), await other.Texts());
    }

    [Fact]
    public async Task A_larger_number_goes_on_where_the_smaller_one_ended()
    {
        var (atOnce, inTwo) = (await Demo.Filled(), await Demo.Filled());
        await atOnce.Add(300);
        await inTwo.Add(130);
        var rest = await inTwo.Add(300);
        Assert.NotNull(rest);
        Assert.Equal((170, 130), (rest.Customers, rest.There));
        Assert.Equal(await atOnce.Texts(), await inTwo.Texts());
    }

    [Fact]
    public async Task The_same_number_again_writes_nothing()
    {
        var demo = await Demo.Filled();
        await demo.Add(210);
        var before = await demo.Rows();
        demo.Clock.Move(Duration.FromDays(1));
        var again = await demo.Add(210);
        Assert.NotNull(again);
        Assert.Equal((0, 210, 0L), (again.Customers, again.There, again.Rows));
        Assert.Equal(before, await demo.Rows());
    }

    [Fact]
    public async Task Somebody_who_makes_a_customer_meanwhile_keeps_their_code()
    {
        var store = new Meddler();
        var demo = await Demo.Filled(store);
        var counter = CustomerRows.CounterKey("customer");
        store.Meanwhile = changes => changes.Any(change => change.Key == counter) ? [new Change.Put(counter, CustomerRows.Counter(1041))] : null;
        await demo.Add(10);
        Assert.DoesNotContain("C-1041", (await demo.Customers()).Select(customer => customer.Code));
        Assert.Equal(1051, await demo.Last("customer"));
    }

    [Fact]
    public async Task Customers_without_anybody_to_own_them_are_not_made()
    {
        var demo = Demo.Empty();
        Assert.Null(await demo.Add(10));
        Assert.Empty(await demo.Rows());
    }

    [Fact]
    public void Every_pattern_of_a_name_is_filled_and_every_city_has_a_zone()
    {
        Assert.All(MadeUpNames.Styles, style =>
        {
            var dice = new Dice(7);
            for (var i = 0; i < 200; i++)
            {
                var (company, alias) = style.Company(dice);
                Assert.DoesNotContain("{", company + style.Person(dice), StringComparison.Ordinal);
                Assert.DoesNotContain("/", company + alias, StringComparison.Ordinal);
                Assert.InRange(Names.IndexKeys(company, [alias]).Count, 1, 30);
            }
            Assert.All(style.Cities, city => Assert.NotNull(DateTimeZoneProviders.Tzdb.GetZoneOrNull(city.Zone)));
        });
    }

    [Fact]
    public void The_dice_fall_evenly_and_the_same_way_for_the_same_seed()
    {
        var (one, other) = (new Dice(42), new Dice(42));
        var falls = Enumerable.Range(0, 6000).Select(_ => one.Upto(6)).ToList();
        Assert.Equal(falls, Enumerable.Range(0, 6000).Select(_ => other.Upto(6)));
        Assert.All(falls.CountBy(fall => fall), fall => Assert.InRange(fall.Value, 850, 1150));
    }
}
