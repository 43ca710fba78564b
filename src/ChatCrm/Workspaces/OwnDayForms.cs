using ChatCrm.Conversation;
using ChatCrm.Storage;
using ChatCrm.Texts;
using ChatCrm.Time;
using ChatCrm.Turns;

namespace ChatCrm.Workspaces;

/// <summary>Many days at once, pasted into a form: the lines of a list (.csv) or what a calendar file (.ics) holds. One wrong line, and none is entered.</summary>
internal static class OwnDayForms
{
    /// <summary>The form, and the button that opens it.</summary>
    public const string Import = "own-day.import", Open = "own-day.paste";

    private const string List = "list", Country = "country";
    private const int MostWrongShown = 5;

    public static Form Empty(Wording words, string id) => new(Import, id, words.Plain("Workspaces.DayImport"), words.Plain("Turns.SaveButton"),
    [
        new TextField(List, words.Plain("Workspaces.DayImportList"), Required: true, Tall: true) { Hint = words.Plain("Workspaces.DayImportHint") },
        new TextField(Country, words.Plain("Workspaces.DayImportCountry")) { Hint = words.Plain("Workspaces.DayImportCountryHint") },
    ]);

    public static async ValueTask<Outcome> Submitted(TurnContext turn)
    {
        var values = turn.Submitted.Values;
        var typed = values.GetValueOrDefault(Country, "").Trim();
        if (typed.Length > 0 && Countries.Read(typed) is null) return Refused(turn, Country, turn.Words.Plain("Workspaces.DayNoCountry", ("typed", typed.Length <= 60 ? typed : typed[..60])));
        var read = ReadDays.Of(values.GetValueOrDefault(List, ""), typed.Length == 0 ? "" : Countries.Read(typed)!.Code, turn.Words);
        if (read.Wrong.Count > 0) return Refused(turn, List, string.Join('\n', read.Wrong.Take(MostWrongShown)));
        if (read.Days.Count == 0) return Refused(turn, List, turn.Words.Plain("Workspaces.DayImportNone"));
        var there = (await turn.Rows.List([OwnDayRows.All], turn.Cancel))[0].Rows.ToDictionary(row => row.Key, StringComparer.Ordinal);
        var changed = OwnDayRows.Changed(read.Days, there);
        if (changed.Count > OwnDayRows.MostAtOnce) return Refused(turn, List, turn.Words.Plain("Workspaces.DayImportMany", ("n", changed.Count), ("most", OwnDayRows.MostAtOnce)));
        if (there.Count + changed.Count(each => each.Before is null) > OwnDayRows.Most) return Refused(turn, List, turn.Words.Plain("Workspaces.DaysFull", ("most", OwnDayRows.Most)));
        return changed.Count == 0 ? new Outcome.Answer(new Card(new Line(turn.Words.Say("Workspaces.Unchanged"), Tone.Warning))) : OwnDayCommands.Import(changed);
    }

    private static Outcome Refused(TurnContext turn, string field, string why) =>
        new Outcome.Answer(new Reply.NotValid(Empty(turn.Words, turn.Submitted.FormId).Refused(turn.Submitted.Values, new Dictionary<string, string> { [field] = why })));
}
