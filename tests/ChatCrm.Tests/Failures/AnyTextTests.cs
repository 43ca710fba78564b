using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using ChatCrm.Bot.AdaptiveCards;
using ChatCrm.Conversation;
using ChatCrm.Tests.House;
using ChatCrm.Texts;
using ChatCrm.Turns;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ChatCrm.Tests.Failures;

/// <summary>Any text up to 4,000 characters, in any script, anywhere: an answer, and never one that speaks of a fault of ours.</summary>
public sealed class AnyTextTests : IAsyncDisposable
{
    private const int Longest = 4000;

    /// <summary>What text is made of here: whole words that our readers look for, and pieces that break careless ones.</summary>
    private static readonly string[] Pieces =
    [
        "log", "find", "follow", "due", "done", "undo", "edit", "new", "contact", "set", "link", "unlink", "me", "help", "admin", "记", "查", "跟进", "待办", "完成", "撤销", "修改", "新建", "设置", "关联", "我", "帮助", "管理",
        "Acme", "GmbH", "华为", "C-1001", ".", "Maria", "@mei", "@nobody", "#sales", "for", "remind", "with", "at", "in", "on", "every", "cal", "call", "电话", "called", "re", "wants", "by", "通话", "拜访", "要", "前", "15m", "1h30", "tue 3pm", "下周二", "30feb", "4/5", "2026-12-03", "25:99", "99999999999999999999d",
        "in 99999999 weeks", "tomorrow", "their", "CST", "=interested", "=", ">", "--", "\"", "“", "”", "「", "「」", "'", "tier:vip", "tier:", ":", "lang:ja", "tz:Asia/Tokyo", "tz:nowhere", "country:JP", "key:value:more", ":\"x\"", "x:\"", "-tag:", "role", "manager", "team",
        "|", "||", "^", "^0041", "/", "\\", "\0", "\u0001", "\n", "\r\n", "\t", "%00", "{0}", "{{DATE(2026-01-01)}}", "<!channel>", "<at>", "*_~`[]()", "&amp;", "{\"a\":1}", "null", "-1", "0", "１２３", "٣", "三十",
        "😀", "👩‍👩‍👧", "e\u0301\u0302\u0303", "İı", "ß", "ﬁ", "ﷺ", "שלום", "مرحبا", "\u202E", "\u2066", "\u200B", "\uFEFF", "\uFFFF", "\uD800", "\uDC00", "𠮷", "한국어", "ไทย", "हिन्दी", "日本語", "株式会社", "Ltd.", "naïve",
    ];

    private readonly Faults faults = new();
    private Workspace workspace = null!;

    public async ValueTask DisposeAsync() => await workspace.DisposeAsync();

    [Fact]
    public async Task D2_Any_line_gets_an_answer() =>
        await EachOf(1000, async (dice, what) => await Send(dice, new Input.Said(Text(dice)), what));

    [Fact]
    public async Task D2_Any_value_of_any_button_gets_an_answer() => await EachOf(20, async (dice, what) =>
    {
        foreach (var button in Ids(RouteKind.Button))
            await Send(dice, new Input.Pressed(button, Value(dice), Text(dice)), $"{what}, button {button}");
    });

    [Fact]
    public async Task D2_Any_values_and_any_state_of_any_form_get_an_answer_and_stay() => await EachOf(25, async (dice, what) =>
    {
        foreach (var form in Ids(RouteKind.Form))
        {
            var values = Fields.Where(_ => dice.Next(4) > 0).ToDictionary(field => field, field => dice.Next(3) == 0 ? Known(dice) : Text(dice));
            var reply = await Send(dice, new Input.Submitted(form, Text(dice), Value(dice), values), $"{what}, form {form}");
            if (reply is Reply.KeepForm kept) Assert.Equal(values, kept.Values);
            // What was typed comes back, but for choices that are none of the field's.
            if (reply is Reply.NotValid { Form: var again })
                Assert.All(again.Fields.OfType<TextField>().Where(field => values.ContainsKey(field.Id)), field => Assert.Equal(values[field.Id], field.Value));
        }
    });

    [Fact]
    public async Task D2_Any_lookup_gets_options() => await EachOf(100, async (dice, what) =>
    {
        foreach (var lookup in Ids(RouteKind.Lookup))
            Assert.IsType<Reply.Options>(await Send(dice, new Input.LookedUp(lookup, Text(dice)), $"{what}, lookup {lookup}"));
    });

    [Fact]
    public async Task D2_An_unknown_or_old_button_form_or_lookup_is_answered_politely() => await EachOf(40, async (dice, what) =>
    {
        var old = Wording.In("en").Plain("Turns.Old");
        Assert.Equal(old, (await Send(dice, new Input.Pressed("x" + Text(dice), Text(dice), Text(dice)), what)).Plain());
        Assert.Equal(old, Assert.IsType<Reply.KeepForm>(await Send(dice, new Input.Submitted("x" + Text(dice), Text(dice), Text(dice), new Dictionary<string, string>()), what)).Error);
        await Send(dice, new Input.LookedUp("x" + Text(dice), Text(dice)), what);
    });

    /// <summary>The fields of the product's forms, and one that is none's.</summary>
    private static readonly string[] Fields =
    [
        "customer", "kind", "text", "outcome", "minutes", "direction", "with", "when", "next", "nextText", "assignee", "note", "language", "zone", "hours", "name", "country", "city", "domain", "tags", "needs", "alias",
        "tier", "owner", "why", "reason", "job", "phone", "email", "callMe", "mail", "address", "nobody's",
    ];

    private async Task EachOf(int rounds, Func<Random, string, Task> round)
    {
        var seed = Random.Shared.Next();
        TestContext.Current.TestOutputHelper!.WriteLine($"seed {seed.ToString(CultureInfo.InvariantCulture)}");
        workspace = await Workspace.Open(add: services => services.AddSingleton<ILogger<Dispatcher>>(faults));
        var dice = new Random(seed);
        for (var n = 0; n < rounds; n++) await round(dice, $"seed {seed}, round {n}");
    }

    /// <summary>Sends it, draws the answer as a channel does, and fails where the product speaks of a fault of its own.</summary>
    private async Task<Reply> Send(Random dice, Input what, string when)
    {
        Actor[] people = [workspace.Mei, workspace.Mei.In("sales"), workspace.Jonas.In("japan"), workspace.Sam, workspace.Priya.In("partners")];
        var reply = await workspace.Send(people[dice.Next(people.Length)], what);
        Assert.True(faults.Told.IsEmpty, $"{when}: {what}\n{string.Join('\n', faults.Told)}");
        if (reply is Reply.Show or Reply.Replace) Assert.NotEmpty(AdaptiveCard.Draw(reply.Card(), Words));
        if (reply is Reply.Ask or Reply.NotValid) Assert.NotEmpty(AdaptiveCard.Draw(reply.Form(), Words));
        return reply;
    }

    private IEnumerable<string> Ids(RouteKind kind) => workspace.Get<Routes>().All.Where(route => route.Kind == kind).Select(route => route.Id);

    private static CardWords Words { get; } = new("en", n => $"{n} more", "Shortened.", "Needed.", "Not yet.", "Yes", "—");

    /// <summary>What a button or a form's state may carry of ours, alone or spoilt.</summary>
    private static string Value(Random dice) => dice.Next(3) switch
    {
        0 => Known(dice),
        1 => string.Join(dice.Next(2) == 0 ? "|" : "/", Enumerable.Range(0, dice.Next(1, 5)).Select(_ => Known(dice))),
        _ => Text(dice),
    };

    private static string Known(Random dice)
    {
        string[] known = ["acme", "acmekk", "bergmann", "maria", "acme/maria", "mei", "customer.card", "zh-Hans", "Vip", "Call", "true", "1", "", "2026-11-24T15:00 Asia/Shanghai", "acme|Vip", "\n\nx", "customer=acme%2C4\nlog Acme call", "0=00000000", "acme\nname=00000000"];
        return known[dice.Next(known.Length)];
    }

    /// <summary>Some pieces, with blanks or without; sometimes as long as a line may be, sometimes longer.</summary>
    private static string Text(Random dice)
    {
        var text = new StringBuilder();
        var length = dice.Next(8) switch { 0 => Longest, 1 => Longest + 1, 2 => 1000, _ => dice.Next(60) };
        while (text.Length < length)
        {
            text.Append(Pieces[dice.Next(Pieces.Length)]);
            if (dice.Next(3) > 0) text.Append(' ');
            // One piece again and again: what is quadratic shows.
            if (length >= Longest && dice.Next(6) == 0) text.Insert(text.Length, Pieces[dice.Next(Pieces.Length)], 200);
        }
        return text.ToString(0, Math.Min(length, text.Length));
    }

    /// <summary>The Dispatcher's errors: a handler that threw.</summary>
    private sealed class Faults : ILogger<Dispatcher>
    {
        public ConcurrentQueue<string> Told { get; } = [];

        public bool IsEnabled(LogLevel logLevel) => true;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (logLevel >= LogLevel.Error) Told.Enqueue(formatter(state, exception));
        }
    }
}
