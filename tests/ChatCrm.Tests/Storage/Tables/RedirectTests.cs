using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;
using ChatCrm.Bot;
using ChatCrm.Bot.Secrets;
using ChatCrm.Bot.Storage.Tables;
using ChatCrm.Storage;

namespace ChatCrm.Tests.Storage.Tables;

/// <summary>Whoever answers in the place of one of Azure's hosts sends neither rows nor a token elsewhere.</summary>
[Collection(ProcessVariables.Name)]
public sealed class RedirectTests : IAsyncDisposable
{
    private readonly CancellationTokenSource end = new();
    private readonly TcpListener trap = Listening(), guide = Listening();
    private readonly Task answering;
    private int asked;

    public RedirectTests() => answering = Answer();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task I1_The_store_is_not_followed_elsewhere(bool signature)
    {
        var right = signature ? "SharedAccessSignature=sv=1&sig=canary" : $"AccountName=a;AccountKey={Azurite.Key}";
        using var store = new TableRowStore(new() { ConnectionString = $"{right};TableEndpoint={Address(guide)}", Patience = TimeSpan.FromMinutes(1), PatienceOfOneTry = TimeSpan.FromSeconds(30) }, TimeProvider.System);
        var read = await Assert.ThrowsAsync<StoreUnavailableException>(async () => await store.Get("w1", "a", Cancel));
        var commit = await Assert.ThrowsAsync<StoreUnavailableException>(async () => await store.Commit("w1", "turn", [new Change.Insert("a", "1")], Cancel));
        Assert.Equal(("Table Storage answered 307 .", "Table Storage answered 307 ."), (read.Message, commit.Message));
        Assert.False(trap.Pending());
    }

    /// <summary>By its own settings over the usual transport; the vault itself is asked over TLS alone.</summary>
    [Fact]
    public async Task I1_The_vault_is_not_followed_elsewhere()
    {
        using var message = HttpPipelineBuilder.Build(KeyVault.Options()).CreateMessage();
        message.Request.Uri.Reset(new(Address(guide)));
        await HttpPipelineBuilder.Build(KeyVault.Options()).SendAsync(message, Cancel);
        Assert.Equal(307, message.Response.Status);
        Assert.False(trap.Pending());
    }

    /// <summary>The identity that a machine of Azure's gives at an address of its own (https://learn.microsoft.com/azure/app-service/overview-managed-identity).</summary>
    [Fact]
    public async Task I1_Who_gives_tokens_is_not_followed_elsewhere()
    {
        Environment.SetEnvironmentVariable("IDENTITY_ENDPOINT", Address(guide));
        Environment.SetEnvironmentVariable("IDENTITY_HEADER", "canary");
        try
        {
            await Assert.ThrowsAnyAsync<AuthenticationFailedException>(async () => await new EntraIdentity().Credential().GetTokenAsync(new TokenRequestContext(["https://vault.azure.net/.default"]), Cancel));
        }
        finally
        {
            Environment.SetEnvironmentVariable("IDENTITY_ENDPOINT", null);
            Environment.SetEnvironmentVariable("IDENTITY_HEADER", null);
        }
        Assert.NotEqual(0, asked);
        Assert.False(trap.Pending());
    }

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        await answering;
        trap.Dispose();
        guide.Dispose();
        end.Dispose();
    }

    /// <summary>Sends everybody to the trap, by an answer that would keep method and body.</summary>
    private async Task Answer()
    {
        var answer = System.Text.Encoding.ASCII.GetBytes($"HTTP/1.1 307 Temporary Redirect\r\nLocation: {Address(trap)}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        try
        {
            while (true)
            {
                using var client = await guide.AcceptTcpClientAsync(end.Token);
                asked++;
                await using var stream = client.GetStream();
                // The head and what little comes with it: closed with something unread, the answer would be lost.
                _ = await stream.ReadAsync(new byte[65_536], end.Token);
                await stream.WriteAsync(answer, end.Token);
                client.Client.Shutdown(SocketShutdown.Send);
                while (await stream.ReadAsync(new byte[65_536], end.Token) > 0) { }
            }
        }
        catch (OperationCanceledException) { }
    }

    private static TcpListener Listening()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return listener;
    }

    private static string Address(TcpListener listener) => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/");
}
