using System.Globalization;
using ChatCrm.Conversation;

namespace ChatCrm.Bot.Slack.BlockKit;

/// <summary>How a whole text is written.</summary>
/// <param name="Markup">As mrkdwn.</param>
/// <param name="Strong">All of it bold, where there is markup.</param>
/// <param name="Lead">What each line begins with.</param>
internal readonly record struct Ink(bool Markup = false, bool Strong = false, string Lead = "")
{
    public static readonly Ink Plain = new(Markup: false);

    public static readonly Ink Mrkdwn = new(Markup: true);

    public static readonly Ink Heading = new(Markup: true, Strong: true);

    public static readonly Ink Quote = new(Markup: true, Lead: ">");
}

/// <summary>Texts as Slack reads them.</summary>
internal static class Runs
{
    private static readonly Text LineEnd = Text.Ours("\n");

    /// <summary>The schemes that a link may have; another one is drawn as text.</summary>
    private static readonly string[] Schemes = ["https", "http", "mailto", "tel"];

    /// <summary>True where plain text would lose something.</summary>
    public static bool NeedMarkup(Text text)
    {
        foreach (var run in text.Runs)
            if (run is Moment or Link || IsStrong(run)) return true;
        return false;
    }

    public static bool IsEmpty(Text text) => Length(text) == 0;

    /// <summary>Writes the text, or its first whole graphemes and "…".</summary>
    /// <param name="most">The longest that the written text may be.</param>
    /// <param name="units">The most UTF-16 units that are read of it.</param>
    /// <param name="beneath">A text on a line of its own under it; none where null or empty.</param>
    /// <returns>True where nothing was left out.</returns>
    public static bool Write(Slip slip, Text text, Ink ink, int most, int units = int.MaxValue, Text? beneath = null)
    {
        var under = beneath is null || IsEmpty(beneath) ? Text.Empty : beneath;
        var between = under.IsEmpty || IsEmpty(text) ? Text.Empty : LineEnd;
        bool Fits(int length)
        {
            slip.Clear(ink.Lead);
            Add(slip, under, ink, Add(slip, between, ink, Add(slip, text, ink, length)));
            slip.Weigh(strong: false, []);
            return slip.Length <= most;
        }
        var (least, top) = (0, Math.Min(most, units));
        if (Length(text) + Length(between) + Length(under) <= top && Fits(top)) return true;
        while (least < top)
        {
            var middle = (least + top + 1) / 2;
            if (Fits(middle)) least = middle;
            else top = middle - 1;
        }
        Fits(least);
        return false;
    }

    /// <summary>Writes words as mrkdwn, without isolates, where they fit whole.</summary>
    /// <returns>False where they are too long: then what is written counts for nothing.</returns>
    public static bool WriteWhole(Slip slip, ReadOnlySpan<char> words, int most)
    {
        slip.Clear("");
        if (words.Length > most) return false;
        Literal.Add(slip, words, new(Markup: true));
        slip.Weigh(strong: false, []);
        return slip.Length <= most;
    }

    /// <returns>The units that may still be read behind it; less than none where it was cut.</returns>
    private static int Add(Slip slip, Text text, Ink ink, int left)
    {
        if (left < 0) return left;
        foreach (var run in text.Runs)
        {
            var shown = run.Plain;
            if (shown.Length <= left) Add(slip, run, shown, ink);
            else
            {
                var end = Graphemes.Whole(shown, left);
                // A link or a moment of which nothing is left is no more than its "…".
                Add(slip, end > 0 && run is not Moment ? run : new Words("…"), $"{shown.AsSpan(0, end)}…", ink);
                return -1;
            }
            left -= shown.Length;
        }
        return left;
    }

    private static void Add(Slip slip, Run run, string shown, Ink ink)
    {
        var strong = ink.Strong || IsStrong(run);
        switch (run)
        {
            case Moment moment when ink.Markup:
                slip.Weigh(strong, "<");
                Add(slip, moment);
                break;
            case Link { Target: { IsAbsoluteUri: true } target } when ink.Markup && shown.Length > 0 && Schemes.Contains(target.Scheme):
                slip.Weigh(strong, "<");
                Add(slip, target, shown);
                break;
            default:
                Literal.Add(slip, shown, new(ink.Markup, run is not (Words or Moment), strong));
                break;
        }
    }

    private static void Add(Slip slip, Uri target, string label)
    {
        slip.Add('<');
        Literal.Escape(slip, target.AbsoluteUri.Replace("|", "%7C", StringComparison.Ordinal));
        slip.Add('|');
        Literal.Label(slip, label.ReplaceLineEndings(" "));
        slip.Add('>');
    }

    /// <summary>In each viewer's own zone and language. https://docs.slack.dev/messaging/formatting-message-text#date-formatting</summary>
    private static void Add(Slip slip, Moment moment)
    {
        slip.Add(string.Create(CultureInfo.InvariantCulture, $"<!date^{moment.At.ToUnixTimeSeconds()}^{{date_short_pretty}} {{time}}|"));
        Literal.Escape(slip, moment.Shown);
        slip.Add('>');
        if (moment.There.Length > 0) Literal.Escape(slip, $" · {moment.There}");
    }

    private static int Length(Text text)
    {
        var length = 0;
        foreach (var run in text.Runs) length += run.Plain.Length;
        return length;
    }

    private static bool IsStrong(Run run) => run is Words { Weight: Weight.Strong } or Typed { Weight: Weight.Strong };
}
