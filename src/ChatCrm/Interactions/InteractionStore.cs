using System.Text.Json.Serialization;
using ChatCrm.Customers;
using ChatCrm.Storage;
using ChatCrm.Turns;
using ChatCrm.Workspaces;
using NodaTime;

namespace ChatCrm.Interactions;

/// <summary>The keys and rows of interactions. They are newest first under their customer, so the first ones are the latest.</summary>
public sealed class InteractionStore(Rows rows, CancellationToken cancel)
{
    public static readonly IReadOnlyList<RowKind> Kinds =
    [
        new("customer|*|interaction|*|*", nameof(Interactions), RowRole.Record, Erasure.WithCustomer, ["*"]) { Derives = key => [LastKey(Keys.Parts(key)[1])] },
        new("customer|*|last", nameof(Interactions), RowRole.Derived, Erasure.WithCustomer, []) { Recompute = Latest },
    ];

    public static InteractionStore Of(TurnContext turn) => new(turn.Rows, turn.Cancel);

    public static InteractionStore Of(DrawContext drawing) => new(drawing.Rows, drawing.Cancel);

    public static string Key(Interaction interaction) =>
        Keys.Of("customer", interaction.Customer, "interaction", Keys.NewestFirst(At(interaction)), interaction.Id);

    public static string LastKey(string customer) => Keys.Of("customer", customer, "last");

    /// <summary>What a button carries to name one: its customer, its place in the time-line, its id.</summary>
    public static string Handle(Interaction interaction) => string.Join('/', interaction.Customer, Keys.NewestFirst(At(interaction)), interaction.Id);

    public static KeyRange Newest(string customer, int limit) => KeyRange.Prefix(Keys.Under("customer", customer, "interaction"), limit);

    public static Instant At(Interaction interaction) => Instant.FromUnixTimeMilliseconds(interaction.At);

    public static Interaction Read(Row row) => row.Read(InteractionJson.Default.Interaction);

    public static LastContact? Last(Row? row) => row?.Read(InteractionJson.Default.LastContact);

    /// <summary>The interaction that a handle names, with its row; null where it is gone. Who may see it is the customer's matter.</summary>
    public async ValueTask<(Interaction Interaction, Row Row)?> Find(string handle)
    {
        if (handle.Split('/') is not [{ Length: > 0 and <= 64 } customer, { Length: 14 } place, { Length: > 0 and <= 64 } id]) return null;
        return await rows.Get(Keys.Of("customer", customer, "interaction", place, id), cancel) is { } row ? (Read(row), row) : null;
    }

    /// <summary>The customer's latest interactions.</summary>
    /// <exception cref="DeniedException">They may not be read.</exception>
    public async ValueTask<IReadOnlyList<Interaction>> Latest(SeenCustomer customer, int limit)
    {
        if (customer.Sight < Sight.NoContactData) throw new DeniedException();
        return [.. (await rows.List(Newest(customer.Id, limit), cancel)).Select(Read)];
    }

    /// <summary>A new interaction, and the last contact that follows from it.</summary>
    public async ValueTask<Changes> New(Interaction interaction)
    {
        var changes = new Changes().Record(Key(interaction), null, Value(interaction));
        return await WithLast(interaction.Customer, changes);
    }

    /// <summary>Another version of an interaction; at another time it moves in the time-line.</summary>
    public async ValueTask<Changes> Change(Row before, Interaction after)
    {
        var changes = new Changes();
        if (Key(after) == before.Key) changes.Record(before.Key, before, Value(after));
        else changes.Record(before.Key, before, null).Record(Key(after), null, Value(after));
        return await WithLast(after.Customer, changes);
    }

    private async ValueTask<Changes> WithLast(string customer, Changes changes)
    {
        var key = LastKey(customer);
        var before = await rows.Get(key, cancel);
        var after = await Latest(key, rows.With(changes), cancel);
        return before?.Value == after ? changes : changes.Derived(key, before, after);
    }

    /// <summary>The last contact as the interactions say: notes are none.</summary>
    private static async ValueTask<string?> Latest(string key, Rows rows, CancellationToken cancel)
    {
        var latest = await rows.List(Newest(Keys.Parts(key)[1], 20), cancel);
        var touch = latest.Select(Read).FirstOrDefault(interaction => interaction.Kind != InteractionKind.Note);
        return touch is null ? null : new LastContact { At = touch.At, Kind = touch.Kind, By = touch.By }.Write(InteractionJson.Default.LastContact);
    }

    private static string Value(Interaction interaction) => interaction.Write(InteractionJson.Default.Interaction);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(Interaction))]
[JsonSerializable(typeof(LastContact))]
internal sealed partial class InteractionJson : JsonSerializerContext;
