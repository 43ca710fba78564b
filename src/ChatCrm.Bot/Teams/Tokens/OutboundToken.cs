using System.Text.RegularExpressions;
using Azure.Core;
using NodaTime;

namespace ChatCrm.Bot.Teams.Tokens;

/// <summary>No token for the service itself can be had now. Names the refusal's code and nothing else of it.</summary>
internal sealed class NoTokenException(string code) : Exception($"Entra gives no token: {code}.");

/// <summary>The service's own token for Teams: kept until five minutes before its end, and asked for once, however many wait for it.</summary>
internal sealed partial class OutboundToken(TokenCredential credential, TeamsOptions options, IClock clock, ILogger<OutboundToken> log)
{
    private static readonly Duration Margin = Duration.FromMinutes(5), Least = Duration.FromSeconds(30);

    // https://learn.microsoft.com/entra/identity-platform/reference-error-codes
    private static readonly Regex EntraCode = new("AADSTS[0-9]{1,9}", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    private readonly TokenRequestContext wanted = new([options.Scope]);
    private readonly Lock gate = new();
    private volatile Kept? kept;
    private Task<string>? asking;

    /// <summary>The token, to be sent as <c>Bearer</c> to a listed host alone.</summary>
    /// <exception cref="NoTokenException">There is none to be had now.</exception>
    public ValueTask<string> Get(CancellationToken cancel) => FreshFor(Margin) is { } token ? new(token) : new(Ask().WaitAsync(cancel));

    private string? FreshFor(Duration margin) => kept is { } token && clock.GetCurrentInstant() < token.Until - margin ? token.Text : null;

    private Task<string> Ask()
    {
        lock (gate) return FreshFor(Margin) is { } token ? Task.FromResult(token) : asking ??= Renew();
    }

    /// <summary>One for all who wait: that one of them hangs up does not end it.</summary>
    private async Task<string> Renew()
    {
        // Ends after Ask has put it in its place, so that it is taken out again.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            var token = await credential.GetTokenAsync(wanted, CancellationToken.None);
            kept = new(token.Token, Instant.FromDateTimeOffset(token.ExpiresOn));
            return token.Token;
        }
        // What the failure says may repeat what was sent: its code goes on alone.
        catch (Exception failure)
        {
            var code = CodeOf(failure);
            LogRefused(log, code);
            return FreshFor(Least) ?? throw new NoTokenException(code);
        }
        finally
        {
            lock (gate) asking = null;
        }
    }

    private static string CodeOf(Exception failure)
    {
        for (var told = failure; told is not null; told = told.InnerException)
            if (EntraCode.Match(told.Message) is { Success: true } code)
                return code.Value;
        return failure.GetBaseException().GetType().Name;
    }

    [LoggerMessage(LogLevel.Warning, "The token for Teams cannot be renewed: {Reason}")]
    private static partial void LogRefused(ILogger log, string reason);

    private sealed record Kept(string Text, Instant Until)
    {
        /// <summary>Names no value: it is a secret.</summary>
        public override string ToString() => nameof(Kept);
    }
}
