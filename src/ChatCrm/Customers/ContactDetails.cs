using System.Text;
using ChatCrm.Time;

namespace ChatCrm.Customers;

/// <summary>What people say of a contact.</summary>
public static class ContactDetails
{
    public static readonly IReadOnlyList<Detail<Contact>> All =
    [
        new("name", (contact, _) => contact.Name, EnterName) { Longest = 200, Required = true },
        new("job", (contact, _) => contact.Job, (contact, typed, _) => new(contact with { Job = Names.AsGiven(typed) })),
        new("phone", (contact, _) => contact.Phone, EnterPhone),
        new("email", (contact, _) => contact.Email, EnterEmail),
        new("language", (contact, _) => contact.Language, (contact, typed, _) => new(contact with { Language = Names.AsGiven(typed) })),
        new("zone", (contact, _) => contact.ZoneOrigin == ZoneOrigin.Stated ? contact.Zone : "", EnterZone),
        new("hours", (contact, _) => contact.Hours, EnterHours),
        new("call", (contact, _) => contact.CallMe, (contact, typed, _) => new(contact with { CallMe = Names.AsGiven(typed) })),
    ];

    private static Entered<Contact> EnterName(Contact contact, string typed, Typist typist) =>
        Names.Fold(typed).Length == 0 ? new(contact, typist.Words.Say("DetailErrors.NameInvisible")) : new(contact with { Name = Names.AsGiven(typed) });

    // Extensions and remarks stand beside numbers: what counts is that there is one.
    private static Entered<Contact> EnterPhone(Contact contact, string typed, Typist typist) =>
        typed.Length == 0 || typed.EnumerateRunes().Count(Rune.IsDigit) >= 3
            ? new(contact with { Phone = Names.AsGiven(typed) })
            : new(contact, typist.Words.Say("DetailErrors.Phone", ("typed", CustomerDetails.Short(typed))));

    private static Entered<Contact> EnterEmail(Contact contact, string typed, Typist typist) =>
        typed.Length == 0 || IsAddress(typed.Replace('＠', '@'))
            ? new(contact with { Email = typed.Replace('＠', '@') })
            : new(contact, typist.Words.Say("DetailErrors.Email", ("typed", CustomerDetails.Short(typed))));

    private static bool IsAddress(string typed) =>
        typed.Split('@') is [{ Length: > 0 }, { Length: > 2 } domain] && domain[1..^1].Contains('.') && !typed.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || c is '<' or '>' or ',');

    private static Entered<Contact> EnterHours(Contact contact, string typed, Typist typist) =>
        CustomerDetails.HoursRefused(typed, typist) is { } refusal ? new(contact, refusal) : new(contact with { Hours = typed });

    private static Entered<Contact> EnterZone(Contact contact, string typed, Typist typist)
    {
        var read = ZoneEntry.Read(typed, typist.Words);
        return read.Refusal is { } refusal ? new(contact, refusal) : new(contact with { Zone = read.Zone, ZoneOrigin = ZoneOrigin.Stated });
    }
}
