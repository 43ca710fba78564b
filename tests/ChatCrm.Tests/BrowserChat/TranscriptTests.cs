using ChatCrm.Conversation;

namespace ChatCrm.Tests.BrowserChat;

public class TranscriptTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    private static Card Says(string words) => new(new Line(Text.Ours(words)));

    private static string Said(string line, string person = "jonas", string room = "sales") =>
        $$"""{"id":"{{Guid.NewGuid()}}","person":"{{person}}","room":"{{room}}","kind":"said","line":"{{line}}"}""";

    private static string Pressed(string message, string person, string room = "sales") =>
        $$$"""{"id":"{{{Guid.NewGuid()}}}","person":"{{{person}}}","room":"{{{room}}}","kind":"pressed","message":"{{{message}}}","data":{"button":"undo"}}""";

    private static async Task<List<Event>> Seen(ConsoleHost host, string person)
    {
        await using var events = await EventReader.Open(host, person);
        return [.. (await events.UntilReady()).Where(shown => shown.Name != "restart")];
    }

    private static Task<ConsoleHost> Answering(Reply reply) => ConsoleHost.Start((_, _) => Task.FromResult(reply));

    [Fact]
    public async Task An_answer_for_its_asker_is_seen_by_nobody_else_and_says_so()
    {
        await using var host = await Answering(new Reply.Show(Says("Acme")));
        await host.Post(Said("acme"));
        Assert.Equal([("acme", "True"), ("Acme", "True")], (await Seen(host, "jonas")).Select(shown => (shown["text"], shown["onlyYou"])));
        Assert.Empty(await Seen(host, "mei"));
    }

    [Fact]
    public async Task An_answer_for_the_room_is_seen_by_all_who_read_there()
    {
        await using var host = await Answering(new Reply.Show(Says("Acme"), ForTheRoom: true));
        await host.Post(Said("acme"));
        Assert.Equal([("Acme", "False")], (await Seen(host, "mei")).Select(shown => (shown["text"], shown["onlyYou"])));
        Assert.Empty(await Seen(host, "tomo"));
    }

    [Fact]
    public async Task Nothing_in_a_direct_chat_is_marked_as_private_or_seen_by_another()
    {
        await using var host = await Answering(new Reply.Show(Says("Acme")));
        await host.Post(Said("acme", room: "direct/jonas"));
        Assert.All(await Seen(host, "jonas"), shown => Assert.Equal("False", shown["onlyYou"]));
        Assert.Empty(await Seen(host, "sam"));
    }

    [Fact]
    public async Task A_guest_reads_along_in_an_external_room_alone()
    {
        await using var host = await Answering(new Reply.Quiet());
        foreach (var room in new[] { "sales", "japan", "partners" }) await host.Outbound.Post(new($"console:room/{room}"), Says(room), None);
        Assert.Equal(["partners"], (await Seen(host, "tomo")).Select(shown => shown["text"]));
        Assert.Equal(["sales", "japan", "partners"], (await Seen(host, "mei")).Select(shown => shown["text"]));
    }

    [Fact]
    public async Task A_replacement_takes_the_pressed_message_s_place()
    {
        await using var host = await Answering(new Reply.Replace(Says("Undone")));
        var sent = Assert.IsType<Delivery.Sent>(await host.Outbound.Post(new("console:room/sales"), Says("Logged"), None));
        await host.Post(Pressed(sent.Message!, "mei"));
        var shown = Assert.Single(await Seen(host, "jonas"));
        Assert.Equal(("update", sent.Message, "Undone", "False"), (shown.Name, shown["id"], shown["text"], shown["onlyYou"]));
    }

    [Fact]
    public async Task A_replacement_of_what_the_person_does_not_see_is_a_message_of_its_own()
    {
        var reply = new Reply[] { new Reply.Show(Says("Mei's")), new Reply.Replace(Says("Undone")) };
        var turns = 0;
        await using var host = await ConsoleHost.Start((_, _) => Task.FromResult(reply[turns++]));
        await host.Post(Said("acme", person: "mei"));
        var hers = (await Seen(host, "mei"))[1]["id"];
        await host.Post(Pressed(hers, "jonas"));
        Assert.Equal("Mei's", (await Seen(host, "mei"))[1]["text"]);
        Assert.Equal(("Undone", "True"), (await Seen(host, "jonas")) is [var only] ? (only["text"], only["onlyYou"]) : default);
    }

    [Fact]
    public async Task A_page_that_comes_back_gets_what_it_missed_and_no_more()
    {
        await using var host = await Answering(new Reply.Quiet());
        Address sales = new("console:room/sales");
        var posted = new List<string>();
        foreach (var text in new[] { "one", "two", "three" }) posted.Add(((Delivery.Sent)await host.Outbound.Post(sales, Says(text), None)).Message!);
        var last = (await Seen(host, "mei"))[^1].Id;
        await host.Outbound.Update(sales, posted[0], Says("one, changed"), None);
        await host.Outbound.Delete(sales, posted[1], None);
        await host.Outbound.Post(sales, Says("four"), None);
        await using var events = await EventReader.Open(host, "mei", last);
        Assert.Equal([("update", "one, changed"), ("delete", ""), ("message", "four")], (await events.UntilReady()).Select(shown => (shown.Name, shown["text"])));
    }

    [Theory]
    [InlineData("gone.3")]
    [InlineData("nonsense")]
    [InlineData("..")]
    public async Task A_page_that_saw_an_earlier_life_starts_over(string last)
    {
        await using var host = await Answering(new Reply.Quiet());
        await host.Outbound.Post(new("console:room/sales"), Says("one"), None);
        await using var events = await EventReader.Open(host, "mei", last);
        Assert.Equal(["restart", "message"], (await events.UntilReady()).Select(shown => shown.Name));
    }

    [Fact]
    public async Task Two_open_pages_see_a_push_alike()
    {
        await using var host = await Answering(new Reply.Quiet());
        await using var one = await EventReader.Open(host, "mei");
        await using var other = await EventReader.Open(host, "mei");
        await one.UntilReady();
        await other.UntilReady();
        var direct = await host.Outbound.OpenDirect("console:mei", None);
        await host.Outbound.Post(direct!.Value, Says("Due now"), None);
        Assert.Equal(await one.Next(), await other.Next());
    }

    [Fact]
    public async Task A_room_keeps_its_last_five_hundred()
    {
        await using var host = await Answering(new Reply.Quiet());
        for (var i = 0; i < 503; i++) await host.Outbound.Post(new("console:room/sales"), Says($"{i}"), None);
        var seen = await Seen(host, "mei");
        Assert.Equal((500, "3"), (seen.Count, seen[0]["text"]));
    }

    [Fact]
    public async Task What_is_not_there_is_refused_and_every_room_tells_who_reads()
    {
        await using var host = await Answering(new Reply.Quiet());
        var outbound = host.Outbound;
        Assert.Equal(new Delivery.Refused("gone"), await outbound.Post(new("console:room/nowhere"), Says("x"), None));
        Assert.Equal(new Delivery.Refused("gone"), await outbound.Update(new("console:room/sales"), "p-0", Says("x"), None));
        Assert.Equal(new Delivery.Refused("gone"), await outbound.Delete(new("console:room/sales"), "p-0", None));
        Assert.Null(await outbound.OpenDirect("console:nobody", None));
        Assert.Equal(Audience.External, await outbound.AudienceOf(new("console:room/partners"), None));
        Assert.Equal(Audience.Direct, await outbound.AudienceOf(new("console:direct/mei"), None));
        Assert.Null(await outbound.AudienceOf(new("console:room/nowhere"), None));
    }
}
