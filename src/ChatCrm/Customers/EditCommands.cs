using ChatCrm.Conversation;
using ChatCrm.Storage;
using ChatCrm.Time;
using ChatCrm.Turns;

namespace ChatCrm.Customers;

/// <summary>Editing customers and contacts by their forms.</summary>
public sealed class EditCommands : ICapability
{
    internal static readonly FormEditing<Customer> Customers = new(
        new("customer.edit", "customer.take-mine", "customer.keep-theirs", "customer.edit-again", "customer.edited", EditCards.CustomerChoices), "EditCustomer.Title", CustomerDetails.Edited, OpenCustomer, Settled,
        (opened, after) => CustomerStore.Change(opened.Customer, after));

    internal static readonly FormEditing<Contact> Contacts = new(
        new("contact.edit", "contact.take-mine", "contact.keep-theirs", "contact.edit-again", "contact.edited", EditCards.ContactChoices), "EditCustomer.ContactTitle", ContactDetails.All, OpenContact, (_, merge, _) => merge.Record,
        (opened, after) => CustomerStore.Change(opened.Row, after));

    public IEnumerable<Route> Routes => [.. Customers.Routes, .. Contacts.Routes];

    public IEnumerable<Drawing> Drawings =>
    [
        new("customer.edited", drawing => DrawCustomer(drawing, "EditCustomer.Edited")) { Edit = "customer.edit", AsNew = true },
        new("contact.edited", DrawContact) { Edit = "contact.edit", AsNew = true },
    ];

    internal static async ValueTask<Opened<Customer>> OpenCustomer(TurnContext turn, string id)
    {
        var seen = await CustomerStore.Of(turn).ForChange(id);
        return new(seen.Id, seen.Customer, seen.Row, seen);
    }

    private static async ValueTask<Opened<Contact>> OpenContact(TurnContext turn, string handle)
    {
        if (handle.Split('/') is not [var customer, var id]) throw new DeniedException();
        var (contact, row, seen) = await CustomerStore.Of(turn).ContactForChange(customer, id);
        return new(handle, contact, row, seen);
    }

    /// <summary>The zone follows the place, unless it was stated; a country with several is asked for in the form.</summary>
    private static Customer Settled(Customer before, FormMerge<Customer> merge, TurnContext turn)
    {
        var placed = CustomerZone.Of(before, merge.Record);
        if (placed.Asked.Count > 0 && !ZoneEntry.IsUnknown(merge.Touched.GetValueOrDefault("zone", "")))
            merge.Refusals["zone"] = turn.Words.Plain("DetailErrors.WhichZone", ("country", Text.Ours(Countries.Of(placed.Customer.Country)?.In(turn.Words.Language) ?? "")));
        return placed.Customer;
    }

    /// <summary>A customer that was changed: the fields, as they were and as they are.</summary>
    internal static async ValueTask<Card> DrawCustomer(DrawContext drawing, string sentence, params IReadOnlyList<Block> more)
    {
        if (await CustomerStore.Of(drawing).Get(drawing.Records[0]) is not { } seen) return EditCards.Gone(drawing.Words);
        if (seen.Sight < Workspaces.Sight.NoContactData) return EditCards.Changed(drawing, sentence, seen, [], "", more);
        var before = await Before(drawing, CustomerRows.FileKey(seen.Id));
        var was = before is null ? null : CustomerRows.Customer(before);
        return EditCards.Changed(drawing, sentence, seen, Fields(drawing, CustomerDetails.All, was, seen.Customer), "customer.edit", more);
    }

    private static async ValueTask<Card> DrawContact(DrawContext drawing)
    {
        var (customer, contacts) = await CustomerStore.Of(drawing).WithContacts(drawing.Records[0].Split('/')[0]);
        if (customer is null || contacts.FirstOrDefault(each => $"{each.Customer}/{each.Id}" == drawing.Records[0]) is not { } contact) return EditCards.Gone(drawing.Words);
        // Their old phone number is contact data as well.
        var before = customer.Sight == Workspaces.Sight.All ? await Before(drawing, CustomerRows.ContactKey(contact.Customer, contact.Id)) : null;
        var was = before is null ? null : CustomerRows.Contact(before);
        return EditCards.Changed(drawing, contact.Name, customer, Fields(drawing, ContactDetails.All, was, contact), drawing.Records[0]);
    }

    private static IReadOnlyList<ChangedField> Fields<T>(DrawContext drawing, IReadOnlyList<Detail<T>> details, T? was, T now) where T : class
    {
        var typist = new Typist(drawing.Words, drawing.Roster, []);
        var changed = drawing.Records.Count > 1 ? drawing.Records[1].Split(',') : [];
        return [.. details.Where(detail => changed.Contains(detail.Id)).Select(detail => new ChangedField(detail.Label(drawing.Words), was is null ? null : detail.ShownOf(was, typist), detail.ShownOf(now, typist)))];
    }

    /// <summary>The record as it was before the turn that is drawn; null where that is no longer known.</summary>
    private static async ValueTask<Row?> Before(DrawContext drawing, string key)
    {
        var turn = drawing.Turn.Length == 0 ? null : await drawing.Rows.Get(TurnRows.TurnKey(drawing.Turn), drawing.Cancel);
        if (turn?.Read(TurnJson.Default.TurnRow).Undo is not { Length: > 0 } undo || await drawing.Rows.Get(undo, drawing.Cancel) is not { } row) return null;
        return row.Read(TurnJson.Default.UndoRow).Rows.FirstOrDefault(each => each.Key == key)?.Value is { } value ? new(key, value, "", "") : null;
    }
}
