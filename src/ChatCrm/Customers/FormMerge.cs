using ChatCrm.Turns;

namespace ChatCrm.Customers;

/// <summary>What a sent form makes of a record that others may have changed since it was opened.</summary>
/// <param name="Record">The record with every value that only this person touched.</param>
/// <param name="Touched">The values that the person gave, by field.</param>
/// <param name="Contested">The fields that both gave other values.</param>
/// <param name="Refusals">What is not valid, by field.</param>
internal sealed record FormMerge<T>(T Record, IReadOnlyDictionary<string, string> Touched, IReadOnlyList<Detail<T>> Contested, Dictionary<string, string> Refusals)
{
    /// <summary>Reads these details alone: whatever else came with the form is not looked at.</summary>
    public static FormMerge<T> Of(IReadOnlyList<Detail<T>> details, T current, FormState opened, IReadOnlyDictionary<string, string> values, Typist typist)
    {
        var merged = current;
        var touched = new Dictionary<string, string>(StringComparer.Ordinal);
        var contested = new List<Detail<T>>();
        var refusals = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var detail in details)
        {
            if (!values.TryGetValue(detail.Id, out var value) || !opened.Touched(detail.Id, value)) continue;
            touched[detail.Id] = value;
            var (wanted, refusal) = detail.Read(merged, value, typist);
            var now = detail.Value(current, typist.Words);
            if (refusal is not null) refusals[detail.Id] = refusal.ToString();
            else if (detail.Value(wanted, typist.Words) == now) continue;
            else if (opened.ChangedSince(detail.Id, now)) contested.Add(detail);
            else merged = wanted;
        }
        return new(merged, touched, contested, refusals);
    }
}
