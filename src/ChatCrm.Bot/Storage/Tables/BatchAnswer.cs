using System.Globalization;

namespace ChatCrm.Bot.Storage.Tables;

/// <summary>Reads the answer to a batch: a 202 may hold a failure, and then nothing of the batch was done.</summary>
internal static class BatchAnswer
{
    /// <summary>The first failure within an answer; the answer itself where every change is reported done, or where it is a failure of the request.</summary>
    /// <param name="changes">How many the batch had: an answer that reports fewer was cut off, so it says nothing.</param>
    public static TableAnswer Read(TableAnswer outer, int changes)
    {
        if (!outer.IsSuccess) return outer;
        var rest = outer.Body.Span;
        var done = 0;
        while (rest.IndexOf("HTTP/1.1 "u8) is >= 0 and var at)
        {
            rest = rest[(at + 9)..];
            if (rest.Length < 3 || !int.TryParse(rest[..3], NumberStyles.None, CultureInfo.InvariantCulture, out var status)) break;
            if (status is < 200 or >= 300) return Failed(status, rest);
            done++;
        }
        return done == changes ? outer : TableAnswer.None(new InvalidDataException("The answer to a batch is cut off."));
    }

    private static TableAnswer Failed(int status, ReadOnlySpan<byte> part)
    {
        var (code, message) = TableAnswer.ErrorIn(part);
        // "2:The specified entity already exists."
        var isCounted = int.TryParse(message.AsSpan(0, Math.Max(message.IndexOf(':', StringComparison.Ordinal), 0)), NumberStyles.None, CultureInfo.InvariantCulture, out var index);
        return new(status, code) { IsOfChange = true, Index = isCounted ? index : null };
    }
}
