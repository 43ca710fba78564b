namespace ChatCrm.Benchmarks;

/// <summary>The service as one native program, as <c>dotnet publish</c> leaves it among its sources.</summary>
public static class NativeService
{
    public const string Publish = "dotnet publish src/ChatCrm.Bot -c Release -r linux-x64 -p:PublishAot=true";

    private static readonly string Sources = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../../../../src"));

    private static readonly Lazy<string?> Known = new(Find);

    /// <summary>The program's file; null where it was not published, or something of its sources is newer.</summary>
    public static string? File => Known.Value;

    /// <summary>The profile by which it is compiled.</summary>
    public static string Profile => Path.Combine(Sources, "ChatCrm.Bot/ChatCrm.Bot.mibc");

    private static string? Find()
    {
        var program = new FileInfo(Path.Combine(Sources, "ChatCrm.Bot/bin/native/ChatCrm.Bot"));
        return program.Exists && IsOlder(new(Sources), program.LastWriteTimeUtc) ? program.FullName : null;
    }

    // What is built, and what a service that runs among its sources writes, is none of them.
    private static bool IsOlder(DirectoryInfo folder, DateTime than) =>
        folder.EnumerateFiles().All(file => file.Extension == ".md" || file.LastWriteTimeUtc < than)
        && folder.EnumerateDirectories().All(inner => inner.Name is "bin" or "obj" or "node_modules" or "data" || IsOlder(inner, than));
}
