using ChatCrm.Tests.App;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(ChatCrm.Tests.Browser.BrowserFixture))]

namespace ChatCrm.Tests.Browser;

/// <summary>The installed Chromium, started once a run when the first test needs it. Tests are skipped, with the reason, where there is none.</summary>
public sealed class BrowserFixture : IAsyncDisposable
{
    private static readonly string[] Places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    private static readonly string[] Arguments =
    [
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    private const string Witness = """
        window.faults = [];
        addEventListener("error", event => window.faults.push(event.message));
        addEventListener("unhandledrejection", event => window.faults.push(String(event.reason)));
        addEventListener("securitypolicyviolation", event => window.faults.push(event.violatedDirective + " " + event.blockedURI));
        """;

    private readonly Lazy<Task<(IPlaywright Playwright, IBrowser Browser)>> started = new(Start);

    /// <summary>The browser's program; null where none is installed.</summary>
    public static string? Program { get; } = Places.FirstOrDefault(File.Exists);

    /// <summary>Skips the test, with the reason, where there is no browser.</summary>
    public static void Needed() => Assert.SkipWhen(Program is null, "No Chromium is installed (Debian: apt-get install chromium fonts-noto-cjk).");

    /// <summary>A page in a context of its own: nothing is shared between tests.</summary>
    public async Task<IPage> Open(string address, int width = 1400, int height = 860, bool dark = false, string locale = "en-GB")
    {
        Needed();
        var (_, browser) = await started.Value;
        var context = await browser.NewContextAsync(new()
        {
            ViewportSize = new() { Width = width, Height = height },
            ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
            Locale = locale,
            ReducedMotion = ReducedMotion.Reduce,
        });
        context.SetDefaultTimeout(20_000);
        var page = await context.NewPageAsync();
        await page.AddInitScriptAsync(Witness);
        await page.GotoAsync(address);
        return page;
    }

    /// <summary>A person's own chat in the console of a running service, welcomed.</summary>
    internal async Task<IPage> Console(RunningApp app, string person, int width = 1400, bool dark = false)
    {
        var page = await Open($"{app.Address}console#{person}/direct/{person}", width, 860, dark);
        await page.WaitForSelectorAsync($"body[data-ready={person}]");
        // The welcome of an empty chat.
        await Assertions.Expect(page.Locator(".card").First).ToBeVisibleAsync();
        return page;
    }

    /// <summary>Nothing failed in these pages; they are closed.</summary>
    public static async Task Close(IEnumerable<IPage> pages)
    {
        foreach (var page in pages)
        {
            Assert.Empty(await Faults(page));
            await page.Context.DisposeAsync();
        }
    }

    /// <summary>A picture of the page among the results of the run, to be looked at.</summary>
    public static Task Photograph(IPage page, string name) =>
        page.ScreenshotAsync(new() { Path = Path.Combine(Repository.Root, "tests", "ChatCrm.Tests", "TestResults", "screenshots", $"{name}.png") });

    /// <summary>Scripts that failed and what the page's own rules forbade, since it was loaded.</summary>
    public static Task<string[]> Faults(IPage page) => page.EvaluateAsync<string[]>("window.faults");

    public async ValueTask DisposeAsync()
    {
        if (!started.IsValueCreated) return;
        var (playwright, browser) = await started.Value;
        await browser.DisposeAsync();
        playwright.Dispose();
    }

    private static async Task<(IPlaywright, IBrowser)> Start()
    {
        var playwright = await Playwright.CreateAsync();
        return (playwright, await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Program, Args = Arguments }));
    }
}
