using System.Net;
using ChatCrm.Bot.Secrets;
using ChatCrm.Tests.App;
using ChatCrm.Tests.Storage;

namespace ChatCrm.Tests.Secrets;

public class KeyVaultTests
{
    [Fact]
    public async Task Secrets_are_settings()
    {
        await using var vault = await FakeVault.Start();
        vault.Secrets["Slack--BotToken"] = ("xoxb-1", true);
        vault.Secrets["Slack--SigningSecret"] = ("signed", true);
        vault.Secrets["Teams--Services--0"] = ("smba.trafficmanager.net", true);
        vault.Secrets["Slack--AppToken"] = ("old", false);
        vault.Secrets["of-another-service"] = ("theirs", true);
        var settings = await KeyVault.Read(vault.Client());
        Assert.Equal(new Dictionary<string, string?> { ["Slack:BotToken"] = "xoxb-1", ["Slack:SigningSecret"] = "signed", ["Teams:Services:0"] = "smba.trafficmanager.net" }, settings.OrderBy(pair => pair.Key, StringComparer.Ordinal).ToDictionary());
        Assert.Equal(["Slack--BotToken", "Slack--SigningSecret", "Teams--Services--0"], vault.Given.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(HttpStatusCode.Forbidden, "Key Vault Secrets User")]
    [InlineData(HttpStatusCode.Forbidden, "Secrets:ManagedIdentity")]
    [InlineData(HttpStatusCode.NotFound, "404")]
    [InlineData(HttpStatusCode.ServiceUnavailable, "503")]
    public async Task A_vault_that_cannot_be_read_is_told_in_words(HttpStatusCode status, string says)
    {
        await using var vault = await FakeVault.Start();
        vault.Only = status;
        var told = await Assert.ThrowsAsync<InvalidOperationException>(() => KeyVault.Read(vault.Client()));
        Assert.Contains(says, told.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", told.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_service_that_cannot_sign_in_hears_which_setting_says_who_it_is()
    {
        await using var vault = await FakeVault.Start();
        vault.SignsIn = false;
        var told = await Assert.ThrowsAsync<InvalidOperationException>(() => KeyVault.Read(vault.Client()));
        Assert.Contains("Set Secrets:ManagedIdentity", told.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task I1_who_only_says_that_they_are_a_vault_gets_no_token()
    {
        await using var vault = await FakeVault.Start();
        vault.Secrets["Slack--BotToken"] = ("xoxb-1", true);
        await Assert.ThrowsAsync<InvalidOperationException>(() => KeyVault.Read(vault.Client(verifies: true)));
        Assert.Empty(vault.Given);
    }

    [Theory]
    [InlineData("https://company.vault.azure.net/", "system", "")]
    [InlineData("https://company.vault.azure.cn/", "workload", "")]
    [InlineData("https://company.vault.usgovcloudapi.net", "6f9619ff-8b86-d011-b42d-00c04fc964ff", "")]
    [InlineData("http://company.vault.azure.net/", "system", "Secrets:KeyVault")]
    [InlineData("https://127.0.0.1/", "system", "Secrets:KeyVault")]
    [InlineData("https://company.vault.azure.net.evil.example/", "system", "Secrets:KeyVault")]
    [InlineData("https://company.vault.azure.net/secrets/x", "system", "Secrets:KeyVault")]
    [InlineData("https://company.vault.azure.net:444/", "system", "Secrets:KeyVault")]
    [InlineData("https://company.vault.azure.net/", "my-identity", "Secrets:ManagedIdentity")]
    public void Only_a_vault_of_Azures_is_asked(string vault, string identity, string about)
    {
        var problem = KeyVault.Problem(new(vault), identity) ?? "";
        Assert.Equal(about.Length == 0, problem.Length == 0);
        Assert.StartsWith(about, problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--Secrets:KeyVault=https://127.0.0.1/", "Secrets:KeyVault is the address of a vault")]
    [InlineData("--Secrets:KeyVualt=https://company.vault.azure.net/", "There is no setting Secrets:KeyVualt")]
    public async Task A_service_without_its_secrets_does_not_start(string setting, string says)
    {
        using var folder = new Folder();
        var (code, said) = await ServiceProcess.Run(folder, "Production", setting);
        Assert.NotEqual(0, code);
        Assert.Contains(says, said, StringComparison.Ordinal);
    }
}
