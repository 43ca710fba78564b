using ChatCrm.Bot.Teams.Connector;

namespace ChatCrm.Bot.Teams.Places;

/// <summary>Where an activity comes from, as its body says and its token allows.</summary>
/// <param name="Conversation">Without a thread.</param>
/// <param name="Root">The message whose thread it stands in; empty for none.</param>
/// <param name="Account">Who did it: the same for all bots; empty where nobody did.</param>
/// <param name="Mri">Their id for this bot.</param>
internal sealed record Whence(string Tenant, Uri Service, string Conversation, string Root, ChatKind Kind, string Account, string Mri)
{
    /// <summary>The type of a channel that other companies may share, in Teams' words.</summary>
    public const string SharedType = "shared";

    /// <summary>What people call the room; empty where the activity does not say.</summary>
    public string RoomName { get; init; } = "";

    /// <summary>The team of a channel; empty for none.</summary>
    public string Team { get; init; } = "";

    /// <summary>True for a channel that other companies may share.</summary>
    public bool Shared { get; init; }

    /// <summary>True for a channel of which nobody said whether they may.</summary>
    public bool IsUnsaid { get; init; }

    /// <summary>Where an answer goes: into the same thread.</summary>
    public Chat Chat => new(Tenant, Service, Connector.Chat.InThread(Conversation, Root));

    public Spot Spot => Kind == ChatKind.Personal ? Spot.With(Tenant, Account) : new(Tenant, Conversation);

    public string Identity => Spot.IdentityOf(Tenant, Account);
}
