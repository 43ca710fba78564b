namespace ChatCrm.Bot;

/// <summary>Marks an endpoint that answers nothing but what its platform has signed.</summary>
public sealed record SignedEndpoint;
