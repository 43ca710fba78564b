using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace ChatCrm.Tests.App;

/// <summary>Keeps every post to paths that begin so, before anything of the service reads it.</summary>
internal sealed class Recorder<T>(string under, Func<HttpRequest, byte[], T> read) : IStartupFilter
{
    private readonly ConcurrentQueue<T> all = [];

    public IReadOnlyList<T> All => [.. all];

    public T Last => all.Last();

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(async (http, then) =>
        {
            if (http.Request.Path.StartsWithSegments(under) && HttpMethods.IsPost(http.Request.Method)) await Keep(http.Request);
            await then(http);
        });
        next(app);
    };

    private async Task Keep(HttpRequest request)
    {
        using var body = new MemoryStream();
        request.EnableBuffering();
        await request.Body.CopyToAsync(body);
        request.Body.Position = 0;
        all.Enqueue(read(request, body.ToArray()));
    }
}

/// <summary>Keeps the body of every answer from paths that begin so, byte by byte.</summary>
internal sealed class AnswersKept(string under) : IStartupFilter
{
    private readonly ConcurrentQueue<byte[]> all = [];

    public IReadOnlyList<byte[]> All => [.. all];

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(async (http, then) =>
        {
            if (http.Request.Path.StartsWithSegments(under)) await Keep(http, then);
            else await then(http);
        });
        next(app);
    };

    private async Task Keep(HttpContext http, RequestDelegate then)
    {
        var (own, kept) = (http.Response.Body, new MemoryStream());
        http.Response.Body = kept;
        try
        {
            await then(http);
        }
        finally
        {
            http.Response.Body = own;
        }
        if (kept.Length == 0) return;
        all.Enqueue(kept.ToArray());
        await own.WriteAsync(kept.ToArray());
    }
}
