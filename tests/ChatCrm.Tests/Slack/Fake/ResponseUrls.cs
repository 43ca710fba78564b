using System.Text.Json.Nodes;
using NodaTime;

namespace ChatCrm.Tests.Slack.Fake;

/// <summary>Addresses to answer at: five uses, thirty minutes. https://docs.slack.dev/interactivity/handling-user-interaction#message_responses</summary>
internal sealed class ResponseUrls(World world, Posts posts, Func<Uri> address)
{
    public const int MostUses = 5;

    private const string Properties = "text blocks response_type replace_original delete_original thread_ts mrkdwn unfurl_links unfurl_media parse";

    private static readonly Duration Life = Duration.FromMinutes(30);

    private readonly Dictionary<string, Hook> hooks = [];

    /// <param name="Pressed">The message whose button was pressed; null for a command.</param>
    /// <param name="Answer">The last message that came here.</param>
    private sealed record Hook(Room Room, Person Who, Post? Pressed, Instant At)
    {
        public Post? Answer { get; init; }

        public int Uses { get; init; }

        /// <summary>A command's line cannot be replaced, the answer to it can.</summary>
        public Post? Original => Pressed ?? Answer;
    }

    public Uri Give(Room room, Person who, Post? message)
    {
        var path = $"hooks/actions/{room.Team.Id}/{world.Next("")}/{world.Next("k")}";
        hooks[path] = new(room, who, message, world.Now);
        return new(address(), path);
    }

    /// <summary>The answer in the HTTP response of a command: like a first use, but none of the five.</summary>
    public void Answered(Uri url, JsonObject content)
    {
        var path = url.AbsolutePath[1..];
        hooks[path] = Respond(hooks[path], content, Via.Answer);
    }

    public void Post(string path, JsonObject content)
    {
        if (!hooks.TryGetValue(path, out var hook)) throw SlackError.Fault("no_such_url");
        if (world.Now - hook.At > Life) throw SlackError.World("expired_url");
        if (hook.Uses >= MostUses) throw SlackError.Fault("used_url");
        hooks[path] = Respond(hook, content, Via.ResponseUrl) with { Uses = hook.Uses + 1 };
    }

    private Hook Respond(Hook hook, JsonObject content, Via via)
    {
        var check = new Check();
        check.Object(content, "", Properties);
        check.OneOf(content, "response_type", "", "ephemeral", "in_channel");
        foreach (var flag in new[] { "replace_original", "delete_original" }) check.Flag(content, flag, "");
        if (via == Via.ResponseUrl && hook.Pressed is not null && content["replace_original"] is null && content["delete_original"] is null)
            check.Wrong("say whether this replaces the original: Slack's default differs by the kind of url", "/replace_original");
        if (check.Errors.Count > 0) throw SlackError.Fault("invalid_payload", check.Errors);
        if ((bool?)content["delete_original"] == true) return Deleted(hook, via);
        return (bool?)content["replace_original"] == true ? Replaced(hook, content, via) : Added(hook, content, via);
    }

    private Hook Added(Hook hook, JsonObject content, Via via)
    {
        return hook with { Answer = posts.Add(hook.Room, content, via, only: content["response_type"]?.ToString() == "in_channel" ? null : hook.Who.Id) };
    }

    private Hook Replaced(Hook hook, JsonObject content, Via via)
    {
        if (hook.Original is not { Deleted: false } original) throw SlackError.Fault("invalid_payload", "[ERROR] there is no original to replace [json-pointer:/replace_original]");
        if (original.Only is not null && content["response_type"]?.ToString() == "in_channel") throw SlackError.Fault("invalid_payload", "[ERROR] an ephemeral message cannot become one in the channel [json-pointer:/response_type]");
        posts.Update(original, content, via);
        return hook;
    }

    private Hook Deleted(Hook hook, Via via)
    {
        if (hook.Original is not { Deleted: false } original) throw SlackError.Fault("invalid_payload", "[ERROR] there is no original to delete [json-pointer:/delete_original]");
        posts.Delete(original, via);
        return hook;
    }
}
