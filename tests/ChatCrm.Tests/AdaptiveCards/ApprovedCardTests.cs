using ChatCrm.Tests.Approved;

namespace ChatCrm.Tests.AdaptiveCards;

public class ApprovedCardTests
{
    public static TheoryData<string> Names => [.. Samples.All.Keys];

    [Theory, MemberData(nameof(Names))]
    public void It_is_drawn_as_approved(string name) => Approval.Check($"AdaptiveCards.{name}.json", Drawn.Readable(Samples.All[name]));
}
