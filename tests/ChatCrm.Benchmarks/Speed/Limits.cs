namespace ChatCrm.Benchmarks.Speed;

/// <summary>What is found against what is asked for.</summary>
internal sealed class Limits
{
    private readonly List<string> _broken = [];

    public void AtMost(string what, double found, double limit)
    {
        if (found > limit) _broken.Add($"{what}: {found:F2}, at most {limit:F1}");
    }

    public void AtLeast(string what, double found, double limit)
    {
        if (found < limit) _broken.Add($"{what}: {found:F2}, at least {limit:F1}");
    }

    /// <summary>Says which are not kept; the exit code.</summary>
    public int Sum()
    {
        Console.WriteLine();
        foreach (var broken in _broken) Console.WriteLine($"OVER THE LIMIT: {broken}");
        Console.WriteLine(_broken.Count == 0 ? "every limit is kept" : "a limit is NOT kept");
        return _broken.Count == 0 ? 0 : 1;
    }
}
