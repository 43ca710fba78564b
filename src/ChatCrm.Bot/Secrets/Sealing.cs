using System.Xml.Linq;
using ChatCrm.Storage;
using ChatCrm.Workspaces;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.Extensions.Options;

namespace ChatCrm.Bot.Secrets;

/// <summary>
/// Where the certificate is set later than at the first start, keys lie open already: at start each is sealed in its place, and stays the same key, so that all that it
/// protects stays readable. A new key alone would leave the old one beside what it opens, and a revoked one opens nothing any more.
/// </summary>
internal sealed partial class Sealing(IRowStore store, IOptions<KeyManagementOptions> keys, ILogger<Sealing> log) : IHostedService
{
    // As data protection writes a key itself, and reads it again.
    private static readonly XNamespace Protection = "http://schemas.asp.net/2015/03/dataProtection";
    private static readonly XName ToBeSealed = Protection + "requiresEncryption", Sealed = Protection + "encryptedSecret";

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            var open = 0;
            foreach (var row in (await new Rows(store, DirectoryRows.Partition).All([Keys.Under(KeyRows.Prefix)], cancellationToken))[0])
                if (await Seal(row, keys.Value.XmlEncryptor!, cancellationToken)) open++;
            if (open > 0) LogSealed(log, open);
        }
        catch (StoreUnavailableException)
        {
            LogNotSeen(log);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <returns>False where nothing in it lies open, or another process has just sealed it.</returns>
    private async Task<bool> Seal(Row row, IXmlEncryptor encryptor, CancellationToken cancel)
    {
        var key = KeyRows.Read(row);
        var open = key.Descendants().Where(element => (bool?)element.Attribute(ToBeSealed) is true).ToList();
        foreach (var secret in open)
        {
            var hidden = encryptor.Encrypt(new XElement(secret));
            secret.ReplaceWith(new XElement(Sealed, new XAttribute("decryptorType", hidden.DecryptorType.AssemblyQualifiedName!), hidden.EncryptedElement));
        }
        return open.Count > 0 && await store.Commit(DirectoryRows.Partition, KeyRows.Prefix, [new Change.Replace(row.Key, KeyRows.Value(key), row.ETag)], cancel) is CommitResult.Committed;
    }

    [LoggerMessage(LogLevel.Warning, "Sealed {Rows} keys that lay open in the store until now. Whoever read the store before, or has a backup of that time, can open Slack's tokens with them: destroy such backups; where that is not enough, remove the app from Slack and install it again")]
    private static partial void LogSealed(ILogger log, int rows);

    [LoggerMessage(LogLevel.Warning, "The store does not answer, so keys that lie open in it are not sealed: restart the service once it does")]
    private static partial void LogNotSeen(ILogger log);
}
