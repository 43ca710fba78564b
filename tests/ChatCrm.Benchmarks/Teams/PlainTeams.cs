using System.Text;
using ChatCrm.Benchmarks.Speed;

namespace ChatCrm.Benchmarks.Teams;

/// <summary>As much of Teams as an answer asks for: the Connector, which takes every message, with one person in it, and the issuer's documents.</summary>
internal sealed class PlainTeams : IDisposable
{
    private const string User = $$"""
        {"id":"{{Activities.Mri}}","name":"Sam Okafor","aadObjectId":"{{Activities.Account}}","tenantId":"{{Activities.Tenant}}","userRole":"user","userPrincipalName":"sam@speed.example","email":"sam@speed.example"}
        """;

    private static readonly byte[] Taken = Answer("201 Created", """{"id":"1759651964910"}"""), Member = Answer("200 OK", User), Members = Answer("200 OK", $$"""{"members":[{{User}}]}""");

    private readonly Listener _listener;
    private readonly byte[] _document, _keys;
    private volatile Messages? _last;

    public PlainTeams(Issuer issuer)
    {
        _listener = new(Answer);
        _document = Answer("200 OK", $$"""{"issuer":"{{Issuer.Name}}","jwks_uri":"{{At("v1/.well-known/keys")}}"}""");
        _keys = Answer("200 OK", issuer.Keys);
        _listener.Begin();
    }

    public Uri Service => At($"amer/{Activities.Tenant}/");

    public Uri Metadata => At("v1/.well-known/openidconfiguration");

    public Uri Keys => At("v1/.well-known/keys");

    /// <summary>The message that was taken last: for whoever knows that nothing else is sent meanwhile.</summary>
    public ReadOnlyMemory<byte> Last => _last?.Body ?? default;

    public void Dispose() => _listener.Dispose();

    private Uri At(string path) => new(_listener.Address, path);

    private byte[] Answer(Messages request)
    {
        if (!request.Head.StartsWith("POST "u8)) return Looked(request.Head[..request.Head.IndexOf((byte)'\r')]);
        _last = request;
        return Taken;
    }

    private byte[] Looked(ReadOnlySpan<byte> line) =>
        line.IndexOf("/pagedmembers"u8) >= 0 ? Members : line.IndexOf("/members/"u8) >= 0 ? Member : line.IndexOf("/keys"u8) >= 0 ? _keys : _document;

    private static byte[] Answer(string status, string body) =>
        Encoding.UTF8.GetBytes($"HTTP/1.1 {status}\r\nContent-Type: application/json; charset=utf-8\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}");
}
