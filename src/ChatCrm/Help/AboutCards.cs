using ChatCrm.Conversation;
using ChatCrm.Texts;
using ChatCrm.Time;
using NodaTime.Text;
using Text = ChatCrm.Conversation.Text;

namespace ChatCrm.Help;

/// <summary>What this service is made of, and how fresh that is. Pure.</summary>
public static class AboutCards
{
    /// <param name="version">ChatCrm's own.</param>
    public static Card Of(Wording words, string version) => new(new Heading(words.Say("About.Title")), new Facts(
    [
        new(words.Plain("About.Version"), Text.Ours(version)),
        new(words.Plain("About.Zones"), words.Say("About.ZonesOf", ("version", Text.Ours(Zones.Version)))),
        new(words.Plain("About.Holidays"), words.Say("About.HolidaysUntil", ("until", Text.Ours(LocalDatePattern.Iso.Format(Holidays.InUse.To))), ("made", Text.Ours(Holidays.InUse.Made)))),
    ]));
}
