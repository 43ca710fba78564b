using ChatCrm.Tests.Teams.Fake;

namespace ChatCrm.Tests.Teams.Surfaces;

/// <summary>Who has not added the app for themselves has no chat with it in which they could be answered.</summary>
public class NotAddedTests
{
    [Theory]
    [InlineData("sales")]
    [InlineData("lunch")]
    public async Task Who_has_not_added_the_app_is_told_how_and_where(string room)
    {
        await using var stage = await Stage.Open();
        await stage.Teams.Uninstall("jonas", null);

        await stage.Say("jonas", room, "bergmann");

        var seen = stage.Seen("mei", room);
        Assert.Contains("Add ChatCrm for yourself", seen);
        Assert.Contains($"https://teams.microsoft.com/l/app/{World.AppId}", seen);
        Assert.DoesNotContain("Bergmann", stage.Sent("mei", room));
    }

    [Fact]
    public async Task Who_took_the_app_away_unheard_is_told_how_to_add_it()
    {
        await using var stage = await Stage.Open();
        await stage.Teams.Uninstall("jonas", null, silent: true);

        await stage.Say("jonas", "sales", "bergmann");

        Assert.Contains("Add ChatCrm for yourself", stage.Seen("mei", "sales"));
    }

    [Fact]
    public async Task Who_adds_the_app_then_is_answered_there()
    {
        await using var stage = await Stage.Open();
        await stage.Teams.Uninstall("jonas", null);
        await stage.Say("jonas", "sales", "bergmann");
        stage.App.Clock.Move(NodaTime.Duration.FromSeconds(1));
        await stage.Teams.Install("jonas", null);

        await stage.Say("jonas", "sales", "bergmann");

        Assert.Equal(PlacesTests.Aside, stage.Seen("jonas", "sales"));
        Assert.Contains("Bergmann", stage.Seen("jonas"));
    }

    [Fact]
    public async Task Who_has_not_added_the_app_and_presses_a_room_s_button_is_told_how()
    {
        await using var stage = await Stage.Open();
        await stage.Share("sales", "acme gmbh");
        await stage.Teams.Uninstall("priya", null);

        var told = await stage.Press("priya", stage.Last("priya", "sales"), "History");

        Assert.Contains($"https://teams.microsoft.com/l/app/{World.AppId}", told);
    }

    [Fact]
    public async Task Who_has_not_added_the_app_sees_the_answer_to_a_form_in_its_dialog()
    {
        await using var stage = await Stage.Open();
        await stage.Share("sales", "acme gmbh");
        await stage.Teams.Uninstall("priya", null);
        await stage.Press("priya", stage.Last("priya", "sales"), "Log");

        await stage.Submit("priya", ("kind", "Call"), ("text", "asked"));

        Assert.Contains("✓ Call with Acme GmbH", stage.InDialog("priya"));
    }
}
