using System.Diagnostics;
using System.IO.Compression;
using ChatCrm.Tests.Browser;
using ChatCrm.Tests.Storage;

namespace ChatCrm.Tests.Teams.Manifest;

/// <summary>The zip that an admin uploads, built as the README says.</summary>
internal static class Package
{
    /// <summary>Its files by name.</summary>
    /// <exception cref="InvalidOperationException">It was not built; the message is the build's.</exception>
    public static async Task<IReadOnlyDictionary<string, byte[]>> Of(string bot, string host)
    {
        using var folder = new Folder();
        var zip = folder.File("chatcrm.zip");
        string[] line = ["msbuild", Path.Combine(Repository.Root, "src", "ChatCrm.Bot", "Teams", "Package.targets"), "-t:TeamsPackage", "-nologo", "-nodeReuse:false", $"-p:TeamsAppId={bot}", $"-p:TeamsHost={host}", $"-p:TeamsZip={zip}"];
        using var build = Process.Start(new ProcessStartInfo("dotnet", line) { RedirectStandardOutput = true })!;
        var said = await build.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await build.WaitForExitAsync(TestContext.Current.CancellationToken);
        return build.ExitCode == 0 ? Read(zip) : throw new InvalidOperationException(said);
    }

    private static Dictionary<string, byte[]> Read(string zip)
    {
        using var archive = ZipFile.OpenRead(zip);
        return archive.Entries.ToDictionary(entry => entry.FullName, Bytes);
    }

    private static byte[] Bytes(ZipArchiveEntry entry)
    {
        using var content = entry.Open();
        var bytes = new byte[entry.Length];
        content.ReadExactly(bytes);
        return bytes;
    }
}
