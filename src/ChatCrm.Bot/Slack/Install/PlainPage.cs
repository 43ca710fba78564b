using System.Text;
using ChatCrm.Bot.Slack.Web;

namespace ChatCrm.Bot.Slack.Install;

/// <summary>A plain page in both languages: nothing in it comes from a request.</summary>
internal sealed record PlainPage(int Status, string Title, string Text, string TitleZh, string TextZh)
{
    public static readonly PlainPage Done = new(200,
        "ChatCrm is installed", "In Slack, type <code>/crm help</code>. To use it in a channel, invite it there: <code>/invite @ChatCrm</code>. You can close this page.",
        "ChatCrm 已安装", "在 Slack 中输入 <code>/crm help</code> 即可开始。要在频道中使用，请先邀请它：<code>/invite @ChatCrm</code>。现在可以关闭此页面。");

    public static readonly PlainPage StartAgain = new(400,
        "Please start again", "This page was opened twice, in another browser, or more than ten minutes after you began. Nothing was installed. <a href=\"install\">Install ChatCrm</a>",
        "请重新开始", "此页面被重复打开、在另一个浏览器中打开，或距离开始已超过十分钟。尚未安装任何内容。<a href=\"install\">安装 ChatCrm</a>");

    public static readonly PlainPage Declined = new(400,
        "Not installed", "Slack says that the install was not allowed. If your workspace asks an admin first, wait for their answer and then begin again. <a href=\"install\">Install ChatCrm</a>",
        "未安装", "Slack 表示此次安装未获允许。如果你的工作区需要管理员批准，请等待批准后再重新开始。<a href=\"install\">安装 ChatCrm</a>");

    public static readonly PlainPage NotAnswered = new(502,
        "Not installed yet", "What Slack must hand over did not arrive, or could not be kept. Begin again in a minute. <a href=\"install\">Install ChatCrm</a>",
        "尚未安装", "未能收到或保存 Slack 提供的授权信息。请一分钟后重新开始。<a href=\"install\">安装 ChatCrm</a>");

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
        <h2>{title-zh}</h2>
        <p>{text-zh}</p>
        </section>
        </main>
        </body>
        </html>
        """;

    public IResult Show(HttpContext http)
    {
        Quiet(http);
        http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        var html = Html.Replace("{title}", Title).Replace("{text}", Text).Replace("{title-zh}", TitleZh).Replace("{text-zh}", TextZh);
        return Results.Content(html, "text/html", Encoding.UTF8, Status);
    }

    /// <summary>Addresses here hold codes and states: neither caches nor the next page hear of them.</summary>
    public static void Quiet(HttpContext http)
    {
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers["Referrer-Policy"] = "no-referrer";
    }
}
