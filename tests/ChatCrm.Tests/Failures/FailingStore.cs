using ChatCrm.Bot.Storage;
using ChatCrm.Storage;

namespace ChatCrm.Tests.Failures;

/// <summary>How a store fails.</summary>
public enum Failing
{
    /// <summary>It does not.</summary>
    No,

    /// <summary>It answers neither reads nor commits.</summary>
    Everything,

    /// <summary>It reads, and refuses commits.</summary>
    Commits,

    /// <summary>A commit's answer does not come, and it was not carried out.</summary>
    CommitsUnknownNotDone,

    /// <summary>A commit's answer does not come, though it was carried out.</summary>
    CommitsUnknownDone,

    /// <summary>A commit is carried out, but its answer does not come, and then nothing answers any more.</summary>
    EverythingFromCommit,

    /// <summary>A commit is carried out and acknowledged, then nothing answers any more.</summary>
    EverythingAfterCommit,
}

/// <summary>A store that fails as it is told.</summary>
internal sealed class FailingStore : IRowStore
{
    private readonly MemoryRowStore inner = new();
    private bool gone;

    public Failing Now
    {
        get;
        set => (field, gone) = (value, false);
    }

    public ValueTask<Row?> Get(string partition, string key, CancellationToken cancel = default)
    {
        Answer();
        return inner.Get(partition, key, cancel);
    }

    public ValueTask<IReadOnlyList<Row?>> GetMany(string partition, IReadOnlyList<string> keys, CancellationToken cancel = default)
    {
        Answer();
        return inner.GetMany(partition, keys, cancel);
    }

    public ValueTask<IReadOnlyList<Page>> List(string partition, IReadOnlyList<KeyRange> ranges, CancellationToken cancel = default)
    {
        Answer();
        return inner.List(partition, ranges, cancel);
    }

    public async ValueTask<CommitResult> Commit(string partition, string turn, IReadOnlyList<Change> changes, CancellationToken cancel = default)
    {
        Answer();
        if (Now == Failing.Commits) throw new StoreUnavailableException("No.", mayHaveHappened: false);
        if (Now == Failing.CommitsUnknownNotDone) throw new StoreUnavailableException("Who knows.", mayHaveHappened: true);
        var result = await inner.Commit(partition, turn, changes, cancel);
        gone = Now is Failing.EverythingFromCommit or Failing.EverythingAfterCommit;
        return Now is Failing.CommitsUnknownDone or Failing.EverythingFromCommit ? throw new StoreUnavailableException("Who knows.", mayHaveHappened: true) : result;
    }

    private void Answer()
    {
        if (Now == Failing.Everything || gone) throw new StoreUnavailableException("Nobody there.", mayHaveHappened: false);
    }
}
