using ChatCrm.FollowUps;
using ChatCrm.Storage;
using ChatCrm.Tests.House;
using NodaTime;

namespace ChatCrm.Tests.FollowUps;

/// <summary>Follow-ups that come again. It is Sunday 22 November, 16:05 in Shanghai.</summary>
public class RepeatingTests
{
    [Theory]
    [InlineData("follow C-1001 every 30d \"ask for news\"", "every 30d", "2026-12-22T09:00")]
    [InlineData("follow C-1001 every month \"ask for news\"", "every month", "2026-12-22T09:00")]
    [InlineData("follow C-1001 every fri 15:00 \"ask for news\"", "every fri 15:00", "2026-11-27T15:00")]
    [InlineData("follow C-1001 every month from last contact \"ask for news\"", "every month from last contact", "2026-12-22T09:00")]
    [InlineData("follow C-1001 tue 15:00 every 2 weeks \"ask for news\"", "every 2 weeks", "2026-11-24T15:00")]
    [InlineData("跟进 C-1001 每30天 “问近况”", "每30天", "2026-12-22T09:00")]
    [InlineData("跟进 C-1001 每月从上次联系 “问近况”", "每月从上次联系", "2026-12-22T09:00")]
    public async Task A_period_alone_says_when_it_is_first_and_a_date_does_before_it(string line, string every, string wall)
    {
        await using var house = await Workspace.Open();

        var said = (await house.Mei.Say(line)).Plain();

        var kept = await house.Only();
        Assert.Equal((every, wall), (kept.Every, kept.Wall));
        Assert.Contains($"Repeats: {every}", said);
    }

    [Theory]
    [InlineData("follow C-1001 tomorrow every 3 pm send quote", "every 3 pm", "send quote")]
    [InlineData("follow C-1001 tomorrow every 3 moons send quote", "every 3", "moons send quote")]
    [InlineData("跟进 C-1001 明天 每 3 点 发报价", "每 3 点", "发报价")]
    public async Task What_does_not_read_as_a_repetition_is_named_and_takes_no_other_word_with_it(string line, string named, string text)
    {
        await using var house = await Workspace.Open();

        var said = (await house.Mei.Say(line)).Plain();

        Assert.Equal(text, (await house.Only()).Text);
        Assert.Contains($"“{named}”", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Done_sets_the_next_one_in_the_same_breath_and_says_when()
    {
        await using var house = await Set();

        var said = (await house.Mei.Say("done 1 \"sent them\"")).Plain();

        var (done, next) = await Both(house);
        Assert.Equal((false, true, 2L, done.Id, "2026-12-24T15:00"), (done.IsOpen, next.IsOpen, next.Number, next.Follows, next.Wall));
        Assert.Contains("Comes again: Thu 24 Dec 15:00 Shanghai · 08:00 Berlin · number 2", said);
        Assert.Equal(Keys.OldestFirst(next.DueAt), Keys.Parts(Assert.Single(await house.Rows("wake|")).Key)[1]);
    }

    [Fact]
    public async Task Undo_takes_both_back()
    {
        await using var house = await Set();
        var before = await house.Records();

        var done = (await house.Mei.Say("done 1 \"sent them\"")).Card();
        await house.Mei.Press(done, "Undo");

        Assert.Equal(before, await house.Records());
    }

    [Theory]
    [InlineData("done 1 stop \"sent them\"")]
    [InlineData("完成 1 停止 “寄了”")]
    public async Task A_word_ends_the_series(string line)
    {
        await using var house = await Set();

        await house.Mei.Say(line);

        Assert.False((await house.Only()).IsOpen);
        Assert.Empty(await house.Rows("wake|"));
    }

    [Fact]
    public async Task Of_what_does_not_repeat_the_same_word_is_a_note()
    {
        await using var house = await Workspace.Open();
        await house.Mei.Say("follow C-1001 tue 15:00 \"send samples\"");

        Assert.Contains("Logged: “stop calling”", (await house.Mei.Say("done 1 stop calling")).Plain());
    }

    [Fact]
    public async Task The_button_on_the_card_ends_it_and_undo_brings_it_back()
    {
        await using var house = await Set();
        var card = (await house.Mei.Say("done 1")).Card();

        var stopped = (await house.Mei.Press(card, "Stop repeating")).Card();

        Assert.Contains("does not come again", stopped.Plain());
        Assert.Single(await house.All());
        Assert.Empty(await house.Rows("wake|"));
        await house.Mei.Press(stopped, "Undo");
        Assert.Equal(2, (await house.All()).Count);
        Assert.Single(await house.Rows("wake|"));
    }

    [Fact]
    public async Task The_forms_end_it_too()
    {
        await using var house = await Set();
        var handle = (await house.Only()).Handle;
        var edit = (await house.Mei.Press("follow-up.edit", handle)).Form();
        Assert.Equal("every 30d", edit.Fields.Single(field => field.Id == "every").Value);
        Assert.IsType<ChatCrm.Conversation.Reply.NotValid>(await house.Mei.Submit(edit, ("every", "whenever")));
        await house.Mei.Submit((await house.Mei.Press("follow-up.edit", handle, "again")).Form(), ("every", "every week"));
        Assert.Equal("every week", (await house.Only()).Every);

        var close = (await house.Mei.Press("follow-up.done", handle)).Form();
        await house.Mei.Submit(close, ("note", "sent"), ("stop", "true"));

        Assert.False((await house.Only()).IsOpen);
    }

    [Fact]
    public async Task F8_It_comes_again_once_however_many_were_missed()
    {
        await using var house = await Set();
        house.Clock.Move(Duration.FromDays(200));

        await house.Mei.Say("done 1");

        Assert.Equal("2027-06-22T15:00", (await Both(house)).Next.Wall);
    }

    [Fact]
    public async Task One_that_was_put_off_goes_on_as_it_would_have()
    {
        await using var house = await Set();
        house.Clock.MoveTo(Instant.FromUtc(2026, 11, 24, 7, 0));
        await house.Mei.Press("follow-up.put-off", $"{(await house.Only()).Handle}/week");
        Assert.Equal("2026-11-30T09:00", (await house.Only()).Wall);
        house.Clock.Move(Duration.FromDays(6));

        await house.Mei.Say("done 1");

        Assert.Equal("2026-12-24T15:00", (await Both(house)).Next.Wall);
    }

    [Fact]
    public async Task F10_The_last_of_a_month_stays_the_last()
    {
        await using var house = await Workspace.Open();
        await house.Mei.Say("follow C-1001 31dec 15:00 every month \"ask for news\"");
        var walls = new List<string>();
        for (var n = 1; n <= 4; n++)
        {
            var open = (await house.All()).Single(followUp => followUp.IsOpen);
            walls.Add(open.Wall);
            house.Clock.MoveTo(open.DueAt);
            await house.Mei.Say($"done {open.Number}");
        }

        Assert.Equal(["2026-12-31T15:00", "2027-01-31T15:00", "2027-02-28T15:00", "2027-03-31T15:00"], walls);
    }

    [Fact]
    public async Task Counted_from_the_last_contact_it_moves_when_somebody_was_in_touch_and_no_one_is_reminded()
    {
        await using var house = await Workspace.Open();
        await house.Mei.Say("follow C-1001 every 30d from last contact \"ask for news\"");
        house.Clock.Move(Duration.FromDays(10));
        await house.Mei.Say("log C-1001 call 5m \"all is well\"");
        house.Clock.MoveTo((await house.Only()).DueAt);

        await house.Wake();

        Assert.Equal("2027-01-01T09:00", (await house.Only()).Wall);
        Assert.DoesNotContain(await house.Notices(), notice => notice.Drawing == "follow-up.reminder");
        Assert.Equal(Keys.OldestFirst((await house.Only()).DueAt), Keys.Parts(Assert.Single(await house.Rows("wake|")).Key)[1]);
    }

    [Fact]
    public async Task Counted_from_the_last_contact_it_begins_there()
    {
        await using var house = await Workspace.Open();
        await house.Mei.Say("log C-1001 call 5m \"all is well\"");
        house.Clock.Move(Duration.FromDays(10));

        await house.Mei.Say("follow C-1001 every 30d from last contact \"ask for news\"");

        Assert.Equal("2026-12-22T09:00", (await house.Only()).Wall);
    }

    [Fact]
    public async Task Other_words_begin_another_series_on_the_day_on_which_it_then_is()
    {
        await using var house = await Workspace.Open();
        await house.Mei.Say("follow C-1001 mon 15:00 every mon \"ask for news\"");
        house.Clock.MoveTo((await house.Only()).DueAt);
        await house.Mei.Say("done 1");
        var next = (await Both(house)).Next;

        await house.Mei.Submit((await house.Mei.Press("follow-up.edit", next.Handle)).Form(), ("every", "every month"));
        house.Clock.MoveTo(next.DueAt);
        await house.Mei.Say("done 2");

        Assert.Equal(("2026-11-30T15:00", "2026-12-30T15:00"), (next.Wall, (await house.All())[2].Wall));
    }

    [Fact]
    public async Task Business_days_are_those_of_whoever_is_to_do_it()
    {
        await using var house = await Workspace.Open();
        await house.Mei.Say("me hours 9-18 mon-thu");
        await house.Jonas.Say("me hours 9-18 mon-wed");

        await house.Mei.Say("follow C-1001 every 6 business days");
        await house.Mei.Say("follow C-1001 every 6 business days for @jonas");
        await house.Mei.Submit((await house.Mei.Say("follow C-1001 \"news\"")).Form(), ("when", "every 6 business days"), ("assignee", "jonas"));

        Assert.Equal(["2026-12-01T09:00 Asia/Shanghai", "2026-12-02T09:00 Europe/Berlin", "2026-12-02T09:00 Europe/Berlin"], (await house.All()).Select(each => $"{each.Wall} {each.Zone}"));
    }

    [Fact]
    public async Task What_is_typed_into_the_date_of_the_form_goes_before_what_the_line_said()
    {
        await using var house = await Workspace.Open();

        await house.Mei.Submit((await house.Mei.Say("follow C-1001 \"news\"")).Form(), ("when", "every 30d cal online invite maria@acme.example"));
        await house.Mei.Submit((await house.Mei.Say("follow C-1001 cal \"more\"")).Form() with { State = "\n1 \nevery 60d\n" }, ("when", "tue 15:00"));

        var (typed, said) = await Both(house);
        Assert.Equal(("every 30d", true, true, "maria@acme.example", "2026-12-22T09:00"), (typed.Every, typed.Calendar, typed.Online, typed.Invited, typed.Wall));
        Assert.Equal(("every 60d", true, false, ""), (said.Every, said.Calendar, said.Online, said.Invited));
    }

    [Fact]
    public async Task The_last_contact_is_the_one_that_is_logged_together_with_it()
    {
        await using var house = await Workspace.Open();
        await house.Mei.Say("log C-1001 call 5m \"all is well\"");
        house.Clock.Move(Duration.FromDays(10));

        await house.Mei.Say("log C-1001 call 5m \"still well\" follow every 33d from last contact");
        await house.Mei.Submit((await house.Mei.Say("log C-1001")).Form(), ("kind", "Call"), ("text", "and now"), ("next", "every 33d from last contact"), ("when", "1 dec 10:00"));

        Assert.Equal(["2027-01-04T09:00", "2027-01-04T09:00"], (await house.All()).Select(each => each.Wall));
    }

    private static async Task<Workspace> Set()
    {
        var house = await Workspace.Open();
        await house.Mei.Say("follow C-1001 tue 15:00 every 30d \"send samples\"");
        return house;
    }

    private static async Task<(FollowUp Done, FollowUp Next)> Both(Workspace house) =>
        await house.All() is [var done, var next] ? (done, next) : throw new InvalidOperationException("There are not two.");
}
