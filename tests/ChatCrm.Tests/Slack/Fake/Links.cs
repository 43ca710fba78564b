using System.Text.Json.Nodes;

namespace ChatCrm.Tests.Slack.Fake;

/// <summary>Links that people paste, and the previews under them. https://docs.slack.dev/messaging/unfurling-links-in-messages</summary>
internal sealed partial class FakeSlack
{
    /// <summary>Pastes a link into a channel, or in the composer begins to. In an organisation there is neither composer nor unfurl_id.</summary>
    public async Task<Answer> ShareLink(string user, string channel, Uri url, bool composer = false) => (await Paste(user, channel, [url], composer)).Answer;

    /// <summary>Pastes links: the message, or the draft in the composer, which only its writer sees.</summary>
    public async Task<(Post Post, Answer Answer)> Paste(string user, string channel, IReadOnlyList<Uri> urls, bool composer = false)
    {
        var (who, room) = (World.Person(user), RoomFor(user, channel));
        var text = string.Join(' ', urls.Select(url => $"<{url}>"));
        var post = composer ? new Post { Ts = World.Next("Uxxx-"), Room = room, Author = who.Id, Text = text, Only = who.Id } : Type(who, room, text, null);
        var inner = new JsonObject
        {
            ["type"] = "link_shared", ["user"] = who.Id, ["channel"] = composer ? "COMPOSER" : room.Id, ["message_ts"] = post.Ts, ["is_bot_user_member"] = room.Members.Contains(World.BotUser),
            ["links"] = new JsonArray([.. urls.Select(url => new JsonObject { ["domain"] = url.IdnHost, ["url"] = url.AbsoluteUri })]), ["event_ts"] = World.NextTs(), ["user_locale"] = who.Locale,
        };
        if (who.Team.Enterprise is null)
        {
            var unfurl = World.Next("C.");
            lock (World.Gate) World.Pasted[unfurl] = post;
            (inner["unfurl_id"], inner["source"]) = (unfurl, composer ? "composer" : "conversations_history");
        }
        return (post, await Tell(who.Team, inner, room.ExtShared));
    }

    /// <summary>Presses a button in the preview of a link.</summary>
    public Task<Answer> ClickPreview(string user, Post post, string url, string label) => Interact(post.Room.Team, install =>
        payloads.PreviewAction(install, World.Person(user), post, url, Knob((JsonArray)post.Unfurls![url]!["blocks"]!, label).Action()));
}
