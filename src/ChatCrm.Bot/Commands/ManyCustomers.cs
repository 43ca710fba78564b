using System.Globalization;
using ChatCrm.Customers;
using ChatCrm.Interactions;
using ChatCrm.Storage;
using ChatCrm.Time;
using ChatCrm.Turns;
using ChatCrm.Workspaces;
using NodaTime;

namespace ChatCrm.Bot.Commands;

/// <summary>What a filling did: <paramref name="There"/> were made by an earlier one.</summary>
internal sealed record Filled(int Customers, int There, long Rows);

/// <summary>Made-up customers by the thousand, for trying and for measuring. Each follows from its ordinal, so a filling that was broken off goes on.</summary>
internal sealed class ManyCustomers(IRowStore store, RowKinds kinds, IClock clock, string workspace)
{
    private const int AtOnce = 200, Attempts = 20;

    /// <summary>Fills until the ordinals 1 to <paramref name="count"/> are there; null where the workspace has no rep to own them.</summary>
    public async Task<Filled?> Fill(int count, Progress progress, CancellationToken cancel)
    {
        var roster = await WorkspaceRows.Roster(new Rows(store, workspace), cancel);
        var reps = roster.Members.Where(member => member.Role == Role.Rep).OrderBy(member => member.Id, StringComparer.Ordinal).ToList();
        if (reps.Count == 0) return null;
        var filled = new Filled(0, 0, 0);
        foreach (var some in Enumerable.Range(1, count).Chunk(AtOnce))
        {
            var missing = await Missing(some, cancel);
            var rows = await Put(missing, reps, cancel);
            filled = new(filled.Customers + missing.Count, filled.There + some.Length - missing.Count, filled.Rows + rows);
            progress.Show(some[^1], count, filled.There, filled.Rows);
        }
        return filled;
    }

    private async Task<IReadOnlyList<int>> Missing(int[] ordinals, CancellationToken cancel)
    {
        var found = await store.GetMany(workspace, [.. ordinals.Select(ordinal => CustomerRows.FileKey(IdOf(ordinal)))], cancel);
        return [.. ordinals.Where((_, i) => found[i] is null)];
    }

    private async Task<int> Put(IReadOnlyList<int> ordinals, IReadOnlyList<Member> reps, CancellationToken cancel)
    {
        if (ordinals.Count == 0) return 0;
        var code = await ReserveCodes(ordinals.Count, cancel);
        var drafts = new List<Changes>();
        foreach (var ordinal in ordinals) drafts.Add(await Draft(ordinal, code++, reps, cancel));
        return await new Putting(store, kinds, clock, workspace).Put(drafts, cancel);
    }

    /// <summary>The first of so many codes, taken off the counter before they are used: two fillings, or somebody who makes a customer meanwhile, get others.</summary>
    private async Task<long> ReserveCodes(int count, CancellationToken cancel)
    {
        var key = CustomerRows.CounterKey("customer");
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var counter = await store.Get(workspace, key, cancel);
            var first = Math.Max(1000, CustomerRows.Last(counter)) + 1;
            var value = CustomerRows.Counter(first + count - 1);
            Change change = counter is null ? new Change.Insert(key, value) : new Change.Replace(key, value, counter.ETag);
            if (await store.Commit(workspace, Putting.Turn, [change], cancel) is CommitResult.Committed) return first;
        }
        throw new StoreUnavailableException("The counter of customers is written all the time.", mayHaveHappened: false);
    }

    private async Task<Changes> Draft(int ordinal, long code, IReadOnlyList<Member> reps, CancellationToken cancel)
    {
        var dice = new Dice((ulong)ordinal);
        var owner = dice.Of(reps);
        var style = dice.Of(MadeUpNames.Styles);
        var (city, zone) = dice.Of(style.Cities);
        var (name, alias) = style.Company(dice);
        var customer = new Customer
        {
            Id = IdOf(ordinal), Code = "C-" + code.ToString(CultureInfo.InvariantCulture), Name = name, Aliases = alias.Length > 0 ? [alias] : [], Country = style.Country,
            City = city, Zone = zone, ZoneOrigin = ZoneOrigin.City, Language = style.Language, Tier = (Tier)Math.Max(0, dice.Upto(10) - 7), Owner = owner.Id, Domain = $"{IdOf(ordinal)}.example",
        };
        var draft = new Changes().Record(CustomerRows.FileKey(customer.Id), null, CustomerRows.Value(customer));
        var contact = ContactOf(customer, style.Person(dice));
        if (dice.Upto(2) == 0) draft.Record(CustomerRows.ContactKey(customer.Id, contact.Id), null, CustomerRows.Value(contact));
        if (dice.Upto(3) == 0) draft.Also(await Touch(customer, owner, dice, cancel));
        return draft;
    }

    private static Contact ContactOf(Customer customer, string name) =>
        new() { Id = "contact", Customer = customer.Id, Name = name, Email = $"contact@{customer.Domain}", Language = customer.Language };

    private async Task<Changes> Touch(Customer customer, Member owner, Dice dice, CancellationToken cancel)
    {
        var at = clock.GetCurrentInstant() - Duration.FromHours(1 + dice.Upto(90 * 24));
        var interaction = new Interaction
        {
            Id = TurnIds.Minted(customer.Id, 1), Customer = customer.Id, Kind = dice.Of([InteractionKind.Call, InteractionKind.Mail, InteractionKind.Visit]),
            At = at.ToUnixTimeMilliseconds(), Zone = owner.Zone, By = owner.Id, Text = dice.Of(["asked for the price list", "wants samples", "已发报价单", "谈了样品"]),
        };
        return await new InteractionStore(new Rows(NoRows.Store, ""), cancel).New(interaction);
    }

    private static string IdOf(int ordinal) => "m" + ordinal.ToString("D7", CultureInfo.InvariantCulture);
}
