using System.Text;

namespace ChatCrm.Bot;

/// <summary>A page in both languages that asks nobody who they are and loads nothing. What stands in it is HTML: nothing of a request that was not checked.</summary>
/// <param name="TitleZh">Null where the title says the same in both.</param>
internal sealed record PlainPage(string Title, string Text, string? TitleZh, string TextZh, int Status = StatusCodes.Status200OK)
{
    private const string Html = """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="robots" content="noindex">
        <meta name="color-scheme" content="light dark">
        <title>{title} · ChatCrm</title>
        <style>
        body { font: 1.125rem/1.6 system-ui, "Noto Sans CJK SC", sans-serif; max-width: 34rem; margin: 18vh auto; padding: 0 1.5rem; }
        h1, h2 { font-size: 1.75rem; line-height: 1.3; margin: 0 0 .5rem; }
        h2 { font-size: 1.25rem; margin-top: 2rem; }
        code { font-size: 1.05em; }
        p { margin: .25rem 0 1rem; }
        </style>
        </head>
        <body>
        <main>
        <h1>{title}</h1>
        <p>{text}</p>
        <section lang="zh-Hans">
        {title-zh}
        <p>{text-zh}</p>
        </section>
        {below}
        </main>
        </body>
        </html>
        """;

    /// <summary>What stands below, the same in both languages.</summary>
    public string Below { get; init; } = "";

    public IResult Show(HttpContext http)
    {
        Quiet(http);
        http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        var html = Html.Replace("{title}", Title).Replace("{text}", Text).Replace("{title-zh}", TitleZh is null ? "" : $"<h2>{TitleZh}</h2>").Replace("{text-zh}", TextZh).Replace("{below}", Below);
        return Results.Content(html, "text/html", Encoding.UTF8, Status);
    }

    /// <summary>Addresses here hold codes and states: neither caches nor the next page hear of them.</summary>
    public static void Quiet(HttpContext http)
    {
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers["Referrer-Policy"] = "no-referrer";
    }
}
