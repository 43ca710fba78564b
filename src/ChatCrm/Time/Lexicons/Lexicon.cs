namespace ChatCrm.Time.Lexicons;

/// <summary>What kind of thing a word stands for. Patterns are written over these, so a language joins by its words alone.</summary>
internal enum Kind
{
    /// <summary>An amount, an hour, a day of a month; Second is its number of digits, 0 when written in words.</summary>
    Number,

    /// <summary>A year of four digits.</summary>
    Year,
    Colon, Dot, Slash, Dash, Comma,

    /// <summary>Value: 0 opens, 1 closes.</summary>
    Bracket,

    /// <summary>Value: days from today; Second: the <see cref="DayPart"/> that comes with it.</summary>
    Day,

    /// <summary>Value: 1 Monday to 7 Sunday; Second: weeks from this one. A word that has other everyday meanings is Weak.</summary>
    Weekday,

    /// <summary>Next, this, last before a weekday; Value: weeks.</summary>
    Shift,

    /// <summary>Value: weeks, months from this one.</summary>
    WeekShift, MonthShift,

    /// <summary>Value: 1 to 12.</summary>
    Month,

    /// <summary>Value: years from this one.</summary>
    YearShift,

    /// <summary>Value: a <see cref="Unit"/>; Second: how many of them from now (0 this one).</summary>
    EndOf,

    /// <summary>The beginning or middle of a month; Value: its day.</summary>
    Stage,

    /// <summary>The first, the second … of a month's days; Value: 1 to 5, -1 the last, -2 the one before it; Second 1: not in front of a weekday.</summary>
    Place,

    /// <summary>A day of a month in words: "the twenty-first"; Value: 1 to 31.</summary>
    NthDay,

    /// <summary>Behind a weekday: not the next one but the one a week later.</summary>
    AfterNext,

    /// <summary>In front of a time that is none to the minute: "around 3pm".</summary>
    Around,

    /// <summary>"a week from Friday", "two days before Friday".</summary>
    From, Ahead,

    /// <summary>"the month", of which a day is named: this one.</summary>
    MonthItself,

    /// <summary>The next working day, the last one; Value: working days from today.</summary>
    Workday,

    /// <summary>Value: a <see cref="Unit"/>.</summary>
    Unit,

    /// <summary>Value: a <see cref="DayPart"/>; Second 1: may stand alone; Weak: stands in front of an hour, or ends the date.</summary>
    Part,

    /// <summary>Behind an hour; Value: a <see cref="DayPart"/>.</summary>
    Meridiem,

    /// <summary>Behind an hour, as 点 and 点钟; Value 1: means nothing but the hour.</summary>
    HourMark,

    /// <summary>Between a date and its time as computers write them: 2026-12-03T15:00.</summary>
    TimeMark,

    /// <summary>Value: minutes of the day.</summary>
    Clock,

    /// <summary>Value: minutes past the hour.</summary>
    Quarter,

    /// <summary>Value: 0 theirs, 1 mine.</summary>
    Zone,

    /// <summary>A word that follows a date in a command, so that a bare number before it is an hour.</summary>
    Follower,

    /// <summary>A thing that is counted or named by what looks like a date in front of it: "3号样品", "早上好".</summary>
    Thing,

    /// <summary>A word in front of a number that is no hour: "USD 3.30", "room 9".</summary>
    Label,

    /// <summary>A repetition in one word ("monthly"); Value: a <see cref="Unit"/>; Second: how many of them.</summary>
    Often,

    /// <summary>"every", "other" as in "every other week", "since last contact".</summary>
    Each, Other, LastContact,
    Now, In, Within, Later, Ago, By, Before, On, At, The, Of, An, And, Half, Past, To, Nth, Ordinal, OClock, YearMark, MonthMark, DayMark, QuarterMark,
    Bottom, Measure, TimeWord, Until,
}

/// <summary>A stretch of time that people count in.</summary>
internal enum Unit { Minute, QuarterHour, Hour, Day, BusinessDay, Week, Fortnight, Month, Quarter, Year }

/// <summary>A part of a day that people name.</summary>
internal enum DayPart { Dawn, Morning, Noon, Afternoon, Dusk, Evening }

/// <summary>One meaning of a word. A weak one counts only where what follows confirms it.</summary>
internal readonly record struct Sign(Kind Kind, int Value = 0, int? Second = null, bool Weak = false);

/// <summary>
/// The words of one language and what they mean. Another language is a file like English.cs that says which words are which kind, and its name in <see cref="All"/>;
/// no pattern, rule or reader names a language. A way to say dates that no pattern has yet ("halb vier") is one more pattern in Grammar. Traditional forms, accents and
/// widths are Fold's, numerals are Numerals', cities and countries lie in Data.
/// </summary>
/// <param name="language">The tag with which the languages of people begin who write so: "zh".</param>
/// <param name="monthFirst">Whether 4/5 is the 5th of April; null where the language does not settle it, so that it is asked.</param>
internal sealed class Lexicon(string language, bool? monthFirst = null)
{
    private readonly List<(string Language, bool? MonthFirst)> orders = [(language, monthFirst)];
    private readonly Dictionary<string, List<Sign>> meanings = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> longest = new(StringComparer.Ordinal);

    /// <summary>Every language's words together: languages may mix in one line.</summary>
    public static Lexicon All { get; } = Of(English.Words, Chinese.Words);

    /// <summary>The words of several languages together.</summary>
    public static Lexicon Of(params ReadOnlySpan<Lexicon> lexicons)
    {
        var all = new Lexicon("");
        foreach (var lexicon in lexicons)
        {
            all.orders.InsertRange(0, lexicon.orders);
            foreach (var (word, signs) in lexicon.meanings) all.Meaning(word).AddRange(signs);
        }
        return all;
    }

    /// <summary>Whether whoever speaks a language writes the month of 4/5 first; null where that must be asked.</summary>
    public bool? MonthFirst(string language) => orders.Find(order => language.StartsWith(order.Language, StringComparison.OrdinalIgnoreCase)).MonthFirst;

    /// <summary>What a folded phrase means; empty when it means nothing.</summary>
    public IReadOnlyList<Sign> Of(string phrase) => meanings.TryGetValue(phrase, out var signs) ? signs : [];

    /// <summary>The folded phrases that mean just that.</summary>
    public IEnumerable<string> Phrases(Kind kind, int value) => meanings.Where(word => word.Value.Exists(sign => sign.Kind == kind && sign.Value == value)).Select(word => word.Key);

    /// <summary>The most tokens that a phrase beginning with this token has; 0 when none begins with it.</summary>
    public int LongestFrom(string token) => longest.GetValueOrDefault(token);

    /// <summary>Adds one meaning to words that '|' separates.</summary>
    public Lexicon Add(string words, Kind kind, int value = 0, int? second = null, bool weak = false)
    {
        foreach (var word in words.Split('|')) Meaning(word).Add(new(kind, value, second, weak));
        return this;
    }

    private List<Sign> Meaning(string word)
    {
        var key = Fold.Key(word);
        if (meanings.TryGetValue(key, out var known)) return known;
        var tokens = Tokens.Of(key);
        var first = key[tokens[0].Start..tokens[0].End];
        longest[first] = Math.Max(LongestFrom(first), tokens.Count);
        return meanings[key] = [];
    }
}
