namespace ChatCrm.Interactions;

/// <summary>Tells what a free line denies: "has not agreed", 没同意, "wants no samples". Where it is not sure, it is denied: the words stand in the record anyway.</summary>
internal sealed class FreeLineDenials(FreeLineParts parts)
{
    /// <summary>So many words may stand in between: "not at all interested", 没有完全同意. A step is denied right in front of it only: "not in, call back".</summary>
    private const int MostBetween = 3;

    /// <summary>What denies a phrase, in a clause that begins at a piece; of an outcome also what leaves it open: "should have agreed". Null where nothing does.</summary>
    public Part.Said? Of(Part.Said phrase, int clause) => phrase.Meaning.Sense switch
    {
        // ">" is no word.
        _ when parts.Tokens.All[phrase.From].Kind is not (TokenKind.Word or TokenKind.Han) => null,
        Sense.Next or Sense.Plan => Before(phrase, clause, 0),
        Sense.Outcome => Before(phrase, clause, MostBetween),
        Sense.Wish => Before(phrase, clause, MostBetween) ?? Behind(phrase),
        _ => null,
    };

    private Part.Said? Before(Part.Said phrase, int clause, int between)
    {
        for (var at = phrase.From - 1; at >= clause; at--)
        {
            if (parts.PartAt(at) is Part.Said { Meaning.Sense: Sense.Not } not) return not;
            if (parts.PartAt(at) is Part.Said { Meaning.Sense: Sense.Unless } unless && phrase.Meaning.Outcome.Length > 0) return unless;
            if (FreeLineWords.IsTurn(parts.Tokens.All[at].Text) || !MayStandBetween(at, ref between)) return null;
        }
        return null;
    }

    private bool MayStandBetween(int at, ref int left) => parts.PartAt(at) switch
    {
        Part.Dated or Part.Lasted or Part.Said { Meaning.Sense: Sense.Unless or Sense.Name or Sense.Little } => true,
        null => parts.Tokens.All[at].Kind is TokenKind.Mark || left-- > 0,
        _ => false,
    };

    /// <summary>"Needs no quote", 希望不要发货.</summary>
    private Part.Said? Behind(Part.Said wish)
    {
        var at = wish.To;
        while (at < parts.Tokens.All.Count && parts.PartAt(at) is Part.Said { Meaning.Sense: Sense.Little }) at++;
        return at < parts.Tokens.All.Count && parts.PartAt(at) is Part.Said { Meaning.Sense: Sense.Not } not ? not : null;
    }
}
