using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using ChatCrm.Benchmarks.Speed;

namespace ChatCrm.Benchmarks.Reminders;

/// <summary>A message that came: when, in which channel, of which reminder (-1 where it is none).</summary>
public readonly record struct Arrival(long At, string Channel, int Number);

/// <summary>As much of Slack's Web API as reminders ask for, and no more. Keeps what came, and can keep Slack's pace.</summary>
public sealed class Sink : IDisposable
{
    public const string Team = "T0REMIND", PostPath = "/api/chat.postMessage";

    private static readonly byte[] Own = Answer("200 OK", $$"""{"ok":true,"team_id":"{{Team}}","team":"Reminders","user_id":"U0BOT","user":"crm","bot_id":"B0BOT"}""");
    private static readonly byte[] Unknown = Answer("200 OK", """{"ok":false,"error":"unknown_method"}"""), TooMany = Answer("429 Too Many Requests\r\nRetry-After: 1", "");

    private readonly Listener _listener;
    private readonly ConcurrentQueue<Arrival> _arrivals = new();
    private readonly ConcurrentDictionary<string, long> _last = new(StringComparer.Ordinal);
    private long _message;
    private byte[] _body = [];
    private int _refused;

    public Sink()
    {
        _listener = new(Answered, stack: 256 * 1024);
        _listener.Begin();
    }

    public Uri Address => _listener.Address;

    /// <summary>How long a post takes here.</summary>
    public TimeSpan Takes { get; set; }

    /// <summary>At most one post in this time in each channel; another one is answered with 429.</summary>
    public TimeSpan Every { get; set; }

    /// <summary>What came since the last <see cref="Clear"/>, in order.</summary>
    public IReadOnlyList<Arrival> Arrivals => [.. _arrivals];

    public int Count => _arrivals.Count;

    /// <summary>How many were too fast.</summary>
    public int Refused => _refused;

    /// <summary>The body of a post that came.</summary>
    public ReadOnlyMemory<byte> Body => _body;

    public void Clear()
    {
        _arrivals.Clear();
        _last.Clear();
        _refused = 0;
    }

    public void Dispose() => _listener.Dispose();

    private byte[] Answered(Messages request)
    {
        var head = request.Head;
        if (head.StartsWith("POST /api/chat.postMessage "u8)) return Posted(request.Body);
        if (head.StartsWith("POST /api/auth.test "u8)) return Own;
        if (head.StartsWith("POST /api/users.info "u8)) return Answer("200 OK", User(Between(request.Body.Span, "user="u8, (byte)'&')));
        if (head.StartsWith("POST /api/conversations.open "u8)) return Answer("200 OK", $$"""{"ok":true,"channel":{"id":"D{{Between(request.Body.Span, "\"users\":\""u8, (byte)'"')}}"} }""");
        return head.StartsWith("POST /api/chat.update "u8) ? Answer("200 OK", """{"ok":true,"ts":"1.000001"}""") : Unknown;
    }

    private byte[] Posted(ReadOnlyMemory<byte> body)
    {
        var channel = Between(body.Span, "\"channel\":\""u8, (byte)'"');
        var now = Stopwatch.GetTimestamp();
        if (Every > TimeSpan.Zero && _last.TryGetValue(channel, out var last) && Stopwatch.GetElapsedTime(last, now) < Every)
        {
            Interlocked.Increment(ref _refused);
            return TooMany;
        }
        _last[channel] = now;
        _arrivals.Enqueue(new(now, channel, int.TryParse(Between(body.Span, "reminder no "u8, (byte)'.'), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1));
        if (_body.Length == 0) _body = body.ToArray();
        if (Takes > TimeSpan.Zero) Thread.Sleep(Takes);
        var id = Interlocked.Increment(ref _message).ToString("D6", CultureInfo.InvariantCulture);
        return Answer("200 OK", $$"""{"ok":true,"channel":"{{channel}}","ts":"1795000000.{{id}}"}""");
    }

    private static string User(string id) =>
        $$"""{"ok":true,"user":{"id":"{{id}}","team_id":"{{Team}}","name":"{{id}}","real_name":"Rep {{id}}","locale":"en-GB","tz":"Europe/London","profile":{"display_name":"Rep","real_name":"Rep {{id}}"} } }""";

    private static string Between(ReadOnlySpan<byte> text, ReadOnlySpan<byte> before, byte after)
    {
        if (text.IndexOf(before) is not (>= 0 and var at)) return "";
        var rest = text[(at + before.Length)..];
        return Encoding.ASCII.GetString(rest.IndexOf(after) is >= 0 and var end ? rest[..end] : rest);
    }

    private static byte[] Answer(string status, string body) =>
        Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\nContent-Type: application/json; charset=utf-8\r\nContent-Length: {body.Length.ToString(CultureInfo.InvariantCulture)}\r\n\r\n{body}");
}
