using ChatCrm.Bot.Slack;
using ChatCrm.Bot.Slack.Install;
using ChatCrm.Conversation;
using ChatCrm.Tests.Slack.Fake;
using Microsoft.Extensions.DependencyInjection;
using Via = ChatCrm.Bot.Slack.Via;

namespace ChatCrm.Tests.Slack.Edge;

/// <summary>An answer that was ready a moment after its acknowledgement had gone without it.</summary>
public class AfterwardsTests
{
    public static TheoryData<Input, bool> Inputs => new()
    {
        { new Input.Said("help"), true },
        { new Input.Pressed("help", "", "d1"), true },
        { new Input.Submitted("people.me", "f1", "", new Dictionary<string, string>()), false },
        { new Input.LookedUp("customer", "acme"), false },
    };

    /// <summary>What answers a form or a search means nothing outside the acknowledgement.</summary>
    [Theory]
    [MemberData(nameof(Inputs))]
    public async Task A_message_is_sent_after_it_and_nothing_else(Input what, bool sent)
    {
        await using var app = await EdgeApp.Start();
        await app.Slack.Command("mei", "sales", "help");
        var (respond, before) = (app.Recorder.Last.Fields["response_url"], app.Slack.Messages("mei", "sales").Count);
        var on = await app.Services.GetRequiredService<Installations>().Of(Company.Team.Id, TestContext.Current.CancellationToken);
        var act = new Act(new(on!, "t1", Company.IdOf("mei"), what, new(Via.Command, Company.RoomIdOf("sales")) { ResponseUrl = respond }));

        Assert.Equal(sent, await app.Services.GetRequiredService<Placing>().Afterwards(act, """{"response_type":"ephemeral","text":"after all"}"""u8.ToArray()));

        Assert.Equal(before + (sent ? 1 : 0), app.Slack.Messages("mei", "sales").Count);
    }
}
