using System.Runtime.CompilerServices;
using ChatCrm.Storage;

namespace ChatCrm.Bot.Courier;

/// <summary>Reads a range to its end, page by page.</summary>
internal static class Pages
{
    public static async IAsyncEnumerable<Row> Of(IRowStore store, string partition, KeyRange range, [EnumeratorCancellation] CancellationToken cancel)
    {
        for (KeyRange? next = range; next is not null;)
        {
            var page = (await store.List(partition, [next], cancel))[0];
            foreach (var row in page.Rows) yield return row;
            next = page.Continue is { } from ? next with { Continue = from } : null;
        }
    }

    /// <summary>The keys below <paramref name="first"/> whose second part is an instant until <paramref name="now"/>.</summary>
    public static KeyRange Until(string first, NodaTime.Instant now, int limit) =>
        new(Keys.Under(first), Keys.After(Keys.Of(first, Keys.OldestFirst(now))), limit);
}
