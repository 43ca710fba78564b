using ChatCrm.Bot.Teams.Places;
using ChatCrm.Storage;
using ChatCrm.Tests.App;
using ChatCrm.Tests.Teams.Fake;
using ChatCrm.Workspaces;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace ChatCrm.Tests.Teams.Surfaces;

/// <summary>The app comes to somebody, or to a room: a welcome, once, in the language of who added it.</summary>
public class ArrivalTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Who_adds_the_app_is_welcomed_once_however_often_and_in_whichever_order_it_is_told(bool updateFirst)
    {
        await using var stage = await Stage.Open();
        stage.Newcomer("lena", "Lena Fischer");

        await stage.Teams.Install("lena", null, updateFirst);
        await stage.Teams.Install("lena", null, !updateFirst);
        await stage.Quiet();

        Assert.Single(stage.Posts("lena"));
        Assert.Contains("Lena", stage.Seen("lena"));
    }

    [Fact]
    public async Task The_welcome_has_three_things_to_try()
    {
        await using var stage = await Stage.Open();
        stage.Newcomer("lena", "Lena Fischer");

        await stage.Teams.Install("lena", null);
        await stage.Quiet();

        var lines = stage.Teams.Shown("lena", stage.Last("lena")).Lines;
        foreach (var line in new[] { "log ", "due" }) Assert.Contains(lines, seen => seen.StartsWith(line, StringComparison.Ordinal));
        Assert.Equal("Hello Lena Fischer. Type one line, and it is saved.", lines[0]);
    }

    [Fact]
    public async Task Both_told_at_once_welcome_once()
    {
        await using var stage = await Stage.Open();
        stage.Newcomer("lena", "Lena Fischer");
        var room = stage.Teams.RoomFor("lena", null);

        await Task.WhenAll(Enumerable.Range(0, 6).Select(n => stage.Teams.Install("lena", null, n % 2 == 0)));
        await stage.Quiet();

        Assert.Single(stage.Posts("lena"));
        Assert.True(room.Installed);
    }

    [Theory]
    [InlineData("zh-CN", "你好")]
    [InlineData("en-US", "Hello")]
    [InlineData("xx-YY", "Hello")]
    public async Task The_welcome_is_in_the_person_s_language(string locale, string hello)
    {
        await using var stage = await Stage.Open();
        stage.Newcomer("lena", "Lena Fischer", locale);

        await stage.Teams.Install("lena", null);
        await stage.Quiet();

        Assert.Contains(hello, stage.Seen("lena"));
    }

    [Fact]
    public async Task The_first_of_all_who_adds_it_is_the_admin_and_the_next_is_not()
    {
        await using var first = await Empty.Open();

        await first.Teams.Install("jonas", null);
        await first.Teams.Install("mei", null);
        await first.Quiet();

        Assert.Equal([("Jonas Weber", Role.Admin), ("Mei Lin", Role.Rep)], await first.Members());
    }

    [Fact]
    public async Task A_room_that_it_is_added_to_hears_one_line_and_who_added_it_is_welcomed_in_their_own_chat()
    {
        await using var stage = await Stage.Open();
        stage.Newcomer("lena", "Lena Fischer");
        stage.Teams.AddRoom("crowd", RoomKind.Group, "lena", "mei");

        await stage.Teams.Install("lena", "crowd");
        await stage.Teams.Install("lena", "crowd", updateFirst: true);
        await stage.Quiet();

        Assert.StartsWith("ChatCrm is here.", Assert.Single(stage.Posts("mei", "crowd")).Text);
        Assert.Single(stage.Posts("lena"));
        Assert.Empty(stage.Posts("mei"));
    }

    [Fact]
    public async Task B5_A_guest_who_adds_it_is_no_member_and_is_told_nothing_of_customers()
    {
        await using var stage = await Stage.Open();
        stage.Newcomer("gast", "Gast Fremd", guest: true);

        await stage.Teams.Install("gast", null);
        await stage.Quiet();

        Assert.All(stage.Posts("gast"), post => Assert.StartsWith("ChatCrm is for members", stage.Seen("gast", post)));
    }

    [Fact]
    public async Task Added_again_after_it_was_taken_away_works_again()
    {
        await using var stage = await Stage.Open();
        await stage.Teams.Uninstall("mei", null);
        await stage.Pass(Duration.FromMinutes(10));

        await stage.Teams.Install("mei", null);
        await stage.Say("mei", null, "acme gmbh");

        Assert.Contains("FOB Hamburg", stage.Seen("mei"));
    }

    [Fact]
    public async Task Added_again_after_another_process_was_told_that_it_is_gone_works_at_once()
    {
        await using var stage = await Stage.Open();
        var (store, now) = (stage.App.Services.GetRequiredService<IRowStore>(), stage.App.Clock.Now);
        await stage.Say("mei", null, "acme gmbh");
        await new Chats(store, stage.App.Clock).Left(new(Company.Tenant.Id, new("https://smba.trafficmanager.net/"), stage.Teams.RoomFor("mei", null).Id, "", ChatKind.Personal, "", ""), now, remembers: true, TestContext.Current.CancellationToken);
        await new Connections(store, stage.App.Clock).Remove(FakeTeams.Connection, TestContext.Current.CancellationToken);
        stage.App.Clock.Move(Duration.FromSeconds(5));

        await stage.Teams.Install("mei", null);
        await stage.Quiet();
        stage.App.Clock.Move(Duration.FromMinutes(1));
        await stage.Say("mei", null, "acme gmbh");

        Assert.Contains("FOB Hamburg", stage.Seen("mei"));
    }

    [Fact]
    public async Task Somebody_else_who_comes_into_a_room_is_not_welcomed()
    {
        await using var stage = await Stage.Open();
        stage.Newcomer("lena", "Lena Fischer");

        await stage.Teams.Join("sales", "lena");
        await stage.Quiet();

        Assert.Empty(stage.Posts("lena"));
        Assert.Empty(stage.Posts("mei", "sales"));
    }

    [Fact]
    public async Task Another_company_s_people_are_not_served()
    {
        await using var stage = await Stage.Open();

        await stage.Teams.Install("olga", null);
        await stage.Quiet();

        Assert.Empty(stage.Posts("olga"));
    }

    /// <summary>The service before anybody has added it.</summary>
    private sealed class Empty : IAsyncDisposable
    {
        public required FakeTeams Teams { get; init; }

        public required RunningApp App { get; init; }

        public static async Task<Empty> Open()
        {
            var teams = await FakeTeams.Start();
            var app = await RunningApp.Start(null, TeamsApp.PlatformOf(teams) with { Connection = "" });
            (teams.World.Clock, teams.Service) = (app.Clock, app.Address);
            return new() { Teams = teams, App = app };
        }

        public Task Quiet() => App.Services.GetRequiredService<ChatCrm.Bot.UnderWay>().StopAsync(TestContext.Current.CancellationToken);

        public async Task<IEnumerable<(string, Role)>> Members()
        {
            var workspace = await App.Services.GetRequiredService<Connections>().WorkspaceOf(FakeTeams.Connection, TestContext.Current.CancellationToken);
            var (roster, _) = await App.Services.GetRequiredService<People>().Of(workspace!, TestContext.Current.CancellationToken);
            return roster.Members.Select(member => (member.Name, member.Role)).OrderBy(member => member.Name, StringComparer.Ordinal);
        }

        public async ValueTask DisposeAsync()
        {
            await using (Teams)
            await using (App)
            {
                await Quiet();
                Assert.Empty(Teams.Faults);
                Assert.Empty(App.Errors);
            }
        }
    }
}
