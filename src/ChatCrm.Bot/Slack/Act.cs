using ChatCrm.Bot.Slack.Install;
using ChatCrm.Conversation;
using ChatCrm.Texts;

namespace ChatCrm.Bot.Slack;

/// <summary>One thing that a person did, while it is answered.</summary>
internal sealed class Act(Heard heard)
{
    public Heard Heard => heard;

    public Installation On => heard.On;

    public Wait Wait { get; } = new();

    /// <summary>The person's language, as soon as it is known.</summary>
    public Wording Words { get; set; } = Wording.In("en");

    /// <summary>The light window that was opened while the form was not ready; null for none. Its result is empty where it could not be opened.</summary>
    public Task<string>? Window { get; set; }

    /// <summary>The message that said "still saving", where the answer can take its place; empty for none.</summary>
    public string Still { get; set; } = "";

    /// <summary>True once the platform was acknowledged: the answer cannot be in the response any more.</summary>
    public bool IsLate { get; set; }

    public bool IsForm => heard.What is Input.Submitted;
}

/// <summary>What a turn came to.</summary>
/// <param name="Turn">Null where it was refused before there was one.</param>
internal readonly record struct Answered(Turn? Turn, Reply Reply);
