namespace ChatCrm.Bot.Teams.Tokens;

/// <summary>Whom a token that was checked speaks for.</summary>
/// <param name="Service">The token's <c>serviceurl</c> claim, without a trailing slash: an activity's must be the same.</param>
/// <param name="Tenant">The token's tenant in small letters, where it has one.</param>
internal sealed record Caller(string Service, string? Tenant);
