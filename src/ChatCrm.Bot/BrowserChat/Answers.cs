using ChatCrm.Conversation;
using NodaTime;

namespace ChatCrm.Bot.BrowserChat;

/// <summary>The product's one entrance: the same turn again joins the one under way or gets the same answer.</summary>
public delegate Task<Reply> AnswerTurn(Turn turn, CancellationToken cancel);

/// <summary>How the product would read a turn's line; it writes nothing.</summary>
public delegate ValueTask<Text> ReadHint(Turn turn, CancellationToken cancel);

/// <summary>Reply -> the room's transcript, or the asking page alone. However often a turn is posted, the room shows its line and its answer once.</summary>
internal sealed partial class Answers(AnswerTurn answer, Transcripts transcripts, Drawing drawing, IClock clock, UnderWay underWay, ILogger<Answers> log)
{
    /// <summary>The turn goes on when the page that posted it has left, and when the process is to stop: its answer is kept in the transcript.</summary>
    public async Task<TurnAnswer> Answer(Heard heard)
    {
        if (heard.Turn.What is Input.Said said) transcripts.Once($"said {heard.Act}", () => transcripts.Add(Line(heard, said.Line)));
        try
        {
            return Tell(heard, await underWay.Track(answer(heard.Turn, default)));
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogFailed(e.GetType().Name, heard.Act);
            throw new NotAnswered();
        }
    }

    private TurnAnswer Tell(Heard heard, Reply reply)
    {
        switch (reply)
        {
            case Reply.Ask(var form): return new(Form: Drawn(form));
            case Reply.NotValid(var form): return new(Form: Drawn(form));
            case Reply.KeepForm(var error, _): return new(Kept: error);
            case Reply.Options(var choices): return new(Options: [.. choices.Select(choice => new ChoiceAnswer(choice.Label, choice.Value))]);
            case Reply.Show(var card, var forTheRoom): Once(heard, () => Add(heard, card, forTheRoom)); break;
            case Reply.Replace(var card): Once(heard, () => Replace(heard, card)); break;
        }
        return new();
    }

    private void Once(Heard heard, Action write) => transcripts.Once($"answered {heard.Act}", write);

    private void Add(Heard heard, Card card, bool forTheRoom) =>
        transcripts.Add(new(heard.ReplyId, heard.Room.Key, null, clock.GetCurrentInstant(), OnlyFor(heard, forTheRoom), card.Plain(), drawing.Of(card)));

    /// <summary>In the pressed card's place, where the person sees that card; else as a new one.</summary>
    private void Replace(Heard heard, Card card)
    {
        var (room, handle) = (heard.Room.Key, heard.Person.Handle);
        var pressed = heard.Turn.What switch { Input.Pressed what => what.Message, Input.Submitted what => what.Message, _ => null };
        if (pressed is not null && transcripts.Find(room, pressed) is { From: null } message && message.SeenBy(handle))
            transcripts.Update(room, pressed, card.Plain(), drawing.Of(card));
        else
            Add(heard, card, forTheRoom: false);
    }

    /// <summary>A typed line is its writer's alone, like a slash command: what is looked up in a shared room is nobody else's business.</summary>
    private Message Line(Heard heard, string line) =>
        new($"u-{heard.Act}", heard.Room.Key, heard.Person.Handle, clock.GetCurrentInstant(), OnlyFor(heard, forTheRoom: false), line);

    private static string? OnlyFor(Heard heard, bool forTheRoom) =>
        forTheRoom || heard.Room.Audience == Audience.Direct ? null : heard.Person.Handle;

    private FormAnswer Drawn(Form form) => new(form.Title, drawing.Of(form), form.Errors);

    [LoggerMessage(LogLevel.Error, "The console's turn {Act} was not answered: {Error}.")]
    private partial void LogFailed(string error, string act);
}

/// <summary>The product failed on a turn; it is told to the page, which keeps what was typed.</summary>
internal sealed class NotAnswered() : Exception("This was not answered. Your text is kept: try again.");
