using ChatCrm.Conversation;
using ChatCrm.Storage;
using ChatCrm.Turns;

namespace ChatCrm.Customers;

/// <summary>The forms of a new customer and a new contact.</summary>
internal static class NewForms
{
    public const string Customer = "customer.new", Contact = "contact.new";

    /// <summary>The field that says whose contact it is.</summary>
    public const string Whose = "customer";

    public static Form OfCustomer(TurnContext turn, IReadOnlyDictionary<string, string> values) =>
        new Form(Customer, turn.FormId, turn.Words.Plain("NewCustomer.Title"), turn.Words.Plain("NewCustomer.CreateButton"),
            [.. CustomerDetails.All.Select(detail => detail.Field(turn.Words, detail.Id == "tier" ? nameof(Tier.Potential) : ""))]).Filled(values);

    /// <param name="customer">Whose contact it is, where that is settled; else the form asks.</param>
    public static Form OfContact(TurnContext turn, Customer? customer, IReadOnlyDictionary<string, string> values)
    {
        var words = turn.Words;
        Field[] whose = customer is not null ? [] : [new LookupField(Whose, words.Plain("NewContact.Whose"), "customer.search", Required: true)];
        return new Form(Contact, turn.FormId, words.Plain("NewContact.Title"), words.Plain("NewContact.CreateButton"),
            [.. whose, .. ContactDetails.All.Select(detail => detail.Field(words, ""))])
        {
            State = customer?.Id ?? "",
            Intro = customer is null ? Text.Empty : words.Say("NewContact.At", ("customer", Names.Visible(customer.Name))),
        }.Filled(values);
    }

    /// <summary>What a form sent of these fields; what else came with it is not read.</summary>
    public static Dictionary<string, string> Sent<T>(TurnContext turn, IEnumerable<Detail<T>> details) =>
        details.Where(detail => turn.Submitted.Values.ContainsKey(detail.Id)).ToDictionary(detail => detail.Id, detail => turn.Submitted.Values[detail.Id], StringComparer.Ordinal);

    /// <summary>The form as the answer: it stays open where it was sent, with what is not valid about it.</summary>
    public static Outcome Asked(TurnContext turn, Form form, IReadOnlyDictionary<string, string> errors, IReadOnlyList<string> unknown)
    {
        var intro = unknown.Count == 0 ? form.Intro : Text.Join(" ", form.Intro, turn.Words.Say("NewCustomer.NotUnderstood", ("words", string.Join(" ", unknown))));
        var asked = form with { Errors = errors, Intro = intro };
        return new Outcome.Answer(turn.Turn.What is Input.Submitted ? new Reply.NotValid(asked) : new Reply.Ask(asked));
    }
}
