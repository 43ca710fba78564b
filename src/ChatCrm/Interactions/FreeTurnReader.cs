using ChatCrm.Customers;
using ChatCrm.Turns;

namespace ChatCrm.Interactions;

/// <summary>A free line, read: who is meant, and what it says.</summary>
internal sealed record FreeTurn(FreeNames Names, FreeLog Log);

/// <summary>Reads a turn's line as a free one. Reads rows and writes nothing: the waves of a look-up, and one.</summary>
internal static class FreeTurnReader
{
    /// <summary>Null where it is a look-up after all: a customer is called so, or it is no more than a name that nobody has.</summary>
    public static async ValueTask<FreeTurn?> Read(TurnContext turn)
    {
        var (called, _) = await CustomerSearch.Of(turn).Find(turn.Line.Typed.Trim(), 1);
        if (called.Count > 0) return null;
        var parts = FreeLine.PartsOf(turn);
        var names = await new FreeLineReader(turn, parts).Read();
        if (names.Customer.Hits.Count == 0 && FreeLine.IsBare(parts)) return null;
        return new(names, FreeLine.Read(turn, parts, names, await TheirZone.Of(turn, names.Customer.One)));
    }
}
