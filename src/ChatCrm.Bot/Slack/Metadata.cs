using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace ChatCrm.Bot.Slack;

/// <summary>
/// What a window carries along in Slack's private_metadata and brings back: the form's id, its state, and where it was asked. All but the state is sealed:
/// it decides who sees the answer, and whoever knows a response address may write into its room.
/// </summary>
/// <param name="FormId">Empty for a card in a window.</param>
/// <param name="State">Not trusted.</param>
internal sealed record Metadata(string FormId, string State, Origin From);

/// <summary>Writes and reads <see cref="Metadata"/>.</summary>
internal sealed class MetadataSeal(IDataProtectionProvider protection)
{
    private readonly IDataProtector _seal = protection.CreateProtector("ChatCrm.Slack.Window");

    /// <param name="user">Whose window it is.</param>
    public string Write(Metadata metadata, string user)
    {
        var from = metadata.From;
        var via = ((int)from.Via).ToString(CultureInfo.InvariantCulture);
        return _seal.Protect(string.Join('|', user, metadata.FormId, via, from.Channel, from.Thread, from.Message, from.Own ? "1" : "0", from.Respond?.AbsoluteUri)) + "\n" + metadata.State;
    }

    /// <summary>What was written; null where it is not ours, or another person's, or the key that sealed it is gone.</summary>
    public Metadata? Read(string text, string user)
    {
        var end = text.IndexOf('\n');
        if (end < 0 || Opened(text[..end])?.Split('|', 8) is not [var whose, var form, var via, var channel, var thread, var message, var own, var respond] || whose != user) return null;
        var origin = new Origin((Via)int.Parse(via, CultureInfo.InvariantCulture), channel, thread, message, own == "1");
        return new(form, text[(end + 1)..], origin with { ResponseUrl = respond });
    }

    private string? Opened(string closed)
    {
        try
        {
            return _seal.Unprotect(closed);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
