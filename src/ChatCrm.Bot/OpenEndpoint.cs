namespace ChatCrm.Bot;

/// <summary>Marks an endpoint that answers anybody, unsigned and unasked, and says why it may.</summary>
/// <param name="Reason">What keeps it harmless.</param>
public sealed record OpenEndpoint(string Reason);
