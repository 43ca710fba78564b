using ChatCrm.Bot.Courier;
using ChatCrm.Conversation;
using ChatCrm.Storage;
using ChatCrm.Tests.House;
using ChatCrm.Turns;
using ChatCrm.Workspaces;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ChatCrm.Tests.Courier;

/// <summary>The workspace of the cast with Courier in it, which runs when it is told to.</summary>
public sealed class CourierHouse : IAsyncDisposable
{
    private HouseTime _time = new();
    private Deliveries? _elsewhere;

    private CourierHouse(Workspace workspace, PostOffice office, PostOffice other, Memo memo) => (Workspace, Office, Other, Memo) = (workspace, office, other, memo);

    public Workspace Workspace { get; }

    public PostOffice Office { get; }

    /// <summary>A second channel.</summary>
    public PostOffice Other { get; }

    public Memo Memo { get; }

    public FakeClock Clock => Workspace.Clock;

    public static async Task<CourierHouse> Open(IRowStore? store = null, Action<IServiceCollection>? add = null)
    {
        var (office, other, memo) = (new PostOffice(), new PostOffice("other"), new Memo());
        var clock = new HouseTime();
        var workspace = await Workspace.Open(store, services =>
        {
            services.AddSingleton<TimeProvider>(clock).AddSingleton<IHostApplicationLifetime, Life>().AddSingleton<IMessenger>(office).AddSingleton<IMessenger>(other).AddSingleton<ICapability>(memo);
            add?.Invoke(services);
            services.AddCourier();
        });
        clock.Of = workspace.Clock;
        return new(workspace, office, other, memo) { _time = clock };
    }

    /// <summary>Somebody sets the clock: what time it is said to be, while no time passes.</summary>
    public void Set(NodaTime.Duration by)
    {
        Clock.Move(by);
        _time.Set += by;
    }

    /// <summary>From now on no time passes but what the clock is moved by.</summary>
    public void StandStill() => _time.Still = _time.GetTimestamp();

    /// <summary>Mei writes what Acme needs; the notices go to these.</summary>
    public Task<Reply> Write(string needs, params Recipient[] to)
    {
        Memo.To = to;
        return Workspace.Mei.Press("memo.write", $"{Workspace.Acme} {needs}", Workspace.NextTurn());
    }

    public Task Deliver() => Workspace.Get<Deliveries>().Run(Workspace.Id, () => false, default);

    /// <summary>What another process finds to deliver: what is in this one's memory is not there.</summary>
    public Task DeliverElsewhere()
    {
        var services = Workspace.Get<IServiceProvider>();
        _elsewhere ??= ActivatorUtilities.CreateInstance<Deliveries>(services, ActivatorUtilities.CreateInstance<Outbox>(services));
        return _elsewhere.Run(Workspace.Id, () => false, default);
    }

    /// <summary>What another process finds that sees a claim now, and again when it has run out.</summary>
    public async Task TakeOver()
    {
        await DeliverElsewhere();
        Clock.Move(NodaTime.Duration.FromSeconds(46));
        await DeliverElsewhere();
    }

    /// <summary>A notice that waits in the outbox.</summary>
    public async Task Put(OutboxRow notice) =>
        await Workspace.Store.Commit(Workspace.Id, notice.Id, [new Change.Insert(TurnRows.OutboxKey(Clock.Now, notice.Id), notice.Write(TurnJson.Default.OutboxRow))]);

    /// <summary>Every due notice, and what waits for up to a day.</summary>
    public async Task DeliverAll(int rounds = 20)
    {
        for (var i = 0; i < rounds; i++)
        {
            await Deliver();
            Clock.Move(NodaTime.Duration.FromHours(3));
        }
    }

    public async Task Change(string member, Func<Member, Member> change)
    {
        var key = WorkspaceRows.MemberKey(member);
        var row = (await Workspace.Store.Get(Workspace.Id, key))!;
        await Workspace.Store.Commit(Workspace.Id, "change", [new Change.Put(key, WorkspaceRows.Value(change(WorkspaceRows.Member(row))))]);
    }

    public async Task<IReadOnlyList<SentRow>> Ledger() =>
        [.. (await Workspace.Rows($"customer|{Workspace.Acme}|sent|")).Select(row => row.Read(TurnJson.Default.SentRow))];

    public async Task<IReadOnlyList<OutboxRow>> Parked() => [.. (await Workspace.Rows("parked|")).Select(row => row.Read(TurnJson.Default.OutboxRow))];

    public ValueTask DisposeAsync() => Workspace.DisposeAsync();

    /// <summary>Goes as time does, and on by as much as the house's clock is moved.</summary>
    private sealed class HouseTime : TimeProvider
    {
        public FakeClock? Of { get; set; }

        public NodaTime.Duration Set { get; set; } = NodaTime.Duration.Zero;

        /// <summary>Null while it goes as time does.</summary>
        public long? Still { get; set; }

        public override long GetTimestamp() => (Still ?? base.GetTimestamp()) + (long)(((Of?.Now ?? FakeClock.Beginning) - Set - FakeClock.Beginning).TotalSeconds * TimestampFrequency);
    }
}
