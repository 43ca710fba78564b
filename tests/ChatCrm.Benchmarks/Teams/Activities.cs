using System.Globalization;
using System.Text;
using System.Text.Json;
using ChatCrm.Benchmarks.Speed;

namespace ChatCrm.Benchmarks.Teams;

/// <summary>Lines in a personal chat as Teams sends them, each with an activity id of its own, all with one token.</summary>
internal sealed class Activities(IReadOnlyList<string> texts, Uri service, string token) : IRequests
{
    public const string App = "7f1c64bd-1d8f-4a0e-9a4e-2f4c7f0c5a11", Tenant = "0b5bc3e2-6f0c-4d0f-8d0f-4c1f5a4be001", Account = "c6f3a3d8-2a6b-4f43-9d30-0d3f4c5e6a77";

    public const string Mri = "29:1XJKJMvc5GBtc2JwZq0oj8tHZmzrQgFmB39ATiQWA85gQtHieVkKilBZ9XHoq9j7Zaqt7CZ-NJWi7me2kHTL3Bw";

    private const string Chat = "a:17I0kl9EkpE1O9PH5TWrzrLNwnWWcfrU7QZjKR0WSfOpzbfcAg2IaydGElSo10tVr4C7Fc6GtieTJX663WuJCc1uA83n4CSrHSgGBj5XNYLcVlJAs2ZX8DbYBPck201w-";

    private static long s_ids = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();

    public byte[] Request(int n)
    {
        var body = Encoding.UTF8.GetBytes(Activity(JsonEncodedText.Encode(texts[n % texts.Count]).ToString()));
        var head = $"POST /teams/messages HTTP/1.1\r\nHost: 127.0.0.1\r\nUser-Agent: Microsoft-SkypeBotApi (Microsoft-BotFramework/3.0)\r\nAccept: */*\r\nAuthorization: Bearer {token}\r\n"
            + $"MS-CV: yAHGXQwZ5kKr3T0gYyW8xA.1.1.1\r\nContent-Type: application/json; charset=utf-8\r\nContent-Length: {body.Length.ToString(CultureInfo.InvariantCulture)}\r\n\r\n";
        return [.. Encoding.ASCII.GetBytes(head), .. body];
    }

    private string Activity(string text) => $$"""
        {"text":"{{text}}","textFormat":"plain","attachments":[{"contentType":"text/html","content":"<p>{{text}}</p>"}],"type":"message","timestamp":"2026-10-05T08:12:44.9101327Z","localTimestamp":"2026-10-05T09:12:44.9101327+01:00",
        "id":"{{Interlocked.Increment(ref s_ids).ToString(CultureInfo.InvariantCulture)}}","channelId":"msteams","serviceUrl":"{{service.AbsoluteUri}}","from":{"id":"{{Mri}}","name":"Sam Okafor","aadObjectId":"{{Account}}"},
        "conversation":{"conversationType":"personal","tenantId":"{{Tenant}}","id":"{{Chat}}"},"recipient":{"id":"28:{{App}}","name":"ChatCrm"},
        "entities":[{"locale":"en-GB","country":"GB","platform":"Web","timezone":"Europe/London","type":"clientInfo"}],"channelData":{"tenant":{"id":"{{Tenant}}"} },"locale":"en-GB","localTimezone":"Europe/London"}
        """;
}
