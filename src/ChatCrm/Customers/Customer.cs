using ChatCrm.Storage;
using ChatCrm.Time;
using ChatCrm.Workspaces;

namespace ChatCrm.Customers;

/// <summary>What a customer is worth to us, from least to most.</summary>
public enum Tier { Potential, Regular, Vip }

/// <summary>A customer's file: what people entered. What follows from it (last contact, standing) is worked out.</summary>
public sealed record Customer : Stored
{
    public required string Id { get; init; }

    /// <summary>What people call it in a line: C-1042. Never given twice.</summary>
    public required string Code { get; init; }

    /// <summary>NFC, as its owner writes it.</summary>
    public required string Name { get; init; }

    /// <summary>Other names it is known by, former ones too.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>ISO 3166 code; empty where unknown.</summary>
    public string Country { get; init; } = "";

    /// <summary>ISO 3166-2 code of the part of the country: DE-BY; empty where unknown. It tells regional holidays and weekends. Older rows have none.</summary>
    public string Region { get; init => field = value ?? ""; } = "";

    public string City { get; init; } = "";

    /// <summary>An IANA zone id; empty where unknown.</summary>
    public string Zone { get; init; } = "";

    /// <summary>How the zone is known; anything but stated is shown as assumed.</summary>
    public ZoneOrigin ZoneOrigin { get; init; }

    /// <summary>A language tag of the customer's; empty where unknown.</summary>
    public string Language { get; init; } = "";

    public Tier Tier { get; init; }

    /// <summary>The member whose customer it is.</summary>
    public required string Owner { get; init; }

    /// <summary>The web domain, for recognising it again.</summary>
    public string Domain { get; init; } = "";

    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Needs and preferences, in the rep's words.</summary>
    public string Needs { get; init; } = "";

    /// <summary>Opening hours as typed; empty means the usual ones of the country.</summary>
    public string Hours { get; init; } = "";

    /// <summary>What may be shown of it at that sight: the rest is empty, so a card cannot show it by mistake.</summary>
    public Customer At(Sight sight) => sight switch
    {
        >= Sight.NoContactData => this,
        Sight.Named => new() { Id = Id, Code = Code, Name = Name, Country = Country, Owner = Owner },
        Sight.CodeAndName => new() { Id = Id, Code = Code, Name = Name, Owner = "" },
        _ => new() { Id = Id, Code = "", Name = "", Owner = "" },
    };
}

/// <summary>A person at a customer.</summary>
public sealed record Contact : Stored
{
    public required string Id { get; init; }

    public required string Customer { get; init; }

    /// <summary>NFC, in their own script.</summary>
    public required string Name { get; init; }

    /// <summary>What they do there.</summary>
    public string Job { get; init; } = "";

    /// <summary>As given.</summary>
    public string Phone { get; init; } = "";

    public string Email { get; init; } = "";

    /// <summary>Their own zone where it differs from the customer's; empty is the customer's.</summary>
    public string Zone { get; init; } = "";

    public ZoneOrigin ZoneOrigin { get; init; }

    /// <summary>When they can be reached, as typed; empty means the customer's hours. Older rows have none.</summary>
    public string Hours { get; init => field = value ?? ""; } = "";

    /// <summary>Languages they speak, the best first, as typed or as tags.</summary>
    public string Language { get; init; } = "";

    /// <summary>How to address them: "Frau Weber".</summary>
    public string CallMe { get; init; } = "";
}

/// <summary>A customer as somebody may see it, with the row it came from.</summary>
public sealed record SeenCustomer(Customer Customer, Sight Sight, Row Row)
{
    public string Id => Customer.Id;
}
