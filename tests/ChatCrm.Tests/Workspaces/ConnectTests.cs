using ChatCrm.Conversation;
using ChatCrm.Storage;
using ChatCrm.Tests.House;
using ChatCrm.Turns;
using ChatCrm.Workspaces;
using NodaTime;

namespace ChatCrm.Tests.Workspaces;

/// <summary>Two chat teams of one company: Lanting (of Sam, with customers) and Berlin (of Ada, new), each behind a connection of its own.</summary>
public sealed class ConnectTests : IAsyncLifetime
{
    private const string Berlin = "chat:T2";

    private Workspace _house = null!;
    private string _own = "";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private Connections Connections => _house.Get<Connections>();

    public async ValueTask InitializeAsync()
    {
        _house = await Workspace.Open();
        _own = await Connections.Add(Berlin, "Berlin", Cancel);
        await Ada("me");
    }

    public ValueTask DisposeAsync() => _house.DisposeAsync();

    [Fact]
    public async Task A_code_typed_on_the_other_side_brings_that_team_into_the_workspace()
    {
        var answer = (await Ada($"admin connect {await Code()}")).Plain();

        Assert.Contains("This team is connected now", answer);
        Assert.Equal(Workspace.Id, await Connections.WorkspaceOf(Berlin, Cancel));
        Assert.Contains("Acme GmbH", (await Ada("find acme", email: null)).Plain());
    }

    [Fact]
    public async Task In_Chinese_it_is_asked_and_answered_in_Chinese()
    {
        await _house.Sam.Say("me lang zh");

        var card = (await _house.Sam.Say("管理 连接")).Card();

        Assert.StartsWith("连接码：", card.Plain());
        Assert.Contains("管理 连接 ", card.Plain());
    }

    [Theory]
    [InlineData("{0}")]
    [InlineData("{1}")]
    [InlineData("`{2}`")]
    public async Task A_code_is_read_as_it_is_copied_or_spoken(string typed)
    {
        var code = await Code();

        await Ada("admin connect " + string.Format(System.Globalization.CultureInfo.InvariantCulture, typed, code, code.Replace("-", " ", StringComparison.Ordinal), code.ToLowerInvariant()));

        Assert.Equal(Workspace.Id, await Connections.WorkspaceOf(Berlin, Cancel));
    }

    [Fact]
    public async Task The_code_says_which_teams_are_connected()
    {
        Assert.Contains("No chat team is connected yet.", (await _house.Sam.Say("admin connect")).Plain());
        await Ada($"admin connect {await Code()}");

        Assert.Contains("Connected now: Berlin", (await _house.Sam.Say("admin connect")).Plain());
    }

    [Fact]
    public async Task A11_Of_the_code_only_a_fingerprint_is_kept()
    {
        var code = (await Code()).Replace("-", "", StringComparison.Ordinal);

        var rows = await All(DirectoryRows.Partition);
        Assert.DoesNotContain(rows.Concat(await All(Workspace.Id)), row => $"{row.Key} {row.Value} {row.Turn}".Contains(code, StringComparison.OrdinalIgnoreCase));
        Assert.Single(rows, row => row.Key.StartsWith("link-code|", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A11_The_code_is_shown_once_even_to_a_retry()
    {
        var code = Shown(await _house.Sam.Say("admin connect", "event-1"));

        var again = (await _house.Sam.Say("admin connect", "event-1")).Plain();

        Assert.DoesNotContain(code, again);
        Assert.StartsWith("The code was shown once.", again);
    }

    [Fact]
    public async Task A11_Codes_differ_and_are_twelve_letters()
    {
        var codes = new HashSet<string>();
        for (var n = 0; n < 20; n++) codes.Add(await Code());

        Assert.Equal(20, codes.Count);
        Assert.All(codes, code => Assert.Matches("^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}$", code));
    }

    [Fact]
    public async Task A11_Unknown_used_and_expired_codes_get_the_same_words()
    {
        var unknown = (await Ada("admin connect 0123-4567-89AB")).Plain();
        var old = await Code();
        _house.Clock.Move(Duration.FromMinutes(15));
        var expired = (await Ada($"admin connect {old}")).Plain();
        var code = await Code();
        await Connections.Add("chat:T3", "Oslo", Cancel);
        await Ada("me", "chat:T3", "console:oda");
        await Ada($"admin connect {code}");

        var used = (await Ada($"admin connect {code}", "chat:T3", "console:oda")).Plain();

        Assert.StartsWith("This code is not valid.", unknown);
        Assert.Equal([unknown, unknown], [expired, used]);
        Assert.NotEqual(Workspace.Id, await Connections.WorkspaceOf("chat:T3", Cancel));
    }

    [Fact]
    public async Task Until_it_expires_a_code_works()
    {
        var code = await Code();
        _house.Clock.Move(Duration.FromMinutes(15) - Duration.FromMilliseconds(1));

        await Ada($"admin connect {code}");

        Assert.Equal(Workspace.Id, await Connections.WorkspaceOf(Berlin, Cancel));
    }

    [Fact]
    public async Task B2_Only_admins_give_codes_and_take_them()
    {
        Assert.StartsWith("Only an admin can do this.", (await _house.Mei.Say("admin connect")).Plain());
        var code = await Code();

        Assert.StartsWith("Only an admin can do this.", (await Ada($"admin connect {code}", identity: "console:bob")).Plain());

        Assert.Equal(_own, await Connections.WorkspaceOf(Berlin, Cancel));
    }

    [Fact]
    public async Task Without_a_connection_no_code_is_taken()
    {
        Assert.StartsWith("A code is typed in the chat team", (await _house.Sam.Say($"admin connect {await Code()}")).Plain());
    }

    [Fact]
    public async Task A_team_that_is_there_already_stays_and_the_code_still_works()
    {
        await Ada($"admin connect {await Code()}", email: "ada@lanting.example");
        await Promote("ada");
        var code = await Code();

        Assert.StartsWith("This team is connected there already.", (await Ada($"admin connect {code}")).Plain());

        Assert.Single(await All(DirectoryRows.Partition), row => row.Key.StartsWith("link-code|", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_team_with_customers_of_its_own_is_not_moved_away_from_them()
    {
        await Ada("new \"Nordlicht AG\" country:DE");
        var code = await Code();

        Assert.StartsWith("There are customers here already", (await Ada($"admin connect {code}")).Plain());

        Assert.Equal(_own, await Connections.WorkspaceOf(Berlin, Cancel));
        Assert.Single(await All(DirectoryRows.Partition), row => row.Key.StartsWith("link-code|", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A11_Of_two_teams_that_take_one_code_at_once_one_gets_it()
    {
        await Connections.Add("chat:T3", "Oslo", Cancel);
        await Ada("me", "chat:T3", "console:oda");
        var code = await Code();

        await Task.WhenAll(Ada($"admin connect {code}"), Ada($"admin connect {code}", "chat:T3", "console:oda"));

        var joined = 0;
        foreach (var team in new[] { Berlin, "chat:T3" })
            if (await Connections.WorkspaceOf(team, Cancel) == Workspace.Id) joined++;
        Assert.Equal(1, joined);
    }

    [Fact]
    public async Task A_move_whose_own_books_failed_is_finished_by_the_retry()
    {
        var code = await Code();
        var turn = Turn($"admin connect {code}", Berlin, "console:ada", null, "event-9") with { Workspace = _own };
        await Answer(turn);
        var books = (await All(_own)).Where(row => row.Turn == TurnIds.Of(turn)).ToList();
        await _house.Store.Commit(_own, "lost", [.. books.Select(row => new Change.Delete(row.Key))], Cancel);

        Assert.Contains("This team is connected now", (await Answer(turn)).Plain());
    }

    [Fact]
    public async Task Who_gave_a_code_and_who_moved_which_team_is_in_the_trail()
    {
        await Ada($"admin connect {await Code()}");

        var given = Assert.Single(await All(Workspace.Id), row => row.Key.StartsWith("audit|", StringComparison.Ordinal)).Read(TurnJson.Default.AuditRow);
        Assert.Equal(("sam", "admin"), (given.Member, given.Act));
        var moved = Assert.Single(await All(_own), row => row.Key.StartsWith("audit|", StringComparison.Ordinal)).Read(TurnJson.Default.AuditRow);
        Assert.Contains(moved.Records, record => record.Key == DirectoryRows.ConnectionKey(Berlin));
    }

    [Theory]
    [InlineData("admin disconnect berlin")]
    [InlineData("admin disconnect \"Berlin\"")]
    [InlineData("管理 断开 Berlin")]
    public async Task A_team_that_was_moved_here_can_be_given_its_own_workspace_back(string line)
    {
        await Ada($"admin connect {await Code()}");
        await Ada("me");

        Assert.StartsWith("✓ Berlin works on its own again.", (await _house.Sam.Say(line)).Plain());

        Assert.Equal(_own, await Connections.WorkspaceOf(Berlin, Cancel));
        Assert.Contains("No chat team is connected yet.", (await _house.Sam.Say("admin disconnect")).Plain());
        Assert.StartsWith("Code: ", (await Ada("admin connect")).Plain());
    }

    [Fact]
    public async Task A_team_of_another_name_is_none_of_this_workspaces_to_take_out()
    {
        await Ada($"admin connect {await Code()}");
        var oslo = await Connections.Add("chat:T3", "Oslo", Cancel);

        Assert.StartsWith("Connected now: Berlin\nTo take one out: admin disconnect Berlin", (await _house.Sam.Say("admin disconnect Oslo")).Plain());

        Assert.Equal(oslo, await Connections.WorkspaceOf("chat:T3", Cancel));
    }

    [Fact]
    public async Task A_team_stays_in_the_workspace_that_it_began_with()
    {
        Assert.StartsWith("This team was here first", (await Ada("admin disconnect Berlin")).Plain());

        Assert.Equal(_own, await Connections.WorkspaceOf(Berlin, Cancel));
    }

    [Fact]
    public async Task Of_two_teams_of_one_name_the_admin_chooses()
    {
        await Ada($"admin connect {await Code()}");
        _house.Clock.Move(Duration.FromDays(1));
        var own = await Connections.Add("chat:T3", "Berlin", Cancel);
        await Ada("me", "chat:T3", "console:oda");
        await Ada($"admin connect {await Code()}", "chat:T3", "console:oda");

        var which = (await _house.Sam.Say("admin disconnect Berlin")).Card();
        Assert.Equal(["Berlin · yesterday 08:05", "Berlin · today 08:05"], which.Buttons().Select(button => button.Label));
        await _house.Sam.Press(which, "Berlin · today");

        Assert.Equal((Workspace.Id, own), (await Connections.WorkspaceOf(Berlin, Cancel), await Connections.WorkspaceOf("chat:T3", Cancel)));
    }

    private async Task<string> Code() => Shown(await _house.Sam.Say("admin connect", _house.NextTurn()));

    private static string Shown(Reply reply) => reply.Card().Blocks.OfType<Heading>().Single().Text.ToString()["Code: ".Length..];

    private async Task<Reply> Ada(string line, string connection = Berlin, string identity = "console:ada", string? email = null) =>
        await Answer(Turn(line, connection, identity, email, _house.NextTurn()) with { Workspace = (await Connections.WorkspaceOf(connection, Cancel))! });

    private static Turn Turn(string line, string connection, string identity, string? email, string id) =>
        new(id, "", new(identity, "Ada Lund", "en", "Europe/Berlin", Email: email), new($"{identity}/direct", Audience.Direct, new($"{identity}/direct")), new Input.Said(line)) { Connection = connection };

    private Task<Reply> Answer(Turn turn) => _house.Dispatcher.Answer(turn, Cancel).AsTask();

    private async Task Promote(string handle)
    {
        await Ada("me");
        await _house.Sam.Say($"admin role @{handle} admin");
    }

    private async Task<IReadOnlyList<Row>> All(string partition) => (await _house.Store.List(partition, [new("!", "~", RowLimits.RowsPerPage)], Cancel))[0].Rows;
}
