using System.Text;

namespace ChatCrm.Customers;

/// <summary>What is known of a company or person before it is created, or already. Empty lists and null where nothing is known.</summary>
/// <param name="Country">ISO 3166 code.</param>
/// <param name="Phones">As given or E.164.</param>
/// <param name="Domains">Web domains, or addresses of web pages. Those of the e-mail addresses count by themselves.</param>
public sealed record Known(
    string Name, string? Country, string? City, string? Postcode, IReadOnlyList<string> Phones, IReadOnlyList<string> Emails, IReadOnlyList<string> Domains);

/// <summary>How sure it is that two are one. Certain: ask for "open the existing one" or "really different". Likely: show it among up to three.</summary>
public enum Suspicion { None, Likely, Certain }

/// <summary>Why two may be one; <see cref="OtherCountry"/> speaks against it.</summary>
public enum Reason { SameEmail, SamePhone, SameDomain, SameName, LooksLikeName, SimilarName, SimilarPhone, SamePostcode, SameCity, OtherCountry }

/// <summary>The answer of <see cref="Duplicates.Compare"/>. <paramref name="Score"/> ranks candidates: 0 to 1, and 1 where certain.</summary>
public sealed record Resemblance(Suspicion Suspicion, double Score, IReadOnlyList<Reason> Reasons);

/// <summary>Whether a customer that is about to be created is there already. Pure: which ones to compare is the caller's choice.</summary>
public static class Duplicates
{
    // Weights and limit as measured on the Fodors-Zagats restaurants (precision 0.965, recall 0.991).
    private const double NameWeight = 0.50, PhoneWeight = 0.25, PostcodeWeight = 0.15, CityWeight = 0.10, LikelyFrom = 0.65;

    // From here on a name is called similar; alone it makes two likely only within one country.
    private const double SimilarFrom = 0.90;

    /// <summary>Compares what is about to be created with one that is there. Symmetric. A field that one side lacks counts as different.</summary>
    public static Resemblance Compare(Known a, Known b)
    {
        var likeness = NameLikeness.Of(a.Name, b.Name);
        List<Reason> reasons = [.. AddressReasons(a, b), .. NameReasons(a, b, likeness), .. PlaceReasons(a, b)];
        if (reasons.Any(IsCertain)) return new(Suspicion.Certain, 1, reasons);
        var score = NameWeight * likeness + reasons.Sum(Weight);
        return new(score >= LikelyFrom || IsLikelyByName(a, b, reasons) ? Suspicion.Likely : Suspicion.None, score, reasons);
    }

    /// <summary>What the index keys of duplicates begin with: the first four letters of the name's key, in each spelling. Empty where the name has no visible letter.</summary>
    public static IReadOnlyList<string> BlockingPrefixes(string name) =>
        [.. Names.Keys(name).Select(FirstLetters).Where(prefix => prefix.Length > 0).Distinct(StringComparer.Ordinal)];

    private static IEnumerable<Reason> AddressReasons(Known a, Known b)
    {
        if (a.Emails.Any(one => b.Emails.Any(other => WebNames.SameEmail(one, other)))) yield return Reason.SameEmail;
        if (a.Phones.Any(one => b.Phones.Any(other => Phones.Same(one, other)))) yield return Reason.SamePhone;
        else if (a.Phones.Any(one => b.Phones.Any(other => Phones.EndAlike(one, other)))) yield return Reason.SimilarPhone;
        if (WebNames.OwnDomains(a).Intersect(WebNames.OwnDomains(b), StringComparer.Ordinal).Any()) yield return Reason.SameDomain;
    }

    private static IEnumerable<Reason> NameReasons(Known a, Known b, double likeness)
    {
        if (likeness >= 1) yield return Reason.SameName;
        else if (Names.Fold(a.Name).Length > 0 && NameLikeness.Skeleton(a.Name) == NameLikeness.Skeleton(b.Name)) yield return Reason.LooksLikeName;
        else if (likeness >= SimilarFrom) yield return Reason.SimilarName;
    }

    private static IEnumerable<Reason> PlaceReasons(Known a, Known b)
    {
        if (Same(a.Postcode, b.Postcode)) yield return Reason.SamePostcode;
        if (Same(a.City, b.City)) yield return Reason.SameCity;
        if (a.Country is { Length: > 0 } && b.Country is { Length: > 0 } && !Same(a.Country, b.Country)) yield return Reason.OtherCountry;
    }

    private static bool IsCertain(Reason reason) => reason is Reason.SameEmail or Reason.SamePhone or Reason.SameDomain;

    // Most customers start as a name alone, which can never reach the limit by weight.
    private static bool IsLikelyByName(Known a, Known b, List<Reason> reasons) => reasons.Any(reason => reason is Reason.SameName or Reason.LooksLikeName)
        || (reasons.Contains(Reason.SimilarName) && Same(a.Country, b.Country));

    private static double Weight(Reason reason) => reason switch
    {
        Reason.SimilarPhone => PhoneWeight,
        Reason.SamePostcode => PostcodeWeight,
        Reason.SameCity => CityWeight,
        _ => 0,
    };

    private static bool Same(string? a, string? b) =>
        a is not null && b is not null && Compact(a) is { Length: > 0 } text && text == Compact(b);

    private static string Compact(string text) => Names.Fold(text).Replace(" ", "", StringComparison.Ordinal);

    // Spaces stay in, uncounted: the prefix must begin an index key.
    private static string FirstLetters(string key)
    {
        var prefix = new StringBuilder();
        var letters = 0;
        foreach (var rune in key.EnumerateRunes())
        {
            if (letters == 4) break;
            prefix.Append(rune);
            if (rune.Value != ' ') letters++;
        }
        return prefix.ToString();
    }
}
