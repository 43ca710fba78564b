namespace ChatCrm.Bot.Secrets;

/// <summary>Says once, at start, that whoever may read the table may read the tokens in it. On a laptop the file is its owner's alone: there it goes without saying.</summary>
internal sealed partial class UnsealedKeys(IHostEnvironment environment, ILogger<UnsealedKeys> log) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (environment.IsProduction()) LogUnsealed(log);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(LogLevel.Warning, "The keys that protect Slack's tokens lie in the table as they are, beside them. Set Secrets:CertificateData, from the vault's secret Secrets--CertificateData (a PFX file in base64), or Secrets:Certificate (its path)")]
    private static partial void LogUnsealed(ILogger log);
}
