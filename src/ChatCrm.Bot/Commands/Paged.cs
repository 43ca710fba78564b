using System.Runtime.CompilerServices;
using ChatCrm.Storage;

namespace ChatCrm.Bot.Commands;

/// <summary>Reads all rows below a prefix, a page at a time.</summary>
internal static class Paged
{
    public static async IAsyncEnumerable<IReadOnlyList<Row>> Of(IRowStore store, string partition, string prefix, [EnumeratorCancellation] CancellationToken cancel)
    {
        for (KeyRange? next = KeyRange.Prefix(prefix, RowLimits.RowsPerPage); next is not null;)
        {
            var page = (await store.List(partition, [next], cancel))[0];
            yield return page.Rows;
            next = page.Continue is { } from ? next with { Continue = from } : null;
        }
    }
}
