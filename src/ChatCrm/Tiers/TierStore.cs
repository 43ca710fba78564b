using System.Text.Json.Serialization;
using ChatCrm.Customers;
using ChatCrm.Storage;
using ChatCrm.Turns;
using ChatCrm.Workspaces;
using NodaTime;

namespace ChatCrm.Tiers;

/// <summary>The keys and rows of tier changes: newest first under their customer.</summary>
public sealed class TierStore(Rows rows, CancellationToken cancel)
{
    public static readonly IReadOnlyList<RowKind> Kinds = [new("customer|*|tier|*|*", nameof(Tiers), RowRole.Record, Erasure.WithCustomer, ["reason"])];

    public static TierStore Of(TurnContext turn) => new(turn.Rows, turn.Cancel);

    public static TierStore Of(DrawContext drawing) => new(drawing.Rows, drawing.Cancel);

    /// <summary>What a button carries to name one: its customer, its place in the history, its id.</summary>
    public static string Handle(TierChange change) => string.Join('/', change.Customer, Keys.NewestFirst(At(change)), change.Id);

    public static Instant At(TierChange change) => Instant.FromUnixTimeMilliseconds(change.At);

    /// <summary>The change that a handle names, with its row; null where it is gone. Who may see it is the customer's matter.</summary>
    public async ValueTask<(TierChange Change, Row Row)?> Find(string handle)
    {
        if (handle.Split('/') is not [{ Length: > 0 and <= 64 } customer, { Length: 14 } place, { Length: > 0 and <= 64 } id]) return null;
        return await rows.Get(Keys.Of("customer", customer, "tier", place, id), cancel) is { } row ? (Read(row), row) : null;
    }

    /// <summary>The customer's latest changes.</summary>
    /// <exception cref="DeniedException">They may not be read.</exception>
    public async ValueTask<IReadOnlyList<TierChange>> History(SeenCustomer customer, int limit)
    {
        if (customer.Sight < Sight.NoContactData) throw new DeniedException(customer.Id);
        return [.. (await rows.List(KeyRange.Prefix(Keys.Under("customer", customer.Id, "tier"), limit), cancel)).Select(Read)];
    }

    public static Changes New(TierChange change) => new Changes().Record(Key(change), null, Value(change));

    public static Changes Change(Row before, TierChange after) => new Changes().Record(before.Key, before, Value(after));

    private static string Key(TierChange change) => Keys.Of("customer", change.Customer, "tier", Keys.NewestFirst(At(change)), change.Id);

    private static TierChange Read(Row row) => row.Read(TierJson.Default.TierChange);

    private static string Value(TierChange change) => change.Write(TierJson.Default.TierChange);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(TierChange))]
internal sealed partial class TierJson : JsonSerializerContext;
