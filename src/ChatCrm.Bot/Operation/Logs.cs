namespace ChatCrm.Bot.Operation;

/// <summary>The log of a service that nobody watches: read by machines, kept for long.</summary>
internal static class Logs
{
    /// <summary>What the framework writes with whole addresses: the one that an install comes back to holds its code and state.</summary>
    public static readonly string[] ThatNameAddresses = ["Microsoft.AspNetCore.Hosting.Diagnostics", "Microsoft.AspNetCore.Http.Result"];

    /// <summary>Each line is a record in JSON. Scopes stay out: they are filled by whoever opens one, with whatever they know.</summary>
    public static void AddRecords(this ILoggingBuilder logging)
    {
        logging.AddJsonConsole(json => (json.IncludeScopes, json.UseUtcTimestamp, json.TimestampFormat) = (false, true, "yyyy-MM-dd'T'HH:mm:ss.fff'Z'"));
        // Whatever the settings say, or where there are none.
        foreach (var category in ThatNameAddresses) logging.AddFilter(category, LogLevel.None);
    }
}
