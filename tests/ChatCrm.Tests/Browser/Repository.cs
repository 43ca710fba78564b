namespace ChatCrm.Tests.Browser;

/// <summary>Where the sources lie.</summary>
internal static class Repository
{
    public static string Root { get; } = Find(new(AppContext.BaseDirectory));

    private static string Find(DirectoryInfo folder) => File.Exists(Path.Combine(folder.FullName, "ChatCrm.sln")) ? folder.FullName : Find(folder.Parent!);
}
