using ChatCrm.FollowUps;
using ChatCrm.Interactions;
using ChatCrm.Storage;
using ChatCrm.Turns;
using ChatCrm.Workspaces;

namespace ChatCrm.Customers;

/// <summary>All that a customer's card shows, read in one wave.</summary>
/// <param name="Latest">The latest interactions, at most five; <paramref name="More"/> tells whether there are older ones.</param>
public sealed record CustomerFile(SeenCustomer Seen, IReadOnlyList<Contact> Contacts, IReadOnlyList<Interaction> Latest, bool More, LastContact? Last, NextStep? Next)
{
    /// <summary>The link that is passed on; null where the service has no address to the outside.</summary>
    public Uri? Link { get; init; }

    /// <summary>Null where there is no such customer.</summary>
    public static async ValueTask<CustomerFile?> Read(DrawContext drawing, string id)
    {
        if (id.Length is 0 or > 64) return null;
        var pages = await drawing.Rows.List(
        [
            KeyRange.Prefix(CustomerRows.FileKey(id), 1),
            KeyRange.Prefix(CustomerRows.ContactsUnder(id), 10),
            InteractionStore.Newest(id, 5),
            KeyRange.Prefix(InteractionStore.LastKey(id), 1),
            FollowUpStore.NextOf(id, 1),
        ], drawing.Cancel);
        if (pages[0].Rows is not [var row, ..] || CustomerStore.Of(drawing).Seen(row) is not { } seen) return null;
        if (seen.Sight < Sight.NoContactData) return new(seen, [], [], false, null, null);
        return new(seen,
            [.. pages[1].Rows.Select(CustomerRows.Contact).Select(contact => CustomerStore.At(contact, CustomerRows.Customer(row), seen.Sight))],
            [.. pages[2].Rows.Select(InteractionStore.Read)], pages[2].Continue is not null,
            InteractionStore.Last(pages[3].Rows.FirstOrDefault()),
            pages[4].Rows is [var next, ..] ? FollowUpStore.Next(next) : null);
    }
}
