using ChatCrm.Bot.Slack.Install;
using ChatCrm.Bot.Slack.Places;
using ChatCrm.Conversation;

namespace ChatCrm.Bot.Slack;

/// <summary>One thing that a person did in Slack, as read from a payload; nothing of the payload itself is kept.</summary>
/// <param name="Id">Slack's id of it, the same on every retry.</param>
/// <param name="User">The account's id within the installation.</param>
internal sealed record Heard(Installation On, string Id, string User, Input What, Origin From)
{
    /// <summary>Opens one view within three seconds; empty where there is none.</summary>
    public string Trigger { get; init; } = "";

    /// <summary>The people and rooms of a line, as <see cref="SlackText"/> found them.</summary>
    public SlackText? Text { get; init; }

    /// <summary>True for what Slack sends again until it is acknowledged: its answer must not be posted twice.</summary>
    public bool IsEvent { get; init; }

    /// <summary>The room's name as the payload has it; empty where it has none.</summary>
    public string RoomName { get; init; } = "";

    /// <summary>True where the payload says that another company reads along.</summary>
    public bool SharedOutside { get; init; }

    /// <summary>The team that the payload says the account is of; empty where it says none.</summary>
    public string HomeTeam { get; init; } = "";

    /// <summary>The first field's block of the form that was sent: the place for an error that belongs to no field. Empty where there is none.</summary>
    public string FirstField { get; init; } = "";

    public string Identity => Spot.IdOf(On.On, User);
}
