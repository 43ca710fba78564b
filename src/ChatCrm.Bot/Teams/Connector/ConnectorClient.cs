using System.Text.Json;

namespace ChatCrm.Bot.Teams.Connector;

/// <summary>
/// The Connector of Teams (https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-api-reference). Keeps its limits and waits where it says so.
/// A post is sent again only after a 429, and its lost answer is <see cref="ConnectorAnswer.Unknown"/>; what may be done twice is tried three times. Logs neither bodies nor tokens.
/// </summary>
internal sealed partial class ConnectorClient(Wire wire, Rates rates, TimeProvider time, ILogger<ConnectorClient> log)
{
    private const int Tries = 3, LongestId = 1_000, MostKnown = 50_000;

    /// <summary>Where answers go: a conversation has many, and to make an address takes longer than to find it.</summary>
    private readonly Once<(Uri Service, string Conversation), Uri?> _activities = new(MostKnown);

    /// <summary>Posts an activity: its id may be missing in what comes back.</summary>
    public ValueTask<ConnectorAnswer> Send(Chat to, ReadOnlyMemory<byte> activity, CancellationToken cancel) => Call("send", HttpMethod.Post, to, _activities.Of((to.Service, to.Conversation), ActivitiesOf), activity, cancel);

    /// <summary>Replaces an activity of ours.</summary>
    public ValueTask<ConnectorAnswer> Update(Chat to, string activity, ReadOnlyMemory<byte> body, CancellationToken cancel) => Call("update", HttpMethod.Put, to, ["activities", activity], "", body, cancel);

    /// <summary>Removes an activity of ours.</summary>
    public ValueTask<ConnectorAnswer> Delete(Chat to, string activity, CancellationToken cancel) => Call("delete", HttpMethod.Delete, to, ["activities", activity], "", default, cancel);

    /// <summary>Opens a direct chat with a person, or a thread in a channel. The same direct chat comes back each time.</summary>
    public ValueTask<ConnectorAnswer> Create(string tenant, Uri service, ReadOnlyMemory<byte> parameters, CancellationToken cancel) =>
        Call(new("create", HttpMethod.Post, tenant, Chat.Split(ChannelOf(parameters)).Conversation, new(service, "v3/conversations"), parameters), cancel);

    /// <summary>Somebody in a conversation.</summary>
    public ValueTask<ConnectorAnswer> Member(Chat of, string id, CancellationToken cancel) => Call("member", HttpMethod.Get, of, ["members", id], "", default, cancel);

    /// <summary>A page of those in a conversation, with the <c>continuationToken</c> of the next one where there is more.</summary>
    public ValueTask<ConnectorAnswer> Members(Chat of, string? continuation, CancellationToken cancel) =>
        Call("members", HttpMethod.Get, of, ["pagedmembers"], continuation is { Length: > 0 } ? $"?pageSize=500&continuationToken={Uri.EscapeDataString(continuation)}" : "?pageSize=500", default, cancel);

    /// <summary>A team.</summary>
    public ValueTask<ConnectorAnswer> Team(string tenant, Uri service, string team, CancellationToken cancel) => Read("team", tenant, service, team, "", cancel);

    /// <summary>The channels of a team; the first one has no name of its own.</summary>
    public ValueTask<ConnectorAnswer> Channels(string tenant, Uri service, string team, CancellationToken cancel) => Read("channels", tenant, service, team, "/conversations", cancel);

    private ValueTask<ConnectorAnswer> Read(string kind, string tenant, Uri service, string team, string what, CancellationToken cancel) =>
        team is not ("" or "." or "..") && Uri.TryCreate(service, $"v3/teams/{Uri.EscapeDataString(team)}{what}", out var to)
            ? Call(new(kind, HttpMethod.Get, tenant, team, to, default), cancel)
            : new(new ConnectorAnswer.Refused(0, ConnectorAnswer.Refused.BadId));

    private ValueTask<ConnectorAnswer> Call(string kind, HttpMethod method, Chat chat, ReadOnlySpan<string> path, string query, ReadOnlyMemory<byte> body, CancellationToken cancel) =>
        Call(kind, method, chat, AddressOf(chat.Service, chat.Conversation, path, query), body, cancel);

    private ValueTask<ConnectorAnswer> Call(string kind, HttpMethod method, Chat chat, Uri? address, ReadOnlyMemory<byte> body, CancellationToken cancel) =>
        address is { } to
            ? Call(new(kind, method, chat.Tenant, Chat.Split(chat.Conversation).Conversation, to, body), cancel)
            : new(new ConnectorAnswer.Refused(0, ConnectorAnswer.Refused.BadId));

    private async ValueTask<ConnectorAnswer> Call(Errand errand, CancellationToken cancel)
    {
        for (var tries = 1; ; tries++)
        {
            if (await rates.Turn(errand, cancel) is { } wait) return new ConnectorAnswer.Later(wait);
            var reply = await wire.Send(errand, cancel);
            if (reply is { Throttled: true, Answer: ConnectorAnswer.Later later }) rates.Wait(errand, later.After);
            if (tries == Tries || !(reply.Throttled || (reply.Passing && errand.Repeatable))) return Told(errand, reply);
            if (reply.Passing) await Task.Delay(Backoff.After(tries), time, cancel);
        }
    }

    private ConnectorAnswer Told(Errand errand, Reply reply)
    {
        if (reply.Answer is ConnectorAnswer.Refused) LogRefused(log, errand.Kind, reply.Trace);
        if (reply.Answer is ConnectorAnswer.Unknown) LogUnknown(log, errand.Kind, reply.Trace);
        return reply.Answer;
    }

    private static Uri? ActivitiesOf((Uri Service, string Conversation) chat) => AddressOf(chat.Service, chat.Conversation, ["activities"], "");

    /// <summary>The address; null where an id is none: empty, endless, or a step in the path, which no escape hides.</summary>
    private static Uri? AddressOf(Uri service, string conversation, ReadOnlySpan<string> path, string query)
    {
        var address = "v3/conversations";
        foreach (var part in (ReadOnlySpan<string>)[conversation, .. path])
        {
            if (part is "" or "." or ".." or { Length: > LongestId }) return null;
            address += "/" + Uri.EscapeDataString(part);
        }
        return new(service, address + query);
    }

    private static string ChannelOf(ReadOnlyMemory<byte> parameters) => JsonElement.Parse(parameters.Span).Text("channelData", "channel", "id");

    [LoggerMessage(LogLevel.Warning, "The Connector refused to {Kind}: {Reason}")]
    private static partial void LogRefused(ILogger log, string kind, string reason);

    [LoggerMessage(LogLevel.Warning, "The Connector did not say whether it did {Kind}: {Reason}")]
    private static partial void LogUnknown(ILogger log, string kind, string reason);
}
