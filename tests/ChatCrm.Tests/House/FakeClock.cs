using NodaTime;

namespace ChatCrm.Tests.House;

/// <summary>A clock that stands until it is moved. Begins on Sunday 2026-11-22 at 16:05 in Shanghai, 09:05 in Berlin.</summary>
public sealed class FakeClock : IClock
{
    public static readonly Instant Beginning = Instant.FromUtc(2026, 11, 22, 8, 5);

    public Instant Now { get; private set; } = Beginning;

    public Instant GetCurrentInstant() => Now;

    public void Move(Duration by) => Now += by;

    public void MoveTo(Instant at) => Now = at;
}
