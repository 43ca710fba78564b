using System.Text.Json;

namespace ChatCrm.Bot.Slack.Web;

/// <summary>All pages of a method that lists (https://docs.slack.dev/apis/web-api/pagination).</summary>
internal static class Pages
{
    /// <summary>The bodies one after the other; null, and no further one, where Slack did not say.</summary>
    /// <param name="ask">Asks for the page that a cursor names; empty names the first.</param>
    public static async IAsyncEnumerable<JsonElement?> Of(Func<string, ValueTask<ApiAnswer>> ask)
    {
        var cursor = "";
        do
        {
            if (await ask(cursor) is not ApiAnswer.Done { Body: var body })
            {
                yield return null;
                yield break;
            }
            yield return body;
            cursor = body.Part("response_metadata").Text("next_cursor");
        }
        while (cursor.Length > 0);
    }
}
