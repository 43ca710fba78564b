using System.Text;
using ChatCrm.Bot;
using Microsoft.Extensions.Configuration;

namespace ChatCrm.Tests.Operation;

/// <summary>How a section of settings becomes what the service goes by.</summary>
public class SettingsTests
{
    [Fact]
    public void What_is_not_set_stays_as_usual()
    {
        var read = Read("""{"Some": {"Text": null, "List": null, "Time": null}}""");
        Assert.Equal(("usual", TimeSpan.FromSeconds(2), 7, false), (read.Text, read.Time, read.Number, read.Truth));
        Assert.Equal(["a", "b"], read.List);
        Assert.Null(read.Address);
    }

    [Fact]
    public void What_is_set_counts()
    {
        var read = Read("""{"some": {"TEXT": "", "List": ["c"], "Time": "00:01:00", "Number": -3, "Truth": true, "Address": "https://crm.example.com"}}""");
        Assert.Equal(("", TimeSpan.FromMinutes(1), -3, true), (read.Text, read.Time, read.Number, read.Truth));
        // Nothing of the usual list stays.
        Assert.Equal(["c"], read.List);
        Assert.Equal(new Uri("https://crm.example.com"), read.Address);
    }

    [Fact]
    public void A_list_goes_by_its_numbers() =>
        Assert.Equal(["b", "c", "a"], Read(("Some:List:2", "c"), ("Some:List:10", "a"), ("Some:List:1", "b")).List);

    [Fact]
    public void I2_an_empty_list_is_none_and_not_the_usual_one()
    {
        Assert.Empty(Read(("Some:List", "")).List);
        Assert.Empty(Read("""{"Some": {"List": []}}""").List);
    }

    [Fact]
    public void An_empty_address_is_none() => Assert.Null(Read(("Some:Address", "")).Address);

    [Theory]
    [InlineData("Some:Time", "canary", "Some:Time cannot be read: it is a time")]
    [InlineData("Some:Time", "", "Some:Time cannot be read: it is a time")]
    [InlineData("Some:Number", "1.5", "Some:Number cannot be read: it is a whole number")]
    [InlineData("Some:Truth", "1", "Some:Truth cannot be read: it is true or false")]
    [InlineData("Some:Address", "https://", "Some:Address cannot be read: it is an address")]
    [InlineData("Some:List", "canary", "Some:List cannot be read: it is a list")]
    [InlineData("Some:Text:Inner", "canary", "Some:Text cannot be read: it is a text")]
    [InlineData("Some:Inner", "canary", "Some:Inner cannot be read: it is a section")]
    [InlineData("Some:Texts", "canary", "There is no setting Some:Texts")]
    public void What_cannot_be_read_is_told_without_its_value(string name, string value, string says)
    {
        var told = Assert.Throws<InvalidOperationException>(() => Read((name, value)));
        Assert.Contains(says, told.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", told.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_list_that_is_a_text_besides_is_refused() =>
        Assert.Throws<InvalidOperationException>(() => Read(("Some:List", "a"), ("Some:List:0", "b")));

    private static Some Read(string json) => Settings.Of<Some>(new ConfigurationBuilder().AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(json))).Build(), "Some");

    private static Some Read(params (string Name, string Value)[] settings) =>
        Settings.Of<Some>(new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => new KeyValuePair<string, string?>(setting.Name, setting.Value))).Build(), "Some");

    private sealed record Some
    {
        public string Text { get; init; } = "usual";

        public TimeSpan Time { get; init; } = TimeSpan.FromSeconds(2);

        public int Number { get; init; } = 7;

        public bool Truth { get; init; }

        public Uri? Address { get; init; }

        public IReadOnlyList<string> List { get => field ?? ["a", "b"]; init; }

        public Some? Inner { get; init; }
    }
}
