namespace ChatCrm.Bot.Storage.Tables;

/// <summary>The hosts that hold tables, in each of Microsoft's clouds: whoever only has a similar name gets neither rows nor a token.</summary>
internal static class TableHosts
{
    // https://learn.microsoft.com/azure/storage/common/storage-account-overview#storage-account-endpoints, and the endpoints of the other clouds.
    private static readonly string[] Storage = [".table.core.windows.net", ".table.storage.azure.net", ".table.core.usgovcloudapi.net", ".table.core.chinacloudapi.cn"];

    // https://learn.microsoft.com/azure/private-link/private-endpoint-dns
    private static readonly string[] Cosmos = [".table.cosmos.azure.com", ".table.cosmos.azure.us", ".table.cosmos.azure.cn"];

    /// <summary>Whether it is the address of a storage account's tables, and no more than that.</summary>
    public static bool IsStorage(Uri address) => IsOne(address, Storage);

    /// <summary>Whether it is the address of a Cosmos DB account's tables, and no more than that.</summary>
    public static bool IsCosmos(Uri address) => IsOne(address, Cosmos);

    private static bool IsOne(Uri address, string[] hosts) =>
        address is { Scheme: "https", IsDefaultPort: true, UserInfo: "", PathAndQuery: "/", Fragment: "" } && Array.Exists(hosts, host => address.IdnHost.EndsWith(host, StringComparison.Ordinal));
}
