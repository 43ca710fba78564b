using System.Globalization;
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
    public const string Prefix = "key";

    public static readonly RowKind Kind = new($"{Prefix}|*", nameof(Secrets), RowRole.Book, Erasure.Nothing, []) { Shared = true };

    public IReadOnlyCollection<XElement> GetAllElements() =>
        [.. Wait(new Rows(store, DirectoryRows.Partition).All([Keys.Under(Prefix)], CancellationToken.None))[0].Select(Read)];

    public static XElement Read(Row row) => XElement.Parse(row.Read(KeyJson.Default.KeyRow).Xml);

    public static string Value(XElement element) => new KeyRow { Xml = element.ToString(SaveOptions.DisableFormatting) }.Write(KeyJson.Default.KeyRow);

    /// <summary>
    /// A key that holds at once is made where there is none. Of several processes that begin together the first one's stands, and the others read it: with two,
    /// whoever read the ring before the second was there could not open for a day what that one sealed.
    /// </summary>
    public void StoreElement(XElement element, string friendlyName)
    {
        Wait(store.Commit(DirectoryRows.Partition, Prefix,
        [
            HoldsSince(element) is { } day ? new Change.Insert(Keys.Of(Prefix, $"key-of-{day}"), Value(element)) : new Change.Put(Keys.Of(Prefix, friendlyName), Value(element)),
        ]));
    }

    /// <summary>The day from which on a key holds, where that is the day on which it is made; null for those that follow another.</summary>
    private static string? HoldsSince(XElement element) =>
        (DateTimeOffset?)element.Element("activationDate") is { } from && (DateTimeOffset?)element.Element("creationDate") is { } made && from <= made
            ? from.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            : null;

    // Data protection asks so: at start, once a day, and when it meets a key that it does not know.
    private static T Wait<T>(ValueTask<T> task) => task.AsTask().GetAwaiter().GetResult();
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(KeyRow))]
internal sealed partial class KeyJson : JsonSerializerContext;
