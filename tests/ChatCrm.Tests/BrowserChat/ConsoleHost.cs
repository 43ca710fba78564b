using System.Net.Http.Headers;
using ChatCrm.Bot.AdaptiveCards;
using ChatCrm.Bot.BrowserChat;
using ChatCrm.Conversation;
using ChatCrm.Tests.Browser;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace ChatCrm.Tests.BrowserChat;

/// <summary>The console alone over real HTTP on a loopback port, with a scripted product behind it.</summary>
internal sealed class ConsoleHost : IAsyncDisposable
{
    public static readonly Instant Noon = Instant.FromUtc(2026, 11, 23, 4, 12);

    private readonly WebApplication app;

    private ConsoleHost(WebApplication app, HttpClient http) => (this.app, Http) = (app, http);

    public HttpClient Http { get; }

    public string Address => Http.BaseAddress!.ToString().TrimEnd('/');

    public Outbound Outbound => (Outbound)app.Services.GetRequiredService<IMessenger>();

    public static async Task<ConsoleHost> Start(AnswerTurn answer, TimeSpan? patience = null)
    {
        var app = Build(answer, patience: patience);
        await app.StartAsync();
        var http = new HttpClient { BaseAddress = new(app.Urls.Single()), Timeout = TimeSpan.FromMinutes(1) };
        http.DefaultRequestHeaders.Add("Origin", app.Urls.Single());
        return new(app, http);
    }

    public static WebApplication Build(AnswerTurn? answer = null, string environment = "Development", string urls = "http://127.0.0.1:0", bool enabled = true, TimeSpan? patience = null)
    {
        var builder = WebApplication.CreateEmptyBuilder(new() { EnvironmentName = environment });
        builder.WebHost.UseKestrelCore().UseUrls(urls);
        builder.Services.AddRoutingCore().AddLogging(log => log.SetMinimumLevel(LogLevel.Warning));
        builder.Configuration.AddJsonFile(Path.Combine(Repository.Root, "src", "ChatCrm.Bot", "appsettings.Development.json"), optional: false, reloadOnChange: false);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["BrowserChat:Enabled"] = enabled ? "true" : "false",
            ["BrowserChat:Patience"] = (patience ?? TimeSpan.FromMinutes(1)).ToString("c"),
        });
        builder.Services.AddSingleton(answer ?? ((_, _) => Task.FromResult<Reply>(new Reply.Quiet())));
        builder.Services.AddSingleton<ReadHint>((_, _) => new(Text.Ours("log · ") + Text.Theirs("Acme GmbH")));
        builder.Services.AddSingleton<WordsOfCards>(Words);
        builder.Services.AddSingleton<IClock>(new NoonClock()).AddSingleton(TimeProvider.System);
        builder.Services.AddBrowserChat(builder.Configuration);
        var app = builder.Build();
        app.MapBrowserChat();
        return app;
    }

    /// <summary>Posts a body as the page does; gives the status and the text.</summary>
    public async Task<(int Status, string Body)> Post(string json, string to = "turns")
    {
        using var content = new ByteArrayContent(System.Text.Encoding.UTF8.GetBytes(json)) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        using var response = await Http.PostAsync(new Uri($"/console/{to}", UriKind.Relative), content, TestContext.Current.CancellationToken);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
    }

    private sealed class NoonClock : IClock
    {
        public Instant GetCurrentInstant() => Noon;
    }

    private static CardWords Words(string? language) => language?.StartsWith("zh", StringComparison.Ordinal) == true
        ? new("zh-Hans", count => $"……还有{count}条未显示", "部分内容已略去", "请填写此项", "有些内容需要修改。", "是", "—")
        : new("en", count => $"… {count} more, not shown here", "Some of this is left out.", "Needed.", "Something is not right yet.", "Yes", "—");
}
