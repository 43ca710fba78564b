using System.Net;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;
using ChatCrm.Bot;
using ChatCrm.Bot.Storage;
using ChatCrm.Bot.Storage.Tables;
using ChatCrm.Storage;
using ChatCrm.Tests.App;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ChatCrm.Tests.Storage.Tables;

/// <summary>Which store the settings name, and as whom it signs in.</summary>
public sealed class SettingsTests
{
    private const string Secret = "c2VjcmV0IGNhbmFyeQ==", Azure = "https://account.table.core.windows.net";

    [Theory]
    [InlineData(null, typeof(SqliteRowStore), "chatcrm.db")]
    [InlineData("Sqlite", typeof(SqliteRowStore), "chatcrm.db")]
    [InlineData("Memory", typeof(MemoryRowStore), "memory")]
    [InlineData("Tables", typeof(TableRowStore), "table chatcrm at " + Azure)]
    public async Task The_setting_names_the_store(string? kind, Type store, string place)
    {
        using var folder = new Folder();
        var settings = Settings(("Storage:Kind", kind), ("Storage:Path", folder.File("chatcrm.db")), ("Storage:Tables:Endpoint", kind is null ? null : Azure + "/"));
        await using var services = new ServiceCollection().AddSingleton(TimeProvider.System).AddStorage(settings, folder.File("")).BuildServiceProvider();
        Assert.IsType(store, services.GetRequiredService<IRowStore>());
        Assert.Contains(place, services.GetRequiredService<StoragePlace>().ToString(), StringComparison.Ordinal);
    }

    public static TheoryData<string, string> Wrong => new()
    {
        { "Storage:Kind=Postgres", "Storage:Kind is one of Sqlite" },
        { "Storage:Knds=Tables", "There is no setting Storage:Knds" },
        { "Storage:File=crm.db", "There is no setting Storage:File" },
        { $"Storage:Path=crm.db|Endpoint={Azure}", "Storage:Tables is set, and Storage:Kind is not" },
        { $"Storage:Kind=Tables|Endpoit={Azure}", "There is no setting Storage:Tables:Endpoit" },
        { $"Storage:Kind=Tables|Endpoint={Azure}|Patience={Secret}", "Storage:Tables:Patience cannot be read: it is a time" },
        { "Storage:Kind=Tables", "neither Storage:Tables:Endpoint" },
        { $"Storage:Kind=Tables|Endpoint={Azure}|ConnectionString=UseDevelopmentStorage=true", "remove one of them" },
        { "Storage:Kind=Tables|Endpoint=http://account.table.core.windows.net", "https address" },
        { "Storage:Kind=Tables|Endpoint=https://account.table.core.windows.net.evil.example", "https address" },
        { "Storage:Kind=Tables|Endpoint=https://table.core.windows.net", "https address" },
        { "Storage:Kind=Tables|Endpoint=https://account.table.core.windows.net:444", "https address" },
        { "Storage:Kind=Tables|Endpoint=https://account.table.core.windows.net/chatcrm", "https address" },
        { "Storage:Kind=Tables|Endpoint=https://account.blob.core.windows.net", "https address" },
        { "Storage:Kind=Tables|Endpoint=https://127.0.0.1", "https address" },
        { "Storage:Kind=Tables|Endpoint=https://crm.table.cosmos.azure.com:443/", "use Storage:Tables:ConnectionString" },
        { $"Storage:Kind=Tables|Endpoint={Azure}|ClientSecret={Secret}", "needs Storage:Tables:TenantId and Storage:Tables:ClientId" },
        { $"Storage:Kind=Tables|Endpoint={Azure}|ManagedIdentity=my-identity", "Storage:Tables:ManagedIdentity is system, workload, or the client id" },
        { $"Storage:Kind=Tables|Endpoint={Azure}|TenantId=t|ClientId=c|CertificatePath=/missing.pfx|CertificatePassword={Secret}", "Storage:Tables:CertificatePath cannot be read" },
        { $"Storage:Kind=Tables|Endpoint={Azure}|TenantId=t|ClientId=c|CertificatePath={typeof(SettingsTests).Assembly.Location}", "Storage:Tables:CertificatePath cannot be read" },
        { $"Storage:Kind=Tables|Endpoint={Azure}|ManagedIdentity=system|ClientSecret=s", "several ways to sign in" },
        { $"Storage:Kind=Tables|ConnectionString=AccountName=a;AccountKey={Secret}|ManagedIdentity=system", "signs in by itself: remove Storage:Tables:ManagedIdentity" },
        { $"Storage:Kind=Tables|Endpoint={Azure}|Name=chat-crm", "3 to 63 letters and digits" },
        { $"Storage:Kind=Tables|Endpoint={Azure}|Login=login.microsoftonline.com", "Storage:Tables:Login" },
        { $"Storage:Kind=Tables|Endpoint={Azure}|Login=https://login.microsoftonline.com.evil.example/", "Storage:Tables:Login" },
        { $"Storage:Kind=Tables|Endpoint={Azure}|Login=https://user@login.microsoftonline.us/", "Storage:Tables:Login" },
        { $"Storage:Kind=Tables|Endpoint={Azure}|Login=http://login.microsoftonline.us/", "Storage:Tables:Login" },
        { $"Storage:Kind=Tables|Endpoint={Azure}|Login=https://login.microsoftonline.com/tenant", "Storage:Tables:Login" },
        { $"Storage:Kind=Tables|Endpoint={Azure}|Patience=00:00:00", "Storage:Tables:Patience" },
        { "Storage:Kind=Tables|ConnectionString=AccountName=a", "neither AccountKey nor SharedAccessSignature" },
        { $"Storage:Kind=Tables|ConnectionString=AccountKey={Secret}", "without AccountName" },
        { $"Storage:Kind=Tables|ConnectionString=AccountName=a;AccountKey={Secret}!", "no base64" },
        { $"Storage:Kind=Tables|ConnectionString=AccountName=a;AccountKey={Secret};EndpointSuffix", "no Name=value" },
        { $"Storage:Kind=Tables|ConnectionString=AccountName=a;AccountKey={Secret};DefaultEndpointsProtocol=http", "not https" },
        { $"Storage:Kind=Tables|ConnectionString=AccountName=a;AccountKey={Secret};EndpointSuffix=core.evil.example", "neither Azure Storage's nor Cosmos DB's" },
        { $"Storage:Kind=Tables|ConnectionString=AccountName=a;AccountKey={Secret};TableEndpoint=https://a.table.core.windows.net.evil.example", "neither Azure Storage's nor Cosmos DB's" },
        { $"Storage:Kind=Tables|ConnectionString=SharedAccessSignature=sv=1&sig={Secret}", "names no account" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Settings_that_name_no_store_end_the_start_with_what_to_do_and_no_secret(string settings, string words)
    {
        var set = settings.Split('|').Select((setting, n) => (Name: (n == 0 ? "" : "Storage:Tables:") + setting[..setting.IndexOf('=', n == 0 ? 12 : 0)], (string?)setting[(setting.IndexOf('=', n == 0 ? 12 : 0) + 1)..]));
        var failure = Assert.Throws<InvalidOperationException>(() => new ServiceCollection().AddStorage(Settings([.. set]), "/"));
        Assert.Contains(words, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_service_without_a_store_does_not_start_and_says_why()
    {
        using var folder = new Folder();
        var (code, said) = await ServiceProcess.Run(folder, "Production", "--Storage:Kind=Tables");
        Assert.NotEqual(0, code);
        Assert.Contains("Storage:Tables:ConnectionString", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Copying_waits_longer_for_the_stores_that_it_opens_than_people_do()
    {
        var settings = Settings(("Storage:Kind", "Tables"), ("Storage:Tables:Endpoint", Azure));
        await using var services = new ServiceCollection().AddSingleton(TimeProvider.System).AddStorage(settings, "/").BuildServiceProvider();
        await using var opened = services.GetRequiredService<OpenStore>()("Tables:other");
        Assert.Equal((2.5, 1), Seconds(services));
        Assert.Equal((30, 10), Seconds((ServiceProvider)opened.Owner));

        static (double, double) Seconds(ServiceProvider of) => of.GetRequiredService<StorageOptions>().Tables is var tables ? (tables.Patience.TotalSeconds, tables.PatienceOfOneTry.TotalSeconds) : default;
    }

    [Theory]
    [InlineData("AccountName=crm;AccountKey=" + Secret, "https://crm.table.core.windows.net")]
    [InlineData("DefaultEndpointsProtocol=https;AccountName=crm;AccountKey=" + Secret + ";EndpointSuffix=core.chinacloudapi.cn", "https://crm.table.core.chinacloudapi.cn")]
    [InlineData("AccountName=crm;AccountKey=" + Secret + ";TableEndpoint=https://crm.table.cosmos.azure.com:443/;", "https://crm.table.cosmos.azure.com:443")]
    [InlineData("TableEndpoint=https://crm.table.core.windows.net/;SharedAccessSignature=?sv=2019-02-02&sig=a%3D", "https://crm.table.core.windows.net")]
    [InlineData("UseDevelopmentStorage=true", "http://127.0.0.1:10002/devstoreaccount1")]
    public void A_connection_string_names_the_account_in_every_cloud(string text, string endpoint) => Assert.Equal(endpoint, ConnectionString.Parse(text).Endpoint);

    [Theory]
    [InlineData("", "", typeof(ManagedIdentityCredential))]
    [InlineData("secret", "", typeof(ClientSecretCredential))]
    [InlineData("", "6f9619ff-8b86-d011-b42d-00c04fc964ff", typeof(ManagedIdentityCredential))]
    [InlineData("", "workload", typeof(WorkloadIdentityCredential))]
    public void An_endpoint_is_opened_in_the_one_way_that_is_set(string secret, string identity, Type way)
    {
        var options = new TableOptions { Endpoint = Azure, TenantId = "tenant", ClientId = "app", ClientSecret = secret, ManagedIdentity = identity };
        Assert.IsType(way, TableAccount.Of(options).Credential);
    }

    [Fact]
    public async Task I1_Who_the_service_is_in_Entra_goes_with_each_try_as_a_token_for_storage()
    {
        using var wire = new Wire();
        var told = new List<string>();
        wire.Always = (request, _) =>
        {
            told.Add(request.Headers.GetValues("Authorization").Single());
            return Task.FromResult(Wire.Answer((HttpStatusCode)(told.Count == 1 ? 503 : 200), "{}"));
        };
        var account = new TableAccount { Endpoint = Azure, Credential = new Known() };
        using var client = new TableClient(account, new(), TimeProvider.System, new HttpClientTransport(wire), (_, _) => Task.CompletedTask);
        using var deadline = new Deadline(TimeSpan.FromMinutes(1), TimeProvider.System, TestContext.Current.CancellationToken);
        await client.Send(new(RequestMethod.Get, new TableUrls(account, "chatcrm").Row("w1", "a")), deadline);
        Assert.Equal(["Bearer for https://storage.azure.com/.default", "Bearer for https://storage.azure.com/.default"], told);
    }

    [Fact]
    public async Task Nothing_is_sent_by_whoever_cannot_sign_in()
    {
        using var wire = new Wire();
        var account = new TableAccount { Endpoint = Azure, Credential = new Unknown() };
        using var client = new TableClient(account, new(), TimeProvider.System, new HttpClientTransport(wire), (_, _) => Task.CompletedTask);
        using var deadline = new Deadline(TimeSpan.FromMinutes(1), TimeProvider.System, TestContext.Current.CancellationToken);
        var request = new TableRequest(RequestMethod.Post, new TableUrls(account, "chatcrm").Batch) { Body = "x"u8.ToArray() };
        Assert.Equal(0, (await client.Send(request, deadline)).Status);
        Assert.False(request.IsInDoubt);
        Assert.Empty(wire.Asked);
    }

    private static IConfiguration Settings(params (string Name, string? Value)[] settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.Where(setting => setting.Value is not null).ToDictionary(setting => setting.Name, setting => setting.Value)).Build();

    private sealed class Known : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext context, CancellationToken cancel) => new($"for {context.Scopes.Single()}", DateTimeOffset.MaxValue);

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext context, CancellationToken cancel) => new(GetToken(context, cancel));
    }

    private sealed class Unknown : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext context, CancellationToken cancel) => throw new AuthenticationFailedException("no");

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext context, CancellationToken cancel) => throw new AuthenticationFailedException("no");
    }
}
