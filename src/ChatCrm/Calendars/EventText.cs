using System.Globalization;
using ChatCrm.Conversation;
using ChatCrm.Customers;
using ChatCrm.FollowUps;
using ChatCrm.Texts;
using ChatCrm.Time;
using ChatCrm.Workspaces;
using NodaTime;

namespace ChatCrm.Calendars;

/// <summary>The words of an event, in its owner's language. Pure.</summary>
internal static class EventText
{
    private const int Longest = 120;

    private static readonly Duration Length = Duration.FromMinutes(30);

    public static WantedEvent Of(FollowUp followUp, Customer customer, Member assignee, Roster roster, CustomerLink? link)
    {
        var words = Wording.In(assignee.Language.Length > 0 ? assignee.Language : "en");
        var name = OneLine(Names.Visible(customer.Name));
        var subject = followUp.Text.Length > 0
            ? words.Plain("Calendars.Subject", ("customer", Text.Theirs(name)), ("text", Text.Theirs(Short(OneLine(followUp.Text)))))
            : words.Plain("Calendars.SubjectAlone", ("customer", Text.Theirs(name)));
        return new(assignee.Email ?? "", subject, Body(words, followUp, customer, roster, link), At(followUp), Invitation.Of(followUp), followUp.Online);
    }

    private static string Body(Wording words, FollowUp followUp, Customer customer, Roster roster, CustomerLink? link) => string.Join("\n\n", new[]
    {
        followUp.Text,
        // Whoever is invited reads along: they are not told how the customer is kept.
        followUp.Invited.Length > 0 ? "" : words.Plain("Calendars.SetBy", ("who", Text.Theirs(roster.NameOf(followUp.SetBy))), ("number", followUp.Number.ToString(CultureInfo.InvariantCulture))),
        followUp.Invited.Length > 0 || link is null ? "" : link.To(customer.Code).AbsoluteUri,
    }.Where(part => part.Length > 0));

    /// <summary>As its clock shows it: a wall time that does not exist was moved already.</summary>
    private static EventTime At(FollowUp followUp)
    {
        var zone = Zones.OrUtc(followUp.Zone);
        var wall = followUp.DueAt.InZone(Zones.Rules[zone]).LocalDateTime;
        return new(wall, zone, Length, followUp.HasTime);
    }

    private static string OneLine(string text) => text.ReplaceLineEndings(" ").Trim();

    /// <summary>A calendar takes 255 characters; all of the words stand in the body.</summary>
    private static string Short(string text)
    {
        if (text.Length <= Longest) return text;
        var graphemes = StringInfo.ParseCombiningCharacters(text);
        return text[..graphemes.Last(start => start < Longest)].TrimEnd() + "…";
    }
}
