using System.Text;
using Microsoft.AspNetCore.WebUtilities;

namespace ChatCrm.Bot.Slack;

/// <summary>
/// Slack's look at the certificate behind a command's address, a form with <c>ssl_check=1</c>, which is not always signed. It asks for nothing and has no
/// effect, so its answer tells nobody anything. https://docs.slack.dev/interactivity/implementing-slash-commands
/// </summary>
internal static class Probe
{
    /// <summary>Slack's own has some 50 bytes; more is not looked at unsigned.</summary>
    private const int Longest = 512;

    /// <summary>Whether a request is one that nobody has signed. What carries a command, a payload or a signature that is wrong is none.</summary>
    public static bool Is(HttpRequest request, ReadOnlySpan<byte> body)
    {
        if (body.Length > Longest || !request.HasFormContentType || request.Headers.ContainsKey(Signature.Header)) return false;
        try
        {
            using var reader = new FormReader(Encoding.UTF8.GetString(body));
            var fields = reader.ReadForm();
            return fields.TryGetValue("ssl_check", out var check) && check == "1" && !fields.ContainsKey("command") && !fields.ContainsKey("payload");
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }
}
