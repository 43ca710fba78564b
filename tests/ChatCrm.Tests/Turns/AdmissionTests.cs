using ChatCrm.Conversation;
using ChatCrm.Customers;
using ChatCrm.Storage;
using ChatCrm.Tests.House;
using ChatCrm.Turns;
using ChatCrm.Workspaces;

namespace ChatCrm.Tests.Turns;

public class AdmissionTests
{
    [Fact]
    public async Task A_colleagues_first_turn_makes_them_a_rep()
    {
        await using var house = await Workspace.Open();
        var newcomer = new Actor(house, "console:lena", "Lena Fischer");

        await newcomer.Say("Acme GmbH");

        var member = (await house.Get<People>().Of(Workspace.Id, TestContext.Current.CancellationToken)).Roster.WithIdentity("console:lena")!;
        Assert.Equal((Role.Rep, "lena"), (member.Role, member.Handle));
    }

    [Fact]
    public async Task E3_Of_two_who_come_first_at_once_one_is_the_admin()
    {
        await using var house = await Workspace.Open();
        var dispatcher = house.Dispatcher;
        Turn First(string who) => new($"t-{who}", "empty", new($"console:{who}", who), new($"console:direct/{who}", Audience.Direct, new($"console:direct/{who}")), new Input.Said("me"));

        await Task.WhenAll(Enumerable.Range(0, 8).Select(n => dispatcher.Answer(First($"p{n}"), TestContext.Current.CancellationToken).AsTask()));

        var members = (await house.Get<People>().Of("empty", TestContext.Current.CancellationToken)).Roster.Members.ToList();
        Assert.Equal(8, members.Count);
        Assert.Single(members, member => member.Role == Role.Admin);
    }

    [Fact]
    public async Task B5_A_member_whom_the_platform_calls_a_guest_now_sees_nothing()
    {
        await using var house = await Workspace.Open();
        await house.Mei.Say("Acme GmbH");

        var answer = (await (house.Mei with { Guest = true }).Say("Acme GmbH")).Plain();

        Assert.StartsWith("ChatCrm is for members of the company.", answer);
    }

    [Fact]
    public async Task B5_A_guest_who_joined_a_room_masks_it_at_once_for_reading_too()
    {
        await using var house = await Workspace.Open();
        await house.Mei.In("sales").Say("Acme GmbH");
        var now = new Turn(house.NextTurn(), Workspace.Id, new("console:mei", "Mei Lin"), new("console:sales", Audience.External, new("console:room/sales"), "sales"), new Input.Said("Acme GmbH"));

        Assert.Equal("Acme GmbH · C-1001", (await house.Dispatcher.Answer(now, TestContext.Current.CancellationToken)).Plain());
    }

    [Fact]
    public async Task A_room_that_was_renamed_meanwhile_can_still_be_unlinked_by_undo()
    {
        await using var house = await Workspace.Open();
        await house.Mei.In("sales").Say("link Acme GmbH");
        await house.Dispatcher.Answer(new Turn(house.NextTurn(), Workspace.Id, new("console:mei", "Mei Lin"), new("console:sales", Audience.Members, new("console:room/sales"), "sales-emea"), new Input.Said("help")), TestContext.Current.CancellationToken);

        await house.Mei.In("sales").Say("undo");

        Assert.Equal("", WorkspaceRows.Room(Assert.Single(await house.Rows("room|console:sales"))).Customer);
    }

    [Fact]
    public async Task B4_A_form_that_is_refused_because_rights_were_lost_keeps_what_was_typed()
    {
        await using var house = await Workspace.Open();
        var form = (await house.Mei.Say("log Acme GmbH")).Form();
        var before = (await house.Store.Get(Workspace.Id, CustomerRows.FileKey(Workspace.Acme), TestContext.Current.CancellationToken))!;
        await house.Store.Commit(Workspace.Id, "handover", [new Change.Put(before.Key, CustomerRows.Value(CustomerRows.Customer(before) with { Owner = "jonas" }))], TestContext.Current.CancellationToken);

        var reply = await house.Mei.Submit(form, ("kind", "Call"), ("text", "kept"));

        Assert.True(reply is Reply.NotValid or Reply.KeepForm, reply.ToString());
        if (reply is Reply.NotValid refused) Assert.Equal("kept", refused.Form.Fields.Single(field => field.Id == "text").Value);
    }

    [Fact]
    public async Task Own_customers_are_found_behind_colleagues_contacts_of_the_same_name()
    {
        await using var house = await Workspace.Open();
        var kinds = house.Get<RowKinds>();
        for (var n = 0; n < 15; n++)
        {
            var contact = CustomerStore.New(new Contact { Id = $"m{n}", Customer = Workspace.Bergmann, Name = $"Maria A{n}" }).Edits.OfType<Edit.Record>().Single();
            await house.Store.Commit(Workspace.Id, "seed", [new Change.Put(contact.Key, contact.After!), .. kinds.IndexChanges(contact.Key, null, contact.After)], TestContext.Current.CancellationToken);
        }

        Assert.Contains("Maria Weber", (await house.Mei.Say("find maria")).Plain());
    }

    [Theory]
    [InlineData("find x ")]
    [InlineData("new ")]
    public async Task C9_Names_of_rare_letters_are_answered(string verb)
    {
        await using var house = await Workspace.Open();

        var answer = (await house.Mei.Say($"{verb}\"{string.Concat(Enumerable.Repeat("𠀋𠮷", 45))}\"")).Plain();

        Assert.DoesNotContain("something went wrong", answer);
    }
}
