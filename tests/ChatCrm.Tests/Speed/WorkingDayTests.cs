using ChatCrm.Benchmarks;
using ChatCrm.Bot.Courier;
using ChatCrm.Bot.Storage;
using ChatCrm.Conversation;
using ChatCrm.Storage;
using ChatCrm.Tests.Courier;
using ChatCrm.Tests.House;
using ChatCrm.Turns;
using NodaTime;

namespace ChatCrm.Tests.Speed;

/// <summary>
/// What a day of a rep, and an hour in which nobody does anything, ask of the store, counted: the figures of <c>src/README.md</c>, "What it costs". A request is
/// a key, a range or a batch, which <see cref="RequestsOfVerbsTests"/> finds to be what goes over the wire.
/// </summary>
public sealed class WorkingDayTests(ITestOutputHelper output) : IAsyncLifetime
{
    /// <summary>Between two things that somebody does. Nothing that is kept for half a minute is still known then, so the day is counted too dear, not too cheap.</summary>
    private static readonly Duration Pause = Duration.FromMinutes(8);

    /// <summary>What <c>src/README.md</c> rounds to: what a rep does, and their page in Slack, drawn again behind each change.</summary>
    private const int MostOfADay = 2100, MostOfPages = 2900;

    private readonly CountedRowStore _store = new(new MemoryRowStore());
    private CourierHouse _house = null!;
    private bool _isPageOld;
    private int _requests, _pages;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>A rep has a hundred customers: their page looks at each.</summary>
    public async ValueTask InitializeAsync()
    {
        _house = await CourierHouse.Open(_store);
        await Crowd.Fill(_store, _house.Workspace.Get<RowKinds>(), 100);
    }

    public ValueTask DisposeAsync() => _house.DisposeAsync();

    [Fact]
    public async Task A_rep_s_day_is_no_more_than_this()
    {
        // Monday, 8:00 in Shanghai.
        _house.Clock.MoveTo(Instant.FromUtc(2026, 11, 23, 0, 0));
        _house.Workspace.Get<OwnPages>().Changed += _ => _isPageOld = true;
        _store.Take();
        await Told("20 look-ups", 20, _ => Say("acme gmbh"));
        await Told("10 calls logged", 10, n => Say($"log acme gmbh call 15m \"offer {n}\""));
        await Told("5 follow-ups set", 5, n => Say($"follow acme gmbh in 2 hours \"send {n}\""));
        await Told("2 logged and undone", 4, n => Say(n % 2 == 1 ? $"log huawei call \"by mistake {n}\"" : "undo"));
        _house.Clock.Move(Duration.FromHours(2));
        await Told("5 reminders", 1, _ => Task.CompletedTask);
        Assert.Equal(5, _house.Office.Posts.Count(post => post.To == "console:direct/mei"));
        await Told("5 done", 5, n => Say($"done {n}"));
        await Told("10 times one's own page", 10, _ => Open());
        output.WriteLine($"{"in all",-28}{_requests,6}{_pages,6}");
        Assert.Empty(await _house.Workspace.Notices());
        Assert.InRange(_requests, 1000, MostOfADay);
        Assert.InRange(_pages, 1000, MostOfPages);
    }

    [Fact]
    public async Task An_hour_in_which_nobody_does_anything_is_two_requests_every_five_seconds_and_one_every_half_minute_and_a_sweep()
    {
        _store.Take();
        await WorkspaceDirectory.All(_store, Cancel);
        var list = _store.Take().Requests;
        await Errands();
        var look = _store.Take().Requests;
        await _house.Workspace.Get<Sweep>().Run(Workspace.Id, Cancel);
        var sweep = _store.Take().Requests;
        output.WriteLine($"an hour {(list * 120) + (look * 720)}, a sweep of one workspace {sweep}");
        Assert.Equal((1, 2), (list, look));
        Assert.InRange(sweep, 1, 20);
    }

    private Task Say(string line) => _house.Workspace.Mei.Say(line);

    private Task Open() => _house.Workspace.Send(_house.Workspace.Mei, new Input.Opened());

    /// <summary>Does it so often, with what follows from each: what the bell wakes; and in Slack, the pages that it makes old are drawn again.</summary>
    private async Task Told(string what, int times, Func<int, Task> once)
    {
        var (requests, pages) = (0, 0);
        for (var n = 1; n <= times; n++)
        {
            _house.Clock.Move(Pause);
            await once(n);
            await Errands();
            requests += _store.Take().Requests;
            if (!_isPageOld) continue;
            await Open();
            _isPageOld = false;
            pages += _store.Take().Requests;
        }
        output.WriteLine($"{what,-28}{requests,6}{pages,6}");
        (_requests, _pages) = (_requests + requests, _pages + pages);
    }

    /// <summary>What Courier does for a workspace when the bell rings.</summary>
    private async Task Errands()
    {
        await _house.Workspace.Get<WakeUp>().Run(Workspace.Id, Cancel);
        await _house.Workspace.Get<Deliveries>().Run(Workspace.Id, () => false, Cancel);
    }
}
