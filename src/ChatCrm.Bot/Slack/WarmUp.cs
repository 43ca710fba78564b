using ChatCrm.Bot.Slack.Install;
using ChatCrm.Conversation;
using ChatCrm.Storage;

namespace ChatCrm.Bot.Slack;

/// <summary>Asks whose the bot token is before the first request comes, and waits a little for it: the first command has no time for that. Slack may be away; then the service starts all the same.</summary>
internal sealed class WarmUp(Installations installations, UnderWay underWay) : IHostedService
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(3);

    // No install is called so: only the one of the settings is asked for.
    private const string Nobody = "0";

    public async Task StartAsync(CancellationToken cancel) => await underWay.Within(underWay.Track(Ask()), Longest);

    public Task StopAsync(CancellationToken cancel) => Task.CompletedTask;

    private async Task<bool> Ask()
    {
        try
        {
            await installations.Of(Nobody, default);
            return true;
        }
        catch (Exception notNow) when (notNow is NotNowException or StoreUnavailableException)
        {
            return false;
        }
    }
}
