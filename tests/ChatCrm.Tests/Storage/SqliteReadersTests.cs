using ChatCrm.Bot.Storage;
using ChatCrm.Storage;
using NodaTime;

namespace ChatCrm.Tests.Storage;

/// <summary>The threads that read: whose they are, how many, and what becomes of what they were asked.</summary>
public sealed class SqliteReadersTests : IAsyncDisposable
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);

    private readonly Folder folder = new();
    private readonly SqliteReaders readers;

    public SqliteReadersTests()
    {
        var file = new SqliteFile(folder.File("rows.db"), Duration.FromSeconds(5));
        file.Create();
        readers = new(file);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await readers.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task Nothing_is_read_on_a_thread_of_the_pool() => Assert.False(await readers.Ask(_ => Thread.CurrentThread.IsThreadPoolThread, Cancel));

    [Fact]
    public async Task No_more_are_read_at_once_than_there_are_processors()
    {
        using var held = new ManualResetEventSlim();
        var reading = 0;
        var asked = Enumerable.Range(0, 4 * Environment.ProcessorCount).Select(_ => readers.Ask(_ =>
        {
            Interlocked.Increment(ref reading);
            return held.Wait(Soon);
        }, Cancel)).ToList();
        Assert.True(SpinWait.SpinUntil(() => Volatile.Read(ref reading) == Environment.ProcessorCount, Soon));
        Assert.False(SpinWait.SpinUntil(() => Volatile.Read(ref reading) > Environment.ProcessorCount, TimeSpan.FromMilliseconds(50)));
        held.Set();
        Assert.All(await Task.WhenAll(asked), Assert.True);
    }

    [Fact]
    public async Task A_thread_reads_on_by_the_same_connection()
    {
        var (first, second) = (await readers.Ask(connection => connection(), Cancel), await readers.Ask(connection => connection(), Cancel));
        Assert.Same(first, second);
    }

    [Fact]
    public async Task What_fails_is_told_and_the_next_is_read_by_a_new_connection()
    {
        var first = await readers.Ask(connection => connection(), Cancel);
        await Assert.ThrowsAsync<TimeoutException>(() => readers.Ask<bool>(_ => throw new TimeoutException(), Cancel));
        Assert.NotSame(first, await readers.Ask(connection => connection(), Cancel));
    }

    [Fact]
    public async Task Whoever_stops_waiting_is_not_read_for()
    {
        using var held = new ManualResetEventSlim();
        using var ended = new CancellationTokenSource();
        var before = Enumerable.Range(0, Environment.ProcessorCount).Select(_ => readers.Ask(_ => held.Wait(Soon), Cancel)).ToList();
        var read = false;
        var given = readers.Ask(_ => read = true, ended.Token);
        await ended.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => given);
        held.Set();
        await Task.WhenAll(before);
        await readers.DisposeAsync();
        Assert.False(read);
    }

    [Fact]
    public async Task A_file_that_cannot_be_opened_is_told_and_is_read_once_it_can()
    {
        using var elsewhere = new Folder();
        var file = new SqliteFile(elsewhere.File("rows.db"), Duration.FromSeconds(5));
        Directory.CreateDirectory(file.Path);
        await using var of = new SqliteReaders(file);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => of.Ask(connection => connection(), Cancel));
        Directory.Delete(file.Path);
        file.Create();
        Assert.NotNull(await of.Ask(connection => connection(), Cancel));
    }

    [Fact]
    public async Task It_ends_once_all_that_was_asked_is_answered()
    {
        using var held = new ManualResetEventSlim();
        var answered = 0;
        var asked = Enumerable.Range(0, 100).Select(_ => readers.Ask(_ => held.Wait(Soon) ? Interlocked.Increment(ref answered) : 0, Cancel)).ToList();
        var end = readers.DisposeAsync().AsTask();
        Assert.False(end.IsCompleted);
        held.Set();
        await end;
        Assert.Equal(100, Volatile.Read(ref answered));
        await Task.WhenAll(asked);
    }

    [Fact]
    public async Task After_the_end_nothing_is_taken()
    {
        await readers.DisposeAsync();
        await Assert.ThrowsAsync<StoreUnavailableException>(() => readers.Ask(_ => true, Cancel));
    }
}
