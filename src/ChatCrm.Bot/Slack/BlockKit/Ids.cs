using System.Globalization;
using ChatCrm.Conversation;

namespace ChatCrm.Bot.Slack.BlockKit;

/// <summary>The ids that blocks and elements carry out and back. The part after the last '~' makes an id the only one in its message, or names a lookup.</summary>
internal static class Ids
{
    /// <summary>Between the button and the value of a menu's entry: the entry is all that comes back.</summary>
    public const char InEntry = '\n';

    /// <summary>The value of the choice that chooses nothing: Slack takes no empty one.</summary>
    public const string Nothing = " ";

    /// <summary>The drawing of a block with something to press. A drawing too long to carry comes back empty: half an id would be another one.</summary>
    /// <param name="paper">Where it is written: room for <see cref="Limits.Id"/> characters.</param>
    public static ReadOnlySpan<char> OfBlock(Span<char> paper, string drawing, int place) =>
        Numbered(paper, drawing, place) is { Length: > 0 } id ? id : Numbered(paper, "", place);

    /// <summary>A button, or a menu.</summary>
    /// <inheritdoc cref="OfBlock" path="/param"/>
    /// <exception cref="ArgumentException">The id is longer than Slack takes: an id of ours is a short constant.</exception>
    public static ReadOnlySpan<char> OfElement(Span<char> paper, string id, int place) =>
        Numbered(paper, id, place) is { Length: > 0 } written ? written : throw new ArgumentException($"Slack carries an id of at most {Limits.Id} characters, this one has {id.Length} and its place.");

    /// <summary>The block of a field. The same on every drawing of a form: then Slack keeps what was typed.</summary>
    public static string OfField(Field field) => Carried(field is LookupField lookup ? $"{field.Id}~{lookup.Lookup}" : field.Id);

    public static string OfEntry(Button button) => $"{button.Id}{InEntry}{button.Value}";

    /// <exception cref="ArgumentException">The id is one that Slack does not take: an id of ours is a short constant.</exception>
    public static string Carried(string id) => id.Length is > 0 and <= Limits.Id ? id : throw new ArgumentException($"Slack carries an id of 1 to {Limits.Id} characters, not of {id.Length}.");

    /// <returns>Empty where the paper is too short for it.</returns>
    private static ReadOnlySpan<char> Numbered(Span<char> paper, string id, int place) =>
        paper[..Limits.Id].TryWrite(CultureInfo.InvariantCulture, $"{id}~{place}", out var written) ? paper[..written] : [];
}
