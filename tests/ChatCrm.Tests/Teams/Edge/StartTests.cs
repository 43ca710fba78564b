using ChatCrm.Tests.App;
using ChatCrm.Tests.Storage;

namespace ChatCrm.Tests.Teams.Edge;

/// <summary>The real process, as it would be started on a server.</summary>
public class StartTests
{
    private const string Sound = "--Teams:AppId=a99c0de0-0000-4000-8000-00000000c0de --Teams:TenantId=b0700000-2222-4000-8000-0000000b0700 --Teams:ClientSecret=secret-canary";

    public static TheoryData<string, string, string> Mixtures => new()
    {
        { "Production", "--Teams:Playground=true", "Development environment alone" },
        { "Staging", "--Teams:Playground=true", "Development environment alone" },
        { "development ", "--Teams:Playground=true", "Development environment alone" },
        { "Development", "--Teams:Playground=true --urls=http://0.0.0.0:0", "can be reached by others" },
        { "Development", $"{Sound} --Teams:Playground=true", "Teams:Playground" },
        { "Production", $"{Sound} --Teams:Playground=true", "Teams:Playground" },
        { "Development", "--Teams:Playground=true --Teams:ClientSecret=secret-canary", "Teams:Playground" },
        { "Production", $"{Sound} --Teams:Metadata=http://127.0.0.1:1/x", "for tests alone" },
        { "Production", $"{Sound} --Teams:Metadata=https://ⓛocalhost/x", "for tests alone" },
        { "Production", $"{Sound} --Teams:Login=https://localhost/", "for tests alone" },
        { "Production", $"{Sound} --Teams:Services:0=127.1", "for tests alone" },
        { "Staging", $"{Sound} --Teams:Services:0=127.0.0.1 --urls=http://0.0.0.0:0", "for tests alone" },
        { "Production", $"{Sound} --Teams:Metadata=http://login.botframework.com/x", "https" },
        { "Production", $"{Sound} --Teams:ClientSecret=", "Teams:ClientSecret" },
        { "Production", $"{Sound} --Teams:TenantId=", "Teams:TenantId" },
        { "Production", $"{Sound} --Teams:ClientSecret= --Teams:CertificatePath=nowhere.pfx", "Teams:CertificatePath" },
        { "Production", $"{Sound} --Teams:TenantId=a/b", "Teams:TenantId" },
        { "Production", $"{Sound} --Teams:AppId=", "Teams:AppId" },
        { "Production", $"{Sound} --Teams:ManagedIdentity=system", "keep one" },
        { "Production", $"{Sound} --Teams:Tenants:0=company.example", "Teams:Tenants" },
    };

    [Theory]
    [MemberData(nameof(Mixtures))]
    public async Task I2_a_mixture_that_would_leave_the_channel_open_or_mute_does_not_start(string environment, string switches, string says)
    {
        using var folder = new Folder();
        var (code, said) = await ServiceProcess.Run(folder, environment, switches.Split(' '));
        Assert.NotEqual(0, code);
        Assert.Contains(says, said, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("secret-canary", said, StringComparison.Ordinal);
    }
}
