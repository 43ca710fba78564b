namespace ChatCrm.Bot.Storage.Tables;

/// <summary>
/// Reads a connection string of Azure Storage (https://learn.microsoft.com/azure/storage/common/storage-configure-connection-string), or of Cosmos DB's
/// Table endpoint.
/// </summary>
internal static class ConnectionString
{
    private const string Setting = $"{TableOptions.Section}:{nameof(TableOptions.ConnectionString)}";

    // Both are published: https://learn.microsoft.com/azure/storage/common/storage-use-azurite#well-known-storage-account-and-key
    private const string Emulator =
        "AccountName=devstoreaccount1;AccountKey=Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==;TableEndpoint=http://127.0.0.1:10002/devstoreaccount1";

    /// <exception cref="InvalidOperationException">It names no account that can be used; the message says what is missing, and repeats nothing of it.</exception>
    public static TableAccount Parse(string text)
    {
        var parts = Parts(text);
        if (parts.GetValueOrDefault("UseDevelopmentStorage") == "true") parts = Parts(Emulator);
        var name = parts.GetValueOrDefault("AccountName", "");
        var signature = parts.GetValueOrDefault("SharedAccessSignature", "").TrimStart('?');
        var key = KeyOf(parts.GetValueOrDefault("AccountKey", ""));
        if (key is null && signature.Length == 0) throw Wrong("has neither AccountKey nor SharedAccessSignature");
        if (key is not null && name.Length == 0) throw Wrong("has an AccountKey without AccountName");
        return new() { Endpoint = Endpoint(parts, name), Name = name, Key = key, Signature = key is null ? signature : "" };
    }

    private static Dictionary<string, string> Parts(string text)
    {
        var parts = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var part in text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            // Keys and signatures hold '=' themselves.
            var at = part.IndexOf('=');
            if (at < 1) throw Wrong("has a part that is no Name=value");
            parts[part[..at]] = part[(at + 1)..];
        }
        return parts;
    }

    private static byte[]? KeyOf(string text)
    {
        if (text.Length == 0) return null;
        var key = new byte[text.Length];
        return Convert.TryFromBase64String(text, key, out var length) ? key[..length] : throw Wrong("has an AccountKey that is no base64");
    }

    private static string Endpoint(Dictionary<string, string> parts, string name)
    {
        var endpoint = parts.GetValueOrDefault("TableEndpoint") ?? parts.GetValueOrDefault("AccountEndpoint")
            ?? (name.Length > 0 ? $"{parts.GetValueOrDefault("DefaultEndpointsProtocol", "https")}://{name}.table.{parts.GetValueOrDefault("EndpointSuffix", "core.windows.net")}" : "");
        if (!Uri.TryCreate(endpoint, UriKind.Absolute, out var address) || address is not { UserInfo: "", Query: "", Fragment: "" }) throw Wrong("names no account (AccountName, or TableEndpoint)");
        // Without https all rows are open to whoever is in between.
        if (address.Scheme != Uri.UriSchemeHttps && !(address.Scheme == Uri.UriSchemeHttp && ThisComputer.Is(address.IdnHost))) throw Wrong("leads to an address that is not https");
        if (!ThisComputer.Is(address.IdnHost) && !TableHosts.IsStorage(address) && !TableHosts.IsCosmos(address)) throw Wrong("leads to a host that is neither Azure Storage's nor Cosmos DB's");
        return endpoint.TrimEnd('/');
    }

    private static InvalidOperationException Wrong(string what) => new($"{Setting} {what}: copy it again from the portal (storage account, Access keys or Shared access signature).");
}
