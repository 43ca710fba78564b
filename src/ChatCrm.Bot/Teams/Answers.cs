using ChatCrm.Bot.Teams.Places;
using ChatCrm.Conversation;

namespace ChatCrm.Bot.Teams;

/// <summary>
/// Has a turn answered within the time that Teams waits: with the answer, or with the words that it follows; what is late is brought to its end. A message
/// that Teams sends again is answered once.
/// </summary>
internal sealed partial class Answers(Reception reception, Placing placing, Messages messages, Posts posts, UnderWay underWay, TeamsOptions options, TimeProvider time, ILogger<Answers> log)
{
    /// <summary>Clients give an invoke up after three to five seconds; a message is sent again after fifteen.</summary>
    private static readonly TimeSpan Brink = TimeSpan.FromSeconds(2.7), MessageBrink = TimeSpan.FromSeconds(8);

    private const int MostMessages = 50_000;

    /// <summary>Kept in memory: after a restart the product answers again from what it wrote down, with the same effect.</summary>
    private readonly Once<(string Tenant, string Id), Lazy<Task<ReadOnlyMemory<byte>>>> _messages = new(MostMessages);

    /// <returns>The body to answer with.</returns>
    public async ValueTask<ReadOnlyMemory<byte>> Answer(Heard heard)
    {
        if (!IsMessage(heard)) return await Now(heard);
        // Who sends it again hears no sooner than the first time that it is taken.
        return await _messages.Of((heard.From.Tenant, heard.Id), _ => new(() => Now(heard).AsTask())).Value;
    }

    private async ValueTask<ReadOnlyMemory<byte>> Now(Heard heard)
    {
        var began = time.GetTimestamp();
        var act = new Act(heard);
        var turn = reception.Answer(act);
        if (!turn.IsCompleted)
        {
            var task = underWay.Track(turn.AsTask());
            if (!await InTime(act, task, began)) return Still(act, task);
            turn = new(task);
        }
        var placed = underWay.Track(Place(act, await turn));
        if (await underWay.Within(placed, (IsMessage(heard) ? MessageBrink : Brink) - time.GetElapsedTime(began))) return await placed;
        // It stands where it stands; only the response is given without it.
        act.IsLate = true;
        return placing.Still(act);
    }

    private async ValueTask<bool> InTime(Act act, Task turn, long began)
    {
        if (IsMessage(act.Heard) && options.TypingAfter < options.Patience && !await underWay.Within(turn, options.TypingAfter - time.GetElapsedTime(began))) _ = underWay.Track(Typing(act));
        return await underWay.Within(turn, options.Patience - time.GetElapsedTime(began));
    }

    private async Task<bool> Typing(Act act)
    {
        await posts.Typing(act.From.Chat, default);
        return true;
    }

    private ReadOnlyMemory<byte> Still(Act act, Task<Answered> turn)
    {
        act.Wait.Tell();
        var still = placing.Still(act);
        act.IsLate = true;
        _ = underWay.Track(Late(act, turn));
        return still;
    }

    private async Task<ReadOnlyMemory<byte>> Late(Act act, Task<Answered> turn)
    {
        await messages.TellStill(act);
        var placed = await Place(act, await turn);
        await messages.TakeStillBack(act);
        return placed;
    }

    /// <summary>What is saved stays saved where it cannot be shown: an error here must not look like one of the turn.</summary>
    private async Task<ReadOnlyMemory<byte>> Place(Act act, Answered answered)
    {
        try
        {
            return await placing.Place(act, answered);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            LogFailure(log, answered.Reply.GetType().Name, failure.GetType().Name, (failure.StackTrace ?? "").ReplaceLineEndings(" "));
            return placing.Still(act);
        }
    }

    private static bool IsMessage(Heard heard) => heard.Via is Via.Message or Via.Submit;

    [LoggerMessage(LogLevel.Error, "An answer of the kind {Kind} could not be placed: {Failure} at {Where}")]
    private static partial void LogFailure(ILogger log, string kind, string failure, string where);
}
