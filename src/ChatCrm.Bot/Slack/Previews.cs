using System.Text.Json;
using ChatCrm.Bot.Slack.BlockKit;
using ChatCrm.Bot.Slack.Install;
using ChatCrm.Bot.Slack.Web;
using ChatCrm.Conversation;
using ChatCrm.Customers;

namespace ChatCrm.Bot.Slack;

/// <summary>Pasted customer links: code and name for all who read along, the rest behind a button. https://docs.slack.dev/messaging/unfurling-links-in-messages</summary>
internal sealed class Previews(Api api, Reception reception, UnderWay underWay, SlackOptions options)
{
    /// <summary>A message with more links than this is a list, which previews would bury.</summary>
    private const int MostLinks = 3;

    public async Task<ReadOnlyMemory<byte>> Shared(JsonElement happened, Installation on, string id, bool outside, CancellationToken cancel)
    {
        var links = happened.Items("links").Select(link => link.Text("url")).Where(url => CodeOf(url) is not null).Distinct(StringComparer.Ordinal).ToList();
        if (links.Count is 0 or > MostLinks || happened.Text("user") is not { Length: > 0 } user || user == on.BotUser) return default;
        var target = Target(happened);
        if (target is null) return default;
        var channel = happened.Text("channel") is { Length: > 0 } room && room != "COMPOSER" ? room : "";
        await underWay.Within(underWay.Track(Unfurl(on, id, user, channel, outside, links, target)), options.Patience);
        return default;
    }

    /// <summary>Which message: by its place in old clients, by the preview's own id in the composer.</summary>
    private static Action<Utf8JsonWriter>? Target(JsonElement happened)
    {
        var (id, source, channel, message) = (happened.Text("unfurl_id"), happened.Text("source"), happened.Text("channel"), happened.Text("message_ts"));
        if (id.Length > 0 && source.Length > 0) return json => { json.WriteString("unfurl_id", id); json.WriteString("source", source); };
        if (channel.Length > 0 && message.Length > 0) return json => { json.WriteString("channel", channel); json.WriteString("ts", message); };
        return null;
    }

    private async Task<bool> Unfurl(Installation on, string id, string user, string channel, bool outside, IReadOnlyList<string> links, Action<Utf8JsonWriter> target)
    {
        var cards = new List<(string Url, Card Card)>();
        foreach (var url in links)
        {
            var heard = new Heard(on, $"{id} {url}", user, new Input.Pasted(CodeOf(url)!), new(Via.Preview, channel)) { SharedOutside = outside || channel.Length == 0 };
            if ((await reception.Answer(new(heard))).Reply is Reply.Show { ForTheRoom: true, Card: var card }) cards.Add((url, card));
        }
        return cards.Count > 0 && await api.Post(on, "chat.unfurl", Body.Of(json =>
        {
            target(json);
            json.WriteStartObject("unfurls");
            foreach (var (url, card) in cards)
            {
                json.WriteStartObject(url);
                Blocks.Preview(json, card);
                json.WriteEndObject();
            }
            json.WriteEndObject();
        }), default) is ApiAnswer.Done;
    }

    /// <summary>The customer's code in a link of ours, https://crm.example.com/c/C-1042; null for any other address.</summary>
    private string? CodeOf(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var link) && options.PublicAddress is { } ours && link.IdnHost == ours.IdnHost && link.AbsolutePath.StartsWith(CustomerLink.Path, StringComparison.Ordinal)
            && link.AbsolutePath[CustomerLink.Path.Length..] is { Length: > 0 and <= 20 } code
            ? code
            : null;
}
