using System.Text.RegularExpressions;
using Azure.Core;
using Microsoft.Kiota.Abstractions.Authentication;

namespace ChatCrm.Bot.Graph;

/// <summary>No token can be had now. Names the refusal's code and nothing else of it.</summary>
internal sealed class NoTokenException(string code) : Exception($"Entra gives no token: {code}.")
{
    public string Code => code;
}

/// <summary>The service's own token for Graph, for Graph's own host alone. The credential keeps it until shortly before its end.</summary>
internal sealed class OwnToken(TokenCredential credential, GraphOptions options) : IAccessTokenProvider
{
    // https://learn.microsoft.com/entra/identity-platform/reference-error-codes
    private static readonly Regex EntraCode = new("AADSTS[0-9]{1,9}", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    private readonly TokenRequestContext wanted = new([options.Scope]);

    public AllowedHostsValidator AllowedHostsValidator { get; } = new([options.Endpoint.Host]);

    public async Task<string> GetAuthorizationTokenAsync(Uri uri, Dictionary<string, object>? additionalAuthenticationContext = null, CancellationToken cancellationToken = default)
    {
        if (!AllowedHostsValidator.IsUrlHostValid(uri)) return "";
        try
        {
            return (await credential.GetTokenAsync(wanted, cancellationToken)).Token;
        }
        // What the failure says may repeat what was sent: its code goes on alone.
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            throw new NoTokenException(CodeOf(failure));
        }
    }

    private static string CodeOf(Exception failure)
    {
        for (var told = failure; told is not null; told = told.InnerException)
            if (EntraCode.Match(told.Message) is { Success: true } code) return code.Value;
        return failure.GetBaseException().GetType().Name;
    }
}
