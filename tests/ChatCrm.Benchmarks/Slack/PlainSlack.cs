using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ChatCrm.Benchmarks.Slack;

/// <summary>As much of Slack's Web API as a slash command asks for: one team with one person in one room.</summary>
internal sealed class PlainSlack : IAsyncDisposable
{
    private const string User = $$"""
        {"id":"{{SlashCommands.User}}","team_id":"{{SlashCommands.Team}}","name":"sam","real_name":"Sam Okafor","locale":"en-GB","tz":"Europe/London","profile":{"display_name":"Sam","real_name":"Sam Okafor"} }
        """;

    private readonly WebApplication _app;

    private PlainSlack(WebApplication app) => _app = app;

    public static async Task<PlainSlack> Start(int port)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        var app = builder.Build();
        app.MapPost("/api/{method}", (string method) => Results.Text(Answer(method), "application/json"));
        await app.StartAsync();
        return new(app);
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private static string Answer(string method) => method switch
    {
        "auth.test" => $$"""{"ok":true,"team_id":"{{SlashCommands.Team}}","team":"Speed","user_id":"U0BOT","user":"crm","bot_id":"B0BOT"}""",
        "users.info" => $$"""{"ok":true,"user":{{User}} }""",
        "users.list" => $$"""{"ok":true,"members":[{{User}}]}""",
        "conversations.info" => $$"""{"ok":true,"channel":{"id":"{{SlashCommands.Channel}}","name":"sales","is_channel":true,"num_members":2} }""",
        "conversations.members" => $$"""{"ok":true,"members":["{{SlashCommands.User}}"]}""",
        _ => """{"ok":false,"error":"unknown_method"}""",
    };
}
