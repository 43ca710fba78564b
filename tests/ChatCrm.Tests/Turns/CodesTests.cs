using ChatCrm.Conversation;
using ChatCrm.Tests.House;

namespace ChatCrm.Tests.Turns;

/// <summary>Customers to choose from while somebody types, where a choice stands for the code that a link carries.</summary>
public class CodesTests
{
    [Fact]
    public async Task Before_anything_is_typed_they_are_the_own_ones()
    {
        await using var house = await Workspace.Open();

        Assert.Equal(["C-1001", "C-1002", "C-1003"], (await Codes(house.Mei, "")).Order());
        Assert.Equal(["C-1004"], await Codes(house.Jonas, " "));
    }

    [Theory]
    [InlineData("acme", "C-1001 C-1002")]
    [InlineData("huawei", "C-1003")]
    [InlineData("华为", "C-1003")]
    [InlineData("nobody", "")]
    public async Task They_are_found_by_what_is_typed_and_named_by_their_code(string typed, string codes)
    {
        await using var house = await Workspace.Open();

        Assert.Equal(codes, string.Join(' ', (await Codes(house.Mei, typed)).Order()));
    }

    [Fact]
    public async Task A_colleague_s_customer_is_there_by_name()
    {
        await using var house = await Workspace.Open();

        var choice = Assert.Single(Assert.IsType<Reply.Options>(await house.Send(house.Mei, new Input.LookedUp("customer.codes", "bergmann"))).Choices);

        Assert.Equal("C-1004", choice.Value);
        Assert.StartsWith("Bergmann & Söhne KG", choice.Label);
    }

    [Fact]
    public async Task B5_A_guest_finds_nothing()
    {
        await using var house = await Workspace.Open();

        Assert.Empty(await Codes(house.Tomo, "acme"));
    }

    private static async Task<IReadOnlyList<string>> Codes(Actor who, string typed) =>
        [.. Assert.IsType<Reply.Options>(await who.Workspace.Send(who, new Input.LookedUp("customer.codes", typed))).Choices.Select(choice => choice.Value)];
}
