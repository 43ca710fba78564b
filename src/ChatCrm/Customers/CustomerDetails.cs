using ChatCrm.Conversation;
using ChatCrm.Texts;
using ChatCrm.Time;
using ChatCrm.Workspaces;

namespace ChatCrm.Customers;

/// <summary>What people say of a customer.</summary>
public static class CustomerDetails
{
    /// <summary>The most values of one list.</summary>
    private const int MostInList = 20;

    private const int LongestName = 200, LongestTag = 60;

    public static readonly Detail<Customer> Tier = new("tier", (customer, _) => customer.Tier.ToString(), EnterTier)
    {
        Choices = words => [.. Enum.GetValues<Tier>().Select(tier => new Choice(TierText.Of(tier, words), tier.ToString()))],
        Shown = (customer, typist) => TierText.Of(customer.Tier, typist.Words),
    };

    public static readonly Detail<Customer> Owner = new("owner", (customer, _) => customer.Owner, EnterOwner)
    {
        Shown = (customer, typist) => typist.Roster.NameOf(customer.Owner),
    };

    public static readonly Detail<Customer> Zone = new("zone", (customer, _) => customer.ZoneOrigin == ZoneOrigin.Stated ? customer.Zone : "", EnterZone)
    {
        Shown = (customer, _) => customer.Zone,
    };

    /// <summary>What the edit form asks: neither the owner nor the tier, which have rules of their own.</summary>
    public static readonly IReadOnlyList<Detail<Customer>> Edited =
    [
        new("name", (customer, _) => customer.Name, EnterName) { Longest = LongestName, Required = true },
        new("country", (customer, words) => Countries.Of(customer.Country)?.In(words.Language) ?? customer.Country, EnterCountry),
        new("region", (customer, _) => customer.Region, EnterRegion),
        new("city", (customer, _) => customer.City, (customer, typed, _) => new(customer with { City = Names.AsGiven(typed) })),
        Zone,
        new("language", (customer, words) => Languages.NameOf(customer.Language, words), EnterLanguage),
        new("domain", (customer, _) => customer.Domain, EnterDomain),
        new("tags", (customer, _) => Details.Joined(customer.Tags), EnterTags) { IsList = true },
        new("needs", (customer, _) => customer.Needs, (customer, typed, _) => new(customer with { Needs = typed })) { Longest = 3000, Tall = true },
        new("alias", (customer, _) => Details.Joined(customer.Aliases), EnterAliases) { IsList = true, Longest = 2000 },
        new("hours", (customer, _) => customer.Hours, EnterHours),
    ];

    /// <summary>What a line can say, and the form of a new customer asks.</summary>
    public static readonly IReadOnlyList<Detail<Customer>> All = [.. Edited, Tier, Owner];

    private static Entered<Customer> EnterName(Customer customer, string typed, Typist typist) =>
        Names.Fold(typed).Length == 0 ? new(customer, typist.Words.Say("DetailErrors.NameInvisible")) : new(customer with { Name = Names.AsGiven(typed) });

    private static Entered<Customer> EnterCountry(Customer customer, string typed, Typist typist)
    {
        if (typed.Length == 0) return new(customer with { Country = "", Region = "" });
        return Countries.Read(typed) is { } country
            ? new(customer with { Country = country.Code, Region = Regions.LiesIn(customer.Region, country.Code) ? customer.Region : "" })
            : new(customer, typist.Words.Say("DetailErrors.Country", ("typed", Short(typed))));
    }

    private static Entered<Customer> EnterRegion(Customer customer, string typed, Typist typist)
    {
        if (typed.Length == 0) return new(customer with { Region = "" });
        return Regions.Read(typed, customer.Country) is { } region
            ? new(customer with { Region = region })
            : new(customer, typist.Words.Say("DetailErrors.Region", ("typed", Short(typed))));
    }

    /// <summary>Nothing typed: the zone is to follow from the city or the country again.</summary>
    private static Entered<Customer> EnterZone(Customer customer, string typed, Typist typist)
    {
        var read = ZoneEntry.Read(typed, typist.Words);
        if (read.Refusal is { } refusal) return new(customer, refusal);
        // What was assumed stays so as long as nobody says otherwise.
        if (read.Zone.Length == 0 && customer.ZoneOrigin != ZoneOrigin.Stated) return new(customer);
        return new(customer with { Zone = read.Zone, ZoneOrigin = ZoneOrigin.Stated });
    }

    private static Entered<Customer> EnterLanguage(Customer customer, string typed, Typist typist)
    {
        if (typed.Length == 0) return new(customer with { Language = "" });
        return Languages.Read(typed) is { } tag
            ? new(customer with { Language = tag })
            : new(customer, typist.Words.Say("DetailErrors.Language", ("typed", Short(typed))));
    }

    private static Entered<Customer> EnterDomain(Customer customer, string typed, Typist typist)
    {
        if (typed.Length == 0) return new(customer with { Domain = "" });
        var domain = WebNames.Domain(typed);
        var dot = domain.LastIndexOf('.');
        return dot > 0 && dot < domain.Length - 1 && !domain.Any(c => char.IsWhiteSpace(c) || char.IsControl(c))
            ? new(customer with { Domain = domain })
            : new(customer, typist.Words.Say("DetailErrors.Domain", ("typed", Short(typed))));
    }

    private static Entered<Customer> EnterTags(Customer customer, string typed, Typist typist)
    {
        var list = List(typed, typist, LongestTag);
        return list.Refusal is { } refusal ? new(customer, refusal) : new(customer with { Tags = list.Record });
    }

    private static Entered<Customer> EnterAliases(Customer customer, string typed, Typist typist)
    {
        var list = List(typed, typist, LongestName);
        if (list.Refusal is { } refusal) return new(customer, refusal);
        return list.Record.Any(alias => Names.Fold(alias).Length == 0)
            ? new(customer, typist.Words.Say("DetailErrors.NameInvisible"))
            : new(customer with { Aliases = list.Record });
    }

    private static Entered<IReadOnlyList<string>> List(string typed, Typist typist, int longest)
    {
        IReadOnlyList<string> values = [.. Details.Split(typed).Select(Names.AsGiven)];
        if (values.Count > MostInList) return new([], typist.Words.Say("DetailErrors.TooMany", ("n", values.Count), ("most", MostInList)));
        return values.FirstOrDefault(value => value.Length > longest) is { } over
            ? new([], typist.Words.Say("DetailErrors.TooLong", ("n", over.Length), ("most", longest)))
            : new(values);
    }

    private static Entered<Customer> EnterHours(Customer customer, string typed, Typist typist) =>
        HoursRefused(typed, typist) is { } refusal ? new(customer, refusal) : new(customer with { Hours = typed });

    /// <summary>Why typed hours will not do; null where they will.</summary>
    internal static Text? HoursRefused(string typed, Typist typist) =>
        typed.Length == 0 || WorkingHours.Read(CommandLine.Read(typed).Line) is not null ? null : typist.Words.Say("DetailErrors.Hours", ("typed", Short(typed)));

    private static Entered<Customer> EnterTier(Customer customer, string typed, Typist typist)
    {
        if (typed.Length == 0) return new(customer, typist.Words.Say("DetailErrors.Tier", ("typed", "–")));
        foreach (var tier in Enum.GetValues<Tier>())
            if (string.Equals(tier.ToString(), typed, StringComparison.OrdinalIgnoreCase) || WordLists.Spoken($"TierWords.{tier}").Contains(typed)) return new(customer with { Tier = tier });
        return new(customer, typist.Words.Say("DetailErrors.Tier", ("typed", Short(typed))));
    }

    private static Entered<Customer> EnterOwner(Customer customer, string typed, Typist typist)
    {
        var mentioned = typist.Mentions.FirstOrDefault(mention => mention.Token == typed || mention.Token == "@" + typed)?.Target;
        IReadOnlyList<Member> meant = (mentioned is null ? typist.Roster.Find(typed) : typist.Roster.WithIdentity(mentioned)) is { } known ? [known] : typist.Roster.Named(typed.TrimStart('@', '＠'));
        return meant switch
        {
            [var one] => new(customer with { Owner = one.Id }),
            [] => new(customer, typist.Words.Say("DetailErrors.Nobody", ("typed", Short(typed)))),
            _ => new(customer, typist.Words.Say("DetailErrors.Several", ("typed", Short(typed)), ("names", Details.Joined(meant.Take(5).Select(member => member.Name))))),
        };
    }

    /// <summary>What was typed, as an error quotes it.</summary>
    internal static string Short(string typed) => typed.Length <= 60 ? typed : typed[..(char.IsHighSurrogate(typed[59]) ? 59 : 60)] + "…";
}
