using System.Buffers;

namespace ChatCrm.Bot.Teams.Connector;

/// <summary>
/// The hosts that a <c>serviceUrl</c> may have, exactly: our bearer token goes there, and to nobody else. Over https on its own port; a listed host that is
/// this computer by its own name may have any port, and http.
/// </summary>
internal sealed class ServiceHosts(IReadOnlyList<string> hosts)
{
    private const int Longest = 1_000, MostRead = 50_000;

    // What no service's address needs is what readers of addresses disagree on: user names, escapes, backslashes, blanks, letters that look alike.
    private static readonly SearchValues<char> Plain = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:/[]");

    /// <summary>A tenant's activities and rows name few services again and again, and to read an address takes longer than to find it.</summary>
    private readonly Once<string, Uri?> _read = new(MostRead);

    /// <summary>Whether one of them is this computer, as in tests and in development.</summary>
    public bool Local => hosts.Any(ThisComputer.Is);

    /// <summary>The service that an activity or a row names, ending with a slash; null where it may not be called.</summary>
    public Uri? Read(string? serviceUrl) => serviceUrl is { Length: <= Longest } ? _read.Of(serviceUrl, Parse) : null;

    private Uri? Parse(string serviceUrl) =>
        !serviceUrl.AsSpan().ContainsAnyExcept(Plain) && Uri.TryCreate(serviceUrl.TrimEnd('/') + "/", UriKind.Absolute, out var service) && May(service)
            ? service
            : null;

    /// <summary>Whether a request may go to an address.</summary>
    public bool May(Uri to) =>
        to.IsAbsoluteUri && to.UserInfo.Length == 0 && hosts.Contains(to.IdnHost, StringComparer.Ordinal)
        && (ThisComputer.Is(to.IdnHost) ? to.Scheme is "http" or "https" : to.Scheme == "https" && to.IsDefaultPort);
}
