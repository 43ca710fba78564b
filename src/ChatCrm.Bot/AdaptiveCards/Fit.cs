namespace ChatCrm.Bot.AdaptiveCards;

/// <summary>How much of a card or form is drawn.</summary>
/// <param name="Text">The most UTF-16 units of one text.</param>
/// <param name="Items">The most entries and facts of a card together; the most choices of each field of a form.</param>
/// <param name="Blocks">The most blocks.</param>
internal sealed record Fit(int Text, int Items, int Blocks, Actions Actions)
{
    /// <summary>Everything.</summary>
    public static readonly Fit Whole = new(int.MaxValue, int.MaxValue, int.MaxValue, Actions.Twofold);

    /// <summary>The lengths that a text is shortened to, tried in order where a card is too long.</summary>
    public static readonly IReadOnlyList<int> Lengths = [4000, 1000, 250];

    /// <summary>As little as can be.</summary>
    public static readonly Fit Least = new(250, 0, 0, Actions.None);
}

/// <summary>How buttons are drawn.</summary>
internal enum Actions
{
    /// <summary>Not at all, with a notice.</summary>
    None,

    /// <summary>Without copies for old clients.</summary>
    Single,

    /// <summary>Each Action.Execute with an Action.Submit of the same data for clients without it.</summary>
    Twofold,
}
