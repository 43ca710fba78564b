using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace ChatCrm.Tests.Slack.Fake;

/// <summary>Socket Mode: connections that the service opens, envelopes in turn over them, an ack for each. https://docs.slack.dev/apis/events-api/using-socket-mode</summary>
internal sealed class Sockets(World world, Func<Uri> address) : ILine, IAsyncDisposable
{
    public const string Path = "/link", AppToken = "xapp-1-A0CRM-tests";

    private const int Most = 10;

    private readonly List<Socket> open = [];
    private readonly ConcurrentDictionary<string, (TaskCompletionSource<Answer> Answer, bool TakesPayload)> waiting = [];
    private readonly HashSet<string> tickets = [];
    private readonly CancellationTokenSource closing = new();
    private int turn;

    /// <summary>True: nothing is sent any more, not even to what connects from now on.</summary>
    public bool Silent { get; set; }

    public int Connections
    {
        get { lock (world.Gate) return open.Count; }
    }

    /// <summary>apps.connections.open: an address for one connection.</summary>
    public JsonObject Open(Call call)
    {
        if (call.Token is null) throw SlackError.Fault("not_authed");
        if (call.Token != AppToken) throw SlackError.Fault(call.Token.StartsWith("xapp-", StringComparison.Ordinal) ? "invalid_auth" : "not_allowed_token_type");
        if (open.Count >= Most) throw SlackError.World("too_many_websockets");
        var ticket = world.Next("ticket-");
        tickets.Add(ticket);
        return new() { ["url"] = $"ws://{address().Authority}{Path}?ticket={ticket}&app_id={World.AppId}" };
    }

    /// <summary>A connection of the service, until one side closes it.</summary>
    public async Task Accept(HttpContext context)
    {
        lock (world.Gate)
            if (!context.WebSockets.IsWebSocketRequest || !tickets.Remove(context.Request.Query["ticket"].ToString()))
            {
                world.Fault(SlackError.Fault("link_disabled", "a ticket opens one connection"), Path);
                context.Response.StatusCode = StatusCodes.Status400BadRequest;
                return;
            }
        using var socket = new Socket(await context.WebSockets.AcceptWebSocketAsync());
        lock (world.Gate) open.Add(socket);
        try
        {
            if (!Silent) await socket.Send(Hello());
            while (await socket.Receive(closing.Token) is { } said) Acked(said);
        }
        catch (Exception gone) when (gone is WebSocketException or OperationCanceledException or IOException)
        {
            // The service went away, or the test ends.
        }
        finally
        {
            lock (world.Gate) open.Remove(socket);
        }
    }

    public async Task<Answer> Deliver(Delivery delivery, CancellationToken giveUp)
    {
        if (Silent) return new(0, "", Failure: "http_timeout");
        if (Next() is not { } socket) return new(0, "", Failure: "connection_failed");
        var (id, answer) = (Guid.NewGuid().ToString(), new TaskCompletionSource<Answer>(TaskCreationOptions.RunContinuationsAsynchronously));
        var envelope = Envelope(id, delivery);
        waiting[id] = (answer, (bool)envelope["accepts_response_payload"]!);
        try
        {
            await socket.Send(envelope);
        }
        catch (WebSocketException)
        {
            return new(0, "", Failure: "connection_failed");
        }
        using var _ = giveUp.Register(() => answer.TrySetResult(new(0, "", Failure: "http_timeout")));
        return await answer.Task;
    }

    /// <summary>Tells one connection that it ends: "warning", "refresh_requested" or "link_disabled"; a real end where it says so.</summary>
    public async Task Disconnect(string reason, bool close = true)
    {
        if (Next() is not { } socket) throw new InvalidOperationException("Nothing is connected.");
        lock (world.Gate)
            if (close) open.Remove(socket);
        await socket.Send(new() { ["type"] = "disconnect", ["reason"] = reason, ["debug_info"] = new JsonObject { ["host"] = "applink-1" } });
        if (close) await socket.Close();
    }

    /// <summary>Cuts every connection without a word.</summary>
    public void Cut()
    {
        lock (world.Gate)
            foreach (var socket in open) socket.Abort();
    }

    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        Cut();
        closing.Dispose();
    }

    /// <summary>The connections take turns.</summary>
    private Socket? Next()
    {
        lock (world.Gate) return open.Count == 0 ? null : open[turn++ % open.Count];
    }

    private JsonObject Hello() => new()
    {
        ["type"] = "hello", ["num_connections"] = Connections, ["connection_info"] = new JsonObject { ["app_id"] = World.AppId },
        ["debug_info"] = new JsonObject { ["host"] = "applink-1", ["build_number"] = 10, ["approximate_connection_time"] = 18060 },
    };

    private static JsonObject Envelope(string id, Delivery delivery)
    {
        var envelope = new JsonObject { ["envelope_id"] = id, ["payload"] = delivery.Payload.DeepClone() };
        (envelope["type"], envelope["accepts_response_payload"]) = delivery.Sort switch
        {
            Sort.Event => ("events_api", false),
            Sort.Command => ("slash_commands", true),
            _ => ("interactive", delivery.Payload["type"]!.ToString() is "view_submission" or "block_suggestion"),
        };
        if (delivery.Sort == Sort.Event) (envelope["retry_attempt"], envelope["retry_reason"]) = (delivery.Retry, delivery.Reason);
        return envelope;
    }

    private void Acked(string said)
    {
        try
        {
            var ack = JsonNode.Parse(said) as JsonObject;
            if (ack?["envelope_id"]?.ToString() is not { } id || !waiting.TryRemove(id, out var waits)) world.Fault(SlackError.Fault("unknown_envelope", said), Path);
            else if (ack["payload"] is JsonObject { Count: > 0 } payload) Acked(waits.Answer, payload, waits.TakesPayload);
            else waits.Answer.TrySetResult(new(200, ""));
        }
        catch (JsonException)
        {
            world.Fault(SlackError.Fault("invalid_json", said), Path);
        }
    }

    private void Acked(TaskCompletionSource<Answer> answer, JsonObject payload, bool taken)
    {
        if (!taken) world.Fault(SlackError.Fault("invalid_ack", "this envelope takes no payload"), Path);
        answer.TrySetResult(new(200, payload.ToJsonString(), "application/json"));
    }

    /// <summary>One connection; one message at a time.</summary>
    private sealed class Socket(WebSocket socket) : IDisposable
    {
        private readonly SemaphoreSlim sending = new(1);

        public async Task Send(JsonObject json)
        {
            await sending.WaitAsync();
            try
            {
                await socket.SendAsync(Encoding.UTF8.GetBytes(json.ToJsonString()), WebSocketMessageType.Text, true, CancellationToken.None);
            }
            finally
            {
                sending.Release();
            }
        }

        /// <summary>The next message; null where the service closed.</summary>
        public async Task<string?> Receive(CancellationToken cancel)
        {
            using var whole = new MemoryStream();
            var buffer = new byte[16 * 1024];
            ValueWebSocketReceiveResult part;
            do
            {
                part = await socket.ReceiveAsync(buffer.AsMemory(), cancel);
                if (part.MessageType == WebSocketMessageType.Close) return null;
                whole.Write(buffer.AsSpan(0, part.Count));
            }
            while (!part.EndOfMessage);
            return Encoding.UTF8.GetString(whole.ToArray());
        }

        public Task Close() => socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "", CancellationToken.None);

        public void Abort() => socket.Abort();

        public void Dispose()
        {
            sending.Dispose();
            socket.Dispose();
        }
    }
}
