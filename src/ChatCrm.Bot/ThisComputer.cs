using System.Net;

namespace ChatCrm.Bot;

/// <summary>Names of this computer.</summary>
internal static class ThisComputer
{
    /// <summary>Whether a host is this computer by its own name: <c>localhost</c>, or an address of loopback. No name is looked up.</summary>
    public static bool Is(string host) =>
        host.TrimEnd('.').Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
