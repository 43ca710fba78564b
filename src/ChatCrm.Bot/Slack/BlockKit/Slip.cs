namespace ChatCrm.Bot.Slack.BlockKit;

/// <summary>A slip of paper on which one text is written before it goes into the JSON; used again for the next.</summary>
internal sealed class Slip
{
    private char[] _chars = new char[4096];

    private string _lead = "";

    public int Length { get; private set; }

    public ReadOnlySpan<char> Written => _chars.AsSpan(0, Length);

    /// <summary>True where a line begins.</summary>
    public bool AtLineStart => Length == 0 || _chars[Length - 1] == '\n';

    /// <summary>True where bold may begin.</summary>
    public bool AfterSpace => Length == 0 || _chars[Length - 1] == Literal.Gap || char.IsWhiteSpace(_chars[Length - 1]);

    /// <summary>An empty slip, on which each line begins with <paramref name="lead"/>.</summary>
    public void Clear(string lead)
    {
        (Length, _lead) = (0, lead);
        Add(lead);
    }

    public void Add(char c)
    {
        if (Length == _chars.Length) Array.Resize(ref _chars, Length * 2);
        _chars[Length++] = c;
    }

    public void Add(ReadOnlySpan<char> text)
    {
        if (Length + text.Length > _chars.Length) Array.Resize(ref _chars, Math.Max(Length + text.Length, _chars.Length * 2));
        text.CopyTo(_chars.AsSpan(Length));
        Length += text.Length;
    }

    /// <summary>What ends a paragraph.</summary>
    public void End(char end)
    {
        Add(end);
        if (end == '\n') Add(_lead);
    }
}
