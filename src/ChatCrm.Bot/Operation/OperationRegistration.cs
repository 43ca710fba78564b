using ChatCrm.Time;
using Microsoft.Extensions.DependencyInjection.Extensions;
using NodaTime;

namespace ChatCrm.Bot.Operation;

internal static partial class OperationRegistration
{
    /// <summary>
    /// Some hosts end a process by force 30 s after they asked it to stop. By then every turn in flight is answered and committed, every send that was begun is
    /// written down; nothing new is taken meanwhile.
    /// </summary>
    public static readonly TimeSpan ToStop = TimeSpan.FromSeconds(25);

    /// <summary>Adds what whoever runs the service needs: health, logs, telemetry where it is wanted, a stop that loses nothing. Called before all that it is to see start and end.</summary>
    public static WebApplicationBuilder AddOperation(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton(ZoneFile.UseIfNewer(builder.Configuration, builder.Environment.ContentRootPath));
        HolidaysFile.UseIfNewer(builder.Configuration, builder.Environment.ContentRootPath);
        services.AddSingleton(Settings.Of<HealthOptions>(builder.Configuration, HealthOptions.Section));
        services.AddHostedService<Guard>().AddHostedService(ShortPauses.Of).AddHostedService<OutboxWatch>().AddHostedService<ZoneRounds>().AddSingleton<OutboxAge>().AddSingleton<Readiness>();
        services.TryAddSingleton(Zones.Rules);
        services.Configure<HostOptions>(host => host.ShutdownTimeout = ToStop);
        if (!builder.Environment.IsDevelopment()) builder.Logging.AddRecords();
        if (builder.Configuration[Telemetry.Endpoint] is not { Length: > 0 }) return builder;
        // The names and tags of OpenTelemetry on the framework's own spans.
        AppContext.SetSwitch("Microsoft.AspNetCore.Hosting.SuppressActivityOpenTelemetryData", false);
        services.AddHostedService<Telemetry>().AddSingleton<IStartupFilter, RouteOnSpans>();
        return builder;
    }

    /// <summary>To a person in Development, to the log elsewhere: there each line of the output is a record.</summary>
    public static void SayWhereRowsAre(this WebApplication app, string path)
    {
        if (app.Environment.IsDevelopment()) Console.WriteLine($"Rows are kept in {path}");
        else LogRows(app.Logger, path);
    }

    [LoggerMessage(LogLevel.Information, "Rows are kept in {Path}")]
    private static partial void LogRows(ILogger log, string path);
}
