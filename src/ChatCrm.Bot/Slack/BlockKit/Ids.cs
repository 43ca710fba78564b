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
    public static string OfBlock(string drawing, int place)
    {
        var id = Numbered(drawing, place);
        return id.Length <= Limits.Id ? id : Numbered("", place);
    }

    public static string OfButton(Button button, int place) => Carried(Numbered(button.Id, place));

    /// <summary>The block of a field. The same on every drawing of a form: then Slack keeps what was typed.</summary>
    public static string OfField(Field field) => Carried(field is LookupField lookup ? $"{field.Id}~{lookup.Lookup}" : field.Id);

    public static string OfEntry(Button button) => $"{button.Id}{InEntry}{button.Value}";

    public static string Numbered(string id, int place) => string.Concat(id, "~", place.ToString(CultureInfo.InvariantCulture));

    /// <exception cref="ArgumentException">The id is one that Slack does not take: an id of ours is a short constant.</exception>
    public static string Carried(string id) => id.Length is > 0 and <= Limits.Id ? id : throw new ArgumentException($"Slack carries an id of 1 to {Limits.Id} characters, not of {id.Length}.");
}
