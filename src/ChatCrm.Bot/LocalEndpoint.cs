namespace ChatCrm.Bot;

/// <summary>Marks an endpoint that answers this computer alone, and only in Development.</summary>
public sealed record LocalEndpoint;
