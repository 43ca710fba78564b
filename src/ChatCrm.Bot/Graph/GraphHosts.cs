namespace ChatCrm.Bot.Graph;

/// <summary>Where Microsoft Graph is in one of Microsoft's clouds, and who signs the service in there: https://learn.microsoft.com/graph/deployments.</summary>
internal sealed record GraphHosts(Uri Graph, Uri Login)
{
    public const string Usual = "Public";

    private static readonly Dictionary<string, GraphHosts> Named = new(StringComparer.Ordinal)
    {
        [Usual] = Of("graph.microsoft.com", "login.microsoftonline.com"),
        // GCC signs in and calls Graph in the commercial cloud.
        ["GCC"] = Of("graph.microsoft.com", "login.microsoftonline.com"),
        ["USGov"] = Of("graph.microsoft.us", "login.microsoftonline.us"),
        ["DoD"] = Of("dod-graph.microsoft.us", "login.microsoftonline.us"),
        ["China"] = Of("microsoftgraph.chinacloudapi.cn", "login.partner.microsoftonline.cn"),
    };

    public static IEnumerable<string> Names => Named.Keys;

    /// <summary>All addresses, in words.</summary>
    public static string Addresses => string.Join(", ", Named.Values.Select(hosts => hosts.Graph.AbsoluteUri).Distinct());

    /// <summary>A cloud by its exact name; null where it has no such name.</summary>
    public static GraphHosts? Find(string name) => Named.GetValueOrDefault(name);

    /// <summary>Whether it is the address of Graph in any of the clouds, and no more than that: whoever only has a similar name gets no token.</summary>
    public static bool IsGraph(Uri address) => address.IsAbsoluteUri && Named.Values.Any(hosts => hosts.Graph.AbsoluteUri == address.AbsoluteUri);

    private static GraphHosts Of(string graph, string login) => new(new($"https://{graph}/"), new($"https://{login}/"));
}
