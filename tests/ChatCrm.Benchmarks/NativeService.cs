namespace ChatCrm.Benchmarks;

/// <summary>The service as one native program, as <c>dotnet publish</c> leaves it among its sources.</summary>
public static class NativeService
{
    public const string Publish = "dotnet publish src/ChatCrm.Bot -c Release -r linux-x64 -p:PublishAot=true";

    private static readonly string Sources = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../../../../src"));

    private static readonly Lazy<string?> Known = new(Find);

    /// <summary>The program's file; null where it was not published, or something of its sources is newer.</summary>
    public static string? File => Known.Value;

    private static string? Find()
    {
        var program = new FileInfo(Path.Combine(Sources, "ChatCrm.Bot/bin/native/ChatCrm.Bot"));
        return program.Exists && new DirectoryInfo(Sources).EnumerateDirectories().All(project => IsOlder(project, program.LastWriteTimeUtc))
            && Sources is { } folder && new DirectoryInfo(folder).EnumerateFiles("*.props").All(file => file.LastWriteTimeUtc < program.LastWriteTimeUtc) ? program.FullName : null;
    }

    private static bool IsOlder(DirectoryInfo folder, DateTime than) =>
        folder.EnumerateFiles().All(file => file.LastWriteTimeUtc < than)
        && folder.EnumerateDirectories().All(inner => inner.Name is "bin" or "obj" or "node_modules" || IsOlder(inner, than));
}
