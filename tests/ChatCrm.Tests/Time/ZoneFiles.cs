using System.Text;
using NodaTime;

namespace ChatCrm.Tests.Time;

/// <summary>Files of NodaTime's compiled rules: the build's own, with another release's name and other rules for some zones.</summary>
internal static class ZoneFiles
{
    // https://github.com/nodatime/nodatime: TzdbStreamData. Four bytes of version, then fields: a byte of kind, the length, the data.
    private const int Header = 4, StringPool = 0, TimeZone = 1, TzdbVersion = 2;

    public static byte[] BuiltIn { get; } = Read();

    /// <summary>The build's rules under another name, where a zone has the rules of another one.</summary>
    public static byte[] Changed(string version, params (string Zone, string As)[] like)
    {
        var fields = Fields(BuiltIn).ToList();
        var pool = Strings(fields.Single(field => field.Kind == StringPool).Data);
        var zones = fields.Where(field => field.Kind == TimeZone).ToDictionary(field => pool[Number(field.Data, 0).Value], field => field.Data);
        using var file = new MemoryStream();
        file.Write(BuiltIn, 0, Header);
        foreach (var (kind, data) in fields)
        {
            var zone = kind == TimeZone ? pool[Number(data, 0).Value] : "";
            Write(file, kind, kind == TzdbVersion ? Text(version) : like.FirstOrDefault(each => each.Zone == zone) is { As: { } other } ? Named(data, zones[other]) : data);
        }
        return file.ToArray();
    }

    /// <summary>One zone's name with another one's rules.</summary>
    private static byte[] Named(byte[] zone, byte[] rules) => [.. zone[..Number(zone, 0).End], .. rules[Number(rules, 0).End..]];

    private static IEnumerable<(int Kind, byte[] Data)> Fields(byte[] file)
    {
        for (var at = Header; at < file.Length;)
        {
            var kind = file[at];
            var (length, data) = Number(file, at + 1);
            yield return (kind, file[data..(data + length)]);
            at = data + length;
        }
    }

    private static List<string> Strings(byte[] data)
    {
        var (count, at) = Number(data, 0);
        var strings = new List<string>(count);
        for (var n = 0; n < count; n++)
        {
            var (length, text) = Number(data, at);
            strings.Add(Encoding.UTF8.GetString(data, text, length));
            at = text + length;
        }
        return strings;
    }

    /// <summary>Seven bits a byte, the least first.</summary>
    private static (int Value, int End) Number(byte[] data, int at)
    {
        for (int value = 0, shift = 0; ; shift += 7)
        {
            value |= (data[at] & 0x7F) << shift;
            if (data[at++] < 0x80) return (value, at);
        }
    }

    private static void Write(MemoryStream file, int kind, byte[] data)
    {
        file.WriteByte((byte)kind);
        Write(file, data.Length);
        file.Write(data);
    }

    private static void Write(MemoryStream file, int number)
    {
        for (; number >= 0x80; number >>= 7) file.WriteByte((byte)(number | 0x80));
        file.WriteByte((byte)number);
    }

    private static byte[] Text(string text)
    {
        using var data = new MemoryStream();
        Write(data, Encoding.UTF8.GetByteCount(text));
        data.Write(Encoding.UTF8.GetBytes(text));
        return data.ToArray();
    }

    private static byte[] Read()
    {
        using var stream = typeof(Instant).Assembly.GetManifestResourceStream("NodaTime.TimeZones.Tzdb.nzd")!;
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
