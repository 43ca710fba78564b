namespace ChatCrm.Time;

/// <summary>Reads the tab separated tables of Data/, which lie in the assembly.</summary>
internal static class Tables
{
    /// <summary>The rows of a table, without its comment lines; missing columns at the end are empty.</summary>
    public static IEnumerable<string[]> Rows(string name, int columns)
    {
        using var stream = typeof(Tables).Assembly.GetManifestResourceStream($"time.{name}")
            ?? throw new InvalidOperationException($"The table {name} is not in the assembly.");
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('#')) continue;
            var cells = line.Split('\t');
            yield return [.. cells, .. Enumerable.Repeat("", columns - cells.Length)];
        }
    }

    /// <summary>The names in one cell.</summary>
    public static string[] Names(string cell) => cell.Split('|', StringSplitOptions.RemoveEmptyEntries);
}
