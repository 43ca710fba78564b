using ChatCrm.Time;
using ChatCrm.Turns;

namespace ChatCrm.Customers;

/// <summary>Whose clock "their time" means in a line.</summary>
public static class TheirZone
{
    /// <summary>The zone of the contact whom the line names, else the customer's; null where it is not known. Reads contacts (one wave) only where the line may speak of their clock.</summary>
    /// <param name="hit">The line's customer; null where it has none.</param>
    public static async ValueTask<string?> Of(TurnContext turn, Hit? hit)
    {
        if (hit is null) return null;
        if (!TheirWords.MayBeIn(turn.Line.Line)) return Known(hit.Zone);
        var (seen, contacts) = await CustomerStore.Of(turn).WithContacts(hit.Customer);
        var named = contacts.Where(contact => contact.Id == hit.ContactId || IsNamed(contact, turn.Line.Line)).Select(contact => ContactZone.Of(seen!.Customer, contact).Zone).Distinct().ToList();
        return Known(named is [var zone] ? zone : hit.Zone);
    }

    private static string? Known(string zone) => Zones.Find(zone);

    /// <summary>By a word of their name that is no abbreviation.</summary>
    private static bool IsNamed(Contact contact, string line)
    {
        var said = $" {Names.Fold(line)} ";
        // Chinese and Japanese are written without blanks.
        return Names.Words(Names.Fold(contact.Name)).Any(word => word[0] > '\u2E80' ? word.Length > 1 && said.Contains(word, StringComparison.Ordinal) : word.Length > 2 && said.Contains($" {word} ", StringComparison.Ordinal));
    }
}
