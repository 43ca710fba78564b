namespace ChatCrm.Tests.House;

/// <summary>Waits for what another thread or process does: half a minute, so that a test says what did not come about instead of standing still.</summary>
internal static class Patiently
{
    private static readonly TimeSpan Most = TimeSpan.FromSeconds(30), Between = TimeSpan.FromMilliseconds(20);

    public static Task Until(Func<bool> holds, Func<string> otherwise) => Until(() => Task.FromResult(holds()), () => Task.FromResult(otherwise()));

    /// <param name="otherwise">What is said where it does not come about.</param>
    public static async Task Until(Func<Task<bool>> holds, Func<Task<string>> otherwise)
    {
        var cancel = TestContext.Current.CancellationToken;
        for (var begun = TimeProvider.System.GetTimestamp(); !await holds(); await Task.Delay(Between, cancel))
            if (TimeProvider.System.GetElapsedTime(begun) > Most) Assert.Fail(await otherwise());
    }
}
