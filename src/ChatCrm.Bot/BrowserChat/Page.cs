namespace ChatCrm.Bot.BrowserChat;

/// <summary>The page's files, carried inside the assembly: the same with <c>dotnet run</c>, published and in tests.</summary>
internal static class Page
{
    private const string Prefix = "console/";

    private static readonly Dictionary<string, string> Types = new(StringComparer.Ordinal)
    {
        [".html"] = "text/html; charset=utf-8",
        [".css"] = "text/css; charset=utf-8",
        [".js"] = "text/javascript; charset=utf-8",
        [".svg"] = "image/svg+xml",
    };

    public static IResult File(string file) =>
        Types.TryGetValue(Path.GetExtension(file), out var type) && typeof(Page).Assembly.GetManifestResourceStream(Prefix + file) is { } stream
            ? Results.Stream(stream, type)
            : Results.NotFound();
}
