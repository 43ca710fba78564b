using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ChatCrm.Bot.Secrets;
using ChatCrm.Bot.Storage;
using ChatCrm.Storage;
using ChatCrm.Tests.HouseRules;
using ChatCrm.Tests.Storage;
using ChatCrm.Workspaces;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging;

namespace ChatCrm.Tests.Secrets;

public class SecretsTests
{
    private const string Password = "pfx-password-canary";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_one_process_protects_the_next_one_reads()
    {
        var store = new MemoryRowStore();
        var hidden = Protect(store, "token");
        Assert.Equal("token", Open(store, hidden));
        var row = Assert.Single(await Rows(store));
        Assert.StartsWith("key|key-", row.Key, StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_keys_than_a_page_holds_are_all_read()
    {
        const int Many = RowLimits.RowsPerPage + 1;
        var store = new MemoryRowStore();
        foreach (var some in Enumerable.Range(0, Many).Chunk(RowLimits.RowsPerCommit))
            await store.Commit(DirectoryRows.Partition, "seed", [.. some.Select(n => new Change.Put($"{KeyRows.Prefix}|key-{n}", KeyRows.Value(new("key"))))], Cancel);

        Assert.Equal(Many, new KeyRows(store).GetAllElements().Count);
    }

    [Fact]
    public async Task Of_processes_that_begin_together_one_gives_the_key_and_each_opens_what_another_sealed()
    {
        const int Processes = 4;
        var rows = new MemoryRowStore();
        using var together = new Barrier(Processes);
        var reads = 0;
        // All have read the empty ring before any of them makes a key.
        var store = new Listed(rows, () =>
        {
            if (Interlocked.Increment(ref reads) <= Processes) together.SignalAndWait(TimeSpan.FromSeconds(30));
        });

        var hidden = await Task.WhenAll(Enumerable.Range(0, Processes).Select(n => Task.Factory.StartNew(() => Protect(store, $"token {n}"), Cancel, TaskCreationOptions.LongRunning, TaskScheduler.Default)));

        Assert.Single(await Rows(rows));
        for (var n = 0; n < Processes; n++) Assert.Equal($"token {n}", Open(rows, hidden[n]));
    }

    [Fact]
    public async Task I1_keys_are_sealed_with_the_certificate()
    {
        using var folder = new Folder();
        var file = folder.File("seal.pfx");
        await File.WriteAllBytesAsync(file, Certificate(RSA.Create(2048)), Cancel);
        var store = new MemoryRowStore();
        var hidden = Protect(store, "token", file);
        Assert.Equal("token", Open(store, hidden, file));
        Assert.DoesNotContain("masterKey", Assert.Single(await Rows(store)).Value, StringComparison.Ordinal);
        Assert.Throws<CryptographicException>(() => Open(store, hidden));
    }

    [Fact]
    public async Task I1_or_with_the_certificate_that_a_vault_gives()
    {
        await using var vault = await FakeVault.Start();
        // As the portal shows it: in lines.
        vault.Secrets["Secrets--CertificateData"] = (Convert.ToBase64String(Certificate(RSA.Create(2048)), Base64FormattingOptions.InsertLineBreaks), true);
        vault.Secrets["Secrets--CertificatePassword"] = (Password, true);
        var settings = await KeyVault.Read(vault.Client());
        var store = new MemoryRowStore();
        await using (var services = Services(store, settings)) services.GetRequiredService<IDataProtectionProvider>().CreateProtector("test").Protect("token");
        Assert.DoesNotContain("masterKey", Assert.Single(await Rows(store)).Value, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("CertificateData=AQID", "Secrets:CertificateData cannot be opened")]
    [InlineData("CertificateData=canary!", "Secrets:CertificateData cannot be opened")]
    [InlineData("CertificateData=AQID|Certificate=seal.pfx", "remove one of them")]
    public void I2_nor_does_one_that_is_no_certificate_or_one_of_two(string settings, string says)
    {
        var refusal = Assert.Throws<InvalidOperationException>(() => Services(new MemoryRowStore(), settings.Split('|').Select(each => each.Split('=')).ToDictionary(each => $"Secrets:{each[0]}", each => (string?)each[1])));
        Assert.Contains(says, refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Production", "Tables", false, 1)]
    [InlineData("Production", "Tables", true, 0)]
    [InlineData("Production", "Sqlite", false, 0)]
    [InlineData("Development", "Tables", false, 0)]
    public async Task Keys_that_lie_open_in_a_table_are_told_once_in_Production(string environment, string kind, bool seal, int times)
    {
        var warnings = new Warnings();
        var settings = new Dictionary<string, string?> { ["Storage:Kind"] = kind, ["Secrets:CertificatePassword"] = Password, ["Secrets:CertificateData"] = seal ? Convert.ToBase64String(Certificate(RSA.Create(2048))) : null };
        await using var services = Services(new MemoryRowStore(), settings, warnings, environment);
        foreach (var hosted in services.GetServices<IHostedService>()) await hosted.StartAsync(Cancel);
        Assert.Equal(times, warnings.Told.Count);
        Assert.All(warnings.Told, told => Assert.Contains("Set Secrets:CertificateData", told, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_certificate_may_be_set_later()
    {
        using var folder = new Folder();
        var file = folder.File("seal.pfx");
        await File.WriteAllBytesAsync(file, Certificate(RSA.Create(2048)), Cancel);
        var store = new MemoryRowStore();
        Assert.Equal("token", Open(store, Protect(store, "token"), file));
    }

    [Fact]
    public async Task I1_keys_that_lay_open_are_sealed_at_the_first_start_with_a_certificate_and_open_what_they_did()
    {
        using var folder = new Folder();
        var file = folder.File("seal.pfx");
        await File.WriteAllBytesAsync(file, Certificate(RSA.Create(2048)), Cancel);
        var (store, warnings) = (new MemoryRowStore(), new Warnings());
        var hidden = Protect(store, "token");
        Assert.Contains("masterKey", Assert.Single(await Rows(store)).Value, StringComparison.Ordinal);

        for (var start = 0; start < 2; start++)
        {
            await using var services = Services(store, file, log: warnings);
            foreach (var hosted in services.GetServices<IHostedService>()) await hosted.StartAsync(Cancel);
        }

        Assert.DoesNotContain("masterKey", Assert.Single(await Rows(store)).Value, StringComparison.Ordinal);
        Assert.Equal("token", Open(store, hidden, file));
        Assert.Throws<CryptographicException>(() => Open(store, hidden));
        Assert.StartsWith("Sealed 1 keys", Assert.Single(warnings.Told), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_the_store_is_away_at_the_start_it_is_said_that_keys_may_lie_open()
    {
        var warnings = new Warnings();
        var settings = new Dictionary<string, string?> { ["Secrets:CertificatePassword"] = Password, ["Secrets:CertificateData"] = Convert.ToBase64String(Certificate(RSA.Create(2048))) };
        await using var services = Services(new BreakingRowStore(new MemoryRowStore(), Break.Reads, "secret") { Broken = true }, settings, warnings);
        foreach (var hosted in services.GetServices<IHostedService>()) await hosted.StartAsync(Cancel);
        Assert.Contains(warnings.Told, told => told.Contains("restart the service once it does", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("missing.pfx", Password)]
    [InlineData("seal.pfx", "wrong")]
    [InlineData("seal.pfx", null)]
    [InlineData("garbage.pfx", Password)]
    [InlineData("curve.pfx", Password)]
    public async Task I2_a_certificate_that_cannot_be_used_does_not_start(string name, string? password)
    {
        using var folder = new Folder();
        await File.WriteAllBytesAsync(folder.File("seal.pfx"), Certificate(RSA.Create(2048)), Cancel);
        await File.WriteAllBytesAsync(folder.File("curve.pfx"), Certificate(ECDsa.Create(ECCurve.NamedCurves.nistP256)), Cancel);
        await File.WriteAllBytesAsync(folder.File("garbage.pfx"), [1, 2, 3], Cancel);
        var refusal = Assert.Throws<InvalidOperationException>(() => Services(new MemoryRowStore(), folder.File(name), password));
        Assert.Contains("Secrets:Certificate", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task It_starts_without_a_warning_and_writes_nothing_at_home(bool seal)
    {
        using var folder = new Folder();
        var file = folder.File("seal.pfx");
        await File.WriteAllBytesAsync(file, Certificate(RSA.Create(2048)), Cancel);
        var before = AtHome();
        var warnings = new Warnings();
        var store = new MemoryRowStore();
        await using (var services = Services(store, seal ? file : null, Password, warnings))
            foreach (var hosted in services.GetServices<IHostedService>()) await hosted.StartAsync(Cancel);
        Assert.Single(await Rows(store));
        Assert.Empty(warnings.Told);
        Assert.Equal(before, AtHome());
    }

    [Fact]
    public async Task H8_keys_are_not_logged()
    {
        var (store, log) = (new MemoryRowStore(), new CapturedLog());
        await using var services = Services(store, null, null, log);
        services.GetRequiredService<IDataProtectionProvider>().CreateProtector("test").Protect("canary");
        var xml = Assert.Single(await Rows(store)).Value;
        var key = xml[(xml.IndexOf("value>", StringComparison.Ordinal) + 6)..][..40];
        Assert.NotEmpty(log.Records);
        Assert.All(log.Records, record => Assert.False(record.Contains(key, StringComparison.Ordinal) || record.Contains("canary", StringComparison.Ordinal), record));
    }

    private static string Protect(IRowStore store, string text, string? certificate = null)
    {
        using var services = Services(store, certificate);
        return services.GetRequiredService<IDataProtectionProvider>().CreateProtector("test").Protect(text);
    }

    private static string Open(IRowStore store, string hidden, string? certificate = null)
    {
        using var services = Services(store, certificate);
        return services.GetRequiredService<IDataProtectionProvider>().CreateProtector("test").Unprotect(hidden);
    }

    private static ServiceProvider Services(IRowStore store, string? certificate, string? password = Password, ILoggerProvider? log = null) =>
        Services(store, new Dictionary<string, string?> { ["Secrets:Certificate"] = certificate, ["Secrets:CertificatePassword"] = password }, log);

    private static ServiceProvider Services(IRowStore store, IReadOnlyDictionary<string, string?> settings, ILoggerProvider? log = null, string environment = "Production")
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        var services = new ServiceCollection().AddSingleton(store).AddSingleton<IHostEnvironment>(new HostingEnvironment { EnvironmentName = environment }).AddLogging(logging =>
        {
            logging.SetMinimumLevel(LogLevel.Trace);
            if (log is not null) logging.AddProvider(log);
        });
        return services.AddSecrets(configuration, Path.GetTempPath()).BuildServiceProvider();
    }

    private static byte[] Certificate(AsymmetricAlgorithm key)
    {
        var name = new X500DistinguishedName("CN=ChatCrm");
        var request = key is RSA rsa ? new CertificateRequest(name, rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1) : new CertificateRequest(name, (ECDsa)key, HashAlgorithmName.SHA256);
        using (key)
        using (var certificate = request.CreateSelfSigned(new DateTimeOffset(2026, 1, 1, 0, 0, 0, default), new DateTimeOffset(2036, 1, 1, 0, 0, 0, default)))
            return certificate.Export(X509ContentType.Pkcs12, Password);
    }

    private static async Task<IReadOnlyList<Row>> Rows(IRowStore store) => (await store.List("directory", [new("!", "~", 10)], Cancel))[0].Rows;

    private static string[] AtHome()
    {
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        return [.. new[] { ".aspnet", ".dotnet/corefx" }.Select(name => Path.Combine(home, name)).Where(Directory.Exists).SelectMany(folder => Directory.GetFiles(folder, "*", SearchOption.AllDirectories)).Order(StringComparer.Ordinal)];
    }

    private sealed class Warnings : ILoggerProvider, ILogger
    {
        public List<string> Told { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public bool IsEnabled(LogLevel logLevel) => true;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (logLevel >= LogLevel.Warning) Told.Add(formatter(state, exception));
        }

        public void Dispose() { }
    }
}

/// <summary>Rows that tell of each listing before its answer is given.</summary>
internal sealed class Listed(IRowStore inner, Action before) : IRowStore
{
    public ValueTask<Row?> Get(string partition, string key, CancellationToken cancel = default) => inner.Get(partition, key, cancel);

    public ValueTask<IReadOnlyList<Row?>> GetMany(string partition, IReadOnlyList<string> keys, CancellationToken cancel = default) => inner.GetMany(partition, keys, cancel);

    public ValueTask<IReadOnlyList<Page>> List(string partition, IReadOnlyList<KeyRange> ranges, CancellationToken cancel = default)
    {
        var found = inner.List(partition, ranges, cancel);
        before();
        return found;
    }

    public ValueTask<CommitResult> Commit(string partition, string turn, IReadOnlyList<Change> changes, CancellationToken cancel = default) => inner.Commit(partition, turn, changes, cancel);
}
