using ChatCrm.Texts;

namespace ChatCrm.Tests.Texts;

/// <summary>Wordings of one made-up key, "Test.Key".</summary>
internal static class Sayings
{
    public static Wording Of(string language, string pattern) =>
        new(language, [KeyValuePair.Create("Test.Key", PatternParser.Parse("Test.Key", pattern))]);
}
