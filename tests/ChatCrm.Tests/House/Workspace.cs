using ChatCrm.Bot.Storage;
using ChatCrm.Conversation;
using ChatCrm.Storage;
using ChatCrm.Turns;
using ChatCrm.Workspaces;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;

namespace ChatCrm.Tests.House;

/// <summary>A workspace with the <see cref="Cast"/>: the real Dispatcher over a row store; time stands until it is moved.</summary>
public sealed class Workspace : IAsyncDisposable
{
    public const string Id = "w1";
    public const string Acme = Cast.Acme, AcmeKk = Cast.AcmeKk, Huawei = Cast.Huawei, Bergmann = Cast.Bergmann;

    private readonly ServiceProvider _services;
    private int _turns;

    private Workspace(IRowStore store, Action<IServiceCollection>? add)
    {
        Store = store;
        var services = new ServiceCollection();
        services.AddSingleton<IRowStore>(store).AddSingleton<IClock>(Clock).AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance).AddSingleton(typeof(ILogger<>), typeof(NullLogger<>)).AddChatCrm();
        add?.Invoke(services);
        _services = services.BuildServiceProvider();
    }

    public FakeClock Clock { get; } = new();

    public IRowStore Store { get; }

    public Dispatcher Dispatcher => Get<Dispatcher>();

    public Actor Mei => new(this, "console:mei", "Mei Lin");
    public Actor Jonas => new(this, "console:jonas", "Jonas Weber");
    public Actor Priya => new(this, "console:priya", "Priya Nair");
    public Actor Sam => new(this, "console:sam", "Sam Okafor");
    public Actor Tomo => new(this, "console:tomo", "Tomo Abe", Guest: true);

    public T Get<T>() where T : notnull => _services.GetRequiredService<T>();

    public static async Task<Workspace> Open(IRowStore? store = null, Action<IServiceCollection>? add = null)
    {
        var workspace = new Workspace(store ?? new MemoryRowStore(), add);
        await Cast.Seed(workspace.Store, Id, workspace.Get<RowKinds>());
        return workspace;
    }

    /// <summary>Another process on the rows of one, at the same moment.</summary>
    public static Workspace Beside(Workspace other)
    {
        var workspace = new Workspace(other.Store, null);
        workspace.Clock.MoveTo(other.Clock.Now);
        return workspace;
    }

    public string NextTurn() => $"t{Interlocked.Increment(ref _turns)}";

    /// <summary>The rows whose keys begin so.</summary>
    public async Task<IReadOnlyList<Row>> Rows(string prefix) => (await Store.List(Id, [KeyRange.Prefix(prefix, RowLimits.RowsPerPage)]))[0].Rows;

    /// <summary>Every row but the house's own books: what must be as before after an undo.</summary>
    public async Task<IReadOnlyList<string>> Records()
    {
        var kinds = Get<RowKinds>();
        var all = (await Store.List(Id, [new KeyRange("!", "~", RowLimits.RowsPerPage)]))[0].Rows;
        return [.. all.Where(row => kinds.Of(row.Key).Role is not (RowRole.Book or RowRole.Counter)).Select(row => $"{row.Key} {row.Value}")];
    }

    /// <summary>The notices that wait to be sent.</summary>
    public async Task<IReadOnlyList<OutboxRow>> Notices() => [.. (await Rows("outbox|")).Select(row => row.Read(TurnJson.Default.OutboxRow))];

    /// <summary>A notice as its recipient would see it now.</summary>
    public async Task<Card> Drawn(OutboxRow notice)
    {
        var (roster, rooms) = await Get<People>().Of(Id, default);
        var reader = notice.Member.Length > 0 ? Drawer.For(roster.Find(notice.Member)!, roster) : Drawer.For(rooms.Single(room => room.Id == notice.Room), roster, Audience.Members);
        return await Get<Drawer>().Draw(notice.Drawing, new(reader, roster, new(Store, Id), Clock.Now, notice.Turn, notice.Records, default));
    }

    /// <summary>Wakes what is due, as Courier does.</summary>
    public async Task Wake()
    {
        foreach (var row in (await Rows("wake|")).Where(row => string.CompareOrdinal(Keys.Parts(row.Key)[1], Keys.OldestFirst(Clock.Now)) <= 0))
            await Dispatcher.Answer(new(row.ETag, Id, new("service", ""), new("", Audience.Direct, default), new Input.Woke(row.Key)));
    }

    public async Task<Reply> Send(Actor who, Input what, string? id = null, string? replyId = null)
    {
        var room = who.Room;
        var place = room is null
            ? new Place($"console:direct/{who.Handle}", Audience.Direct, new($"console:direct/{who.Handle}"))
            : new Place($"console:{room}", room == "partners" ? Audience.External : Audience.Members, new($"console:room/{room}"), room);
        var turn = new Turn(id ?? NextTurn(), Id, new(who.Identity, who.Name, Guest: who.Guest), place, what) { ReplyId = replyId };
        return await Dispatcher.Answer(turn);
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        if (Store is IAsyncDisposable store) await store.DisposeAsync();
    }
}

/// <summary>Somebody who speaks, in their direct chat or in a room.</summary>
public sealed record Actor(Workspace Workspace, string Identity, string Name, bool Guest = false, string? Room = null)
{
    public string Handle => Identity["console:".Length..];

    public Actor In(string room) => this with { Room = room };

    public Task<Reply> Say(string line, string? id = null) => Workspace.Send(this, new Input.Said(line), id);

    /// <summary>Presses a button or a menu's entry of a card by its label's beginning.</summary>
    public Task<Reply> Press(Card card, string label)
    {
        var button = card.Buttons().FirstOrDefault(button => button.Label.StartsWith(label, StringComparison.Ordinal))
            ?? throw new InvalidOperationException($"No button '{label}' in: {string.Join(" | ", card.Buttons().Select(button => button.Label))}\n{card.Plain()}");
        return Press(button.Id, button.Value, card.Drawing);
    }

    public Task<Reply> Press(string button, string value, string drawing = "d1") => Workspace.Send(this, new Input.Pressed(button, value, drawing));

    /// <summary>Sends a form with what it was filled with, and these answers.</summary>
    public Task<Reply> Submit(Form form, params (string Field, string Value)[] answers)
    {
        var values = form.Fields.ToDictionary(field => field.Id, field => field.Value);
        foreach (var (field, value) in answers) values[field] = value;
        return Workspace.Send(this, new Input.Submitted(form.Id, form.FormId, form.State, values));
    }
}

/// <summary>Looking into replies.</summary>
public static class Replies
{
    public static Card Card(this Reply reply) => reply switch
    {
        Reply.Show show => show.Card,
        Reply.Replace replace => replace.Card,
        _ => throw new InvalidOperationException($"Not a card: {reply}"),
    };

    public static Form Form(this Reply reply) => reply switch
    {
        Reply.Ask ask => ask.Form,
        Reply.NotValid notValid => notValid.Form,
        Reply.Show show => throw new InvalidOperationException($"Not a form, but: {show.Card.Plain()}"),
        _ => throw new InvalidOperationException($"Not a form: {reply}"),
    };

    public static string Plain(this Reply reply) => reply.Card().Plain();

    /// <summary>Every button of a card, those of menus and entries too.</summary>
    public static IEnumerable<Button> Buttons(this Card card) =>
        card.Presses.SelectMany(press => press switch { Menu menu => menu.Items, Button button => [button], _ => Array.Empty<Button>() })
            .Concat(card.Blocks.OfType<Entries>().SelectMany(entries => entries.Items).SelectMany(entry => entry.Buttons));
}
