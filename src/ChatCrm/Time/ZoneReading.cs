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
        return Id(line, index) ?? Offset(line, index) ?? Named(line, index);
    }

    // UTC+5:30, GMT-03:00.
    private static (ZonePiece, int)? Offset(Line line, int index)
    {
        if (line.At(index) is not { Kind: TokenKind.Word } word || line.Text[word.Start..word.End] is not ("utc" or "gmt")) return null;
        if (line.At(index + 1) is not { SpaceBefore: false, Kind: TokenKind.Mark } sign || line.Text[sign.Start] is not ('+' or '-') || line.Sign(index + 2, Kind.Number) is not { Sign.Second: 1 or 2 } hours) return null;
        var minutes = line.Sign(hours.Next, Kind.Colon) is { } colon && line.Sign(colon.Next, Kind.Number) is { Sign.Second: 2 } found ? found : (Sign: default, hours.Next);
        var zone = ZoneOf(line.Text[sign.Start] == '+' ? 1 : -1, hours.Sign.Value, minutes.Sign.Value);
        return zone is null ? null : (new([zone], Relational: false), minutes.Next);
    }

    // Where offsets are no whole hours: who keeps such a time all year.
    private static string? ZoneOf(int sign, int hours, int minutes) => (sign, hours, minutes) switch
    {
        (_, _, 0) => Zones.OfOffset(sign * hours),
        (1, 3, 30) => "Asia/Tehran",
        (1, 4, 30) => "Asia/Kabul",
        (1, 5, 30) => "Asia/Kolkata",
        (1, 5, 45) => "Asia/Kathmandu",
        (1, 6, 30) => "Asia/Yangon",
        (1, 8, 45) => "Australia/Eucla",
        (1, 9, 30) => "Australia/Darwin",
        (-1, 9, 30) => "Pacific/Marquesas",
        _ => null,
    };

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
