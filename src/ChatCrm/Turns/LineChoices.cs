namespace ChatCrm.Turns;

/// <summary>What a person chose about a line on the cards that carried it: "customer" = an id, "when" = a wall time, "anyway" = flags.</summary>
public sealed record LineChoices(IReadOnlyDictionary<string, string> Chosen)
{
    /// <summary>Many times what our own cards choose; a button carries it beside the line.</summary>
    private const int Longest = 600;

    public static readonly LineChoices None = new(new Dictionary<string, string>());

    public string? this[string question] => Chosen.GetValueOrDefault(question);

    public bool Has(string question) => Chosen.ContainsKey(question);

    public LineChoices With(string question, string answer) => new(new Dictionary<string, string>(Chosen) { [question] = answer });

    /// <summary>As it travels in a button's value, in front of the line.</summary>
    public override string ToString() => string.Join('&', Chosen.Select(pair => $"{Uri.EscapeDataString(pair.Key)}={Uri.EscapeDataString(pair.Value)}"));

    /// <summary>Reads what <see cref="ToString"/> wrote; what is not so is left out, and all of it where it is longer than ours ever is.</summary>
    public static LineChoices Parse(string text)
    {
        var chosen = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in text.Split('&', StringSplitOptions.RemoveEmptyEntries))
            if (pair.IndexOf('=') is > 0 and var at) chosen[Uri.UnescapeDataString(pair[..at])] = Uri.UnescapeDataString(pair[(at + 1)..]);
        var read = new LineChoices(chosen);
        return read.ToString().Length <= Longest ? read : None;
    }
}
