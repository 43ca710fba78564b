using static ChatCrm.Tests.Teams.Edge.Forged;

namespace ChatCrm.Tests.Teams.Edge;

/// <summary>A card that stands gives nobody a right: who presses is asked at the press.</summary>
public class RightsTests
{
    [Theory]
    [InlineData("tier.acknowledge", "execute")]
    [InlineData("tier.keep", "execute")]
    [InlineData("tier.acknowledge", "submit")]
    [InlineData("tier.keep", "task")]
    public async Task B2_B4_a_managers_button_is_not_a_reps(string route, string way)
    {
        await using var app = await EdgeApp.Start();
        await app.Teams.Write("mei", null, "set Acme KK tier:vip \"3 orders in Q3\"");
        await app.Settled();
        var change = (await app.Rows(EdgeApp.Workspace)).First(row => row.StartsWith($"{EdgeApp.Workspace} customer|acmekk|tier|", StringComparison.Ordinal)).Split(' ')[1].Split('|');
        var (before, traffic) = (await app.Customers(), new Traffic(app));
        await Taken(app, "mei", null, way, Button(route, $"acmekk/{change[3]}/{change[4]}"));
        await app.Settled();
        Assert.Contains("only managers and admins can do this", traffic.Text);
        Assert.Equal(before, await app.Customers());
    }

    [Theory]
    [InlineData("button")]
    [InlineData("old client's button")]
    [InlineData("dialog's button")]
    [InlineData("form")]
    [InlineData("line")]
    [InlineData("refresh")]
    public async Task B4_who_is_demoted_between_card_and_click_may_no_more(string how)
    {
        await using var app = await EdgeApp.Start();
        await app.Teams.Write("sam", "lunch", "admin role @jonas admin");
        var form = await FormOf(app, "jonas", "C-1001");
        await app.Teams.Write("sam", "lunch", "admin role @jonas rep");
        await app.Settled();
        var (before, traffic) = (await app.Customers(), new Traffic(app));
        await (how switch
        {
            "button" => Taken(app, "jonas", null, "execute", Button("interaction.log", "acme")),
            "old client's button" => Taken(app, "jonas", null, "submit", Button("interaction.log", "acme")),
            "dialog's button" => Taken(app, "jonas", null, "fetch", Button("interaction.log", "acme")),
            "form" => Taken(app, "jonas", null, "task", form.With("city", "Hamburg")),
            "line" => app.Teams.Write("jonas", "lunch", "admin role @jonas admin"),
            _ => Taken(app, "jonas", null, "refresh", Button("card.refresh", "")),
        });
        await app.Settled();
        if (how is not ("line" or "refresh")) Assert.Contains("belongs to somebody else", traffic.Text);
        if (how == "line") Assert.Contains("only an admin can do this", traffic.Text);
        Assert.Equal(before, await app.Customers());
        Assert.DoesNotContain("1234567", traffic.Text);
        Assert.DoesNotContain("\"admin\"", string.Concat((await app.Rows(EdgeApp.Workspace)).Where(row => row.Contains(" member|jonas ", StringComparison.Ordinal))), StringComparison.OrdinalIgnoreCase);
    }
}
