using ChatCrm.Conversation;

namespace ChatCrm.Bot.AdaptiveCards;

/// <summary>
/// Somebody looks for the record that a field asks for, in a step of its own: for clients that cannot search while one types. What they filled in
/// travels along, so that the form can stand there again as it was left. Nothing in it is trusted.
/// </summary>
/// <param name="Form">The form as it was left.</param>
/// <param name="Field">The id of the field.</param>
/// <param name="Lookup">The route that finds: <see cref="LookupField.Lookup"/>.</param>
/// <param name="Query">What is looked for; empty before anything was typed.</param>
/// <param name="IsDone">True where they go back to the form.</param>
/// <param name="Chosen">The value that was chosen; empty where the field stays as it was.</param>
public sealed record FieldSearch(Input.Submitted Form, string Field, string Lookup, string Query, bool IsDone, string Chosen)
{
    /// <summary>What the field held.</summary>
    public string Value => Form.Values.GetValueOrDefault(Field, "");
}

/// <summary>The words of that step.</summary>
/// <param name="Open">The button that leads there: "Search …".</param>
/// <param name="Title">What the step is called, and its first button.</param>
/// <param name="Query">What stands over the text to look for.</param>
/// <param name="Found">What stands over the records to choose from.</param>
public sealed record SearchWords(string Open, string Title, string Query, string Found, string Choose, string Back);
