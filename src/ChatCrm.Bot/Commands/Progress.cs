using System.Globalization;

namespace ChatCrm.Bot.Commands;

/// <summary>How far a long command is: a bar that is drawn again on a terminal, a plain line for each tenth elsewhere.</summary>
internal sealed class Progress(TextWriter output, TimeProvider time, bool redrawn)
{
    private const int Width = 30;

    private readonly long _began = time.GetTimestamp();
    private int _tenth;
    private int _longest;

    /// <summary>The time since the beginning, in words: "41 s", "3 min 5 s".</summary>
    public string Elapsed => InWords(Since);

    private TimeSpan Since => time.GetElapsedTime(_began);

    /// <param name="done">How many of <paramref name="total"/> are there.</param>
    /// <param name="before">How many of them were there at the beginning: they took no time.</param>
    public void Show(int done, int total, int before, long rows)
    {
        var line = Line(done, total, before, rows);
        if (redrawn)
        {
            // A shorter line leaves the end of the longer one before it.
            _longest = Math.Max(_longest, line.Length);
            output.Write($"\r{line.PadRight(_longest)}");
            if (done == total) output.WriteLine();
        }
        else if (done * 10L / total > _tenth || done == total)
        {
            _tenth = (int)(done * 10L / total);
            output.WriteLine(line);
        }
        output.Flush();
    }

    private string Line(int done, int total, int before, long rows)
    {
        var seconds = Math.Max(Since.TotalSeconds, 0.001);
        var left = TimeSpan.FromSeconds(done > before ? seconds / (done - before) * (total - done) : 0);
        var bar = redrawn ? $"[{new string('#', (int)((long)Width * done / total)).PadRight(Width, '.')}] " : "";
        return string.Create(CultureInfo.InvariantCulture, $"{bar}{100L * done / total,3} % · {done:N0} of {total:N0} · {rows / seconds:N0} rows/s · {InWords(left)} left");
    }

    private static string InWords(TimeSpan span) => span.TotalSeconds switch
    {
        < 10 => string.Create(CultureInfo.InvariantCulture, $"{span.TotalSeconds:0.0} s"),
        < 60 => string.Create(CultureInfo.InvariantCulture, $"{span.TotalSeconds:0} s"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{(int)span.TotalMinutes} min {span.Seconds} s"),
    };
}
