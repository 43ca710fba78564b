using Microsoft.IdentityModel.Tokens;
using NodaTime;

namespace ChatCrm.Tests.Teams.Tokens;

public class RememberedTests
{
    [Fact]
    public async Task A_token_that_was_found_good_is_not_checked_again()
    {
        await using var bench = await Bench.Open();
        var count = await Counting(bench);
        var token = bench.Token(("jti", "1"));
        for (var n = 0; n < 10; n++) Assert.True(await bench.Takes(token));
        Assert.Equal(1, count.Checks);
    }

    [Fact]
    public async Task A4_a_token_beside_a_remembered_one_is_checked()
    {
        await using var bench = await Bench.Open();
        var count = await Counting(bench);
        var token = bench.Token(("jti", "1"));
        Assert.True(await bench.Takes(token));
        var parts = token.Split('.');
        foreach (var other in new[] { token[..^3] + "AAA", $"{parts[0]}.{bench.Token(("jti", "2")).Split('.')[1]}.{parts[2]}", token + "A", $"{parts[0]}.{parts[1]}." }) Assert.False(await bench.Takes(other));
        Assert.True(await bench.Takes(bench.Token(("jti", "2"))));
        Assert.InRange(count.Checks, 4, 6);
    }

    [Fact]
    public async Task A_token_that_was_refused_is_not_remembered()
    {
        await using var bench = await Bench.Open();
        var count = await Counting(bench);
        var token = bench.Token(("aud", "another"));
        for (var n = 0; n < 3; n++) Assert.False(await bench.Takes(token));
        Assert.Equal(3, count.Checks);
    }

    [Fact]
    public async Task A6_a_remembered_token_is_forgotten_at_its_end()
    {
        await using var bench = await Bench.Open();
        var count = await Counting(bench);
        var token = bench.Token();
        Assert.True(await bench.Takes(token));
        bench.Time.Move(Duration.FromSeconds(3599));
        Assert.True(await bench.Takes(token));
        Assert.Equal(1, count.Checks);
        bench.Time.Move(Duration.FromSeconds(1));
        Assert.True(await bench.Takes(token));
        Assert.Equal(2, count.Checks);
        bench.Time.Move(Duration.FromSeconds(301));
        Assert.False(await bench.Takes(token));
    }

    [Fact]
    public async Task A5_a_remembered_token_is_forgotten_with_its_key()
    {
        await using var bench = await Bench.Open();
        var token = bench.Token();
        Assert.True(await bench.Takes(token));
        bench.Issuer.Keys = [Issuer.Jwk(Bench.ThirdKey, "key-3")];
        Assert.True(await bench.Takes(Jwt.Write(Bench.ThirdKey, bench.Header("key-3"), bench.Claims())));
        Assert.False(await bench.Takes(token));
    }

    [Fact]
    public async Task Fetching_the_same_keys_again_forgets_nothing()
    {
        await using var bench = await Bench.Open();
        var count = await Counting(bench);
        var token = bench.Token(("jti", "1"));
        Assert.True(await bench.Takes(token));
        Assert.False(await bench.Takes(Jwt.Write(Bench.Stranger, bench.Header("unknown"), bench.Claims())));
        Assert.Equal(2, bench.Issuer.Fetches);
        Assert.True(await bench.Takes(token));
        Assert.Equal(1, count.Checks);
    }

    [Fact]
    public async Task More_tokens_than_are_remembered_are_all_taken()
    {
        await using var bench = await Bench.Open();
        string[] tokens = [.. Enumerable.Range(0, 100).Select(n => bench.Token(("serviceurl", $"https://smba.trafficmanager.net/{n}/")))];
        for (var round = 0; round < 2; round++)
            foreach (var (n, token) in tokens.Index())
                Assert.Equal($"https://smba.trafficmanager.net/{n}", (await bench.Check($"Bearer {token}"))?.Service);
    }

    /// <summary>Counts how often the first key is used from now on.</summary>
    private static async Task<Counter> Counting(Bench bench)
    {
        Assert.True(await bench.Takes(bench.Token(("jti", "0"))));
        var counter = new Counter();
        bench.Keys.Known!.Find(Bench.First)!.CryptoProviderFactory = counter;
        return counter;
    }

    private sealed class Counter : CryptoProviderFactory
    {
        private int checks;

        public int Checks => checks;

        public override SignatureProvider CreateForVerifying(SecurityKey key, string algorithm, bool cacheProvider)
        {
            Interlocked.Increment(ref checks);
            return base.CreateForVerifying(key, algorithm, cacheProvider);
        }
    }
}
