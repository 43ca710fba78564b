namespace ChatCrm.Bot.Slack.BlockKit;

/// <summary>How much of a card or form is drawn.</summary>
/// <param name="Text">The most UTF-16 units of one text.</param>
/// <param name="Items">The most entries and facts of a card together; the most choices of each field of a form.</param>
/// <param name="Blocks">The most blocks of the card.</param>
/// <param name="Presses">The most buttons and menus under the card.</param>
internal readonly record struct Fit(int Text, int Items, int Blocks, int Presses)
{
    /// <summary>Everything.</summary>
    public static readonly Fit Whole = new(int.MaxValue, int.MaxValue, int.MaxValue, int.MaxValue);

    /// <summary>The lengths that a text is shortened to, tried in order where a card is too long.</summary>
    public static readonly IReadOnlyList<int> Lengths = [int.MaxValue, 1000, 250];

    /// <summary>As little as can be.</summary>
    public static readonly Fit Least = new(250, 0, 0, 0);
}

/// <summary>What one surface takes.</summary>
/// <param name="Blocks">The most blocks.</param>
/// <param name="Length">The most of its JSON, as <paramref name="Measure"/> counts it.</param>
internal sealed record Surface(int Blocks, int Length, Surface.Counts Measure)
{
    public delegate int Counts(ReadOnlySpan<byte> json);

    public static readonly Surface Message = new(Limits.BlocksOfMessage, Limits.LengthOfMessage, System.Text.Encoding.UTF8.GetCharCount);

    public static readonly Surface View = new(Limits.BlocksOfView, Limits.BytesOfView, json => json.Length);
}
