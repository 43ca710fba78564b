using System.Text.Json.Serialization;
using System.Xml.Linq;
using ChatCrm.Storage;
using ChatCrm.Workspaces;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace ChatCrm.Bot.Secrets;

/// <summary>A key of data protection, as XML: sealed with a certificate where one is set.</summary>
internal sealed record KeyRow : Stored
{
    public required string Xml { get; init; }
}

/// <summary>The key ring in the row store, <c>key|{name}</c>: every process that opens the store reads what another one has protected.</summary>
internal sealed class KeyRows(IRowStore store) : IXmlRepository
{
    private const string Prefix = "key";

    public static readonly RowKind Kind = new($"{Prefix}|*", nameof(Secrets), RowRole.Book, Erasure.Nothing, []) { Shared = true };

    public IReadOnlyCollection<XElement> GetAllElements() =>
        [.. Wait(store.List(DirectoryRows.Partition, [KeyRange.Prefix(Keys.Under(Prefix), RowLimits.RowsPerPage)]))[0].Rows.Select(row => XElement.Parse(row.Read(KeyJson.Default.KeyRow).Xml))];

    /// <summary>Of several processes that begin together one gives the first key: with two, whoever had read the ring before the second was there could not open for a day what that one sealed.</summary>
    public void StoreElement(XElement element, string friendlyName)
    {
        var value = new KeyRow { Xml = element.ToString(SaveOptions.DisableFormatting) }.Write(KeyJson.Default.KeyRow);
        Wait(store.Commit(DirectoryRows.Partition, Prefix, [GetAllElements().Count == 0 ? new Change.Insert(Keys.Of(Prefix, "first"), value) : new Change.Put(Keys.Of(Prefix, friendlyName), value)]));
    }

    // Data protection asks so: at start, once a day, and when it meets a key that it does not know.
    private static T Wait<T>(ValueTask<T> task) => task.AsTask().GetAwaiter().GetResult();
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(KeyRow))]
internal sealed partial class KeyJson : JsonSerializerContext;
