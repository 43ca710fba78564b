namespace ChatCrm.Bot.Slack.Install;

/// <summary>How an install can end, as its page says it. The links lead from the callback's address.</summary>
internal static class Ends
{
    public static readonly PlainPage Done = new(
        "ChatCrm is installed", "In Slack, type <code>/crm help</code>. To use it in a channel, invite it there: <code>/invite @ChatCrm</code>. You can close this page.",
        "ChatCrm 已安装", "在 Slack 中输入 <code>/crm help</code> 即可开始。要在频道中使用，请先邀请它：<code>/invite @ChatCrm</code>。现在可以关闭此页面。");

    public static readonly PlainPage StartAgain = new(
        "Please start again", "This page was opened twice, in another browser, or more than ten minutes after you began. Nothing was installed. <a href=\"install\">Install ChatCrm</a>",
        "请重新开始", "此页面被重复打开、在另一个浏览器中打开，或距离开始已超过十分钟。尚未安装任何内容。<a href=\"install\">安装 ChatCrm</a>", StatusCodes.Status400BadRequest);

    public static readonly PlainPage Declined = new(
        "Not installed", "Slack says that the install was not allowed. If your workspace asks an admin first, wait for their answer and then begin again. <a href=\"install\">Install ChatCrm</a>",
        "未安装", "Slack 表示此次安装未获允许。如果你的工作区需要管理员批准，请等待批准后再重新开始。<a href=\"install\">安装 ChatCrm</a>", StatusCodes.Status400BadRequest);

    public static readonly PlainPage NotAnswered = new(
        "Not installed yet", "What Slack must hand over did not arrive, or could not be kept. Begin again in a minute. <a href=\"install\">Install ChatCrm</a>",
        "尚未安装", "未能收到或保存 Slack 提供的授权信息。请一分钟后重新开始。<a href=\"install\">安装 ChatCrm</a>", StatusCodes.Status502BadGateway);
}
