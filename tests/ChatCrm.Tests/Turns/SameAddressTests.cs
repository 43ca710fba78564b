using ChatCrm.Conversation;
using ChatCrm.Storage;
using ChatCrm.Tests.House;
using ChatCrm.Workspaces;

namespace ChatCrm.Tests.Turns;

/// <summary>Accounts with one verified address are one member.</summary>
public class SameAddressTests
{
    private const string Lena = "lena@lanting.example";

    [Fact]
    public async Task A_second_account_of_one_address_is_the_same_member()
    {
        await using var house = await Workspace.Open();
        await Say(house, "console:lena", Lena);

        await Say(house, "other:u7", Lena);

        var member = Assert.Single(await Lenas(house));
        Assert.Equal(["console:lena", "other:u7"], member.Identities);
        Assert.Equal(Lena, member.Email);
    }

    [Fact]
    public async Task The_second_account_goes_on_with_the_first_ones_settings()
    {
        await using var house = await Workspace.Open();
        await Say(house, "console:lena", Lena, "me lang zh");

        Assert.Contains("你的设置", (await Say(house, "other:u7", Lena, "me")).Plain());
    }

    [Theory]
    [InlineData("me lang zh")]
    [InlineData("help")]
    public async Task An_address_that_is_known_later_joins_the_accounts_that_come_then(string line)
    {
        await using var house = await Workspace.Open();
        await Say(house, "console:lena", null);
        await Say(house, "console:lena", Lena, line);

        await Say(house, "other:u7", Lena);

        var member = Assert.Single(await Lenas(house));
        Assert.Equal(["console:lena", "other:u7"], member.Identities);
        Assert.Equal(Lena, member.Email);
    }

    [Fact]
    public async Task An_address_that_is_another_members_stays_theirs_and_is_not_asked_for_again()
    {
        await using var house = await Workspace.Open();
        await Say(house, "console:lena", null);
        await Say(house, "other:u7", Lena);

        await Say(house, "console:lena", Lena, "me lang zh");

        // Empty: told once, and known to be another's.
        Assert.Equal(["", Lena], (await Lenas(house)).OrderBy(member => member.Email, StringComparer.Ordinal).Select(member => member.Email));
    }

    [Fact]
    public async Task An_address_that_is_said_for_the_first_time_is_no_change_that_undo_stops_at()
    {
        await using var house = await Workspace.Open();
        await Say(house, "console:lena", null, "me lang zh");

        await Say(house, "console:lena", Lena, "undo");

        Assert.DoesNotContain("你的设置", (await Say(house, "console:lena", Lena, "me")).Plain());
    }

    [Fact]
    public async Task Capital_letters_make_no_other_address()
    {
        await using var house = await Workspace.Open();
        await Say(house, "console:lena", Lena);

        await Say(house, "other:u7", "Lena@Lanting.example");

        Assert.Single(await Lenas(house));
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData(Lena, null)]
    [InlineData(null, Lena)]
    [InlineData(Lena, "lena@elsewhere.example")]
    public async Task Without_the_same_verified_address_they_are_two(string? one, string? other)
    {
        await using var house = await Workspace.Open();
        await Say(house, "console:lena", one);

        await Say(house, "other:u7", other);

        Assert.Equal(2, (await Lenas(house)).Count);
    }

    [Fact]
    public async Task B5_A_guest_with_a_members_address_does_not_become_that_member()
    {
        await using var house = await Workspace.Open();
        await Say(house, "console:lena", Lena);

        var answer = await Say(house, "other:u7", Lena, guest: true);

        Assert.StartsWith("ChatCrm is for members", answer.Plain());
        Assert.Equal(["console:lena"], Assert.Single(await Lenas(house)).Identities);
    }

    [Fact]
    public async Task B4_An_address_whose_member_has_left_brings_nobody_back()
    {
        await using var house = await Workspace.Open();
        await Say(house, "console:lena", Lena);
        var member = Assert.Single(await Lenas(house));
        await house.Store.Commit(Workspace.Id, "left", [new Change.Delete(WorkspaceRows.MemberKey(member.Id))], TestContext.Current.CancellationToken);
        house.Get<People>().Forget(Workspace.Id);

        Assert.StartsWith("ChatCrm is for members", (await Say(house, "other:u7", Lena)).Plain());
        Assert.Empty(await Lenas(house));
    }

    [Fact]
    public async Task Of_two_accounts_that_come_first_at_once_none_is_lost()
    {
        await using var house = await Workspace.Open();
        string[] accounts = [.. Enumerable.Range(0, 8).Select(n => $"console:lena{n}")];

        await Task.WhenAll(accounts.Select(account => Say(house, account, Lena)));

        Assert.Equal(accounts, Assert.Single(await Lenas(house)).Identities.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task An_address_that_no_key_could_hold_is_left_out()
    {
        await using var house = await Workspace.Open();

        await Say(house, "console:lena", new string('é', 600) + "@lanting.example");

        Assert.Null(Assert.Single(await Lenas(house)).Email);
    }

    private static Task<Reply> Say(Workspace house, string identity, string? email, string line = "me", bool guest = false) => house.Dispatcher.Answer(
        new(house.NextTurn(), Workspace.Id, new(identity, "Lena Fischer", "en", null, guest, email), new($"{identity}/direct", Audience.Direct, new($"{identity}/direct")), new Input.Said(line)),
        TestContext.Current.CancellationToken).AsTask();

    private static async Task<IReadOnlyList<Member>> Lenas(Workspace house) =>
        [.. (await house.Rows("member|")).Select(WorkspaceRows.Member).Where(member => member.Name == "Lena Fischer")];
}
