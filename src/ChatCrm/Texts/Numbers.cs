using System.Globalization;

namespace ChatCrm.Texts;

/// <summary>Numbers for readers. English and Chinese write them alike: 1,234.50, with the digits after the point as they are held.</summary>
internal static class Numbers
{
    public static string Show(decimal number) => number.ToString(number.Scale == 0 ? "N0" : $"N{number.Scale}", NumberFormatInfo.InvariantInfo);
}
