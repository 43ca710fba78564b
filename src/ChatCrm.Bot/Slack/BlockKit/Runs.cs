using System.Globalization;
using ChatCrm.Conversation;

namespace ChatCrm.Bot.Slack.BlockKit;

/// <summary>Texts as Slack reads them.</summary>
internal static class Runs
{
    /// <summary>The schemes that a link may have; another one is drawn as text.</summary>
    private static readonly string[] Schemes = ["https", "http", "mailto", "tel"];

    /// <summary>True where plain text would lose something.</summary>
    public static bool NeedMarkup(Text text)
    {
        foreach (var run in text.Runs)
            if (run is Moment or Link || IsStrong(run)) return true;
        return false;
    }

    public static bool IsEmpty(Text text)
    {
        foreach (var run in text.Runs)
            if (Shown(run).Length > 0) return false;
        return true;
    }

    /// <summary>Writes the text, or its first whole graphemes and "…".</summary>
    /// <param name="most">The longest that the written text may be.</param>
    /// <param name="units">The most UTF-16 units that are read of it.</param>
    /// <returns>True where nothing was left out.</returns>
    public static bool Write(Slip slip, Text text, bool markup, int most, int units = int.MaxValue, string lead = "")
    {
        bool Fits(int length)
        {
            slip.Clear(lead);
            Add(slip, text, markup, length);
            return slip.Length <= most;
        }
        if (Fits(units)) return Length(text) <= units;
        var (least, top) = (0, Math.Min(most, units));
        while (least < top)
        {
            var middle = (least + top + 1) / 2;
            if (Fits(middle)) least = middle;
            else top = middle - 1;
        }
        Fits(least);
        return false;
    }

    private static void Add(Slip slip, Text text, bool markup, int left)
    {
        var strong = false;
        foreach (var run in text.Runs)
        {
            var shown = Shown(run);
            if (shown.Length == 0) continue;
            if (strong && !char.IsWhiteSpace(shown[0]) && !slip.AfterSpace) slip.Add(Literal.Gap);
            if (shown.Length > left)
            {
                Add(slip, run, $"{shown.AsSpan(0, Whole(shown, left))}…", markup);
                return;
            }
            if (markup && run is Moment moment) Add(slip, moment);
            else Add(slip, run, shown, markup);
            left -= shown.Length;
            strong = markup && IsStrong(run);
        }
    }

    private static void Add(Slip slip, Run run, string shown, bool markup)
    {
        if (markup && run is Link { Target: { IsAbsoluteUri: true } target } && Schemes.Contains(target.Scheme)) Add(slip, target, shown);
        else Literal.Add(slip, shown, new(markup, run is not (Words or Moment), IsStrong(run)));
    }

    private static void Add(Slip slip, Uri target, string label)
    {
        slip.Add('<');
        Literal.Escape(slip, target.AbsoluteUri.Replace("|", "%7C", StringComparison.Ordinal));
        slip.Add('|');
        Literal.Add(slip, label.ReplaceLineEndings(" "), new(Markup: true, Isolated: true));
        slip.Add('>');
    }

    /// <summary>In each viewer's own zone and language. https://docs.slack.dev/messaging/formatting-message-text#date-formatting</summary>
    private static void Add(Slip slip, Moment moment)
    {
        slip.Add(string.Create(CultureInfo.InvariantCulture, $"<!date^{moment.At.ToUnixTimeSeconds()}^{{date_short_pretty}} {{time}}|"));
        Literal.Escape(slip, moment.Shown);
        slip.Add('>');
    }

    /// <summary>The length of the first whole graphemes, at most <paramref name="most"/> units together.</summary>
    public static int Whole(string text, int most)
    {
        var end = 0;
        while (StringInfo.GetNextTextElementLength(text.AsSpan(end)) is var next && end + next <= most) end += next;
        return end;
    }

    private static int Length(Text text) => text.Runs.Sum(run => Shown(run).Length);

    private static string Shown(Run run) => run switch
    {
        Words words => words.Value,
        Typed typed => typed.Value,
        PersonRun person => person.Name,
        Moment moment => moment.Shown,
        Link link => link.Label,
        _ => throw new InvalidOperationException($"A text has no piece {run.GetType().Name}."),
    };

    private static bool IsStrong(Run run) => run is Words { Weight: Weight.Strong } or Typed { Weight: Weight.Strong };
}
