using System.Reflection;
using ChatCrm.Tests.App;
using ChatCrm.Tests.Storage;

namespace ChatCrm.Tests.Operation;

/// <summary>The real process with settings that it must not start with: it says which one, and what to do.</summary>
public class StartTests
{
    private const string Slack = "--Slack:SigningSecret=secret-canary --Slack:BotToken=xoxb-canary", Teams = "--Teams:AppId=a99c0de0-0000-4000-8000-00000000c0de --Teams:TenantId=b0700000-2222-4000-8000-0000000b0700 --Teams:ClientSecret=secret-canary";

    /// <summary>Whatever weakens the service. Its name, how it is switched on, what is said.</summary>
    public static TheoryData<string, string, string> Switches => new()
    {
        { "BrowserChat:Enabled", "--BrowserChat:Enabled=true", "Switch it off here" },
        { "Teams:Playground", "--Teams:Playground=true", "Switch it off here" },
        { "Slack:Api", $"{Slack} --Slack:Api=http://127.0.0.1:1/api/", "Remove Slack:Api" },
        { "Teams:Services", $"{Teams} --Teams:Services:0=127.0.0.1", "Remove Teams:Metadata" },
        { "Storage:Kind", "--Storage:Kind=Memory", "Set it to Tables or Sqlite" },
        { "Storage:Tables", "--Storage:Kind=Tables --Storage:Tables:ConnectionString=UseDevelopmentStorage=true", "Set Storage:Tables:Endpoint" },
        { "Storage:Tables", "--Storage:Kind=Tables --Storage:Tables:ConnectionString=AccountName=a;AccountKey=Y2FuYXJ5;TableEndpoint=https://localhost:1/", "Set Storage:Tables:Endpoint" },
        { "DetailedErrors", "--DetailedErrors=true", "Remove it" },
        { "DetailedErrors", "--DetailedErrors=TRUE", "Remove it" },
        { "Logging", "--Logging:Console:LogLevel:Microsoft.AspNetCore.Hosting.Diagnostics=Trace", "Remove that line" },
        { "Logging", "--Logging:Console:LogLevel:Microsoft.AspNetCore.Http.Result=Debug", "Remove that line" },
    };

    /// <summary>Settings that cannot work anywhere.</summary>
    public static TheoryData<string, string> Mistakes => new()
    {
        { $"{Slack} --Slack:SigningSecrte=secret-canary", "There is no setting Slack:SigningSecrte" },
        { $"{Slack} --Slack:Patience=secret-canary", "Slack:Patience cannot be read: it is a time" },
        { $"{Teams} --Teams:Tenant=secret-canary", "There is no setting Teams:Tenant" },
        { $"{Teams} --Teams:Playground=secret-canary", "Teams:Playground cannot be read: it is true or false" },
        { $"{Teams} --Teams:Tenants=secret-canary", "Teams:Tenants cannot be read: it is a list" },
        { $"{Teams} --Teams:Tenants=", "Teams:Tenants" },
        { $"{Slack} --Slack:Connections=0x2", "Slack:Connections cannot be read: it is a whole number" },
        { "--Storage:Tables=secret-canary", "Storage:Tables cannot be read: it is a section" },
        { "--BrowserChat:Rooms:0:Key=secret-canary", "BrowserChat:Rooms:0 cannot be read: a room has a Key" },
        { "--BrowserChat:People:0:Handle=secret-canary", "BrowserChat:People:0 cannot be read: a person has a Handle" },
        { "--BrowserChat:Enable=true", "There is no setting BrowserChat:Enable" },
        { "--Health:OutboxLimit=00:00:00", "Health:OutboxLimit is a time" },
        { "--Storage:Kind=Tables --Storage:Tables:Endpoint=https://a.table.core.windows.net --Storage:Tables:Patience=00:00:02.6", "Storage:Tables:Patience is at most 00:00:02.5" },
        { "--OTEL_EXPORTER_OTLP_ENDPOINT=localhost:4317", "OTEL_EXPORTER_OTLP_ENDPOINT is the http or https address" },
        { "--OTEL_EXPORTER_OTLP_ENDPOINT=https://user:secret-canary@collector.example", "OTEL_EXPORTER_OTLP_ENDPOINT is the http or https address" },
        { "--OTEL_EXPORTER_OTLP_ENDPOINT=https://collector.example/?key=secret-canary", "OTEL_EXPORTER_OTLP_ENDPOINT is the http or https address" },
    };

    [Theory]
    [MemberData(nameof(Switches))]
    public async Task I2_a_switch_that_weakens_the_service_does_not_start_in_Production(string name, string switches, string says)
    {
        var said = await Refused("Production", switches);
        Assert.Contains(name, said, StringComparison.Ordinal);
        Assert.Contains(says, said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--Storage:Kind=Memory", "Storage:Kind is Memory")]
    [InlineData("--Storage:Kind=Tables --Storage:Tables:ConnectionString=UseDevelopmentStorage=true", "leads to this computer")]
    public async Task A_store_for_tests_does_not_start_outside_Development(string switches, string says)
    {
        var said = await Refused("Staging", switches);
        Assert.Contains(says, said, StringComparison.Ordinal);
        Assert.Contains("this is Staging", said, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Mistakes))]
    public async Task A_setting_that_cannot_work_is_told_at_start(string settings, string says) => Assert.Contains(says, await Refused("Production", settings), StringComparison.Ordinal);

    [Fact]
    public void I2_every_switch_of_the_settings_is_known_here()
    {
        string[] harmless = ["Slack:Reactions"];
        var switches = from type in typeof(Program).Assembly.GetTypes()
                       where type.Name.EndsWith("Options", StringComparison.Ordinal) && type.GetField("Section", BindingFlags.Public | BindingFlags.Static)?.GetRawConstantValue() is string
                       from property in type.GetProperties()
                       where property.PropertyType == typeof(bool) && property.CanWrite
                       select $"{type.GetField("Section")!.GetRawConstantValue()}:{property.Name}";
        Assert.Equal(["BrowserChat:Enabled", "Slack:Reactions", "Teams:Playground"], switches.Order(StringComparer.Ordinal));
        Assert.All(switches.Except(harmless), each => Assert.Contains(Switches, row => row.Data.Item1 == each));
    }

    private static async Task<string> Refused(string environment, string settings)
    {
        using var folder = new Folder();
        var (code, said) = await ServiceProcess.Run(folder, environment, settings.Split(' '));
        Assert.NotEqual(0, code);
        Assert.DoesNotContain("canary", said, StringComparison.Ordinal);
        return said;
    }
}
