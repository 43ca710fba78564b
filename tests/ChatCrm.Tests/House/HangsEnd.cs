using System.Collections.Concurrent;
using System.Reflection;
using ChatCrm.Tests.House;
using Xunit.v3;

[assembly: HangsEnd]

namespace ChatCrm.Tests.House;

/// <summary>Ends a test that waits for ever: its token is cancelled after three minutes, which fails it. The whole run ends, with the test's name, when that does not wake it within another.</summary>
[AttributeUsage(AttributeTargets.Assembly)]
internal sealed class HangsEndAttribute : BeforeAfterTestAttribute
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3), Grace = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<string, Timer> watches = new();

    public override void Before(MethodInfo methodUnderTest, IXunitTest test)
    {
        var context = TestContext.Current;
        var cancelled = false;
        watches[test.UniqueID] = new(_ =>
        {
            if (!cancelled)
            {
                cancelled = true;
                Console.Error.WriteLine($"failed {test.TestDisplayName}: it hangs");
                context.CancelCurrentTest();
            }
            else Environment.Exit(3);
        }, null, Patience, Grace);
    }

    public override void After(MethodInfo methodUnderTest, IXunitTest test)
    {
        if (watches.TryRemove(test.UniqueID, out var watch)) watch.Dispose();
    }
}
