using ChatCrm.Bot.Courier;
using ChatCrm.Bot.Operation;
using ChatCrm.Tests.House;
using ChatCrm.Tests.Slack.Client;
using ChatCrm.Turns;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using NodaTime;

namespace ChatCrm.Tests.Courier;

/// <summary>A process that is stopped while something hangs.</summary>
public class StopTests
{
    private static readonly Duration Waited = Duration.FromTimeSpan(Sends.AfterStop);

    [Fact]
    public async Task A_send_that_hangs_is_written_down_as_perhaps_made_before_the_process_is_ended_by_force()
    {
        await using var stopping = await Stopping.Begin(house => house.Write("samples", new Recipient.ToMember("priya")));

        stopping.Time.Move(Waited);
        await stopping.Delivering;

        Assert.True(Sends.AfterStop < OperationRegistration.ToStop);
        Assert.True(Assert.Single(await stopping.House.Ledger()) is { PossibleRepeat: true, Message: "" });
        Assert.DoesNotContain(await stopping.House.Workspace.Notices(), notice => notice.ClaimedUntil > 0 || notice.Member.Length > 0);
    }

    [Fact]
    public async Task Until_then_it_is_waited_for()
    {
        await using var stopping = await Stopping.Begin(house => house.Write("samples", new Recipient.ToMember("priya")));

        stopping.Time.Move(Waited - Duration.FromSeconds(1));
        stopping.Go.SetResult();
        await stopping.Delivering;

        Assert.False(Assert.Single(await stopping.House.Ledger()).PossibleRepeat);
    }

    [Fact]
    public async Task An_errand_that_hangs_goes_back_to_its_place()
    {
        await using var stopping = await Stopping.Begin(house => house.Put(Chore.Row()));

        stopping.Time.Move(Waited);
        await stopping.Delivering;

        Assert.Single(await stopping.House.Workspace.Notices(), notice => notice is { ClaimedUntil: 0, PossibleRepeat: false });
    }

    /// <summary>A house that was asked to stop while something of it hangs.</summary>
    private sealed record Stopping(CourierHouse House, HandTime Time, TaskCompletionSource Go, Task Delivering) : IAsyncDisposable
    {
        public static async Task<Stopping> Begin(Func<CourierHouse, Task> write)
        {
            var (time, begun, go) = (new HandTime(), new TaskCompletionSource(), new TaskCompletionSource());
            var chore = new Chore(async (scene, _) =>
            {
                begun.TrySetResult();
                await go.Task.WaitAsync(scene.Cancel);
                return ErrandEnd.Nothing;
            });
            var house = await CourierHouse.Open(add: services => services.AddSingleton<TimeProvider>(time).AddSingleton<IErrand>(chore));
            house.Office.Answers = async _ =>
            {
                begun.TrySetResult();
                await go.Task;
                return null;
            };
            await write(house);
            var stop = new CancellationTokenSource();
            var delivering = house.Workspace.Get<Deliveries>().Run(Workspace.Id, () => false, stop.Token);
            await begun.Task;
            // Its loop looks up now and then, by that time too.
            var ticking = Task.Run(async () =>
            {
                while (!delivering.IsCompleted)
                {
                    time.Move(Duration.FromMilliseconds(1));
                    await Task.Delay(5);
                }
            });
            house.Workspace.Get<IHostApplicationLifetime>().StopApplication();
            await stop.CancelAsync();
            return new(house, time, go, Task.WhenAll(delivering, ticking).WaitAsync(TimeSpan.FromSeconds(30)));
        }

        public ValueTask DisposeAsync() => House.DisposeAsync();
    }
}
