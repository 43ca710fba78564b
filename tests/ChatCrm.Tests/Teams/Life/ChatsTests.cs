using ChatCrm.Bot.Storage;
using ChatCrm.Bot.Teams.Places;
using ChatCrm.Storage;
using ChatCrm.Tests.House;
using NodaTime;

namespace ChatCrm.Tests.Teams.Life;

/// <summary>Two processes on one file: what Teams tells one of them, the other one knows.</summary>
public class ChatsTests
{
    private static readonly Whence Direct = new("t1", new("https://smba.trafficmanager.net/amer/"), "a:mei", "", ChatKind.Personal, "mei", "29:mei");

    private readonly FakeClock clock = new();
    private readonly Chats one, other;

    public ChatsTests()
    {
        var store = new MemoryRowStore();
        (one, other) = (new(store, clock), new(store, clock));
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_conversation_that_one_was_told_of_is_the_others_too()
    {
        await one.Came(Direct, clock.Now, Cancel);
        await one.Meet(Direct, Cancel);

        Assert.NotNull(await other.Of("a:mei", Cancel));
        Assert.Equal("a:mei", (await other.Person("t1", "mei", Cancel))!.Conversation);
        Assert.Equal((true, false), await other.Came(Direct, clock.Now, Cancel));
    }

    [Fact]
    public async Task A_return_that_the_other_was_told_of_counts_at_once()
    {
        await Came(one);
        await Left(other);
        Assert.False(await other.Heard(Direct, Cancel));

        await Came(one);

        Assert.True(await other.Heard(Direct, Cancel));
        Assert.True(await one.Heard(Direct, Cancel));
    }

    [Fact]
    public async Task Who_has_seen_neither_end_nor_beginning_takes_a_return_for_what_it_is()
    {
        await Came(one);
        await one.Heard(Direct, Cancel);
        await Left(other);

        Assert.True((await Came(one)).Fresh);

        Assert.True(await other.Heard(Direct, Cancel));
    }

    [Fact]
    public async Task G7_Who_spoke_to_one_is_reachable_for_the_other_at_once()
    {
        await one.Meet(Direct, Cancel);
        await other.Unreachable("t1", "mei", Cancel);
        clock.Move(Duration.FromSeconds(30));
        Assert.NotNull((await other.Person("t1", "mei", Cancel))!.Unreachable);

        await one.Meet(Direct, Cancel);

        Assert.Null((await other.Person("t1", "mei", Cancel))!.Unreachable);
    }

    [Fact]
    public async Task An_end_that_the_other_was_told_of_counts_half_a_minute_later()
    {
        await Came(one);
        await one.Heard(Direct, Cancel);
        await Left(other);
        clock.Move(Duration.FromSeconds(30));

        Assert.False(await one.Heard(Direct, Cancel));
    }

    [Fact]
    public async Task What_ended_half_way_is_brought_to_its_end_when_it_is_told_again()
    {
        await Came(one);
        clock.Move(Duration.FromMinutes(1));
        var at = clock.Now;

        Assert.Equal((true, true), await one.Left(Direct, at, remembers: true, Cancel));
        Assert.Equal((true, true), await other.Left(Direct, at, remembers: true, Cancel));
        Assert.Equal((false, false), await other.Left(Direct, at - Duration.FromSeconds(1), remembers: true, Cancel));
        Assert.Equal((false, false), await other.Came(Direct, at - Duration.FromSeconds(1), Cancel));
    }

    [Fact]
    public async Task Who_spoke_before_the_coming_was_told_is_greeted_then_and_only_once()
    {
        await one.Heard(Direct, Cancel);

        Assert.Equal((true, true), await Came(one));
        await one.Heard(Direct with { Service = new("https://smba.trafficmanager.net/apac/") }, Cancel);

        Assert.Equal((true, false), await Came(one));
        Assert.Equal((true, false), await Came(other));
    }

    private ValueTask<(bool Here, bool Fresh)> Came(Chats chats)
    {
        clock.Move(Duration.FromSeconds(1));
        return chats.Came(Direct, clock.Now, Cancel);
    }

    private ValueTask<(bool Left, bool Last)> Left(Chats chats)
    {
        clock.Move(Duration.FromSeconds(1));
        return chats.Left(Direct, clock.Now, remembers: true, Cancel);
    }
}
