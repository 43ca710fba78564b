using System.Text.Json;
using ChatCrm.Bot.Teams;

namespace ChatCrm.Tests.Teams;

public class TeamsTextTests
{
    private const string Inserted = "<span class=\"inline-compose-card\" itemid=\"0\" itemtype=\"http://schema.skype.com/InputExtension\">\n  <span content=\"0\" itemprop=\"cardId\"></span>\n</span>";

    [Theory]
    [InlineData("log Acme call", "log Acme call")]
    [InlineData("<at>ChatCrm</at> due\n", "due")]
    [InlineData("due <at>ChatCrm</at>", "due")]
    [InlineData("<at>ChatCrm</at> <at>ChatCrm</at> due", "due")]
    [InlineData("<at>ChatCrm</at>&nbsp;R&amp;D", "R&D")]
    [InlineData("a < b", "a < b")]
    [InlineData("<at>Nobody</at> due", "<at>Nobody</at> due")]
    [InlineData("/log Acme", "log Acme")]
    [InlineData("/ 5", "/ 5")]
    [InlineData(Inserted, "")]
    [InlineData(Inserted + " due", "due")]
    [InlineData("what is <span class=\"inline-compose-card\">", "what is <span class=\"inline-compose-card\">")]
    public void A_line_is_read_as_it_was_typed(string text, string plain) => Assert.Equal(plain, Read(text).Plain);

    [Fact]
    public void Somebody_who_is_named_stands_in_the_line_as_one_word()
    {
        var read = Read("<at>ChatCrm</at> follow Acme fri for <at>Jonas Weber</at>", ("<at>Jonas Weber</at>", "29:jonas", "Jonas Weber"));
        Assert.Equal("follow Acme fri for @JonasWeber", string.Join(' ', read.Plain.Split(' ', StringSplitOptions.RemoveEmptyEntries)));
        Assert.Equal([("@JonasWeber", "29:jonas")], read.Named);
    }

    [Fact]
    public void Two_people_of_one_name_stand_apart_in_the_order_of_their_tags()
    {
        var read = Read("due <at>Mei Lin</at> <at>Mei Lin</at>", ("<at>Mei Lin</at>", "29:one", "Mei Lin"), ("<at>Mei Lin</at>", "29:two", "Mei Lin"));
        Assert.Equal(["due", "@MeiLin", "@MeiLin2"], read.Plain.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal([("@MeiLin", "29:one"), ("@MeiLin2", "29:two")], read.Named);
    }

    [Fact]
    public void C4_a_name_that_was_typed_names_nobody() => Assert.Empty(Read("follow Acme fri for <at>Jonas Weber</at>").Named);

    private static TeamsText Read(string text, params (string Text, string Id, string Name)[] named) => TeamsText.Read(JsonSerializer.SerializeToElement(new
    {
        text,
        recipient = new { id = "28:bot" },
        entities = named.Append(("<at>ChatCrm</at>", "28:bot", "ChatCrm")).Select(each => new { type = "mention", text = each.Item1, mentioned = new { id = each.Item2, name = each.Item3 } }),
    }));
}
