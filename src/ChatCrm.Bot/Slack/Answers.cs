using ChatCrm.Bot.Slack.Places;
using ChatCrm.Conversation;
using ChatCrm.Turns;

namespace ChatCrm.Bot.Slack;

/// <summary>
/// Has a turn answered within Slack's three seconds: with the answer, or with the words that it follows; what is late is brought to its end. An event
/// that Slack sends again is answered once.
/// https://docs.slack.dev/interactivity/handling-user-interaction#acknowledgment_response
/// </summary>
internal sealed partial class Answers(Reception reception, Routes routes, Placing placing, Windows windows, UnderWay underWay, SlackOptions options, TimeProvider time, ILogger<Answers> log)
{
    /// <summary>Slack counts from when it sent: the way here and back takes some of the three seconds.</summary>
    private static readonly TimeSpan Brink = TimeSpan.FromSeconds(2.7);

    /// <summary>A window opens within three seconds too; a light one goes first while there is time.</summary>
    private const double LightAfter = 0.6;

    private const int MostEvents = 50_000;

    /// <summary>Kept in memory: after a restart the product answers again from what it wrote down, with the same effect.</summary>
    private readonly Once<(string Install, string Event), byte> _events = new(MostEvents);

    /// <returns>The JSON to acknowledge with; empty for a plain acknowledgement.</returns>
    public async ValueTask<ReadOnlyMemory<byte>> Answer(Heard heard, CancellationToken cancel)
    {
        if (heard.IsEvent && !_events.Take((heard.On.On, heard.Id), 0)) return default;
        var began = time.GetTimestamp();
        var act = new Act(heard);
        var turn = reception.Answer(act);
        if (!turn.IsCompleted)
        {
            var task = underWay.Track(turn.AsTask());
            if (!await InTime(act, task, began)) return Still(act, task);
            turn = new(task);
        }
        var placed = Place(act, await turn);
        return placed.IsCompleted ? await placed : await Placed(act, underWay.Track(placed.AsTask()), began);
    }

    /// <summary>True where a turn has its answer while there is time; where the answer is a form and takes longer, a light window opens for it.</summary>
    private async ValueTask<bool> InTime(Act act, Task<Answered> turn, long began)
    {
        if (Asks(act.Heard) && !await underWay.Within(turn, (options.Patience * LightAfter) - time.GetElapsedTime(began))) act.Window = underWay.Track(windows.Light(act));
        return await underWay.Within(turn, options.Patience - time.GetElapsedTime(began));
    }

    private ReadOnlyMemory<byte> Still(Act act, Task<Answered> turn)
    {
        act.Wait.Tell();
        act.IsLate = true;
        _ = underWay.Track(Late(act, turn));
        return placing.Still(act);
    }

    private async ValueTask<ReadOnlyMemory<byte>> Placed(Act act, Task<ReadOnlyMemory<byte>> placed, long began)
    {
        if (await underWay.Within(placed, Brink - time.GetElapsedTime(began))) return await placed;
        act.IsLate = true;
        _ = underWay.Track(Afterwards(act, placed));
        return default;
    }

    /// <summary>Placing took too long: what it would have put into the acknowledgement goes after it.</summary>
    private async Task<bool> Afterwards(Act act, Task<ReadOnlyMemory<byte>> placed) => await placing.Afterwards(act, await placed);

    private async Task<ReadOnlyMemory<byte>> Late(Act act, Task<Answered> turn)
    {
        await placing.TellStill(act);
        return await Place(act, await turn);
    }

    /// <summary>What is saved stays saved where it cannot be shown: an error here must not look like one of the turn.</summary>
    private async ValueTask<ReadOnlyMemory<byte>> Place(Act act, Answered answered)
    {
        try
        {
            return await placing.Place(act, answered);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            LogFailure(log, answered.Reply.GetType().Name, failure.GetType().Name, (failure.StackTrace ?? "").ReplaceLineEndings(" "));
            return default;
        }
    }

    /// <summary>Whatever stands in Slack's menus asks too.</summary>
    private bool Asks(Heard heard) => heard.Trigger.Length > 0 && (routes.Asks(heard.What) || (heard.What is Input.Said && heard.From.Via is Via.Shortcut or Via.Message));

    [LoggerMessage(LogLevel.Error, "An answer of the kind {Kind} could not be placed: {Failure} at {Where}")]
    private static partial void LogFailure(ILogger log, string kind, string failure, string where);
}
