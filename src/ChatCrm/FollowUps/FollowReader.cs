using ChatCrm.Conversation;
using ChatCrm.Time;
using ChatCrm.Turns;
using ChatCrm.Workspaces;

namespace ChatCrm.FollowUps;

/// <summary>One pass over a line: each step takes a part, or (where the line is all ours) a word that is none.</summary>
internal sealed class FollowReader(TurnContext turn, CommandLine line, string? theirs, bool toEnd)
{
    /// <summary>Behind so many words that mean nothing, the rest is no list of parts any more: it is prose, and is kept as such.</summary>
    private const int MostLoose = 120;

    private readonly List<(int Start, int End)> _loose = [];
    private int _steps;
    private FollowDraft _draft = new(0);
    private int _at;

    /// <summary>True inside a run of Chinese that means nothing: only what stands out by itself begins there.</summary>
    private bool _inRun;

    public FollowDraft Read(int from)
    {
        _at = from;
        while (Next() is { } word && (Part(word) || (toEnd && Loose(word)))) { }
        var loose = string.Join(' ', _loose.Select(part => line.Slice(part.Start, part.End)));
        var draft = _draft.Text.Length == 0 && loose.Length > 0 ? _draft with { Text = loose, Loose = true } : _draft with { Unread = loose };
        return Chosen(Dated(Given(draft)) with { End = _at, Line = line.Typed });
    }

    /// <summary>The next word, or what is left of one of which a part was taken.</summary>
    private (WordKind Kind, string Text, int Start, int End, string Quoted)? Next()
    {
        while (line.From(_at) is { } word)
        {
            var start = Math.Max(_at, word.Start);
            if (word.Kind == WordKind.Quoted) return (word.Kind, "", start, word.End, word.Text);
            if (line.Line[start] is not (',' or ';' or '.')) return (word.Kind, line.Line[start..word.End], start, word.End, "");
            _at = start + 1;
        }
        return null;
    }

    private bool Part((WordKind Kind, string Text, int Start, int End, string Quoted) word) => word.Kind switch
    {
        WordKind.Quoted => _draft.Text.Length == 0 && Take(_draft with { Text = word.Quoted }, word.End),
        _ => For(word.Start, word.Text) || Remind(word.Start, word.Text) || AtOpening(word.Start) || (!_inRun && (Calendar(word.Start, word.Text) || Every(word.Start, word.Text))) || Date(word.Start),
    };

    private bool Take(FollowDraft draft, int end)
    {
        (_draft, _at, _inRun) = (draft, end, false);
        return true;
    }

    private bool Date(int at)
    {
        if (_draft.When is not null || When.At(line.Line, at, FollowLine.Context(turn, theirs)) is not { } match) return false;
        return Take(_draft with { When = match.Reading, HasTime = match.HasTime, Typed = line.Slice(at, at + match.Length) }, at + match.Length);
    }

    private bool For(int at, string text)
    {
        if (_draft.Person.Length > 0 || Behind(FollowWords.For, at, text, '@') is not { } start) return false;
        if (Mentioned(start, target => turn.Roster.Find(target) ?? turn.Roster.WithIdentity(target)) is var (token, member))
            return Take(_draft with { Person = token, People = [member] }, start + token.Length);
        foreach (var name in Names(start + 1))
            if (turn.Roster.Named(name) is { Count: > 0 } people) return Take(_draft with { Person = name, People = people }, start + 1 + name.Length);
        var unknown = Names(start + 1).Last();
        return Take(_draft with { Person = unknown }, start + 1 + unknown.Length);
    }

    private bool Remind(int at, string text)
    {
        if (_draft.Room.Length > 0 || Behind(FollowWords.Remind, at, text, '#') is not { } start) return false;
        var (name, end) = Mentioned(start, target => target) is var (token, room) ? (room, start + token.Length) : (Names(start + 1).Last(), start + 1 + Names(start + 1).Last().Length);
        return Take(_draft with { Room = name, RemindTyped = line.Slice(at, end) }, end);
    }

    /// <summary><c>cal</c>, and right behind it <c>online</c> and <c>invite</c> with addresses, in either order.</summary>
    private bool Calendar(int at, string text)
    {
        if (_draft.Calendar || FollowWords.At(FollowWords.Calendar, text) is not { } length) return false;
        Take(_draft with { Calendar = true }, at + length);
        while (Next() is { Kind: WordKind.Plain } word && (Online(word.Start, word.Text) || Invited(word.Start, word.Text))) { }
        return true;
    }

    private bool Online(int at, string text) =>
        !_draft.Online && FollowWords.At(FollowWords.Online, text) is { } length && Take(_draft with { Online = true }, at + length);

    /// <summary>The word means nothing without an address behind it.</summary>
    private bool Invited(int at, string text)
    {
        if (_draft.Invited.Length > 0 || FollowWords.At(FollowWords.Invite, text) is not { } length) return false;
        var (before, behind) = (_draft, _at);
        Take(_draft, at + length);
        while (Next() is { Kind: WordKind.Plain } word && Invitation.Read(word.Text.TrimEnd('.')) is { Length: > 0 } addresses && Invitation.Read($"{_draft.Invited} {addresses}") is { } all)
            Take(_draft with { Invited = all }, word.End);
        return _draft.Invited.Length > 0 || (Take(before, behind) && false);
    }

    /// <summary>Tomorrow when they open: on a clock that must be known.</summary>
    private bool AtOpening(int at)
    {
        if (_draft.AtOpening || FollowWords.PhraseAt(FollowWords.Opening, line.Line, at) is not { } length) return false;
        return Take(theirs is null ? _draft with { When = new Refused(Obstacle.TheirZoneUnknown), Typed = line.Slice(at, at + length) } : _draft with { AtOpening = true }, at + length);
    }

    /// <summary>Every 30d names no date; every tue 3pm names one, from which it is counted.</summary>
    private bool Every(int at, string text)
    {
        if (_draft.Every.Length > 0 || FollowWords.At(FollowWords.Every, text) is not { } length) return false;
        var end = Time.Every.At(line.Line, at) is { } match ? at + match.Length : at + length;
        var date = When.At(line.Line, at + length, FollowLine.Context(turn, theirs));
        // The date that it names has a time perhaps, and is the first; a length of time is none.
        if (end > at + length && (date is null || at + length + date.Length < end)) return Take(_draft with { Every = line.Slice(at, end) }, end);
        Take(_draft, at + length);
        if (!Next().HasValue) return Take(_draft with { Every = line.Slice(at, _at) }, _at);
        var period = Next()!.Value;
        // Where the first date is said already, one that stands here is but how it repeats: "… every tue 3pm".
        if (!Date(period.Start)) Take(_draft, date is null ? period.End : at + length + date.Length);
        return Take(_draft with { Every = line.Slice(at, _at) }, _at);
    }

    /// <summary>Latin words are skipped whole; Chinese goes on without blanks, so the next part may begin at any character.</summary>
    private bool Loose((WordKind Kind, string Text, int Start, int End, string Quoted) word)
    {
        var chinese = word.Kind != WordKind.Quoted && word.Text is [> '\u2E80', ..];
        var end = ++_steps > MostLoose ? line.Line.Length : chinese ? word.Start + (char.IsHighSurrogate(word.Text[0]) && word.Text.Length > 1 ? 2 : 1) : word.End;
        if (_loose.Count > 0 && _loose[^1].End == word.Start) _loose[^1] = (_loose[^1].Start, end);
        else _loose.Add((word.Start, end));
        (_at, _inRun) = (end, chinese && end < word.End);
        return true;
    }

    /// <summary>Where the sign is that must follow a word; null where the word or the sign is not there.</summary>
    private int? Behind(IReadOnlyList<string> words, int at, string text, char sign)
    {
        if (FollowWords.At(words, text) is not { } length) return null;
        var start = at + length;
        while (start < line.Line.Length && line.Line[start] == ' ') start++;
        return start + 1 < line.Line.Length && line.Line[start] == sign && line.Line[start + 1] != ' ' ? start : null;
    }

    /// <summary>What the platform resolved at an offset.</summary>
    private (string Token, T Target)? Mentioned<T>(int at, Func<string, T?> find) where T : class
    {
        if (turn.Turn.What is not Input.Said said || said.Line != line.Typed) return null;
        foreach (var mention in said.Mentions)
            if (mention.Token.Length > 0 && string.CompareOrdinal(line.Typed, at, mention.Token, 0, mention.Token.Length) == 0 && find(mention.Target) is { } target) return (mention.Token, target);
        return null;
    }

    /// <summary>The name at an offset: up to a blank or a sign, and up to where Latin letters end, because Chinese goes on without a blank.</summary>
    private IEnumerable<string> Names(int at)
    {
        var end = at;
        while (end < line.Line.Length && line.Line[end] is not (' ' or '@' or '#' or ',' or ';' or '"' or '“')) end++;
        yield return line.Typed[at..end];
        var latin = at;
        while (latin < end && line.Line[latin] < '\u2E80') latin++;
        if (latin > at && latin < end) yield return line.Typed[at..latin];
    }

    /// <summary>A repetition or an opening alone says when, too: so long from today, or the next opening.</summary>
    private FollowDraft Dated(FollowDraft draft)
    {
        if (draft.When is not null) return draft;
        if (draft.AtOpening) return draft with { When = new Exact(PlannedTime.At(turn.Now, theirs!)) };
        if (Repeating.Of(draft.Every) is not { } every) return draft;
        return draft with { When = FollowLine.First(turn, draft, every, turn.Now), EveryAlone = true };
    }

    /// <summary>Whom the person chose on a card about this line goes before whom the line names.</summary>
    private FollowDraft Given(FollowDraft draft) =>
        turn.Choices[FollowLine.ForQuestion] is { } id && turn.Roster.Find(id) is { } member ? draft with { Person = member.Handle, People = [member] } : draft;

    /// <summary>So does the time that they chose, before what the repetition says, too.</summary>
    private FollowDraft Chosen(FollowDraft draft)
    {
        if (turn.Choices[FollowLine.WhenQuestion] is not { } carried || WhenText.Chosen(carried) is not { } time) return draft;
        draft = draft with { HasTime = true, EveryAlone = false };
        return draft with { When = PlanRead.MayBe(time, turn.Now) ? new Exact(time with { Typed = draft.Typed }) : new Refused(Obstacle.AlreadyPast) };
    }
}
