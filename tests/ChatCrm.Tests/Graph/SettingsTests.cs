using ChatCrm.Bot.Graph;
using ChatCrm.Calendars;
using ChatCrm.Tests.App;
using ChatCrm.Tests.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ChatCrm.Tests.Graph;

/// <summary>Settings that could not work, or lead somewhere else, end the start with words that say what to do, and hold no secret.</summary>
public class SettingsTests
{
    private const string Secret = "t0p~secret";

    [Theory]
    [InlineData("", "")]
    [InlineData("TenantId=t1 ClientId=c1 ClientSecret=t0p~secret", "")]
    [InlineData("ManagedIdentity=system", "")]
    [InlineData("ManagedIdentity=workload Cloud=USGov", "")]
    [InlineData("TenantId=t1", "cannot sign in")]
    [InlineData("CertificatePassword=t0p~secret", "cannot sign in")]
    [InlineData("TenantId=t1 ClientId=c1 ClientSecret=t0p~secret ManagedIdentity=system", "several ways")]
    [InlineData("ClientId=c1 ClientSecret=t0p~secret", "needs Graph:TenantId and Graph:ClientId")]
    [InlineData("TenantId=t1 ClientId=c1 CertificatePath=/nowhere.pfx", "cannot be read")]
    [InlineData("ManagedIdentity=me", "Graph:ManagedIdentity is")]
    [InlineData("ManagedIdentity=system CertificatePassword=t0p~secret", "is for Graph:CertificatePath")]
    [InlineData("ManagedIdentity=system Cloud=Moon", "Graph:Cloud is one of Public, GCC, USGov, DoD, China")]
    [InlineData("TenantId=t/1 ClientId=c1 ClientSecret=t0p~secret", "no tenant has")]
    [InlineData("TenantId=t1 ClientId=c1/../ ClientSecret=t0p~secret", "no id has")]
    [InlineData("ManagedIdentity=system Patience=00:01:00", "Graph:Patience")]
    public void What_cannot_work_is_refused_in_words(string given, string problem) => Refused(Read(given), problem);

    // The hosts of the four clouds, and none that looks like one.
    [Theory]
    [InlineData("https://graph.microsoft.com/", true)]
    [InlineData("https://graph.microsoft.us/", true)]
    [InlineData("https://dod-graph.microsoft.us/", true)]
    [InlineData("https://microsoftgraph.chinacloudapi.cn/", true)]
    [InlineData("http://127.0.0.1:4410/", true)]
    [InlineData("http://graph.microsoft.com/", false)]
    [InlineData("https://graph.microsoft.com.evil.example/", false)]
    [InlineData("https://evil.example/graph.microsoft.com/", false)]
    [InlineData("https://graph.microsoft.com@evil.example/", false)]
    [InlineData("https://graph.microsoft.com:8443/", false)]
    [InlineData("https://graph.microsoft.com/beta", false)]
    [InlineData("https://graph.microsoft.de/", false)]
    [InlineData("https://169.254.169.254/", false)]
    [InlineData("http://localhost.evil.example/", false)]
    public void G1_only_Graphs_own_hosts_are_called(string endpoint, bool right) => Refused(Read($"ManagedIdentity=system Endpoint={endpoint}"), right ? "" : "Graph:Endpoint is one of");

    [Theory]
    [InlineData("https://login.microsoftonline.com/", true)]
    [InlineData("https://login.microsoftonline.us/", true)]
    [InlineData("https://login.evil.example/", false)]
    [InlineData("http://127.0.0.1:9/", false)]
    public void G1_only_Entras_own_hosts_are_asked_for_a_token(string login, bool right) => Refused(Read($"ManagedIdentity=system Login={login}"), right ? "" : "Graph:Login is one of");

    [Theory]
    [InlineData("Public", "https://graph.microsoft.com/", "https://login.microsoftonline.com/")]
    [InlineData("GCC", "https://graph.microsoft.com/", "https://login.microsoftonline.com/")]
    [InlineData("USGov", "https://graph.microsoft.us/", "https://login.microsoftonline.us/")]
    [InlineData("DoD", "https://dod-graph.microsoft.us/", "https://login.microsoftonline.us/")]
    [InlineData("China", "https://microsoftgraph.chinacloudapi.cn/", "https://login.partner.microsoftonline.cn/")]
    public void A_cloud_has_its_own_Graph(string cloud, string graph, string login)
    {
        var options = Read($"ManagedIdentity=system Cloud={cloud}");

        Assert.Equal((graph, login, graph + ".default"), (options.Endpoint.AbsoluteUri, options.Login.AbsoluteUri, options.Scope));
    }

    [Fact]
    public void A_name_that_is_misspelt_ends_the_start() => Assert.Throws<InvalidOperationException>(() => Read("ClientSecrets=t0p~secret"));

    [Theory]
    [InlineData("Production", "127.0.0.1", false)]
    [InlineData("Production", "graph.microsoft.com", true)]
    [InlineData("Development", "127.0.0.1", true)]
    public async Task G1_this_computer_is_no_Graph_in_Production(string environment, string host, bool right)
    {
        var options = Read($"ManagedIdentity=system Endpoint={(host == "127.0.0.1" ? "http://127.0.0.1:4410/" : $"https://{host}/")}");
        var guard = new Guard(options, new Microsoft.Extensions.Hosting.Internal.HostingEnvironment { EnvironmentName = environment }, null!);

        if (right) await guard.StartingAsync(TestContext.Current.CancellationToken);
        else await Assert.ThrowsAsync<InvalidOperationException>(() => guard.StartingAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>The real process, as it would be started on a server.</summary>
    [Theory]
    [InlineData("Production", "--Graph:TenantId=t1 --Graph:ClientId=c1 --Graph:CertificatePath=nowhere.pfx", "Graph:CertificatePath cannot be read")]
    [InlineData("Production", "--Graph:TenantId=t1 --Graph:ClientId=c1 --Graph:ClientSecret=t0p~secret --Graph:Endpoint=http://127.0.0.1:1/", "for tests alone")]
    [InlineData("Staging", "--Graph:TenantId=t1 --Graph:ClientId=c1 --Graph:ClientSecret=t0p~secret --Graph:Endpoint=http://127.0.0.1:1/ --urls=http://0.0.0.0:0", "for tests alone")]
    [InlineData("Production", "--Graph:TenantId=t1 --Graph:ClientSecret=t0p~secret", "needs Graph:TenantId and Graph:ClientId")]
    public async Task I2_what_cannot_work_or_is_for_tests_does_not_start(string environment, string switches, string says)
    {
        using var folder = new Folder();

        var (code, said) = await ServiceProcess.Run(folder, environment, switches.Split(' '));

        Assert.NotEqual(0, code);
        Assert.Contains(says, said, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_settings_there_are_no_calendars()
    {
        await using var app = await RunningApp.Start();

        Assert.IsType<NoCalendar>(app.Services.GetRequiredService<ICalendar>());
    }

    private static GraphOptions Read(string given) => GraphOptions.From(new ConfigurationBuilder()
        .AddInMemoryCollection(given.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=', 2)).Select(pair => new KeyValuePair<string, string?>($"Graph:{pair[0]}", pair[1]))).Build());

    private static void Refused(GraphOptions options, string problem)
    {
        if (problem.Length == 0) Assert.Null(options.Problem());
        else Assert.Contains(problem, options.Problem(), StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, options.Problem() + options, StringComparison.Ordinal);
    }
}
