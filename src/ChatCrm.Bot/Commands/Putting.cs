using ChatCrm.Storage;
using NodaTime;

namespace ChatCrm.Bot.Commands;

/// <summary>Puts drafted changes with their index rows, whatever is there; a draft is never split between two commits.</summary>
internal sealed class Putting(IRowStore store, RowKinds kinds, IClock clock, string workspace)
{
    /// <summary>The turn that rows of a demonstration say they were written by.</summary>
    public const string Turn = "demo";

    /// <summary>How many rows were put. The commits are under way together, so that a store can group them.</summary>
    public async Task<int> Put(IEnumerable<Changes> drafts, CancellationToken cancel)
    {
        var commits = Packed(drafts).ToList();
        await Task.WhenAll(commits.Select(commit => store.Commit(workspace, Turn, commit, cancel).AsTask()));
        return commits.Sum(commit => commit.Count);
    }

    private IEnumerable<List<Change>> Packed(IEnumerable<Changes> drafts)
    {
        var commit = new List<Change>();
        foreach (var rows in drafts.Select(RowsOf))
        {
            if (commit.Count + rows.Count > RowLimits.RowsPerCommit)
            {
                yield return commit;
                commit = [];
            }
            commit.AddRange(rows);
        }
        if (commit.Count > 0) yield return commit;
    }

    private List<Change> RowsOf(Changes draft)
    {
        var now = clock.GetCurrentInstant();
        var rows = new List<Change>();
        foreach (var edit in draft.Edits)
        {
            if (ValueOf(edit) is not { } value) continue;
            rows.Add(new Change.Put(edit.Key, value));
            if (edit is Edit.Record) rows.AddRange(IndexRows.Of(kinds, edit.Key, value).Where(row => !IndexRows.MayHaveServed(row.Key, now)));
        }
        return rows;
    }

    private static string? ValueOf(Edit edit) => edit switch
    {
        Edit.Record record => record.After,
        Edit.Derived derived => derived.After,
        Edit.Raw { Change: Change.Put put } => put.Value,
        _ => null,
    };
}
