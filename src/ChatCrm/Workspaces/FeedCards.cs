using ChatCrm.Conversation;
using ChatCrm.Texts;

namespace ChatCrm.Workspaces;

/// <summary>What members see of their calendar address. Pure.</summary>
public static class FeedCards
{
    /// <param name="secret">Empty where there is none.</param>
    /// <param name="address">Null where there is none, or the service is reached from nowhere.</param>
    public static Card Feed(Wording words, string secret, Uri? address)
    {
        if (secret.Length == 0)
            return new([new Heading(words.Say("Workspaces.Feed")), new Line(words.Say("Workspaces.FeedNone"))], [new Button(FeedCommands.New, words.Plain("Workspaces.FeedMakeButton"), Look: Look.Primary)]);
        return new(
            [
                new Heading(words.Say("Workspaces.Feed")),
                address is null ? new Line(words.Say("Workspaces.FeedNowhere"), Tone.Warning) : new Line(Text.Ours(address.AbsoluteUri, Weight.Strong)),
                new Line(words.Say("Workspaces.FeedHow")),
                new Line(words.Say("Workspaces.FeedSecret"), Tone.Quiet),
            ],
            [
                new Button(FeedCommands.New, words.Plain("Workspaces.FeedNewButton")),
                new Button(FeedCommands.Off, words.Plain("Workspaces.FeedOffButton")),
            ]);
    }

    /// <summary>What an admin has done.</summary>
    public static Card CutOff(Wording words, PersonRun who) => new([new Line(words.Say("Workspaces.FeedCutOff", ("who", who))), new Line(words.Say("Workspaces.FeedCutOffAnew"), Tone.Quiet)]);
}
