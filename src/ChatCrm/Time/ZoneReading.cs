using ChatCrm.Time.Lexicons;

namespace ChatCrm.Time;

/// <summary>Finds zones in a line: "their time", cities, Area/City, UTC+8, abbreviations.</summary>
internal static class ZoneReading
{
    private const int MostWords = 5;

    /// <summary>The zone said at an index, the longest name first; null when there is none.</summary>
    public static (ZonePiece Piece, int Next)? At(Line line, int index, string mine)
    {
        if (line.Sign(index, Kind.In) is { } into) index = into.Next;
        if (line.Sign(index, Kind.Zone) is { } said) return (new(said.Sign.Value == 0 ? null : [mine], Relational: true), said.Next);
        return Id(line, index) ?? Named(line, index);
    }

    private static (ZonePiece, int)? Named(Line line, int index)
    {
        if (line.At(index) is not { Kind: TokenKind.Word or TokenKind.Han } first) return null;
        for (var count = MostWords; count > 0; count--)
        {
            if (line.At(index + count - 1) is null || ZoneWords.Of(line.Phrase(index, count)) is not { Count: > 0 } zones) continue;
            var time = line.Sign(index + count, Kind.TimeWord);
            // "3点上海见" names a place to meet; only 上海时间 is a zone.
            if (first.Kind == TokenKind.Han && time is null) continue;
            return (new(zones, Relational: time is not null), time?.Next ?? index + count);
        }
        return null;
    }

    // Europe/Berlin, America/Argentina/Buenos_Aires: words with slashes between, no spaces.
    private static (ZonePiece, int)? Id(Line line, int index)
    {
        if (line.At(index) is not { Kind: TokenKind.Word } first) return null;
        var next = index + 1;
        while (next < index + 7 && line.At(next) is { SpaceBefore: false, Kind: TokenKind.Word or TokenKind.Mark or TokenKind.Number } token
            && (token.Kind != TokenKind.Mark || line.Text[token.Start] is '/' or '-' or '+')) next++;
        var id = line.Text[first.Start..line.EndBefore(next)].ToString();
        return id.Contains('/') && Zones.Find(id) is { } zone ? (new([zone], Relational: true), next) : null;
    }
}
