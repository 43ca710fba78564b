using System.Text.Json.Serialization;
using NodaTime;
using NodaTime.Text;

namespace ChatCrm.Workspaces;

/// <summary>Days on which a member is away, by their own calendar.</summary>
/// <param name="From">The first day, ISO: 2026-12-24.</param>
/// <param name="To">The last day, which is one of them.</param>
public sealed record Absence(string From, string To)
{
    public static Absence Of(LocalDate from, LocalDate to) => new(LocalDatePattern.Iso.Format(from), LocalDatePattern.Iso.Format(to));

    [JsonIgnore] public LocalDate First => LocalDatePattern.Iso.Parse(From).GetValueOrThrow();

    [JsonIgnore] public LocalDate Last => LocalDatePattern.Iso.Parse(To).GetValueOrThrow();

    public bool Contains(LocalDate day) => day >= First && day <= Last;
}
