using System.Text.Json;
using ChatCrm.Bot.Slack.Install;
using ChatCrm.Bot.Slack.Web;
using NodaTime;

namespace ChatCrm.Bot.Slack.Places;

/// <summary>Somebody as Slack shows them.</summary>
/// <param name="Language">A language tag, or null.</param>
/// <param name="Zone">An IANA zone id, or null.</param>
/// <param name="Guest">Guests, strangers, bots, people of other companies, and those whose account was closed.</param>
/// <param name="Email">The address that Slack has confirmed, or null.</param>
internal sealed record SlackUser(string Id, string Name, string? Language, string? Zone, bool Guest, string? Email)
{
    private const string Slackbot = "USLACKBOT";

    /// <summary>Reads a <c>user</c> (https://docs.slack.dev/reference/objects/user-object).</summary>
    public static SlackUser Read(Installation on, JsonElement user)
    {
        var profile = user.Part("profile");
        string[] names = [profile.Text("display_name"), profile.Text("real_name"), user.Text("real_name"), user.Text("name"), user.Text("id")];
        return new(user.Text("id"), names.First(name => name.Length > 0 || ReferenceEquals(name, names[^1])), Given(user.Text("locale")), Given(user.Text("tz")), IsOutsider(on, user) || IsMachine(user),
            user.Flag("is_email_confirmed") ? Given(profile.Text("email")) : null);
    }

    /// <summary>Whether somebody who reads along is none of the company's own people. Its apps are.</summary>
    public static bool IsOutsider(Installation on, JsonElement user) =>
        user.Flag("is_restricted") || user.Flag("is_ultra_restricted") || user.Flag("is_stranger") || user.Flag("deleted") || !IsOf(on, user);

    private static bool IsMachine(JsonElement user) => user.Flag("is_bot") || user.Flag("is_app_user") || user.Flag("is_workflow_bot") || user.Text("id") == Slackbot;

    /// <summary>Whether somebody belongs to the team, or to the organisation where the app is installed in all of it.</summary>
    private static bool IsOf(Installation on, JsonElement user)
    {
        var enterprise = user.Part("enterprise_user");
        return user.Text("team_id") == on.On || (on.Org && enterprise.Text("enterprise_id") == on.On) || enterprise.Items("teams").Any(team => team.ValueKind == JsonValueKind.String && team.GetString() == on.On);
    }

    private static string? Given(string text) => text.Length == 0 ? null : text;
}

/// <summary>People, asked of Slack and kept for five minutes.</summary>
internal sealed class Users(Api api, IClock clock)
{
    private readonly Kept<(string On, string User), SlackUser> cache = new(Duration.FromMinutes(5), 10_000, clock);

    /// <summary>A person; null where Slack did not say, and then nobody may take them for one of the company.</summary>
    public async ValueTask<SlackUser?> Of(Installation on, string user, CancellationToken cancel) => (await Look(on, user, cancel)).User;

    /// <summary>The same, and how long to wait where Slack cannot be asked now.</summary>
    public async ValueTask<(SlackUser? User, Duration? Wait)> Look(Installation on, string user, CancellationToken cancel)
    {
        if (cache.TryGet((on.On, user), out var kept)) return (kept, null);
        var answer = await api.Read(on, "users.info", cancel, ("user", user), ("include_locale", "true"));
        return answer is ApiAnswer.Done { Body: var body } && body.Part("user") is { ValueKind: JsonValueKind.Object } found && found.Text("id") == user
            ? (cache.Keep((on.On, user), SlackUser.Read(on, found)), null)
            : (null, answer.Unanswered);
    }
}
