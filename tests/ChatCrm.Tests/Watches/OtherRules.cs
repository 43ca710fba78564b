using ChatCrm.Tests.Time;
using ChatCrm.Time;

namespace ChatCrm.Tests.Watches;

/// <summary>Other rules of zones while it lives: nothing else runs meanwhile.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class OtherRules : IDisposable
{
    public const string Name = "Other rules of zones";

    /// <summary>Berlin stays on winter time, and Tokyo moves to Sydney's: what was planned there in (our) summer is at another instant.</summary>
    public static readonly ZoneRules Newer = Read("2026g", ("Europe/Berlin", "Africa/Lagos"), ("Asia/Tokyo", "Australia/Brisbane"));

    private readonly ZoneRules before = Zones.Use(ZoneRules.BuiltIn);

    public static ZoneRules Read(string version, params (string Zone, string As)[] like) => ZoneRules.Read(new MemoryStream(ZoneFiles.Changed(version, like)));

    public void Dispose() => Zones.Use(before);
}
