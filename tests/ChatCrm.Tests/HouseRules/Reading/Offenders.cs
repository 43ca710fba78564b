namespace ChatCrm.Tests.HouseRules.Reading;

/// <summary>A rule is a list of those who break it, so that a failure names them all.</summary>
internal static class Offenders
{
    public static void None(IEnumerable<string> offenders)
    {
        var all = offenders.Distinct().Order(StringComparer.Ordinal).ToList();
        Assert.True(all.Count == 0, $"{all.Count}:\n{string.Join('\n', all)}");
    }
}
