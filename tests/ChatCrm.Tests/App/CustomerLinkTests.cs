using System.Net;

namespace ChatCrm.Tests.App;

public class CustomerLinkTests
{
    [Fact]
    public async Task A_customer_link_leads_back_to_the_chat_and_tells_nothing_of_the_customer()
    {
        await using var app = await RunningApp.Start();
        using var http = new HttpClient { BaseAddress = app.Address };

        var known = await http.GetStringAsync("/c/c-1001", TestContext.Current.CancellationToken);
        var unknown = await http.GetStringAsync("/c/C-999999", TestContext.Current.CancellationToken);

        Assert.Contains("<code>C-1001</code>", known);
        Assert.Contains("href=\"/console\"", known);
        Assert.DoesNotContain("Acme", known);
        Assert.Equal(known.Replace("C-1001", "C-999999"), unknown);
    }

    [Theory]
    [InlineData("/c/Acme")]
    [InlineData("/c/C-%3Cscript%3E")]
    [InlineData("/c/C-1234567890")]
    public async Task What_is_no_code_has_no_page(string path)
    {
        await using var app = await RunningApp.Start();
        using var http = new HttpClient { BaseAddress = app.Address };

        Assert.Equal(HttpStatusCode.NotFound, (await http.GetAsync(path, TestContext.Current.CancellationToken)).StatusCode);
    }
}
