using System.Buffers.Binary;
using System.Reflection;

namespace ChatCrm.Benchmarks.Profile;

/// <summary>One thing that the just-in-time compiler counts in a method: how often a way was taken, or which types or methods were met in a place.</summary>
/// <param name="Kind">What is counted; its last four bits say of what kind the values are.</param>
/// <param name="Offset">Where in the method's IL.</param>
/// <param name="Other">More of the place.</param>
/// <param name="Values">Numbers (<see cref="long"/>), types or methods; null for those not known.</param>
internal sealed record Counter(int Kind, int Offset, int Other, IReadOnlyList<object?> Values)
{
    private const int KindOfValue = 0xF, Nothing = 0, Int = 1, Long = 2, TypeHandle = 3, MethodHandle = 4;

    /// <summary>
    /// Reads what an event JitInstrumentationDataVerbose holds: numbers, each as its difference from the one before it of its sort. Before each counter stands a mask of what in it differs
    /// from the last (https://github.com/dotnet/runtime/blob/main/src/coreclr/inc/pgo_formatprocessing.h).
    /// </summary>
    public static IReadOnlyList<Counter> Read(ReadOnlySpan<byte> data, Loaded loaded)
    {
        var counters = new List<Counter>();
        int offset = 0, kind = 0, count = 0, other = 0;
        long number = 0, type = 0, method = 0;
        while (true)
        {
            var differs = Next(ref data);
            if ((differs & 1) != 0) offset += (int)Next(ref data);
            if ((differs & 2) != 0) kind += (int)Next(ref data);
            if ((differs & 4) != 0) count += (int)Next(ref data);
            if ((differs & 8) != 0) other += (int)Next(ref data);
            if (kind == 0) return counters;
            var values = new object?[(kind & KindOfValue) == Nothing ? 0 : count];
            for (var at = 0; at < values.Length; at++)
            {
                var more = Next(ref data);
                values[at] = (kind & KindOfValue) switch
                {
                    Int or Long => number += more,
                    TypeHandle => (type += more) == 0 ? 0L : loaded.Type(type),
                    MethodHandle => (method += more) == 0 ? 0L : loaded.Method(method),
                    _ => throw new InvalidDataException($"A counter of the unknown kind {kind}."),
                };
            }
            counters.Add(new(kind, offset, other, values));
        }
    }

    // One, two, five or nine bytes, the sign in the last bit of the short ones.
    private static long Next(ref ReadOnlySpan<byte> data)
    {
        var first = data[0];
        var (length, number) = first switch
        {
            < 0x80 => (1, Signed(first, 6)),
            < 0xC0 => (2, Signed((first & 0x3F) << 8 | data[1], 13)),
            0xC1 => (9, BinaryPrimitives.ReadInt64BigEndian(data[1..])),
            _ => (5, BinaryPrimitives.ReadInt32BigEndian(data[1..])),
        };
        data = data[length..];
        return number;
    }

    private static long Signed(int number, int bits) => (number & 1) == 0 ? number >> 1 : (long)(number >> 1) - (1L << bits);
}
