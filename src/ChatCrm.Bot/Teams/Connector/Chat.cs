namespace ChatCrm.Bot.Teams.Connector;

/// <summary>A conversation in Teams, and where it is reached.</summary>
/// <param name="Service">The conversation's own service: what <see cref="ServiceHosts.Read"/> gave, so it ends with a slash.</param>
/// <param name="Conversation">May carry <c>;messageid=</c>: then it is one thread of a channel.</param>
internal readonly record struct Chat(string Tenant, Uri Service, string Conversation)
{
    /// <summary>The chat or the whole channel, whatever the thread.</summary>
    public static string Whole(string conversation) => conversation.IndexOf(";messageid=", StringComparison.OrdinalIgnoreCase) is >= 0 and var end ? conversation[..end] : conversation;
}
