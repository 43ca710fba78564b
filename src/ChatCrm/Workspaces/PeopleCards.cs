using ChatCrm.Conversation;
using ChatCrm.Texts;
using ChatCrm.Time;
using ChatCrm.Turns;
using NodaTime;

namespace ChatCrm.Workspaces;

/// <summary>What people see of themselves and, as admins, of each other. Pure.</summary>
public static class PeopleCards
{
    /// <param name="turn">The turn that changed them, for [Undo]; empty where nothing was changed.</param>
    /// <param name="feed">Their calendar address; null where they have none.</param>
    public static Card Settings(Reader reader, Roster roster, Member member, string turn, Instant now, Uri? feed)
    {
        var words = reader.Words;
        var facts = new Facts(
        [
            Fact("Name", Text.Theirs(member.Name)),
            Fact("Role", Text.Join(" · ", Text.Ours(words.Plain($"Workspaces.{member.Role}")), Text.Theirs(member.Team))),
            Fact("ManagedBy", NameOr(words, roster, member.Manager)),
            Fact("Language", LanguageText(words, member)),
            Fact("Zone", ZoneText(words, member.Zone, now)),
            Fact("Hours", HoursText(words, member)),
            Fact("Digest", DigestText(words, member)),
            Fact("Away", AwayText(words, member, now)),
            Fact("Cover", CoverText(words, roster, member)),
            .. member.Calendar ? new[] { Fact("Calendar", words.Say("Workspaces.CalendarOn")) } : [],
            .. feed is null ? Array.Empty<Fact>() : [Fact("FeedFact", Text.Ours(feed.AbsoluteUri))],
        ]);
        Press[] presses =
        [
            .. turn.Length > 0 ? new Press[] { TurnCards.UndoButton(words, turn) } : [],
            new Button(PeopleCommands.Edit, words.Plain("Turns.EditButton")),
            new Button(FeedCommands.Open, words.Plain("Workspaces.FeedFact")),
            Switch(words, ""),
        ];
        return new([new Heading(words.Say("Workspaces.Settings")), facts], presses);

        Fact Fact(string label, Text value) => new(words.Plain($"Workspaces.{label}"), value);
    }

    /// <summary>The settings in one entry, with the button that opens their form.</summary>
    public static Entry InShort(Wording words, Member member, Instant now) => new(
        words.Say("Workspaces.Settings").With(Weight.Strong),
        Text.Join(" · ", LanguageText(words, member), ZoneText(words, member.Zone, now), HoursText(words, member)),
        [new(PeopleCommands.Edit, words.Plain("Turns.EditButton"))]);

    /// <summary>The button to the other language, labelled in that language.</summary>
    /// <param name="drawing">The drawing that it stands on, where that is not the settings card.</param>
    public static Button Switch(Wording words, string drawing)
    {
        var other = Wording.Known.First(language => language != words.Language);
        return new(PeopleCommands.Language, WorkspaceWords.NameOf(other), drawing.Length > 0 ? $"{other}|{drawing}" : other);
    }

    public static Form Form(Wording words, Member member, Roster roster, string id)
    {
        var values = Workspaces.Settings.Of(member, words, roster);
        return new(PeopleCommands.Me, id, words.Plain("Workspaces.EditTitle"), words.Plain("Turns.SaveButton"),
        [
            new ChoiceField(Workspaces.Settings.Language, words.Plain("Workspaces.Language"), [.. Wording.Known.Select(tag => new Choice(WorkspaceWords.NameOf(tag), tag))], values[Workspaces.Settings.Language], Required: true),
            new TextField(Workspaces.Settings.Zone, words.Plain("Workspaces.Zone"), values[Workspaces.Settings.Zone], Required: true) { Hint = words.Plain("Workspaces.ZoneHint") },
            new TextField(Workspaces.Settings.Hours, words.Plain("Workspaces.Hours"), values[Workspaces.Settings.Hours]) { Hint = words.Plain("Workspaces.HoursHint") },
            new TextField(Workspaces.Settings.Digest, words.Plain("Workspaces.Digest"), values[Workspaces.Settings.Digest]) { Hint = words.Plain("Workspaces.DigestHint") },
            new TextField(Workspaces.Settings.Away, words.Plain("Workspaces.Away"), values[Workspaces.Settings.Away]) { Hint = words.Plain("Workspaces.AwayHint") },
            new TextField(Workspaces.Settings.Cover, words.Plain("Workspaces.Cover"), values[Workspaces.Settings.Cover]) { Hint = words.Plain("Workspaces.CoverHint") },
            new ChoiceField(Workspaces.Settings.Calendar, words.Plain("Workspaces.Calendar"),
                [new(words.Plain("Workspaces.CalendarAsked"), Workspaces.Settings.Off), new(words.Plain("Workspaces.CalendarOn"), Workspaces.Settings.On)], values[Workspaces.Settings.Calendar]),
        ])
        { State = FormState.Of(member.Id, values) };
    }

    /// <summary>"Shanghai 16:05": a zone as a choice.</summary>
    public static string ZoneLabel(Wording words, string zone, Instant now) => $"{WhenText.City(words, zone)} {new Dates(words).WeekdayAt(now.InZone(Zones.Rules[zone]).LocalDateTime)}";

    public static Card People(Reader reader, Roster roster, Instant now)
    {
        var words = reader.Words;
        var members = roster.Members.ToList();
        return new(
        [
            new Heading(words.Say("Workspaces.People"), words.Say("Workspaces.PeopleCount", ("n", members.Count))),
            new Entries([.. members.Select(member => new Entry(Who(words, member), Detail(words, roster, member), []))]),
            new Line(words.Say("Workspaces.AdminUsage"), Tone.Quiet),
        ]);
    }

    /// <summary>Somebody as an admin has just made them.</summary>
    public static Card Person(Reader reader, Roster roster, Member member, string turn) => new(
        [
            new Line(reader.Words.Say("Workspaces.PersonNow", ("who", new PersonRun(member.Id, member.Name)), ("role", Text.Ours(reader.Words.Plain($"Workspaces.{member.Role}")))), Tone.Good),
            new Line(Detail(reader.Words, roster, member)),
        ],
        [TurnCards.UndoButton(reader.Words, turn)]);

    private static Text Who(Wording words, Member member) =>
        Text.Join(" · ", Text.Theirs(member.Name, Weight.Strong), Text.Theirs("@" + member.Handle), Text.Ours(words.Plain($"Workspaces.{member.Role}")));

    private static Text Detail(Wording words, Roster roster, Member member) => words.Say("Workspaces.PersonDetail",
        ("team", member.Team.Length > 0 ? Text.Theirs(member.Team) : Text.Ours(words.Plain("Workspaces.None"))),
        ("manager", NameOr(words, roster, member.Manager)),
        ("zone", Text.Ours(WhenText.City(words, member.Zone))));

    private static Text NameOr(Wording words, Roster roster, string id) =>
        id.Length > 0 ? roster.Person(id) : Text.Ours(words.Plain("Workspaces.None"));

    private static Text LanguageText(Wording words, Member member) => member.Language.Length > 0
        ? Text.Ours(WorkspaceWords.NameOf(member.Language))
        : words.Say("Workspaces.LanguageOfRoom", ("language", Text.Ours(WorkspaceWords.NameOf(words.Language))));

    private static Text HoursText(Wording words, Member member) => member.Hours.Length > 0
        ? Text.Theirs(member.Hours)
        : words.Say("Workspaces.HoursUsual", ("hours", Text.Ours(new Dates(words).Hours(WorkingHours.OfMember.From, WorkingHours.OfMember.To))));

    private static Text DigestText(Wording words, Member member) => member.DigestTime is { } time
        ? words.Say("Workspaces.DigestAt", ("time", Text.Ours(new Dates(words).Time(time))))
        : words.Say("Workspaces.DigestNever");

    private static Text AwayText(Wording words, Member member, Instant now)
    {
        var today = now.InZone(Zones.Rules.GetZoneOrNull(member.Zone) ?? DateTimeZone.Utc).Date;
        Text[] coming = [.. member.Away.Where(range => range.Last >= today).Select(range => Range(words, range, today))];
        return coming.Length > 0 ? Text.Join(" · ", coming) : words.Say("Workspaces.AwayNever");
    }

    /// <summary>"Thu 24 Dec – Sat 2 Jan 2027".</summary>
    private static Text Range(Wording words, Absence range, LocalDate today)
    {
        var dates = new Dates(words);
        return Text.Ours(range.From == range.To ? dates.Day(range.First, today) : $"{dates.Day(range.First, today)} – {dates.Day(range.Last, today)}");
    }

    private static Text CoverText(Wording words, Roster roster, Member member) =>
        roster.Find(member.Cover) is { } cover ? new PersonRun(cover.Id, cover.Name) : words.Say("Workspaces.CoverNobody");

    private static Text ZoneText(Wording words, string zone, Instant now)
    {
        var time = new Dates(words).WeekdayAt(now.InZone(Zones.Rules.GetZoneOrNull(zone) ?? DateTimeZone.Utc).LocalDateTime);
        return words.Say("Workspaces.ZoneNow", ("city", Text.Ours(WhenText.City(words, zone))), ("zone", Text.Ours(zone)), ("time", Text.Ours(time)));
    }
}
