namespace ChatCrm.Texts;

/// <summary>Language tags as platforms send them: zh-CN, zh_Hans_CN, en-GB, zh_CN.UTF-8.</summary>
internal static class Tag
{
    /// <summary>The language itself, without script, region or encoding: "zh" of zh_Hans_CN.</summary>
    public static string Primary(string tag) => Primary(tag.AsSpan()).ToString();

    public static ReadOnlySpan<char> Primary(ReadOnlySpan<char> tag)
    {
        var end = tag.IndexOfAny("-_.@");
        return (end < 0 ? tag : tag[..end]).Trim();
    }
}
