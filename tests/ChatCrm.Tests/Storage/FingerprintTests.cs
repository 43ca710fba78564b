using ChatCrm.Storage;

namespace ChatCrm.Tests.Storage;

public class FingerprintTests
{
    /// <summary>They are parts of stored keys. The values were computed by another program from the description: SHA-256 over UTF-16, the length in front of each part.</summary>
    [Theory]
    [InlineData("9q89d2yfq0z07a6xj19q", "event", "slack:T1/U1", "42.1")]
    [InlineData("nkecbmq5030dte54rpfb", "a", "bc")]
    [InlineData("hwvs8vm9qhg87afb2bqz", "ab", "c")]
    [InlineData("5e4v2m9rz3x48rzhks5h", "华为 😀", "")]
    public void A_fingerprint_stays_what_it_was(string expected, params string[] parts) => Assert.Equal(expected, Fingerprint.Of(parts));

    [Fact]
    public void Half_a_surrogate_pair_is_read_as_the_replacement_character() => Assert.Equal(Fingerprint.Of("\uFFFD"), Fingerprint.Of("\uD83D"));
}
