namespace ChatCrm.Bot.Teams.Connector;

/// <summary>A call of the Connector.</summary>
/// <param name="Kind">What it is called in the log.</param>
/// <param name="Thread">The chat or channel whose limits it counts in; empty for none.</param>
/// <param name="Body">JSON; empty where the method has none.</param>
internal sealed record Errand(string Kind, HttpMethod Method, string Tenant, string Thread, Uri To, ReadOnlyMemory<byte> Body = default)
{
    /// <summary>Whether it changes nothing.</summary>
    public bool Reads => Method == HttpMethod.Get;

    /// <summary>Whether twice has the effect of once. A post is not: it is sent again only where the Connector says that it did nothing.</summary>
    public bool Repeatable => Method != HttpMethod.Post;
}
