using Azure.Core;
using Azure.Core.Pipeline;

namespace ChatCrm.Bot.Storage.Tables;

/// <summary>Whose tables, where, and by what right: one of a key, a shared access signature and a credential.</summary>
internal sealed record TableAccount
{
    // The resource id of Azure Storage is the same in every cloud.
    private const string Scope = "https://storage.azure.com/.default";

    /// <summary>The account's address, without a slash at its end.</summary>
    public required string Endpoint { get; init; }

    /// <summary>The account's name; only a key needs it.</summary>
    public string Name { get; init; } = "";

    /// <summary>The account's key.</summary>
    public byte[]? Key { get; init; }

    /// <summary>A shared access signature, as a query without its question mark.</summary>
    public string Signature { get; init; } = "";

    public TokenCredential? Credential { get; init; }

    /// <summary>The account of these settings.</summary>
    /// <exception cref="InvalidOperationException">The settings name none; the message says what to do.</exception>
    public static TableAccount Of(TableOptions options)
    {
        if (options.Problem() is { } problem) throw new InvalidOperationException(problem);
        return options.ConnectionString.Length > 0 ? ConnectionString.Parse(options.ConnectionString) : new() { Endpoint = options.Endpoint.TrimEnd('/'), Credential = options.Identity().Credential() };
    }

    /// <summary>What adds this right to each try; null where the address holds it.</summary>
    public HttpPipelinePolicy? Signing(TimeProvider time) => this switch
    {
        { Key: { } key } => new SharedKeyLitePolicy(Name, key, time),
        { Credential: { } credential } => new BearerTokenAuthenticationPolicy(credential, Scope),
        _ => null,
    };

    /// <summary>Names no value: some of them are secrets.</summary>
    public override string ToString() => nameof(TableAccount);
}
