namespace ChatCrm.Bot.Slack.BlockKit;

/// <summary>A slip of paper on which one text is written before it goes into the JSON; used again for the next.</summary>
internal sealed class Slip
{
    /// <summary>U+200B, zero-width space: makes room for bold where there is none.</summary>
    private const char Gap = '\u200B';

    private char[] _chars = new char[4096];

    private string _lead = "";
    private bool _strong;

    /// <summary>The blanks at the end that may still stand inside of the bold or behind it.</summary>
    private int _blanks;

    public int Length { get; private set; }

    public ReadOnlySpan<char> Written => _chars.AsSpan(0, Length);

    /// <summary>True where a line begins.</summary>
    public bool AtLineStart => Length == 0 || _chars[Length - 1] == '\n';

    /// <summary>True where the end of a paragraph is nothing but its sign: nothing is bold, and lines begin with nothing.</summary>
    public bool IsLoose => !_strong && _lead.Length == 0;

    /// <summary>Bold begins and ends only beside a space.</summary>
    private bool AfterSpace => Length == 0 || char.IsWhiteSpace(_chars[Length - 1]);

    /// <summary>An empty slip, on which each line begins with <paramref name="lead"/>.</summary>
    public void Clear(string lead)
    {
        (Length, _lead, _strong, _blanks) = (0, lead, false, 0);
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

    /// <summary>Blanks between words, in or out of bold as the next words are.</summary>
    public void Blank(ReadOnlySpan<char> blanks)
    {
        Add(blanks);
        _blanks += blanks.Length;
    }

    /// <summary>Begins bold, or ends it: then the blanks at the end stand behind its asterisk, else Slack would show that.</summary>
    /// <param name="next">What comes next; empty at the end.</param>
    public void Weigh(bool strong, ReadOnlySpan<char> next)
    {
        if (strong != _strong)
        {
            if (_strong) Insert('*', Length - _blanks);
            if (!AfterSpace && next is [var first, ..] && !char.IsWhiteSpace(first)) Add(Gap);
            if (strong) Add('*');
        }
        (_strong, _blanks) = (strong, 0);
    }

    /// <summary>What ends a paragraph, and bold with it.</summary>
    public void End(char end)
    {
        Weigh(strong: false, []);
        Add(end);
        if (end == '\n') Add(_lead);
    }

    private void Insert(char c, int at)
    {
        Add(c);
        _chars.AsSpan(at, Length - 1 - at).CopyTo(_chars.AsSpan(at + 1));
        _chars[at] = c;
    }
}
