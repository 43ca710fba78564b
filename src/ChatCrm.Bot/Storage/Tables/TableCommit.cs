using System.Text;
using Azure.Core;
using ChatCrm.Storage;

namespace ChatCrm.Bot.Storage.Tables;

/// <summary>
/// One commit. Every row that it writes carries its id: where an answer is lost, or a second try meets the traces of a first that had worked, the rows
/// themselves say what happened.
/// </summary>
/// <param name="sending">Until when it may be sent; what lies behind is for finding out.</param>
/// <param name="whole">Until when it must be known.</param>
internal sealed class TableCommit(TableClient client, TableUrls urls, EntityReads reads, Deadline sending, Deadline whole, string partition, string turn)
{
    // The table may be missing, and rows that are to be deleted; a service that says more than that of one commit is out of order.
    private const int MostRounds = 6;

    private readonly string op = Guid.NewGuid().ToString("N");

    /// <summary>Whether it may have been carried out without an answer that says so.</summary>
    private bool inDoubt;

    /// <exception cref="RowLimitException">It is more than the service takes.</exception>
    /// <exception cref="StoreUnavailableException">It was not carried out, or nobody knows.</exception>
    public async Task<CommitResult> Run(IReadOnlyList<Change> changes)
    {
        if (changes.FirstOrDefault(change => TagOf(change) is { } tag && !IsTag(tag)) is { } unread) return new CommitResult.Conflict(unread.Key);
        for (var round = 0; round < MostRounds && changes.Count > 0; round++)
        {
            var answer = await Send(changes);
            if (answer.IsSuccess || (inDoubt && await IsThere(changes))) return new CommitResult.Committed();
            if (answer.IsNoTable) await MakeTable();
            else if (!answer.IsConflict) throw answer.Unavailable(inDoubt);
            else if (Broken(changes, answer) is Change.Delete { ETag: null }) changes = await WithoutMissing(changes);
            // What only deletes leaves no trace that tells it from another's.
            else if (inDoubt && changes.All(change => change is Change.Delete)) throw answer.Unavailable(mayHaveHappened: true);
            else return new CommitResult.Conflict(Broken(changes, answer).Key);
        }
        return changes.Count == 0 ? new CommitResult.Committed() : throw new StoreUnavailableException("Table Storage contradicts itself.", inDoubt);
    }

    private async Task<TableAnswer> Send(IReadOnlyList<Change> changes)
    {
        var request = new TableRequest(RequestMethod.Post, urls.Batch) { Body = BatchBody.Of(urls, partition, turn, op, changes), ContentType = BatchBody.ContentType(op), Changes = changes.Count };
        var answer = await client.Send(request, sending);
        inDoubt |= request.IsInDoubt;
        return answer;
    }

    /// <summary>The change whose condition did not hold; the first with one where the service did not say which.</summary>
    private static Change Broken(IReadOnlyList<Change> changes, TableAnswer answer) =>
        answer.Index is { } index && index < changes.Count ? changes[index] : changes.FirstOrDefault(change => change is not Change.Put and not Change.Delete { ETag: null }) ?? changes[0];

    /// <summary>Whether a row is there that this commit wrote.</summary>
    private async Task<bool> IsThere(IReadOnlyList<Change> changes)
    {
        try
        {
            return (await reads.Many(partition, [.. changes.Where(change => change is not Change.Delete).Select(change => change.Key)], whole)).Any(entity => entity?.Op == op);
        }
        catch (StoreUnavailableException)
        {
            throw new StoreUnavailableException("Table Storage did not answer a commit, and cannot be asked what became of it.", mayHaveHappened: true);
        }
    }

    /// <summary>A delete within a batch wants its row to be there, one without a tag does not mind: so those that are not there are left out.</summary>
    private async Task<IReadOnlyList<Change>> WithoutMissing(IReadOnlyList<Change> changes)
    {
        string[] perhaps = [.. changes.OfType<Change.Delete>().Where(delete => delete.ETag is null).Select(delete => delete.Key)];
        var there = (await reads.Many(partition, perhaps, sending)).Select(entity => entity?.Row.Key).OfType<string>().ToHashSet(StringComparer.Ordinal);
        return [.. changes.Where(change => change is not Change.Delete { ETag: null } || there.Contains(change.Key))];
    }

    private async Task MakeTable()
    {
        var request = new TableRequest(RequestMethod.Post, urls.Tables) { Body = Encoding.UTF8.GetBytes($$"""{"TableName":"{{urls.Table}}"}""") };
        var answer = await client.Send(request, sending);
        // Another instance may have been first. One that is just being deleted comes back after a while, and till then it is not there.
        if (!answer.IsSuccess && answer is not { Status: 409, Code: "TableAlreadyExists" }) throw answer.Unavailable();
    }

    private static string? TagOf(Change change) => change switch { Change.Replace replace => replace.ETag, Change.Delete delete => delete.ETag, _ => null };

    /// <summary>Whether a tag may be one that the service gave: "*" would be any row's, and one that breaks the line would be a header of its own.</summary>
    private static bool IsTag(string tag) => tag.EndsWith('"') && (tag.StartsWith("W/\"", StringComparison.Ordinal) || tag.StartsWith('"')) && tag.All(c => c is > ' ' and < '\x7f');
}
