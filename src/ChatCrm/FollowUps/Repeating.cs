using ChatCrm.Time;
using ChatCrm.Turns;
using NodaTime;
using NodaTime.Text;

namespace ChatCrm.FollowUps;

/// <summary>What comes behind a follow-up of a series. Pure.</summary>
public static class Repeating
{
    /// <summary>What the words for a repetition mean; null where they mean none.</summary>
    public static Every? Of(string words) => words.Length == 0 ? null : Every.Read(words);

    /// <summary>The first time of a repetition that alone says when: so long behind a moment, at nine, by the days of whoever is to do it.</summary>
    /// <param name="zone">Whose nine it is.</param>
    /// <param name="words">The words that asked for it.</param>
    /// <param name="workday">Whether they work on a date; null: Monday to Friday.</param>
    public static Assumed First(Every every, Instant from, string zone, string words, Func<LocalDate, bool>? workday) =>
        new(every.Next(new(from.InZone(Zones.Rules[zone]).Date + new LocalTime(9, 0), zone, words), workday: workday), [new(Assuming.Nine)]);

    /// <summary>
    /// The time of the next one, once this one is done: the first of its series that is still to come, however many went by meanwhile; counted from the
    /// last contact, where that was asked, which is now. Null for one that does not repeat.
    /// </summary>
    /// <param name="workday">Whether its assignee works on a date; null: Monday to Friday.</param>
    public static PlannedTime? Next(FollowUp followUp, Instant now, Func<LocalDate, bool>? workday = null)
    {
        if (Of(followUp.Every) is not { } every) return null;
        if (every.FromLastContact) return FromContact(every, followUp, now, workday);
        var next = every.Next(PlannedOf(followUp), BeganOn(followUp), workday);
        while (next.ToInstant() <= now) next = every.Next(next, BeganOn(followUp), workday);
        return next with { Typed = followUp.Words };
    }

    /// <summary>The date with which its series began.</summary>
    public static LocalDate BeganOn(FollowUp followUp) => LocalDatePattern.Iso.Parse(followUp.Began).TryGetValue(default, out var began) ? began : PlannedOf(followUp).Wall.Date;

    /// <summary>Its time before anybody put it off.</summary>
    private static PlannedTime PlannedOf(FollowUp followUp) => WhenText.Chosen(followUp.Planned) ?? followUp.Time;

    /// <summary>Where a contact since moves it to; null where it stays.</summary>
    /// <param name="contact">When the customer was last in touch; null where nobody knows.</param>
    /// <param name="workday">Whether its assignee works on a date; null: Monday to Friday.</param>
    public static PlannedTime? Moved(FollowUp followUp, Instant? contact, Func<LocalDate, bool>? workday)
    {
        if (contact is not { } at || at <= followUp.TouchedAt || Of(followUp.Every) is not { FromLastContact: true } every) return null;
        var next = FromContact(every, followUp, at, workday);
        return next.ToInstant() > followUp.DueAt ? next : null;
    }

    /// <summary>At its time of day, so long behind the contact.</summary>
    private static PlannedTime FromContact(Every every, FollowUp followUp, Instant contact, Func<LocalDate, bool>? workday) =>
        every.Next(followUp.Time with { Wall = contact.InZone(Zones.Rules[followUp.Zone]).Date + followUp.Time.Wall.TimeOfDay }, workday: workday);
}
