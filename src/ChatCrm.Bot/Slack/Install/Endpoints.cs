namespace ChatCrm.Bot.Slack.Install;

/// <summary>Where a company installs the app: <c>/slack/install</c> leads to Slack, which leads back to <c>/slack/callback</c>.</summary>
internal static class Endpoints
{
    public const string Path = "/slack", Callback = "/callback";

    /// <summary>Nothing where no client id is set.</summary>
    public static void MapSlackInstall(this IEndpointRouteBuilder routes)
    {
        if (!routes.ServiceProvider.GetRequiredService<SlackOptions>().Installs) return;
        var install = routes.ServiceProvider.GetRequiredService<InstallPages>();
        var pages = routes.MapGroup(Path);
        pages.MapGet("/install", install.Begin).WithMetadata(new OpenEndpoint("Leads to Slack, and keeps nothing."));
        pages.MapGet(Callback, install.End).WithMetadata(new OpenEndpoint("Does nothing without a state that this browser was given here, once, within ten minutes."));
    }
}
