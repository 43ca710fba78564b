namespace ChatCrm.Conversation;

/// <summary>What goes back to the person: the closed list of what a channel must be able to answer.</summary>
public abstract record Reply
{
    /// <summary>
    /// For a channel that learns a message's id only after posting: to be called with it, so that the card joins the ledger of sent posts. Null where
    /// nobody needs to know.
    /// </summary>
    public Func<string, Task>? Posted { get; init; }

    /// <summary>A new card. Private to the asker unless <paramref name="ForTheRoom"/>.</summary>
    public sealed record Show(Card Card, bool ForTheRoom = false) : Reply;

    /// <summary>A card in place of the one whose button was pressed; a new card where nothing was pressed.</summary>
    public sealed record Replace(Card Card) : Reply
    {
        /// <summary>The same for all in the room whose card was pressed, where nothing can be shown to one person alone; null elsewhere.</summary>
        public Func<Task<Card>>? ForAll { get; init; }
    }

    /// <summary>A form to fill in.</summary>
    public sealed record Ask(Form Form) : Reply;

    /// <summary>The form again, with everything typed and <see cref="Form.Errors"/>. It stays open.</summary>
    public sealed record NotValid(Form Form) : Reply;

    /// <summary>The form stays open as it is, with this sentence on it: what could not be done, and that nothing typed is lost.</summary>
    public sealed record KeepForm(string Error, IReadOnlyDictionary<string, string> Values) : Reply;

    /// <summary>Choices for a lookup field, likeliest first, at most 20.</summary>
    public sealed record Options(IReadOnlyList<Choice> Choices) : Reply;

    /// <summary>Nothing to show.</summary>
    public sealed record Quiet : Reply;
}
