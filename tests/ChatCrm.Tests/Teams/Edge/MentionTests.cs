using System.Text.Json;
using System.Text.Json.Nodes;
using ChatCrm.Bot.Teams;

namespace ChatCrm.Tests.Teams.Edge;

/// <summary>Names in a line: where an entity says so, and nowhere else.</summary>
public class MentionTests
{
    [Theory]
    [InlineData("<at>ChatCrm</at> due\n", "due")]
    [InlineData("<at>ChatCrm</at> follow Acme <at>Sam Okafor</at> tomorrow", "follow Acme  @SamOkafor  tomorrow")]
    [InlineData("due <at>ChatCrm</at><at>ChatCrm</at>", "due")]
    [InlineData("<at>ChatCrm</at> <at>Sam</at>", "<at>Sam</at>")]
    [InlineData("<at>x <at>ChatCrm</at> due", "<at>x    due")]
    [InlineData("<at><at><at>Sam Okafor</at></at>", "<at><at> @SamOkafor </at>")]
    [InlineData("<at>", "<at>")]
    [InlineData("<at <a", "<at <a")]
    [InlineData("@SamOkafor Sam Okafor </at>", "@SamOkafor Sam Okafor </at>")]
    [InlineData("<at>ChatCrm</at> /due", "due")]
    [InlineData("<at>ChatCrm</at> R&amp;D &lt;at&gt;Sam Okafor&lt;/at&gt;", "R&D <at>Sam Okafor</at>")]
    public void C4_a_tag_is_a_name_where_an_entity_says_whose(string text, string plain) => Assert.Equal(plain, Read(text, ("ChatCrm", "bot"), ("Sam Okafor", "29:sam")).Plain);

    [Fact]
    public void D1_a_name_that_holds_tags_is_not_looked_at_again()
    {
        var tags = string.Concat(Enumerable.Repeat("<at>b</at>", 20));
        var read = Read(string.Concat(Enumerable.Repeat("<at>a</at>", 50)), [("a", "29:a", tags), ("b", "29:b", tags)]);
        Assert.InRange(read.Plain.Length, 0, 50 * 110);
    }

    [Fact]
    public void D1_no_more_names_are_read_than_anybody_types()
    {
        string[] names = [.. Enumerable.Range(0, 50).Select(n => $"n{n}")];
        Assert.Equal(8, Read(string.Concat(names.Select(name => $"<at>{name}</at>")), [.. names.Select(name => (name, $"29:{name}"))]).Named.Count);
    }

    private static TeamsText Read(string text, params (string Name, string Id)[] named) => Read(text, [.. named.Select(one => (one.Name, one.Id, one.Name))]);

    private static TeamsText Read(string text, IEnumerable<(string Written, string Id, string Name)> named) => TeamsText.Read(JsonSerializer.SerializeToElement(new JsonObject
    {
        ["text"] = text,
        ["recipient"] = new JsonObject { ["id"] = "bot" },
        ["entities"] = new JsonArray([.. named.Select(one => new JsonObject { ["type"] = "mention", ["text"] = $"<at>{one.Written}</at>", ["mentioned"] = new JsonObject { ["id"] = one.Id, ["name"] = one.Name } })]),
    }));
}
