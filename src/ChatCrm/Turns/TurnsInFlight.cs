using System.Collections.Concurrent;
using ChatCrm.Conversation;

namespace ChatCrm.Turns;

/// <summary>The turns that are being answered now: a retry joins the one in flight.</summary>
internal sealed class TurnsInFlight
{
    private readonly ConcurrentDictionary<(string Workspace, string Id), Work> _all = new();

    /// <summary>The work on a turn.</summary>
    /// <param name="first">True for the one who is to do it, and to dispose it behind that; everybody else waits for its answer.</param>
    public Work Of(string workspace, string id, out bool first)
    {
        var mine = new Work(this, workspace, id);
        var work = _all.GetOrAdd((workspace, id), mine);
        first = work == mine;
        return work;
    }

    /// <summary>The work on one turn.</summary>
    internal sealed class Work(TurnsInFlight all, string workspace, string id) : IDisposable
    {
        private TaskCompletionSource<Reply>? _waiting;
        private bool _ended;

        /// <summary>Set by the one who does it; none where it failed.</summary>
        public Reply? Answer { get; set; }

        /// <summary>The answer, for one who has joined.</summary>
        public Task<Reply> Joined()
        {
            // Seldom is there anybody to join, so nothing is made for it before.
            var waiting = new TaskCompletionSource<Reply>(TaskCreationOptions.RunContinuationsAsynchronously);
            waiting = Interlocked.CompareExchange(ref _waiting, waiting, null) ?? waiting;
            if (Volatile.Read(ref _ended)) Tell(waiting);
            return waiting.Task;
        }

        public void Dispose()
        {
            // Whoever joins sees that it has ended, or is seen here.
            Interlocked.Exchange(ref _ended, true);
            if (Volatile.Read(ref _waiting) is { } waiting) Tell(waiting);
            all._all.TryRemove(new((workspace, id), this));
        }

        private void Tell(TaskCompletionSource<Reply> waiting)
        {
            if (Answer is { } answer) waiting.TrySetResult(answer);
            else waiting.TrySetException(new InvalidOperationException("A turn ended without an answer."));
        }
    }
}
