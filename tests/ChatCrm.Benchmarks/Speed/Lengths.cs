using System.Globalization;

namespace ChatCrm.Benchmarks.Speed;

/// <summary>How many bytes the service answers about each name, for the endpoints that it is compared with: sorted, and kept in a file between processes.</summary>
internal sealed class Lengths(string[] names, int[] lengths)
{
    public int Longest => lengths.Max();

    public static void Write(string path, IEnumerable<(string Name, int Length)> known) =>
        File.WriteAllLines(path, known.Select(one => $"{one.Name}\t{one.Length.ToString(CultureInfo.InvariantCulture)}"));

    public static Lengths Read(string path)
    {
        var lines = File.ReadAllLines(path);
        string[] names = [.. lines.Select(line => line[..line.IndexOf('\t', StringComparison.Ordinal)])];
        int[] lengths = [.. lines.Select(line => int.Parse(line.AsSpan(line.IndexOf('\t', StringComparison.Ordinal) + 1), NumberStyles.None, CultureInfo.InvariantCulture))];
        Array.Sort(names, lengths, StringComparer.Ordinal);
        return new(names, lengths);
    }

    /// <summary>Null for a name that is not among them.</summary>
    public int? Of(string name) => Array.BinarySearch(names, name, StringComparer.Ordinal) is >= 0 and var at ? lengths[at] : null;
}
