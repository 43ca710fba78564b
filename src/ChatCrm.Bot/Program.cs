using System.Text;
using ChatCrm;
using ChatCrm.Bot;
using ChatCrm.Bot.AdaptiveCards;
using ChatCrm.Bot.BrowserChat;
using ChatCrm.Bot.CalendarFeed;
using ChatCrm.Bot.Commands;
using ChatCrm.Bot.Courier;
using ChatCrm.Bot.Graph;
using ChatCrm.Bot.Operation;
using ChatCrm.Bot.Secrets;
using ChatCrm.Bot.Slack;
using ChatCrm.Bot.Slack.Install;
using ChatCrm.Bot.Slack.Web;
using ChatCrm.Bot.Storage;
using ChatCrm.Bot.Teams;
using ChatCrm.Help;
using ChatCrm.Storage;
using ChatCrm.Texts;
using ChatCrm.Turns;
using NodaTime;

// Some container images switch to the invariant mode, in which names fold wrongly and other languages' texts are missing.
if ("ﬁ".Normalize(NormalizationForm.FormKC) != "fi")
    throw new InvalidOperationException("ChatCrm needs ICU: unset DOTNET_SYSTEM_GLOBALIZATION_INVARIANT and install the system's ICU library.");

// Settings are read once, at start: no folder is watched.
var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = [.. args, "--hostBuilder:reloadConfigOnChange=false"] });
builder.WebHost.UseKestrelHttpsConfiguration();
await builder.Configuration.AddSecretsOfVault();
builder.AddOperation();

builder.Services.AddStorage(builder.Configuration, builder.Environment.ContentRootPath);
#pragma warning disable RS0030 // The one place that names the system's clock.
builder.Services.AddSingleton<IClock>(SystemClock.Instance).AddSingleton(TimeProvider.System);
#pragma warning restore RS0030
builder.Services.AddSecrets(builder.Configuration, builder.Environment.ContentRootPath);
builder.Services.AddChatCrm().AddCourier().AddGraph(builder.Configuration).AddSlack(builder.Configuration).AddTeams(builder.Configuration).AddBrowserChat(builder.Configuration).AddCalendarFeed();
builder.Services.AddSingleton(Copy.Kind);
builder.Services.AddSingleton<AnswerTurn>(services => Answering(services.GetRequiredService<Dispatcher>())).AddSingleton<ReadHint>(services => services.GetRequiredService<HintLine>().Of);
builder.Services.AddSingleton<WordsOfCards>(language => WordsIn(Wording.In(language)));

var app = builder.Build();
app.MapHealth();
app.MapBrowserChat();
app.MapSlack();
app.MapSlackInstall();
app.MapTeams();
app.MapCalendarFeed();
app.MapCustomerLinks(app.Services.GetRequiredService<BrowserChatOptions>().Enabled ? "/console" : null);
if (await Commands.Run(args, app.Services, Console.Out) is { } code) return code;

var console = app.Services.GetRequiredService<BrowserChatOptions>();
if (console.Enabled && console.Workspace == DemoWorkspace.Id)
    await DemoWorkspace.FillIfMissing(app.Services.GetRequiredService<IRowStore>(), app.Services.GetRequiredService<RowKinds>(), app.Services.GetRequiredService<IClock>());
await app.StartAsync();
app.SayWhereRowsAre(app.Services.GetRequiredService<StoragePlace>().Words);
if (console.Enabled) Console.WriteLine($"Open the console: {app.Urls.First()}");
await app.WaitForShutdownAsync();
return 0;

static AnswerTurn Answering(Dispatcher dispatcher) => (turn, cancel) => dispatcher.Answer(turn, cancel).AsTask();

static CardWords WordsIn(Wording words) => new(words.Language, n => words.Plain("Cards.More", ("n", n)), words.Plain("Cards.Shortened"),
    words.Plain("Cards.Required"), words.Plain("Cards.Refused"), words.Plain("Cards.Yes"), words.Plain("Cards.None"));

/// <summary>The service; public so that tests can start it.</summary>
public partial class Program;
