using System.Text;

namespace ChatCrm.Tests.Customers;

/// <summary>Random texts that lean towards what breaks names: marks, controls, halves of surrogate pairs, neighbours of one script.</summary>
internal static class Texts
{
    private static readonly (int From, int To)[] Blocks =
    [
        (0x20, 0x7E), (0x20, 0x7E), (0x80, 0x24F), (0x300, 0x36F), (0x370, 0x52F), (0x590, 0x6FF), (0x900, 0xE7F), (0x1100, 0x11FF), (0x1E00, 0x1FFF),
        (0x2000, 0x206F), (0x2070, 0x2BFF), (0x3000, 0x33FF), (0x4E00, 0x9FFF), (0xAC00, 0xD7FF), (0xD800, 0xDFFF), (0xF900, 0xFFFF),
        (0x0, 0xFFFF), (0x10000, 0x1FFFF), (0x20000, 0x2FFFF), (0xE0000, 0xE01EF), (0xF0000, 0x10FFFF),
    ];

    /// <summary>Up to 12 characters of any kind, ill-formed ones too.</summary>
    public static string Any(Random random)
    {
        var text = new StringBuilder();
        for (var count = random.Next(1, 13); count > 0; count--)
        {
            var (from, to) = Blocks[random.Next(Blocks.Length)];
            var value = random.Next(from, to + 1);
            if (value > 0xFFFF) text.Append(new Rune(value)); else text.Append((char)value);
        }
        return text.ToString();
    }

    /// <summary>The text as code units.</summary>
    public static string Escaped(string text) => string.Concat(text.Select(c => $"\\u{(int)c:X4}"));
}
