using ChatCrm.Conversation;

namespace ChatCrm.Workspaces;

/// <summary>Whether members still belong to a workspace: by an account of a channel that is spoken here, in a team that is connected to it still.</summary>
public sealed class FeedOwners(IEnumerable<IMessenger> channels, Connections connections)
{
    private readonly Dictionary<string, IMessenger> _channels = channels.ToDictionary(channel => channel.Channel, StringComparer.Ordinal);

    public async ValueTask<bool> Has(Member member, string workspace, CancellationToken cancel)
    {
        foreach (var identity in member.Identities)
        {
            if (_channels.GetValueOrDefault(new Address(identity).Channel) is not { } channel) continue;
            if (channel.ConnectionOf(identity) is not { } connection || await connections.WorkspaceOf(connection, cancel) == workspace) return true;
        }
        return false;
    }
}
