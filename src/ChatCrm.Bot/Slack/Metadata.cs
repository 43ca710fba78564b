using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace ChatCrm.Bot.Slack;

/// <summary>
/// What a form carries along in Slack's private_metadata and brings back: its id, its state, and where it was asked. Nothing in it is trusted but the
/// response address, which is encrypted: whoever knows one may write into the room.
/// </summary>
/// <param name="FormId">Empty for a card in a window.</param>
internal sealed record Metadata(string FormId, string State, Origin From);

/// <summary>Writes and reads <see cref="Metadata"/>.</summary>
internal sealed class MetadataSeal(IDataProtectionProvider protection)
{
    // Slack takes answers there for half an hour.
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(30);

    private readonly ITimeLimitedDataProtector _seal = protection.CreateProtector("ChatCrm.Slack.Respond").ToTimeLimitedDataProtector();

    public string Write(Metadata metadata)
    {
        var (from, respond) = (metadata.From, metadata.From.Respond is { } uri ? _seal.Protect(uri.AbsoluteUri, Lifetime) : "");
        var via = ((int)from.Via).ToString(CultureInfo.InvariantCulture);
        return string.Join('|', metadata.FormId, via, from.Channel, from.Thread, from.Message, from.Own ? "1" : "0", respond) + "\n" + metadata.State;
    }

    /// <summary>What was written; the origin of a shortcut where it is not ours.</summary>
    public Metadata Read(string text)
    {
        var end = text.IndexOf('\n');
        if (end < 0 || text[..end].Split('|') is not [var form, var via, var channel, var thread, var message, var own, var respond]) return new("", "", new(Via.Shortcut));
        if (!int.TryParse(via, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || !Enum.IsDefined((Via)number)) return new("", "", new(Via.Shortcut));
        return new(form, text[(end + 1)..], new((Via)number, channel, thread, message, own == "1") { Respond = Opened(respond) });
    }

    private Uri? Opened(string respond)
    {
        if (respond.Length == 0) return null;
        try
        {
            return new(_seal.Unprotect(respond));
        }
        catch (Exception spent) when (spent is CryptographicException or UriFormatException)
        {
            // Too old, altered, or sealed with a key that is gone: the answer goes another way.
            return null;
        }
    }
}
