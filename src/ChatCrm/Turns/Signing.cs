using ChatCrm.Conversation;

namespace ChatCrm.Turns;

internal static class Signing
{
    /// <summary>The reply with the turn that drew it, by which its buttons are told apart, and the language of whoever reads it.</summary>
    public static Reply Signed(this Reply reply, string turn, string language) => reply switch
    {
        // What stands for a whole room is in the room's language already.
        Reply.Show { ForTheRoom: true } show => show with { Card = show.Card with { Drawing = turn } },
        Reply.Show show => show with { Card = show.Card with { Drawing = turn, Language = language } },
        Reply.Replace replace => replace with { Card = replace.Card with { Drawing = turn, Language = language } },
        Reply.Ask ask => new Reply.Ask(ask.Form with { Language = language }),
        Reply.NotValid notValid => new Reply.NotValid(notValid.Form with { Language = language }),
        _ => reply,
    };
}
