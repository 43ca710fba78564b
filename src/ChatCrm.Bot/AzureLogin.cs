using Azure.Core;
using Azure.Identity;

namespace ChatCrm.Bot;

/// <summary>How the service proves to Azure who it is, by where it runs: no secret is kept for it.</summary>
internal static class AzureLogin
{
    /// <summary>The managed identity that Azure made for the service.</summary>
    public const string System = "system";

    /// <summary>The identity of the Kubernetes pod, by the variables that AKS sets (https://learn.microsoft.com/azure/aks/workload-identity-overview).</summary>
    public const string Workload = "workload";

    /// <param name="identity"><see cref="System"/>, <see cref="Workload"/>, or the client id of a managed identity that was assigned to the service.</param>
    /// <param name="configure">Authority, patience, transport.</param>
    public static TokenCredential Of(string identity, Action<TokenCredentialOptions> configure)
    {
        if (identity == Workload) return new WorkloadIdentityCredential(Configured(new WorkloadIdentityCredentialOptions(), configure));
        var id = identity == System ? ManagedIdentityId.SystemAssigned : ManagedIdentityId.FromUserAssignedClientId(identity);
        return new ManagedIdentityCredential(Configured(new ManagedIdentityCredentialOptions(id), configure));
    }

    /// <summary>Whether it can be one: what <see cref="Of"/> takes.</summary>
    public static bool IsIdentity(string identity) => identity is System or Workload || Guid.TryParse(identity, out _);

    private static T Configured<T>(T options, Action<TokenCredentialOptions> configure) where T : TokenCredentialOptions
    {
        configure(options);
        return options;
    }
}
