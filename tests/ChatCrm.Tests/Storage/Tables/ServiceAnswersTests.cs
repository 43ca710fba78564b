using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using ChatCrm.Storage;

namespace ChatCrm.Tests.Storage.Tables;

/// <summary>What the service says that Azurite never does.</summary>
public sealed class ServiceAnswersTests(Azurite azurite)
{
    private static readonly CommitResult Committed = new CommitResult.Committed();

    [Theory]
    [InlineData(503, "ServerBusy")]
    [InlineData(429, "TooManyRequests")]
    public async Task A_service_that_is_too_busy_is_left_alone_for_as_long_as_it_says(int status, string code)
    {
        using var table = await Filled();
        table.Wire.Next(Wire.Say(status, code, "2")).Next(Wire.Say(status, code));
        Assert.Equal(Committed, await table.Commit(new Change.Insert("b", "1")));
        Assert.Equal(2, table.Pauses.Count);
        Assert.InRange(table.Pauses[0], TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(2.2));
        Assert.InRange(table.Pauses[1], TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(200));
        table.Wire.Next(Wire.Say(status, code, "1"));
        Assert.NotNull(await table.Get("a"));
    }

    [Fact]
    public async Task Nobody_waits_for_a_service_that_is_busy_for_longer_than_a_turn_may_take()
    {
        using var table = OneTable.Nowhere(TimeSpan.FromSeconds(20));
        table.Wire.Always = Wire.Say(503, "ServerBusy", "30");
        Assert.False((await Assert.ThrowsAsync<StoreUnavailableException>(() => table.Commit(new Change.Insert("b", "1")))).MayHaveHappened);
        Assert.Empty(table.Pauses);
        Assert.Single(table.Wire.Asked);
    }

    [Fact]
    public async Task A_service_that_stays_busy_is_asked_five_times()
    {
        using var table = OneTable.Nowhere(TimeSpan.FromSeconds(20));
        table.Wire.Always = Wire.Say(503, "ServerBusy");
        await Assert.ThrowsAsync<StoreUnavailableException>(() => table.Get("a"));
        Assert.Equal(5, table.Wire.Asked.Count);
    }

    [Theory]
    [InlineData(401, "InvalidAuthenticationInfo", true)]
    [InlineData(403, "AuthorizationPermissionMismatch", true)]
    [InlineData(429, "TooManyRequests", false)]
    [InlineData(500, "InternalError", false)]
    [InlineData(503, "ServerBusy", false)]
    public async Task Only_what_no_waiting_helps_with_is_a_refusal(int status, string code, bool refused)
    {
        using var table = OneTable.Nowhere(TimeSpan.FromSeconds(20));
        table.Wire.Always = Wire.Say(status, code);
        Assert.Equal(refused, (await Assert.ThrowsAsync<StoreUnavailableException>(() => table.Get("a"))).Refused);
    }

    [Theory]
    [InlineData(SocketError.HostNotFound, true)]
    [InlineData(SocketError.TryAgain, false)]
    [InlineData(SocketError.ConnectionRefused, false)]
    public async Task No_such_host_is_a_refusal_and_no_connection_is_none(SocketError error, bool refused)
    {
        using var table = OneTable.Nowhere(TimeSpan.FromSeconds(20));
        table.Wire.Always = (_, _) => throw new HttpRequestException("no", new SocketException((int)error));
        Assert.Equal(refused, (await Assert.ThrowsAsync<StoreUnavailableException>(() => table.Get("a"))).Refused);
    }

    [Theory]
    [InlineData("{\"RowKey\":\"a\",\"Value\":\"\\ud800\"}")]
    [InlineData("{\"RowKey\":\"\\ude00\"}")]
    [InlineData("{\"RowKey\":7}")]
    [InlineData("{\"RowKey\":")]
    public async Task An_answer_that_is_no_row_is_the_services_failure(string row)
    {
        using var table = OneTable.Nowhere(TimeSpan.FromSeconds(20));
        table.Wire.Next((_, _) => Task.FromResult(Wire.Answer(HttpStatusCode.OK, row))).Next((_, _) => Task.FromResult(Wire.Answer(HttpStatusCode.OK, $"{{\"value\":[{row}]}}")));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => table.Get("a"));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => table.List(KeyRange.Prefix("a", 5)));
    }

    [Theory]
    [InlineData(503, "ServerBusy")]
    [InlineData(500, "OperationTimedOut")]
    public async Task A_batch_that_the_service_says_within_its_answer_it_was_too_busy_for_is_sent_again(int status, string code)
    {
        using var table = await Filled();
        table.Wire.Next(Wire.SayOfChange(status, code, 0));
        Assert.Equal(Committed, await table.Commit(new Change.Insert("b", "1")));
    }

    [Theory]
    [InlineData(409, "EntityAlreadyExists")]
    [InlineData(412, "UpdateConditionNotSatisfied")]
    [InlineData(404, "ResourceNotFound")]
    public async Task A_202_that_holds_a_failure_is_a_conflict_and_is_not_tried_again(int status, string code)
    {
        using var table = await Filled();
        table.Wire.Next(Wire.SayOfChange(status, code, 2));
        Assert.Equal(new CommitResult.Conflict("d"), await table.Commit(new Change.Insert("b", "1"), new Change.Insert("c", "1"), new Change.Insert("d", "1")));
        Assert.Empty(table.Pauses);
    }

    [Theory]
    [InlineData(400, "InvalidInput")]
    [InlineData(403, "AuthenticationFailed")]
    [InlineData(404, "")]
    [InlineData(409, "")]
    public async Task What_is_no_answer_to_a_change_is_a_failure_and_no_conflict(int status, string code)
    {
        using var table = await Filled();
        table.Wire.Next(Wire.Say(status, code)).Next(Wire.Say(status, code));
        Assert.False((await Assert.ThrowsAsync<StoreUnavailableException>(() => table.Commit(new Change.Insert("b", "1")))).MayHaveHappened);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => table.Get("a"));
        Assert.Null(await table.Get("b"));
    }

    [Fact]
    public async Task E8_A_page_is_full_or_the_end_whatever_pages_the_service_makes_of_it()
    {
        using var table = OneTable.Nowhere(TimeSpan.FromSeconds(20));
        table.Wire.Next(Part("1!a", "1!b")).Next(Part("1!a", null, "a")).Next(Part("1!c", "1!d")).Next(Part(null, null, "b", "c")).Next(Part("1!e", "1!f", "d", "e", "f", "g"));
        var pages = new[] { (await table.List(new KeyRange("a", "z", 3)))[0], (await table.List(new KeyRange("a", "z", 3, "c")))[0] };
        Assert.Equal(["a,b,c", "d,e,f"], pages.Select(page => string.Join(',', page.Rows.Select(row => row.Key))));
        Assert.Equal([null, "f"], pages.Select(page => page.Continue));
        Assert.Equal(5, table.Wire.Asked.Count);
    }

    [Fact]
    public async Task A_table_that_is_not_there_holds_nothing_and_is_made_by_the_first_commit()
    {
        using var table = await OneTable.In(azurite);
        Assert.Null(await table.Get("a"));
        Assert.Empty((await table.List(new KeyRange("a", "z", 3)))[0].Rows);
        Assert.Equal(Enumerable.Repeat(Committed, 8), await Task.WhenAll(Enumerable.Range(0, 8).Select(n => table.Commit(new Change.Insert($"a{n}", "1")))));
        Assert.Equal(8, (await table.List(new KeyRange("a", "z", 30)))[0].Rows.Count);
    }

    [Fact]
    public async Task H8_Neither_failures_nor_traces_hold_a_key()
    {
        var canary = $"canary{Guid.NewGuid():N}";
        var told = new List<string?>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity => { lock (told) told.AddRange([activity.DisplayName, .. activity.TagObjects.Select(tag => tag.Value?.ToString())]); },
        };
        ActivitySource.AddActivityListener(listener);
        using var table = OneTable.Nowhere(TimeSpan.FromSeconds(20));
        table.Wire.Always = Wire.Say(400, "InvalidInput");
        told.Add((await Assert.ThrowsAsync<StoreUnavailableException>(() => table.Get($"name|{canary}"))).ToString());
        told.Add((await Assert.ThrowsAsync<StoreUnavailableException>(() => table.Commit(new Change.Insert($"name|{canary}", canary)))).ToString());
        using var mute = await azurite.Store(table.Options);
        told.Add((await Assert.ThrowsAsync<StoreUnavailableException>(async () => await mute.Get(OneTable.Partition, $"name|{canary}", TestContext.Current.CancellationToken))).ToString());
        using var usual = await azurite.Store();
        await usual.Get(OneTable.Partition, $"name|{canary}", TestContext.Current.CancellationToken);
        lock (told)
        {
            Assert.Contains("Tables GET", told);
            Assert.DoesNotContain(told, text => text?.Contains(canary, StringComparison.Ordinal) ?? false);
        }
    }

    private static Func<HttpRequestMessage, PassOn, Task<HttpResponseMessage>> Part(string? partition, string? row, params string[] keys) => (_, _) =>
    {
        var answer = Wire.Answer(HttpStatusCode.OK, $$"""{"odata.metadata":"x","value":[{{string.Join(',', keys.Select(key => $$"""{"odata.etag":"W/\"1\"","RowKey":"{{key}}","Timestamp@odata.type":"Edm.DateTime","Timestamp":"2026-11-22T08:05:00Z","Turn":"t","Op":"o","Value":"{}"}"""))}}]}""");
        if (partition is not null) answer.Headers.Add("x-ms-continuation-NextPartitionKey", partition);
        if (row is not null) answer.Headers.Add("x-ms-continuation-NextRowKey", row);
        return Task.FromResult(answer);
    };

    private async Task<OneTable> Filled()
    {
        var table = await OneTable.In(azurite);
        Assert.Equal(Committed, await table.Commit(new Change.Insert("a", "0")));
        return table;
    }
}
