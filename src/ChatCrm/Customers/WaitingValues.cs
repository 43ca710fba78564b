using ChatCrm.Storage;
using ChatCrm.Turns;

namespace ChatCrm.Customers;

/// <summary>Values that wait for a choice on a card; they live a day and are their typist's alone.</summary>
internal static class WaitingValues
{
    public static Changes Keep(TurnContext turn, string id, IReadOnlyDictionary<string, string> values) => new Changes().Raw(new Change.Put(
        TurnRows.DraftKey(id), new DraftRow { Member = turn.Member.Id, At = turn.Now.ToUnixTimeMilliseconds(), Values = values }.Write(TurnJson.Default.DraftRow)));

    /// <summary>Null where they are gone or somebody else's.</summary>
    public static async ValueTask<IReadOnlyDictionary<string, string>?> Open(TurnContext turn, string id)
    {
        if (id.Length is 0 or > 64) return null;
        var draft = (await turn.Rows.Get(TurnRows.DraftKey(id), turn.Cancel))?.Read(TurnJson.Default.DraftRow);
        return draft?.Member == turn.Member.Id && draft.Values.Count > 0 ? draft.Values : null;
    }
}
