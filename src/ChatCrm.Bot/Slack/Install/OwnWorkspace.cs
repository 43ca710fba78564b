using ChatCrm.Bot.Slack.Web;
using ChatCrm.Conversation;
using NodaTime;

namespace ChatCrm.Bot.Slack.Install;

/// <summary>The one workspace whose bot token stands in the settings: Slack is asked once whose it is. The token is kept nowhere.</summary>
internal sealed class OwnWorkspace(SlackOptions options, Wire wire) : IDisposable
{
    private static readonly Duration NotAnswered = Duration.FromSeconds(5);

    private readonly SemaphoreSlim gate = new(1, 1);
    private Installation? known;
    private volatile bool gone;

    /// <summary>Its install, once it was found; null before that, without a token, and where Slack has revoked it.</summary>
    public Installation? Known => gone ? null : known;

    /// <summary>Its install; null where no token is set, or Slack has revoked it.</summary>
    /// <exception cref="NotNowException">Slack does not say whose it is now.</exception>
    /// <param name="met">Called once, before the first use.</param>
    public async ValueTask<Installation?> Find(Func<Installation, ValueTask> met, CancellationToken cancel)
    {
        if (options.BotToken.Length == 0 || gone) return null;
        if (known is not null) return known;
        await gate.WaitAsync(cancel);
        try
        {
            if (known is null && await Ask(cancel) is { } found)
            {
                await met(found);
                known = found;
            }
            return known;
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Not used again before the next start; true where the install is this one.</summary>
    public bool Drop(string on) => known?.On == on && (gone = true);

    public void Dispose() => gate.Dispose();

    private async ValueTask<Installation?> Ask(CancellationToken cancel)
    {
        var answer = await wire.Call("auth.test", Wire.Bearer(options.BotToken), Letter.Form(), cancel);
        if (answer is ApiAnswer.Refused { Error: var error } && Refusals.IsRevoked(error)) gone = true;
        if (answer is ApiAnswer.Later or ApiAnswer.Unknown) throw new NotNowException(NotAnswered);
        if (answer is not ApiAnswer.Done { Body: var body, Scopes: var scopes }) return null;
        var org = body.Flag("is_enterprise_install");
        var on = body.Text(org ? "enterprise_id" : "team_id");
        return on.Length == 0 ? null : new(on, options.BotToken, body.Text("user_id"), body.Text("app_id"), body.Text(org ? "enterprise" : "team"), org, scopes) { Enterprise = body.Text("enterprise_id") };
    }
}
