using System.Collections.Frozen;
using ChatCrm.Conversation;
using ChatCrm.Texts;

namespace ChatCrm.Workspaces;

/// <summary>What can be set about people and rooms, and what it can be set to.</summary>
internal enum Said { Language, Zone, Hours, Digest, Away, Cover, Calendar, Feed, People, Role, Manager, Team, Room, Connect, Disconnect, Parked, Day, None, On, Rep, Admin, English, Chinese }

/// <summary>The words for it, in every language together.</summary>
internal static class WorkspaceWords
{
    private static readonly FrozenDictionary<string, Said> Spoken = (
        from language in Wording.Known
        from said in Enum.GetValues<Said>()
        from word in Wording.In(language).Plain($"Workspaces.Word{said}").Split([',', '、'], StringSplitOptions.TrimEntries)
        select (word, said)).DistinctBy(pair => pair.word, StringComparer.OrdinalIgnoreCase).ToFrozenDictionary(pair => pair.word, pair => pair.said, StringComparer.OrdinalIgnoreCase);

    public static Said? Of(string word) => Spoken.TryGetValue(word, out var said) ? said : null;

    /// <summary>The language that we speak under a name or a tag; null for any other.</summary>
    public static string? Language(string typed) => Of(typed) switch
    {
        Said.English => Wording.In("en").Language,
        Said.Chinese => Wording.In("zh").Language,
        _ => Wording.Known.FirstOrDefault(tag => Tag.Primary(tag) == Tag.Primary(typed.Trim()).ToLowerInvariant()),
    };

    /// <summary>What a language calls itself.</summary>
    public static string NameOf(string language) => Wording.In(language).Plain(language.StartsWith("zh", StringComparison.Ordinal) ? "Workspaces.ChineseButton" : "Workspaces.EnglishButton");

    public static Role? Role(string typed) => Of(typed) switch
    {
        Said.Rep => Workspaces.Role.Rep,
        Said.Manager => Workspaces.Role.Manager,
        Said.Admin => Workspaces.Role.Admin,
        _ => null,
    };
}
