namespace ChatCrm.Tests.HouseRules;

public class PlaceholderTests
{
    [Fact]
    public void One() => Assert.True(true);
}
