using ChatCrm.Conversation;
using ChatCrm.Storage;

namespace ChatCrm.Turns;

/// <summary>Carries a typed line through a choice: in the button where it fits, else in a draft row that lives a day.</summary>
public static class Drafts
{
    /// <summary>The button that reads the line on with one more choice made.</summary>
    public const string RunLine = "line.run";

    /// <summary>The choice that names the platform's event of an earlier try of the line: the turn keeps its id.</summary>
    public const string TryAgain = "try";

    /// <summary>The value of a <see cref="RunLine"/> button.</summary>
    /// <param name="keep">Takes the draft row where one is needed.</param>
    public static string Carry(TurnContext turn, string question, string answer, Changes keep)
    {
        var choices = turn.Choices.With(question, answer).ToString();
        var value = $"{choices}\n{turn.Line.Typed}";
        if (value.Length <= Button.LongestValue) return value;
        var id = TurnIds.Minted(turn.Id, 0);
        keep.Raw(new Change.Put(TurnRows.DraftKey(id), new DraftRow { Member = turn.Member.Id, At = turn.Now.ToUnixTimeMilliseconds(), Line = turn.Line.Typed }.Write(TurnJson.Default.DraftRow)));
        return $"{choices}\n\n{id}";
    }

    /// <summary>Where no form can be opened (a mention has no trigger): a card whose one button reads the line again from where one can.</summary>
    public static (Card Card, Changes Keep) FormButton(TurnContext turn)
    {
        var keep = new Changes();
        var label = turn.Words.Plain("Turns.OpenFormButton");
        var button = turn.Turn.What is Input.Pressed pressed && turn.Line.Words.Count == 0
            ? new Button(pressed.Button, label, pressed.Value, Look.Primary)
            : new Button(RunLine, label, Carry(turn, "form", "1", keep), Look.Primary);
        return (new([new Line(turn.Words.Say("Turns.OpenForm"))], [button]), keep);
    }

    /// <summary>A value that carries a line as it is, with no choice made; null where it does not fit.</summary>
    public static string? Carry(string line) => Fitting("\n" + line);

    /// <summary>A value that tries a line again, which must not have its effect twice; null where it does not fit.</summary>
    public static string? Carry(string line, string triedAs) => Fitting($"{LineChoices.None.With(TryAgain, triedAs)}\n{line}");

    private static string? Fitting(string value) => value.Length <= Button.LongestValue ? value : null;

    /// <summary>What a <see cref="RunLine"/> button stands for; null where its draft is gone or is somebody else's.</summary>
    public static async ValueTask<Outcome.ReadAs?> Open(TurnContext turn)
    {
        if (turn.Value.IndexOf('\n') is not (>= 0 and var at)) return null;
        var (choices, line) = (LineChoices.Parse(turn.Value[..at]), turn.Value[(at + 1)..]);
        if (!line.StartsWith('\n')) return new(line, choices);
        if (line[1..] is not { Length: > 0 and <= 40 } id) return null;
        var row = await turn.Rows.Get(TurnRows.DraftKey(id), turn.Cancel);
        var draft = row?.Read(TurnJson.Default.DraftRow);
        return draft is null || draft.Member != turn.Member.Id ? null : new(draft.Line, choices);
    }
}
