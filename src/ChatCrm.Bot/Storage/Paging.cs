using ChatCrm.Storage;

namespace ChatCrm.Bot.Storage;

/// <summary>How the stores of this process page through a range: a page's continuation is its last key, wherever a new row turns up meanwhile.</summary>
internal static class Paging
{
    extension(KeyRange range)
    {
        /// <summary>
        /// The first text of the page. No key holds a control character, so nothing lies between the last key and the same with U+0001.
        /// A continuation may have travelled through a button: one from elsewhere never leads in front of the range.
        /// </summary>
        public string Start()
        {
            if (range.Continue is null) return range.From;
            var behind = range.Continue + '\u0001';
            return string.CompareOrdinal(behind, range.From) > 0 ? behind : range.From;
        }

        /// <summary>The page of these rows: up to one more than the limit, which says that the range goes on.</summary>
        public Page PageOf(List<Row> found)
        {
            if (found.Count <= range.Limit) return new(found, null);
            found.RemoveAt(range.Limit);
            return new(found, found[^1].Key);
        }
    }
}
