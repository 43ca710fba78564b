using ChatCrm.Storage;

namespace ChatCrm.Interactions;

/// <summary>How people were in touch.</summary>
public enum InteractionKind { Call, Mail, Visit, Meeting, Chat, Note }

public enum Direction { Unknown, Out, In }

/// <summary>One touch, one record: what happened with a customer.</summary>
public sealed record Interaction : Stored
{
    public required string Id { get; init; }
    public required string Customer { get; init; }
    public InteractionKind Kind { get; init; }

    /// <summary>When it happened: Unix milliseconds, with the zone of whoever logged it.</summary>
    public required long At { get; init; }
    public required string Zone { get; init; }

    /// <summary>How long it took; 0 where nobody said.</summary>
    public int Minutes { get; init; }
    public Direction Direction { get; init; }

    /// <summary>Who took part on their side, as typed or as the contacts are called.</summary>
    public IReadOnlyList<string> With { get; init; } = [];

    /// <summary>One of the workspace's outcomes; empty where none was given.</summary>
    public string Outcome { get; init; } = "";

    /// <summary>What was said, in the rep's words.</summary>
    public string Text { get; init; } = "";

    /// <summary>The member who logged it.</summary>
    public required string By { get; init; }

    /// <summary>The line as it was typed; empty where a form was filled in.</summary>
    public string Typed { get; init; } = "";

    /// <summary>What colleagues who were there too added.</summary>
    public IReadOnlyList<AddedNote> Notes { get; init; } = [];
}

/// <summary>A colleague's part of the same touch.</summary>
public sealed record AddedNote(string By, long At, string Text);

/// <summary>When a customer was last in touch with us: worked out from the interactions.</summary>
public sealed record LastContact : Stored
{
    public required long At { get; init; }
    public InteractionKind Kind { get; init; }
    public required string By { get; init; }
}
