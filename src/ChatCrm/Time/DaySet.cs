using NodaTime;

namespace ChatCrm.Time;

/// <summary>Days of the week; a value, so that records which hold one compare by content.</summary>
public readonly record struct DaySet
{
    private readonly int bits;

    private DaySet(int bits) => this.bits = bits;

    public static DaySet None => default;

    public static DaySet MondayToFriday { get; } = Range(IsoDayOfWeek.Monday, IsoDayOfWeek.Friday);

    public bool IsEmpty => bits == 0;

    /// <summary>The days, Monday first.</summary>
    public IEnumerable<IsoDayOfWeek> Days => Enumerable.Range(1, 7).Select(day => (IsoDayOfWeek)day).Where(Contains);

    /// <summary>All but these days.</summary>
    public DaySet Others => new(~bits & 0b1111_1110);

    public static DaySet Of(params ReadOnlySpan<IsoDayOfWeek> days)
    {
        var set = 0;
        foreach (var day in days) set |= 1 << (int)day;
        return new(set & 0b1111_1110);
    }

    /// <summary>From one day through another, over the end of the week where it must: Sunday to Thursday.</summary>
    public static DaySet Range(IsoDayOfWeek from, IsoDayOfWeek through)
    {
        var set = 1 << (int)from;
        for (var day = (int)from; day != (int)through;) set |= 1 << (day = (day % 7) + 1);
        return new(set);
    }

    public bool Contains(IsoDayOfWeek day) => (bits & (1 << (int)day)) != 0;

    public static DaySet operator |(DaySet one, DaySet other) => new(one.bits | other.bits);

    public override string ToString() => string.Join(' ', Days);
}
