using ChatCrm.Bot.Teams;
using ChatCrm.Bot.Storage;
using ChatCrm.Conversation;
using ChatCrm.Storage;
using ChatCrm.Texts;
using ChatCrm.Tests.House;
using ChatCrm.Tests.HouseRules.Reading;
using ChatCrm.Turns;
using ChatCrm.Workspaces;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;

namespace ChatCrm.Tests.HouseRules;

/// <summary>Whatever a card can carry leads somewhere: the ids are read from the compiled code, the table is the product's own.</summary>
public class RoutesTests
{
    private static readonly Routes Table = Build();

    private static readonly IReadOnlyList<Call> Made = [.. Calls.In(Compiled.Product)];

    [Fact]
    public void B2_a_route_cannot_leave_its_permission_out() =>
        Assert.False(typeof(Route).GetConstructors().Single(made => made.GetParameters().Length > 1).GetParameters().Single(parameter => parameter.ParameterType == typeof(Permission)).IsOptional);

    [Fact]
    public void B2_a_route_with_no_known_permission_does_not_start() =>
        Assert.Throws<InvalidOperationException>(() => new Routes([new Stray(new(RouteKind.Button, "stray.act", (Permission)99, _ => default))]));

    [Fact]
    public void B2_only_what_comes_due_acts_as_the_service() =>
        Offenders.None(Table.All.Where(route => route.Kind == RouteKind.Wake != (route.Permission == Permission.Service)).Select(route => $"{route.Kind} {route.Id}"));

    [Fact]
    public void Every_button_that_a_card_carries_is_routed() => Offenders.None(Unrouted(nameof(Button), 0, RouteKind.Button));

    [Fact]
    public void Every_form_is_routed() => Offenders.None(Unrouted(nameof(Form), 0, RouteKind.Form));

    [Fact]
    public void Every_field_that_searches_is_routed() => Offenders.None(Unrouted(nameof(LookupField), 2, RouteKind.Lookup));

    // A client without type-ahead looks for the record in a step of its own; afterwards another process has the form drawn again by sending it without the field.
    [Fact]
    public void Every_field_that_searches_is_required() => Offenders.None(
        from call in New(nameof(LookupField))
        where !call.Arguments[5].SetEquals([1])
        select call.From.Where());

    [Fact]
    public async Task A_form_without_what_it_searches_for_is_asked_again_and_never_saved()
    {
        await using var workspace = await Workspace.Open();
        var asking = New(nameof(LookupField)).Select(call => call.From).ToHashSet();
        var forms = New(nameof(Form)).Where(call => asking.Contains(call.From)).SelectMany(call => call.Strings(0)).Distinct().ToList();
        Assert.Equal(3, forms.Count);
        foreach (var form in forms)
        {
            var answer = await workspace.Send(workspace.Mei, new Input.Submitted(form, $"f-{form}", "", new Dictionary<string, string>()));
            Assert.Contains(Assert.IsType<Reply.NotValid>(answer).Form.Fields, field => field is LookupField { Required: true });
        }
    }

    [Fact]
    public void Every_outcome_and_notice_has_its_drawing() => Offenders.None(
        from call in New("Change", "Outcome").Concat(New(nameof(Notice)))
        from id in call.Strings(0)
        where id != Drawer.Refresh && Table.Drawing(id) is null
        select $"{id} in {call.From.Where()}");

    [Fact]
    public void Every_route_of_a_button_or_form_is_led_to() => Offenders.None(
        from route in Table.All
        where route.Kind is RouteKind.Button or RouteKind.Form or RouteKind.Lookup
        // A channel's own search asks for it.
        where route.Id != ExtensionLines.Codes
        where !Table.Drawings.Any(drawing => drawing.Edit == route.Id)
            && !Made.Any(call => call.To.Name == ".ctor" && call.To.DeclaringType.Name is not (nameof(Route) or nameof(Drawing)) && call.Arguments.Any(argument => argument.Contains(route.Id)))
        select $"{route.Kind} {route.Id}");

    [Fact]
    public void What_edits_a_drawing_is_a_button_of_the_table() => Offenders.None(
        from drawing in Table.Drawings
        where drawing.Edit is { } edit && Table.Find(RouteKind.Button, edit) is null
        select drawing.Id);

    [Fact]
    public void Ids_are_words_with_a_dot() => Offenders.None(
        from id in Table.All.Where(route => route.Kind is not (RouteKind.Verb or RouteKind.Wake or RouteKind.Event)).Select(route => route.Id).Concat(Table.Drawings.Select(drawing => drawing.Id))
        where id.Split('.').Length != 2 || !id.All(c => c is '.' or '-' || char.IsAsciiLetterLower(c))
        select id);

    [Fact]
    public void Every_verb_has_words_in_every_language_and_no_word_is_two_verbs() => Offenders.None(
        from word in
            from route in Table.All
            where route.Kind == RouteKind.Verb && route.Id != Routes.LookUp
            from language in Wording.Known
            let wording = Wording.In(language)
            from word in wording.Has($"Verbs.{route.Id}") ? wording.Plain($"Verbs.{route.Id}").Split(',', StringSplitOptions.TrimEntries) : [""]
            select (route.Id, Word: word.ToLowerInvariant())
        group word.Id by word.Word into verbs
        where verbs.Key.Length == 0 || verbs.Distinct().Count() > 1
        select $"'{verbs.Key}': {string.Join(", ", verbs)}");

    [Fact]
    public void Ids_are_seen_through_branches_and_closures() => Assert.Equal(
        ["planted.closure", "planted.far", "planted.near"],
        Calls.In(Compiled.Tests).Where(call => call.From.DeclaringType.Outermost().Name == nameof(PlantedIds) && call.To.DeclaringType.Name == nameof(Button))
            .SelectMany(call => call.Strings(0)).Order(StringComparer.Ordinal));

    private static IEnumerable<string> Unrouted(string made, int argument, RouteKind kind) =>
        from call in New(made)
        from id in call.Strings(argument)
        where Table.Find(kind, id) is null
        select $"{id} in {call.From.Where()}";

    private static IEnumerable<Call> New(string type, string holder = "") => Made.Where(call =>
        call.To.Name == ".ctor" && call.To.DeclaringType.Name == type && call.To.Parameters.Count > 1 && (call.To.DeclaringType.DeclaringType?.Name ?? "") == holder);

    private static Routes Build()
    {
        var services = new ServiceCollection();
        services.AddSingleton<IRowStore, MemoryRowStore>().AddSingleton<IClock>(new FakeClock()).AddSingleton(typeof(ILogger<>), typeof(NullLogger<>)).AddChatCrm();
        return services.BuildServiceProvider().GetRequiredService<Routes>();
    }

    private sealed class Stray(Route route) : ICapability
    {
        public IEnumerable<Route> Routes => [route];

        public IEnumerable<Drawing> Drawings => [];
    }
}

/// <summary>Ids as they must be found.</summary>
internal static class PlantedIds
{
    public static Button Branch(bool near, string label) => new(near ? "planted.near" : "planted.far", label.Length > 3 ? label : label + "…", near ? "" : label);

    public static Func<string, Button> Closure(string value) => label => new("planted.closure", label, value);
}
