using static ChatCrm.Time.Lexicons.DayPart;

namespace ChatCrm.Time.Lexicons;

/// <summary>English dates. Words are written as typed, in lower case; '|' separates synonyms. Neither order of 4/5 goes without saying.</summary>
internal static class English
{
    private static readonly string[] Numbers =
    [
        "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen",
        "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
    ];

    private static readonly (string Name, int Value)[] Tens = [("twenty", 20), ("thirty", 30), ("forty", 40), ("fifty", 50)];

    private static readonly string[] Places =
    [
        "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth",
        "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth", "twenty-first|twenty first", "twenty-second|twenty second", "twenty-third|twenty third",
        "twenty-fourth|twenty fourth", "twenty-fifth|twenty fifth", "twenty-sixth|twenty sixth", "twenty-seventh|twenty seventh", "twenty-eighth|twenty eighth",
        "twenty-ninth|twenty ninth", "thirtieth", "thirty-first|thirty first",
    ];

    public static Lexicon Words { get; } = Repeats(Ends(Weeks(Days(Times(Dates(Amounts(new Lexicon("en"))))))));

    private static Lexicon Days(Lexicon words) => words
        .Add("today|tod", Kind.Day, 0).Add("tomorrow|tmr|tmrw|tomo|tomorow|tommorow|tommorrow", Kind.Day, 1).Add("yesterday|yday", Kind.Day, -1)
        .Add("the day after tomorrow|day after tomorrow|overmorrow|the day after tmr|day after tmr|the day after tmrw|day after tmrw", Kind.Day, 2).Add("the day before yesterday|day before yesterday", Kind.Day, -2)
        .Add("tonight|this evening", Kind.Day, 0, (int)Evening).Add("last night", Kind.Day, -1, (int)Evening)
        .Add("this morning", Kind.Day, 0, (int)Morning).Add("this afternoon", Kind.Day, 0, (int)Afternoon)
        .Add("mon|monday", Kind.Weekday, 1).Add("tue|tues|tuesday", Kind.Weekday, 2).Add("wed|weds|wednesday", Kind.Weekday, 3)
        .Add("thu|thur|thurs|thursday", Kind.Weekday, 4).Add("fri|friday", Kind.Weekday, 5)
        .Add("saturday", Kind.Weekday, 6).Add("sunday", Kind.Weekday, 7)
        .Add("sat", Kind.Weekday, 6, weak: true).Add("sun", Kind.Weekday, 7, weak: true);

    private static Lexicon Weeks(Lexicon words) => words
        .Add("next", Kind.Shift, 1).Add("this|this coming|coming", Kind.Shift, 0).Add("last|past|previous", Kind.Shift, -1)
        .Add("next week|the next week|the following week", Kind.WeekShift, 1).Add("this week", Kind.WeekShift, 0).Add("last week|previous week|the previous week", Kind.WeekShift, -1)
        .Add("the week after next|week after next", Kind.WeekShift, 2)
        .Add("next month|the next month|the following month", Kind.MonthShift, 1).Add("this month", Kind.MonthShift, 0).Add("last month|previous month|the previous month", Kind.MonthShift, -1).Add("after next", Kind.AfterNext)
        .Add("the month after next|month after next", Kind.MonthShift, 2)
        .Add("next year", Kind.YearShift, 1).Add("this year", Kind.YearShift, 0).Add("last year", Kind.YearShift, -1)
        .Add("next business day|next working day|next workday|the next business day|the next working day|the next workday", Kind.Workday, 1)
        .Add("last business day|last working day|last workday|the last business day|the last working day", Kind.Workday, -1);

    private static Lexicon Dates(Lexicon words)
    {
        for (var i = 0; i < Places.Length; i++) words.Add(Places[i], Kind.NthDay, i + 1);
        return Months(words);
    }

    private static Lexicon Months(Lexicon words) => words
        .Add("jan|january", Kind.Month, 1).Add("feb|february", Kind.Month, 2).Add("mar|march", Kind.Month, 3).Add("apr|april", Kind.Month, 4)
        .Add("may", Kind.Month, 5).Add("jun|june", Kind.Month, 6).Add("jul|july", Kind.Month, 7).Add("aug|august", Kind.Month, 8)
        .Add("sep|sept|september", Kind.Month, 9).Add("oct|october", Kind.Month, 10).Add("nov|november", Kind.Month, 11).Add("dec|december", Kind.Month, 12)
        .Add("first|1st", Kind.Place, 1).Add("second|2nd", Kind.Place, 2).Add("third|3rd", Kind.Place, 3).Add("fourth|4th", Kind.Place, 4).Add("fifth|5th", Kind.Place, 5)
        .Add("last", Kind.Place, -1).Add("second to last|second-to-last|second last|next to last|next-to-last", Kind.Place, -2).Add("the month|the current month", Kind.MonthItself)
        .Add("st|nd|rd|th", Kind.Nth).Add("the", Kind.The).Add("of", Kind.Of).Add("on", Kind.On).Add("to", Kind.Until).Add("q", Kind.QuarterMark)
        .Add("beginning of|the beginning of|start of|the start of|early|early in", Kind.Stage, 1).Add("mid|middle of|the middle of", Kind.Stage, 15)
        .Add("by|until|till|no later than|not later than|latest|before", Kind.By).Add("latest|at the latest", Kind.Before);

    private static Lexicon Ends(Lexicon words) => words
        .Add("eod|end of day|end of the day|end of business|close of business|cob|eob", Kind.EndOf, (int)Unit.Day, 0)
        .Add("eow|end of week|end of the week|end of this week", Kind.EndOf, (int)Unit.Week, 0).Add("end of next week", Kind.EndOf, (int)Unit.Week, 1)
        .Add("eom|end of month|end of the month|end of this month|month end", Kind.EndOf, (int)Unit.Month, 0).Add("end of next month", Kind.EndOf, (int)Unit.Month, 1)
        .Add("eoq|end of quarter|end of the quarter|end of this quarter|quarter end", Kind.EndOf, (int)Unit.Quarter, 0).Add("end of next quarter", Kind.EndOf, (int)Unit.Quarter, 1)
        .Add("eoy|end of year|end of the year|end of this year|year end", Kind.EndOf, (int)Unit.Year, 0).Add("end of next year", Kind.EndOf, (int)Unit.Year, 1)
        .Add("end of last week", Kind.EndOf, (int)Unit.Week, -1).Add("end of last month", Kind.EndOf, (int)Unit.Month, -1)
        .Add("end of last quarter", Kind.EndOf, (int)Unit.Quarter, -1).Add("end of last year", Kind.EndOf, (int)Unit.Year, -1)
        .Add("end of|the end of", Kind.Bottom);

    private static Lexicon Times(Lexicon words) => words
        .Add("noon|midday", Kind.Clock, 12 * 60).Add("midnight", Kind.Clock, 24 * 60)
        .Add("am|a.m.|a.m|in the morning", Kind.Meridiem, (int)Morning).Add("pm|p.m.|p.m|in the afternoon", Kind.Meridiem, (int)Afternoon)
        .Add("in the evening|at night", Kind.Meridiem, (int)Evening)
        .Add("morning|in the morning|early|early morning|early in the morning|late morning|mid-morning", Kind.Part, (int)Morning).Add("afternoon|in the afternoon|early afternoon|late afternoon|mid-afternoon|late in the afternoon", Kind.Part, (int)Afternoon)
        .Add("evening|night|in the evening|at night|early evening|late evening|late in the evening", Kind.Part, (int)Evening)
        .Add("o'clock|oclock", Kind.OClock).Add("at|@", Kind.At).Add("around|at around|at about", Kind.Around).Add("t", Kind.TimeMark).Add("half", Kind.Half).Add("quarter|a quarter", Kind.Quarter, 15)
        .Add("past|after", Kind.Past).Add("to", Kind.To)
        .Add("their|theirs|their time|his time|her time|customer's time|customers time|customer time|the customer's time|client's time|local time|their local time|his local time|her local time", Kind.Zone, 0)
        .Add("mine|my time|our time", Kind.Zone, 1).Add("time", Kind.TimeWord)
        .Add("for|remind|cal|every|with|re|about", Kind.Follower)
        .Add("usd|eur|gbp|cny|rmb|jpy|inr|aud|cad|chf|price|total|only|version|ver|no|nr|number|room|page|item|lot|qty|order|sku|po|step|size|model", Kind.Label);

    private static Lexicon Amounts(Lexicon words)
    {
        for (var i = 0; i < Numbers.Length; i++) words.Add(Numbers[i], Kind.Number, i + 1, 0);
        foreach (var (name, value) in Tens)
            for (var i = 0; i < 9; i++) words.Add($"{name}-{Numbers[i]}|{name} {Numbers[i]}", Kind.Number, value + i + 1, 0);
        return words.Add("thirty", Kind.Number, 30, 0).Add("forty", Kind.Number, 40, 0).Add("fifty", Kind.Number, 50, 0)
            .Add("sixty", Kind.Number, 60, 0).Add("ninety", Kind.Number, 90, 0).Add("a couple of|couple of|a couple|couple", Kind.Number, 2, 0)
            .Add("m|min|mins|minute|minutes", Kind.Unit, (int)Unit.Minute).Add("h|hr|hrs|hour|hours", Kind.Unit, (int)Unit.Hour)
            .Add("quarter of an hour|quarters of an hour|quarter hour|quarter-hour", Kind.Unit, (int)Unit.QuarterHour)
            .Add("d|day|days", Kind.Unit, (int)Unit.Day).Add("w|wk|wks|week|weeks", Kind.Unit, (int)Unit.Week)
            .Add("fortnight|fortnights", Kind.Unit, (int)Unit.Fortnight)
            .Add("business day|business days|working day|working days|workday|workdays|bd", Kind.Unit, (int)Unit.BusinessDay)
            .Add("month|months|mo", Kind.Unit, (int)Unit.Month).Add("quarter|quarters", Kind.Unit, (int)Unit.Quarter).Add("year|years|yr|yrs", Kind.Unit, (int)Unit.Year)
            .Add("a|an", Kind.An).Add("and", Kind.And).Add("in", Kind.In).Add("within", Kind.Within).Add("ago|back", Kind.Ago).Add("later|from now|from today", Kind.Later).Add("from|after", Kind.From).Add("before", Kind.Ahead)
            .Add("right now|just now", Kind.Now).Add("now", Kind.Now, weak: true);
    }

    private static Lexicon Repeats(Lexicon words) => words
        .Add("every|each", Kind.Each).Add("other|second", Kind.Other).Add("weekday|weekdays", Kind.Unit, (int)Unit.BusinessDay)
        .Add("daily", Kind.Often, (int)Unit.Day, 1).Add("weekly", Kind.Often, (int)Unit.Week, 1).Add("fortnightly|biweekly|every fortnight", Kind.Often, (int)Unit.Week, 2)
        .Add("monthly", Kind.Often, (int)Unit.Month, 1).Add("quarterly", Kind.Often, (int)Unit.Quarter, 1).Add("half-yearly|half yearly", Kind.Often, (int)Unit.Month, 6)
        .Add("yearly|annually", Kind.Often, (int)Unit.Year, 1)
        .Add("since last contact|since the last contact|after last contact|after the last contact|from last contact|since we last spoke|since last interaction|after last interaction", Kind.LastContact);
}
