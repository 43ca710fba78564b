namespace ChatCrm.Bot.Teams.Connector;

/// <summary>A conversation in Teams, and where it is reached.</summary>
/// <param name="Service">The conversation's own service: what <see cref="ServiceHosts.Read"/> gave, so it ends with a slash.</param>
/// <param name="Conversation">May carry <c>;messageid=</c>: then it is one thread of a channel.</param>
internal readonly record struct Chat(string Tenant, Uri Service, string Conversation)
{
    private const string Thread = ";messageid=";

    /// <summary>A conversation's id and the root of the thread in it, empty for none: <c>19:…@thread.tacv2;messageid=1</c>.</summary>
    public static (string Conversation, string Root) Split(string conversation) => conversation.IndexOf(Thread, StringComparison.OrdinalIgnoreCase) is > 0 and var at
        ? (conversation[..at], conversation[(at + Thread.Length)..])
        : (conversation, "");

    public static string InThread(string conversation, string root) => root.Length == 0 ? conversation : conversation + Thread + root;
}
