using ChatCrm.Storage;

namespace ChatCrm.Turns;

/// <summary>Tells whoever shows people their own page (what <c>opened</c> answers) that a commit has made some of them out of date.</summary>
public sealed class OwnPages(IRowStore store, RowKinds kinds)
{
    /// <summary>Heard behind each commit that changed records, before its answer is on its way: whoever hears it puts the work off.</summary>
    public event Action<OutOfDate>? Changed;

    /// <summary>It is committed.</summary>
    public void Tell(string workspace, Outcome.Change outcome)
    {
        if (Changed is not { } tell) return;
        var records = outcome.Changes.Edits.OfType<Edit.Record>().ToList();
        if (records.Count == 0) return;
        var members = records.SelectMany(ShownTo).ToHashSet(StringComparer.Ordinal);
        if (members.Count > 0 || outcome.Customer.Length > 0) tell(new(workspace, members, outcome.Customer));
    }

    /// <summary>The owners of customers: their pages show when somebody was last in touch.</summary>
    public async ValueTask<IReadOnlyList<string>> Owners(string workspace, IEnumerable<string> customers, CancellationToken cancel)
    {
        var owners = new List<string>();
        foreach (var files in customers.Select(TurnRows.FileKey).Chunk(RowLimits.KeysPerGet))
            owners.AddRange((await store.GetMany(workspace, files, cancel)).OfType<Row>().Select(file => kinds.Of(file.Key).OwnerOf!(file.Value)));
        return owners;
    }

    /// <summary>Whoever it was taken from sees it go; whoever it was given to sees it come.</summary>
    private IEnumerable<string> ShownTo(Edit.Record record)
    {
        var kind = kinds.Of(record.Key);
        if ((kind.OnPageOf ?? kind.OwnerOf) is not { } shownTo) return [];
        return new[] { record.Before?.Value, record.After }.OfType<string>().Select(shownTo);
    }
}

/// <summary>Whose own pages a commit has made out of date.</summary>
/// <param name="Members">Those whose records were changed, taken away or given.</param>
/// <param name="Customer">The customer that it is about, whose owner sees it too; empty where it is about none.</param>
public sealed record OutOfDate(string Workspace, IReadOnlySet<string> Members, string Customer);
