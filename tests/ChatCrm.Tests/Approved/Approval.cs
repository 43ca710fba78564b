using System.Runtime.CompilerServices;

namespace ChatCrm.Tests.Approved;

/// <summary>What was drawn, against what somebody has looked at and approved: the files beside this one.</summary>
public static class Approval
{
    /// <summary>The folder of the approved files, in the source tree.</summary>
    public static string Folder { get; } = Here();

    /// <summary>
    /// Fails where <paramref name="actual"/> is not, to the letter, the approved file <paramref name="name"/>, or where there is none.
    /// Then it leaves a <c>.received</c> file beside it to compare, and to rename by hand once it is right.
    /// </summary>
    public static void Check(string name, string actual)
    {
        var approved = Path.Combine(Folder, name);
        var received = Path.Combine(Folder, Path.GetFileNameWithoutExtension(name) + ".received" + Path.GetExtension(name));
        var expected = File.Exists(approved) ? File.ReadAllText(approved).ReplaceLineEndings("\n") : null;
        if (expected == actual)
        {
            File.Delete(received);
            return;
        }
        File.WriteAllText(received, actual);
        Assert.Fail(expected is null
            ? $"Nobody has approved {name} yet. Look at {received} and rename it to {name} if it is right."
            : $"{name} is drawn otherwise than approved. Compare it with {received}:\n{FirstDifference(expected, actual)}");
    }

    private static string FirstDifference(string expected, string actual)
    {
        var (left, right) = (expected.Split('\n'), actual.Split('\n'));
        var line = left.Zip(right).TakeWhile(pair => pair.First == pair.Second).Count();
        return $"line {line + 1}\n  approved: {left.ElementAtOrDefault(line) ?? "(ends)"}\n  received: {right.ElementAtOrDefault(line) ?? "(ends)"}";
    }

    private static string Here([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
