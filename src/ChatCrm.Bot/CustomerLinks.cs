using System.Text.RegularExpressions;

namespace ChatCrm.Bot;

/// <summary>
/// <c>/c/{code}</c>: where a customer link leads. It asks nobody who they are, so it shows nothing of the customer, not even whether there is one: it leads
/// back to the chat, where the same code opens the card for whoever may see it.
/// </summary>
public static partial class CustomerLinks
{
    private const string Page = """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="robots" content="noindex">
        <meta name="color-scheme" content="light dark">
        <title>{code} · ChatCrm</title>
        <style>
        body { font: 1.125rem/1.6 system-ui, "Noto Sans CJK SC", sans-serif; max-width: 34rem; margin: 18vh auto; padding: 0 1.5rem; }
        h1 { font-size: 1.75rem; margin: 0 0 .5rem; }
        code { font-size: 1.05em; }
        p { margin: .25rem 0 1rem; }
        </style>
        </head>
        <body>
        <main>
        <h1>{code}</h1>
        <p>Open your chat with ChatCrm and type <code>{code}</code>: the customer's card opens there, if you may see it.</p>
        <p lang="zh-Hans">请在与 ChatCrm 的聊天中输入 <code>{code}</code>：如果你有权限，会打开客户卡片。</p>
        {back}
        </main>
        </body>
        </html>
        """;

    /// <param name="chat">The address of the chat in this browser, where there is one.</param>
    public static void MapCustomerLinks(this WebApplication app, string? chat) => app.MapGet("/c/{code}", (string code, HttpContext http) =>
    {
        if (!Code().IsMatch(code)) return Results.NotFound();
        http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'";
        http.Response.Headers["Referrer-Policy"] = "no-referrer";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        var back = chat is null ? "" : $"<p><a href=\"{chat}\">ChatCrm</a></p>";
        return Results.Content(Page.Replace("{code}", code.ToUpperInvariant()).Replace("{back}", back), "text/html; charset=utf-8");
    }).WithMetadata(new OpenEndpoint("Shows what stands in its own address, and nothing that is kept."));

    // What passes is letters, digits and a hyphen: it needs no escaping.
    [GeneratedRegex("^[cC]-[0-9]{1,9}$", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex Code();
}
