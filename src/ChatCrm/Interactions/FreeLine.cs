using ChatCrm.Conversation;
using ChatCrm.FollowUps;
using ChatCrm.Time;
using ChatCrm.Turns;

namespace ChatCrm.Interactions;

/// <summary>What a line that follows no form says, and what of it is in doubt.</summary>
/// <param name="Doubts">Why a field of the log form is to be looked at again, by the field's id; empty where it can be saved as it is.</param>
/// <param name="Left">Whether words were left that nothing claimed; they stand in the text.</param>
internal sealed record FreeLog(LogDraft Draft, IReadOnlyDictionary<string, string> Doubts, bool Left);

/// <summary>
/// Makes a record of a free line: each stretch of it gives its fields, and what no field takes is the text, as typed: what it was about, what they said and want,
/// and whatever is left.
/// </summary>
internal sealed class FreeLine
{
    private readonly TurnContext _turn;
    private readonly FreeLineParts _parts;
    private readonly FreeLineClauses _clauses;
    private readonly FreeDateReader _dates;
    private readonly Dictionary<string, string> _doubts = new(StringComparer.Ordinal);
    private readonly List<string> _topics = [], _told = [], _left = [];
    private readonly List<string> _people = [];
    private readonly bool[] _taken;
    private LogDraft _draft = new();

    private FreeLine(TurnContext turn, FreeLineParts parts, IReadOnlyList<string> people, string? theirs)
    {
        (_turn, _parts, _clauses, _dates) = (turn, parts, FreeLineClauses.Of(parts), new(turn, parts.Tokens, theirs));
        _people.AddRange(people);
        _taken = new bool[parts.Tokens.All.Count];
    }

    private FreeLineTokens Tokens => _parts.Tokens;

    /// <summary>Whether a line without a verb of the command's tells of a contact. Reads nothing but the line.</summary>
    public static bool Tells(CommandLine line) => FreeLineParts.Tells(line);

    /// <summary>Whether a line says no more than a verb and words that may be a name: "Met Office".</summary>
    public static bool IsBare(FreeLineParts parts) =>
        !parts.All.Any(part => part is not Part.Said { Meaning.Sense: Sense.Verb or Sense.Name or Sense.Little } || part is Part.Said { Minutes: > 0 }) && parts.Tokens.All.All(token => token.Kind is TokenKind.Word or TokenKind.Han);

    public static FreeLineParts PartsOf(TurnContext turn) => FreeLineParts.Of(turn.Line, turn.Dates(WhenDirection.Past));

    /// <param name="names">Whom it names; nobody where that is not known yet.</param>
    /// <param name="theirs">The customer's zone; null where unknown.</param>
    public static FreeLog Read(TurnContext turn, FreeLineParts parts, FreeNames names, string? theirs) => new FreeLine(turn, parts.With(names.Names), names.People, theirs).Read();

    private FreeLog Read()
    {
        if (_clauses.Verb is { } verb) Verb(verb);
        foreach (var stretch in _clauses.Stretches.Where(stretch => stretch.Anchor is null).OrderBy(stretch => IsOwn(stretch) ? 0 : 1)) Contact(stretch);
        foreach (var stretch in _clauses.Stretches.Where(stretch => stretch.Anchor is not null)) Told(stretch, stretch.Anchor!);
        foreach (var stretch in _clauses.Stretches) Leave(stretch);
        var text = string.Join(" · ", [.. _topics, .. _told, .. _left, .. Tokens.Rest.Length > 0 ? [Tokens.Rest] : Array.Empty<string>()]);
        return new(_draft with { Text = text, With = [.. _people] }, _doubts, _left.Count > 0 || Tokens.Rest.Length > 0);
    }

    /// <summary>The verb stands in its clause.</summary>
    private bool IsOwn(Stretch stretch) => _clauses.Verb is { } verb && _clauses.Of(verb).Clause == stretch.Clause;

    private void Verb(Part.Said verb)
    {
        var meaning = verb.Meaning;
        _draft = _draft with { Kind = meaning.Kind, Direction = meaning.Way, Minutes = verb.Minutes };
        Outcome(meaning.Outcome);
        if (!meaning.Kept) Take(verb.From, verb.To);
        if (IsUnsure(verb)) _doubts[LogForm.Kind] = _turn.Words.Plain("Interactions.PerhapsNot");
    }

    /// <summary>It may not have happened, or have been something else too: "not called yet", "called?", "called and visited".</summary>
    private bool IsUnsure(Part.Said verb)
    {
        var own = _clauses.Of(verb);
        var clause = _parts.All.OfType<Part.Said>().Where(part => _clauses.Of(part) is var there && there.Clause == own.Clause).ToList();
        return clause.Any(part => part.To <= verb.From && part.Meaning.Sense is Sense.Not or Sense.Unless or Sense.Wish)
            || clause.Any(part => part != verb && part.Meaning.Sense == Sense.Verb && part.Meaning.Kind != verb.Meaning.Kind && _clauses.Of(part).Anchor is null)
            || _clauses.Asks(own.Clause);
    }

    /// <summary>The contact itself: who, how long, when.</summary>
    private void Contact(Stretch stretch)
    {
        foreach (var part in _clauses.In(stretch)) Contact(stretch, part);
        foreach (var (from, to) in FreePeople.Of(_parts, stretch))
        {
            _people.Add(Tokens.Typed(from, to));
            // With the 的 in front.
            Take(from > stretch.From && _parts.PartAt(from - 1) is Part.Said { Meaning.Sense: Sense.Name } ? from - 1 : from, to);
        }
    }

    private void Contact(Stretch stretch, Part part)
    {
        switch (part)
        {
            case Part.Named: Take(part.From, part.To); break;
            case Part.Lasted lasted when _draft.Minutes == 0 && (IsOwn(stretch) || _clauses.IsOfContact(stretch, part)): Lasted(lasted); break;
            case Part.Dated dated when IsOwn(stretch) || !_clauses.Denies(stretch.Clause): Date(stretch, dated, IsOwn(stretch)); break;
            case Part.Dated when _draft.When is null && _clauses.IsDenialAlone(stretch.Clause): _doubts[LogForm.Kind] = _turn.Words.Plain("Interactions.PerhapsNot"); break;
            case Part.Said { Meaning.Sense: Sense.Way } said when _draft.Direction == Direction.Unknown:
                _draft = _draft with { Direction = said.Meaning.Way };
                Take(part.From, part.To);
                break;
            case Part.Said { Meaning.Sense: Sense.Verb } said when said != _clauses.Verb: Again(said); break;
        }
    }

    /// <summary>The same contact, told in other words: "called Maria, no answer", 见了Maria，聊了一小时.</summary>
    private void Again(Part.Said said)
    {
        if (_draft.Minutes == 0) _draft = _draft with { Minutes = said.Minutes };
        if (said.Meaning.Kind != _draft.Kind) return;
        Outcome(said.Meaning.Outcome);
        if (_draft.Direction == Direction.Unknown) _draft = _draft with { Direction = said.Meaning.Way };
        if (!said.Meaning.Kept) Take(said.From, said.To);
    }

    private void Lasted(Part.Lasted lasted)
    {
        _draft = _draft with { Minutes = lasted.Minutes };
        Take(lasted.From, lasted.To);
    }

    /// <summary>A date beside the verb is when it was; one until when something is to be is a next step; any other is when it was only if it can be nothing else, and nothing else is told there.</summary>
    /// <param name="beside">Whether it stands beside the verb.</param>
    private void Date(Stretch stretch, Part.Dated date, bool beside)
    {
        var (past, ahead) = (_dates.Past(date), _dates.Future(date));
        if (_dates.IsDeadline(date) && ahead is Exact or Assumed) Until(stretch, date, IsOwn(stretch));
        else if (beside)
        {
            // "Called Maria not today".
            if (date.From > 0 && _parts.PartAt(date.From - 1) is Part.Said { Meaning.Sense: Sense.Not }) _doubts[LogForm.Kind] = _turn.Words.Plain("Interactions.PerhapsNot");
            Happened(date, past);
        }
        else if (ahead is Refused && past is Exact or Assumed) { if (_draft.When is null && _clauses.IsOfContact(stretch, date)) Happened(date, past); }
        else if (_draft.Next is null && ahead is not Refused && (past is Refused || _draft.When is not null)) Perhaps(LogForm.Next, date);
        else if (_draft.When is null && _draft.Next is null) Perhaps(LogForm.When, date);
    }

    private void Happened(Part.Dated date, Reading past)
    {
        if (_draft.When is not null) { _doubts.TryAdd(LogForm.When, _turn.Words.Plain("Interactions.TwoDates")); return; }
        _draft = _draft with { When = past, WhenTyped = Tokens.Typed(date.From, date.To) };
        Take(date.From, date.To);
        if (past is Ambiguous or Refused) _doubts[LogForm.When] = _dates.Doubt(past)!;
    }

    private void Until(Stretch stretch, Part.Dated date, bool own)
    {
        if (own) { Perhaps(LogForm.Next, date); return; }
        Next(stretch, date, null);
        Take(stretch.From, stretch.To);
    }

    /// <summary>A date that may be meant so: the form asks.</summary>
    private void Perhaps(string field, Part.Dated date)
    {
        _doubts[field] = _turn.Words.Plain("Interactions.PerhapsThen", ("date", Tokens.Typed(date.From, date.To)));
        if (field == LogForm.When) _draft = _draft with { WhenTyped = Tokens.Typed(date.From, date.To) };
        else if (_draft.Next is null) _draft = _draft with { Next = _dates.Step(date) with { Text = "" } };
    }

    /// <summary>What is told of the contact: what it was about, what they want, what comes next.</summary>
    private void Told(Stretch stretch, Part.Said anchor)
    {
        if (stretch.IsDenied) { Denied(stretch); return; }
        if (stretch.Denial is null && !_clauses.Asks(stretch.Clause)) Outcome(anchor.Meaning.Outcome);
        var dates = _clauses.In(stretch).OfType<Part.Dated>().ToList();
        if (anchor.Meaning.Sense == Sense.Topic) Topic(stretch, anchor);
        else if (anchor.Meaning.Sense == Sense.Next) Follow(stretch, anchor, dates.FirstOrDefault());
        else if (anchor.Meaning.Sense == Sense.Plan && dates.Count > 0) Follow(stretch, null, dates[0]);
        else Words(stretch, anchor, dates);
    }

    /// <summary>What is not so is no outcome and no step; all that its clause says beside the contact is kept as typed.</summary>
    private void Denied(Stretch stretch)
    {
        var from = stretch.From;
        while (from > 0 && !_taken[from - 1] && Tokens.All[from - 1].Kind is TokenKind.Word or TokenKind.Han or TokenKind.Sign or TokenKind.Mark) from--;
        Tell(_told, _parts.Trimmed(from, stretch.To));
        Take(from, stretch.To);
    }

    private void Topic(Stretch stretch, Part.Said anchor)
    {
        var to = stretch.To;
        foreach (var part in _clauses.In(stretch).Reverse())
        {
            if (!_parts.IsLittle(part.To, to)) break;
            if (part is Part.Lasted lasted && _draft.Minutes == 0) Lasted(lasted);
            else if (part is Part.Dated date && _draft.When is null && _dates.Past(date) is Exact or Assumed && _dates.Future(date) is Refused) Happened(date, _dates.Past(date));
            else
            {
                // "re delivery on Monday" may say either.
                if (part is Part.Dated doubtful && _dates.Future(doubtful) is not Refused && _draft.Next is null) Date(stretch, doubtful, beside: false);
                break;
            }
            to = part.From;
        }
        Tell(_topics, _parts.Trimmed(anchor.To, to));
        Take(stretch.From, to);
    }

    /// <summary>A step that is asked for: with no date the form asks for it.</summary>
    private void Follow(Stretch stretch, Part.Said? anchor, Part.Dated? date)
    {
        if (_draft.Next is not null) { Leave(stretch); return; }
        Next(stretch, date, anchor);
        Take(stretch.From, stretch.To);
    }

    /// <summary>What they said or want stays in the text as typed; a wish with a date is a next step too.</summary>
    private void Words(Stretch stretch, Part.Said anchor, List<Part.Dated> dates)
    {
        Tell(_told, (stretch.From, stretch.To));
        Take(stretch.From, stretch.To);
        if (dates.Count == 0 || _draft.Next is not null) return;
        var (past, ahead) = (_dates.Past(dates[0]), _dates.Future(dates[0]));
        if (ahead is Refused { Obstacle: Obstacle.AlreadyPast })
        {
            if (_draft.When is null && past is Exact or Assumed) Since(stretch, anchor, dates[0], past);
        }
        else if (anchor.Meaning.Sense == Sense.Wish && !FreeDateReader.IsFar(ahead)) Next(stretch, dates[0], anchor);
        else if (_dates.IsDeadline(dates[0])) Perhaps(LogForm.Next, dates[0]);
    }

    /// <summary>A past date in what they said is when that was, unless it is all that is said; beside the verb it may be either.</summary>
    private void Since(Stretch stretch, Part.Said anchor, Part.Dated date, Reading past)
    {
        if (_parts.IsLittle(Math.Min(anchor.To, date.From), date.From) && _parts.IsLittle(Math.Max(anchor.To, date.To), stretch.To)) _draft = _draft with { When = past, WhenTyped = Tokens.Typed(date.From, date.To) };
        else if (IsOwn(stretch)) Perhaps(LogForm.When, date);
    }

    /// <summary>The next step of a stretch: the date, and the words without it and without the phrase that says so.</summary>
    private void Next(Stretch stretch, Part.Dated? date, Part.Said? phrase)
    {
        var step = date is null ? new FollowDraft(0) { Line = _turn.Line.Typed } : _dates.Step(date);
        var (dated, behind) = date is null ? (stretch.From, stretch.From) : (date.From, Math.Max(date.To, Tokens.From(step.End, date.From)));
        var (said, after) = phrase is null ? (dated, dated) : (phrase.From, phrase.To);
        var (first, second) = said <= dated ? ((said, after), (dated, behind)) : ((dated, behind), (said, after));
        string[] texts = [Step(stretch.From, first.Item1), Step(first.Item2, second.Item1), Step(Math.Max(first.Item2, second.Item2), stretch.To)];
        var text = string.Join(' ', texts.Where(part => part.Length > 0));
        if (text.Length == 0 && phrase is null) text = Wished();
        _draft = _draft with { Next = step with { Text = step.Text.Length > 0 ? step.Text : text } };
        if (_dates.Doubt(step) is { } doubt) _doubts[LogForm.Next] = doubt;
    }

    /// <summary>What they want, where another stretch says until when: 她要报价单，周五前.</summary>
    private string Wished() => _clauses.Stretches.FirstOrDefault(stretch => stretch is { Anchor.Meaning.Sense: Sense.Wish, IsDenied: false } && !_clauses.In(stretch).OfType<Part.Dated>().Any()) is { Anchor: { } anchor } wish ? Step(anchor.To, wish.To) : "";

    private string Step(int from, int to)
    {
        (from, to) = _parts.Trimmed(from, to);
        return Tokens.Said(from, to);
    }

    private void Outcome(string outcome)
    {
        if (_draft.Outcome.Length == 0) _draft = _draft with { Outcome = outcome };
    }

    private void Tell(List<string> to, (int From, int To) pieces)
    {
        if (Tokens.Said(pieces.From, pieces.To) is { Length: > 0 } text) to.Add(text);
    }

    private void Take(int from, int to) => _taken.AsSpan(from, Math.Max(0, to - from)).Fill(true);

    /// <summary>What nothing took is kept as typed; words that only held the others together are not.</summary>
    private void Leave(Stretch stretch)
    {
        for (var from = stretch.From; from < stretch.To; from++)
        {
            if (_taken[from]) continue;
            if (Quoted(from)) continue;
            var to = from + 1;
            while (to < stretch.To && !_taken[to] && Tokens.All[to].Kind is not (TokenKind.Quote or TokenKind.Outcome)) to++;
            if (!_parts.IsLittle(from, to)) Tell(_left, _parts.Trimmed(from, to));
            Take(from, to);
        }
    }

    /// <summary>A quotation is the text that was given, <c>=ok</c> the outcome.</summary>
    private bool Quoted(int at)
    {
        var token = Tokens.All[at];
        if (token.Kind is not (TokenKind.Quote or TokenKind.Outcome)) return false;
        if (token.Kind == TokenKind.Outcome && _draft.Outcome.Length == 0 && LogForm.Outcomes.Contains(token.Text)) Outcome(token.Text);
        else (token.Kind == TokenKind.Quote ? _told : _left).Add(token.Kind == TokenKind.Quote ? token.Text : Tokens.Typed(at, at + 1));
        Take(at, at + 1);
        return true;
    }
}
