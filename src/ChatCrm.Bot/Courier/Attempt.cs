using ChatCrm.Conversation;
using ChatCrm.Storage;
using NodaTime;

namespace ChatCrm.Bot.Courier;

/// <summary>A card that stands somewhere, or perhaps does.</summary>
/// <param name="Message">The channel's id of it; null where it is not known.</param>
/// <param name="Unsure">True where the channel did not say whether it stands.</param>
public sealed record Posted(Address At, string? Message, string Member, string Room, bool Unsure);

/// <summary>How far a redraw has come in the ledger.</summary>
/// <param name="Behind">The key of the last row that it has seen to; empty where it begins anew.</param>
/// <param name="Missed">True where it has left out a card before that.</param>
public sealed record Pass(string Behind, bool Missed)
{
    public static readonly Pass Anew = new("", Missed: false);
}

/// <summary>How one try to send a notice went: what was posted, and what is left to do.</summary>
public sealed record Attempt(IReadOnlyList<Posted> Posted)
{
    public static readonly Attempt Nothing = new([]);

    /// <summary>It was held up so long that somebody else may take it over: nothing was sent, and it goes back to its place.</summary>
    public static readonly Attempt HeldUp = Nothing with { Wait = Duration.Zero, IsHeldUp = true };

    /// <summary>The channel did not say whether it was sent, and the claim ran out meanwhile (the process was stopped, say): as where a process dies over it, it is sent once more.</summary>
    public static readonly Attempt Outlived = Nothing with { Wait = Duration.Zero, IsOutlived = true };

    /// <summary>This process does not know how it is drawn or run; a newer one, beside which it runs, may.</summary>
    public static readonly Attempt Unknown = Nothing with { Wait = Duration.FromMinutes(1), Refused = "unknown-drawing" };

    /// <summary>"Later" is not at once.</summary>
    private static readonly Duration ALittle = Duration.FromSeconds(1);

    /// <summary>Somebody could not be told now: how long to wait at least.</summary>
    public Duration? Wait { get; init; }

    /// <summary>How long the place wants nothing more, whatever became of this.</summary>
    public Duration Rest { get; init; }

    public bool IsHeldUp { get; init; }

    public bool IsOutlived { get; init; }

    /// <summary>How far a redraw has come, where that is another place than before.</summary>
    public Pass? Pass { get; init; }

    /// <summary>Something threw on the way.</summary>
    public bool Failed { get; init; }

    /// <summary>The store did not answer on the way: it is tried again soon, and does not count as a try.</summary>
    public bool StoreAway { get; init; }

    /// <summary>An earlier try had told them by this account.</summary>
    public bool IsTold { get; init; }

    /// <summary>Why somebody can never be told; empty where nobody refused.</summary>
    public string Refused { get; init; } = "";

    /// <summary>Rows that an errand leaves behind, to be committed with the notice's end.</summary>
    public IReadOnlyList<Change> Changes { get; init; } = [];

    /// <summary>True where another try may reach somebody.</summary>
    public bool IsUnfinished => Failed || StoreAway || Wait is not null;

    /// <summary>Who was told by one of their accounts was told, though another one refuses.</summary>
    public bool IsHopeless => !IsUnfinished && !IsTold && Posted.Count == 0 && Refused.Length > 0;

    public Attempt And(Attempt other) => new([.. Posted, .. other.Posted])
    {
        Wait = (Wait, other.Wait) is ({ } one, { } two) ? Duration.Max(one, two) : Wait ?? other.Wait,
        Changes = [.. Changes, .. other.Changes],
        Rest = Duration.Max(Rest, other.Rest),
        IsTold = IsTold || other.IsTold,
        IsOutlived = IsOutlived || other.IsOutlived,
        Failed = Failed || other.Failed,
        StoreAway = StoreAway || other.StoreAway,
        Refused = Refused.Length > 0 ? Refused : other.Refused,
    };

    /// <summary>What a channel's answer means.</summary>
    public static Attempt Of(Delivery delivery, Address at, string member, string room) => delivery switch
    {
        Delivery.Sent sent => new([new(at, sent.Message, member, room, Unsure: false)]),
        Delivery.Unknown => new([new(at, null, member, room, Unsure: true)]),
        Delivery.Later later => Nothing with { Wait = later.After, Rest = Duration.Max(later.After, ALittle) },
        Delivery.Refused refused => Nothing with { Refused = refused.Reason },
        _ => throw new InvalidOperationException("A delivery that Courier does not know."),
    };
}
