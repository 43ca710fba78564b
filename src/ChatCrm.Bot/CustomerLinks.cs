using System.Text.RegularExpressions;
using ChatCrm.Customers;

namespace ChatCrm.Bot;

/// <summary>
/// <c>/c/{code}</c>: where a customer link leads. It asks nobody who they are, so it shows nothing of the customer, not even whether there is one: it leads
/// back to the chat, where the same code opens the card for whoever may see it.
/// </summary>
public static partial class CustomerLinks
{
    /// <param name="chat">The address of the chat in this browser, where there is one.</param>
    public static void MapCustomerLinks(this WebApplication app, string? chat) => app.MapGet(CustomerLink.Path + "{code}", (string code, HttpContext http) =>
    {
        if (!Code().IsMatch(code)) return Results.NotFound();
        var typed = code.ToUpperInvariant();
        return new PlainPage(typed, $"Open your chat with ChatCrm and type <code>{typed}</code>: the customer's card opens there, if you may see it.",
            null, $"请在与 ChatCrm 的聊天中输入 <code>{typed}</code>：如果你有权限，会打开客户卡片。") { Below = chat is null ? "" : $"<p><a href=\"{chat}\">ChatCrm</a></p>" }.Show(http);
    }).WithMetadata(new OpenEndpoint("Shows what stands in its own address, and nothing that is kept."));

    // What passes is letters, digits and a hyphen: it needs no escaping.
    [GeneratedRegex("^[cC]-[0-9]{1,9}$", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex Code();
}
