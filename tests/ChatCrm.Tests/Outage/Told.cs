using System.Diagnostics;
using ChatCrm.Storage;
using ChatCrm.Tests.App;
using ChatCrm.Tests.Storage.Tables;
using NodaTime;

namespace ChatCrm.Tests.Outage;

/// <summary>What is said in an outage, and what is heard.</summary>
internal static class Told
{
    /// <summary>A line that changes something, and one of which the manager is told.</summary>
    public const string Line = "log Acme GmbH call 15m \"asked for FOB price\"", Vip = "set Acme KK tier:vip \"3 orders in Q3\"";

    /// <summary>Nothing was saved; and: it is not known.</summary>
    public const string Down = "没有保存：存储没有响应。", Unknown = "存储没有确认是否已保存。请重试：不会重复保存。";

    /// <summary>The longest that the outbox may stand after the end.</summary>
    public static readonly Duration Soon = Duration.FromSeconds(10);

    public static bool IsTurn(Change change) => change.Key.StartsWith("turn|", StringComparison.Ordinal);

    /// <summary>How long an answer took is said, not asserted: a busy machine is no outage.</summary>
    public static async Task<Shown> Timed(Fault fault, string what, Func<Task<Shown>> act)
    {
        var watch = Stopwatch.StartNew();
        var shown = await act();
        TestContext.Current.TestOutputHelper!.WriteLine($"{fault}, {what}: answered after {watch.ElapsedMilliseconds} ms");
        return shown;
    }
}
