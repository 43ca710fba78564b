using System.Text;
using ChatCrm.Texts;
using ChatCrm.Time;

namespace ChatCrm.Workspaces;

/// <summary>Reads a list of days (.csv): date, name, and perhaps country and kind (closed, half, working); a first line may name the columns.</summary>
public static class ListedDays
{
    private static readonly string[] Columns = ["date", "name", "country", "kind"];

    /// <param name="country">ISO code of the country of lines that name none; empty for our own people.</param>
    /// <param name="words">Of whoever hears what does not read.</param>
    public static ReadDays Read(string text, string country, Wording words)
    {
        var (read, columns) = (new ReadDays(words), Columns);
        foreach (var (number, cells) in Rows(text.TrimStart('\uFEFF').ReplaceLineEndings("\n")))
        {
            if (cells.All(cell => cell.Length == 0)) continue;
            if (cells.Contains("date", StringComparer.OrdinalIgnoreCase)) columns = [.. cells.Select(cell => cell.ToLowerInvariant())];
            else Row(read, number, column => Array.IndexOf(columns, column) is >= 0 and var at && at < cells.Count ? cells[at] : "", country);
        }
        return read;
    }

    private static void Row(ReadDays read, int line, Func<string, string> cell, string country)
    {
        var (date, name) = (ReadDays.Date(cell("date")), cell("name"));
        var (place, kind) = (cell("country"), cell("kind"));
        if (date is null) read.IsWrong(line, "Workspaces.DayLineDate", ("typed", Short(cell("date"))));
        else if (name.Length > ReadDays.LongestName) read.IsWrong(line, "Workspaces.TooLong", ("most", ReadDays.LongestName));
        else if (place.Length > 0 && Countries.Read(place) is null) read.IsWrong(line, "Workspaces.DayNoCountry", ("typed", Short(place)));
        else if (kind.Length > 0 && OwnDay.KindOf(kind) is null) read.IsWrong(line, "Workspaces.DayLineKind", ("typed", Short(kind)));
        else read.Add(date.Value, name, place.Length > 0 ? Countries.Read(place)!.Code : country, OwnDay.KindOf(kind) ?? DayOffKind.Closed);
    }

    /// <summary>Each row with the number of its first line. A spreadsheet of another language separates by semicolons, and who types Chinese by a comma of its own.</summary>
    private static IEnumerable<(int Number, List<string> Cells)> Rows(string text)
    {
        var first = text.Split('\n', 2)[0];
        var separator = ",;，".FirstOrDefault(first.Contains, ',');
        var (number, begun, quoted) = (1, 1, false);
        var (cells, cell) = (new List<string>(), new StringBuilder());
        foreach (var c in text + "\n")
        {
            if (c == '"') quoted = !quoted;
            if (c == separator && !quoted) Close();
            else if (c == '\n' && !quoted)
            {
                Close();
                yield return (begun, cells);
                (cells, begun) = ([], number + 1);
            }
            else cell.Append(c);
            if (c == '\n') number++;
        }

        void Close()
        {
            cells.Add(Unquoted(cell.ToString().Trim()));
            cell.Clear();
        }
    }

    private static string Unquoted(string cell) => cell is ['"', .. var inner, '"'] ? inner.Replace("\"\"", "\"", StringComparison.Ordinal).Trim() : cell;

    private static string Short(string typed) => typed.Length <= 40 ? typed : typed[..40];
}
