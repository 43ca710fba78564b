using System.Globalization;
using ChatCrm.Conversation;

namespace ChatCrm.Turns;

/// <summary>
/// The ids that give a retry, a double click and a re-run one effect. They hold the chat account, so nobody's id reaches another's turn;
/// 100 bits, in 20 letters and digits that every store and platform takes.
/// </summary>
public static class TurnIds
{
    /// <summary>
    /// A line's: the platform's event. A button's: the drawing, the button and its value, so two buttons of one list are two turns and
    /// two clicks on one are one. A form's: the id minted when it was asked. A wake row's: its key and the tag it was found with.
    /// </summary>
    public static string Of(Turn turn) => turn.What switch
    {
        Input.Pressed pressed => Hash("press", turn.Who.Identity, pressed.Drawing, pressed.Button, pressed.Value),
        Input.Submitted submitted => Hash("form", turn.Who.Identity, submitted.FormId),
        Input.Woke woke => Hash("wake", woke.Wake, turn.Id),
        _ => Hash("event", turn.Who.Identity, turn.Id),
    };

    /// <summary>The n-th id that a turn mints.</summary>
    public static string Minted(string turn, int n) => Hash("minted", turn, n.ToString(CultureInfo.InvariantCulture))[..16];

    /// <summary>A fingerprint that tells whether two texts are the same, without keeping them.</summary>
    public static string Fingerprint(params ReadOnlySpan<string> parts) => Hash(parts);

    private static string Hash(params ReadOnlySpan<string> parts) => Storage.Fingerprint.Of(parts);
}
