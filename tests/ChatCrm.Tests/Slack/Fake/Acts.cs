using System.Text.Json;
using System.Text.Json.Nodes;

namespace ChatCrm.Tests.Slack.Fake;

/// <summary>What people do in commands, messages and views. People and channels go by handle, name or id.</summary>
internal sealed partial class FakeSlack
{
    /// <summary>Types a slash command; its HTTP answer is shown to whoever typed it.</summary>
    public async Task<Answer> Command(string user, string channel, string text, string command = "/crm")
    {
        Delivery delivery;
        Uri url;
        Room room;
        lock (World.Gate)
        {
            (var who, room) = (World.Person(user), RoomFor(user, channel));
            url = urls.Give(room, who, null);
            delivery = new(Sort.Command, payloads.Command(InstallIn(room.Team), who, room, command, Typing.Sent(World, text), url));
        }
        var answer = await deliveries.Send(Line, delivery);
        lock (World.Gate) Answered(room, World.Person(user), command, url, answer);
        return answer;
    }

    /// <summary>Presses a button or chooses an entry of a menu, on a message.</summary>
    public Task<Answer> Click(string user, Post post, Knob knob) =>
        Interact(post.Room.Team, install => payloads.Action(install, World.Person(user), post, knob.Action()));

    /// <summary>Presses a button or chooses an entry of a menu, in a modal or a home tab.</summary>
    public Task<Answer> Click(string user, View view, Knob knob) =>
        Interact(World.Person(user).Team, install => payloads.Action(install, World.Person(user), view, knob.Action()));

    public Task<Answer> Click(string user, Post post, string label) => Click(user, post, Knob(post.Blocks, label));

    public Task<Answer> Click(string user, View view, string label) => Click(user, view, Knob(view.Blocks, label));

    /// <summary>Chooses an entry of one menu, by the beginnings of the menu's action_id and of the entry's label.</summary>
    public Task<Answer> Select(string user, Post post, string action, string label) =>
        Click(user, post, Screen.Knobs(post.Blocks).First(knob => knob.Option is not null && knob.Element.Action.StartsWith(action, StringComparison.Ordinal) && knob.Label.StartsWith(label, StringComparison.Ordinal)));

    /// <summary>Types into fields of a view and sends it. Null where Slack itself refuses: a required field is empty.</summary>
    public async Task<Answer?> Submit(string user, View view, IReadOnlyDictionary<string, string> values)
    {
        foreach (var (field, value) in values) await Fill(user, view, field, value);
        lock (World.Gate)
            if (Missing(view)) return null;
        var answer = await Interact(World.Person(user).Team, install => payloads.Submission(install, World.Person(user), view));
        lock (World.Gate) Guarded("view_submission", () =>
        {
            if (answer.Ok) views.Answered(view, answer.Body);
            else Troubled(view);
        });
        return answer;
    }

    /// <summary>Closes the view on top, or with x the whole stack; the service is told of views that want it.</summary>
    public async Task CloseView(string user, bool all = false)
    {
        List<View> closed;
        lock (World.Gate)
        {
            var stack = World.Stack(World.Person(user).Id);
            closed = all ? [.. stack] : [.. stack.TakeLast(1)];
            foreach (var view in closed) stack.Remove(view);
        }
        foreach (var view in closed.Where(view => view.Notifies))
            await Interact(World.Person(user).Team, install => payloads.Closed(install, World.Person(user), view, all));
    }

    /// <summary>Types into an external select: the options that the service offers; none below its min_query_length.</summary>
    public async Task<IReadOnlyList<JsonObject>> Suggest(string user, View view, string field, string typed)
    {
        var element = view.Element(field);
        if (typed.Length < ((int?)element.Json["min_query_length"] ?? 3)) return [];
        Delivery delivery;
        lock (World.Gate) delivery = new(Sort.Options, payloads.Suggestion(InstallIn(World.Person(user).Team), World.Person(user), view, element, typed));
        var answer = await deliveries.Send(Line, delivery);
        if (!answer.Ok) return [];
        World.Emitted.Enqueue(new("options", answer.Body));
        lock (World.Gate)
        {
            IReadOnlyList<JsonObject> options = [];
            Guarded("block_suggestion", () => options = Suggested(answer.Body));
            return options;
        }
    }

    public Task<Answer> GlobalShortcut(string user, string callback) =>
        Interact(World.Person(user).Team, install => payloads.Shortcut(install, World.Person(user), callback));

    public Task<Answer> MessageShortcut(string user, Post post, string callback) =>
        Interact(post.Room.Team, install => payloads.MessageAction(install, World.Person(user), post, callback));

    /// <summary>A post to the service as nobody at Slack would send it. Headers of the same name replace the right ones.</summary>
    public Task<Answer> Send(string path, string body, string mediaType = "application/json", params (string Name, string Value)[] headers)
    {
        var request = line.Request(path, body, mediaType);
        foreach (var (name, value) in headers)
        {
            request.Headers.Remove(name);
            if (value.Length > 0) request.Headers.TryAddWithoutValidation(name, value);
        }
        return line.Send(request, CancellationToken.None);
    }

    private async Task Fill(string user, View view, string field, string value)
    {
        var element = view.Element(field);
        JsonNode? chosen = element.Type switch
        {
            "plain_text_input" => null,
            _ when value.Length == 0 => null,
            "static_select" => Option(BlockText.Options(element.Json), value) ?? throw new InvalidOperationException($"{field} has no choice {value}."),
            "external_select" => Option(await Suggest(user, view, field, value), value) ?? throw new InvalidOperationException($"Nothing is offered for '{value}' in {field}."),
            _ => value == "false" ? null : new JsonArray([.. BlockText.Options(element.Json).Select(option => option.DeepClone())]),
        };
        lock (World.Gate)
        {
            if (element.Type == "plain_text_input") view.Type(element, value);
            else view.Choose(element, chosen);
        }
    }

    /// <summary>An option by its label, else the first whose label begins so, else by its value.</summary>
    private static JsonObject? Option(IEnumerable<JsonObject> options, string shown)
    {
        var all = options.ToList();
        return all.FirstOrDefault(option => BlockText.Plain(option["text"]) == shown) ?? all.FirstOrDefault(option => BlockText.Plain(option["text"]).StartsWith(shown, StringComparison.Ordinal))
            ?? all.FirstOrDefault(option => option["value"]!.ToString() == shown);
    }

    /// <summary>Slack asks for what is required before it tells the service.</summary>
    private bool Missing(View view)
    {
        var missing = view.Inputs.Where(input => (bool?)input["optional"] != true && view.Value(view.Element(input["block_id"]!.ToString())) is null).Select(input => input["block_id"]!.ToString()).ToList();
        if (missing.Count == 0) return false;
        view.Errors = missing.ToDictionary(block => block, _ => "Please complete this required field.");
        World.Journal.Add(new(Happened.ViewShown, Via.Answer, null, view.User));
        return true;
    }

    private void Troubled(View view)
    {
        view.Errors = view.Inputs.Take(1).ToDictionary(input => input["block_id"]!.ToString(), _ => "We had some trouble connecting. Try again?");
        World.Journal.Add(new(Happened.ViewShown, Via.Answer, null, view.User));
    }

    private static IReadOnlyList<JsonObject> Suggested(string body)
    {
        var answer = JsonNode.Parse(body) as JsonObject ?? throw SlackError.Fault("invalid_options");
        var check = new Check();
        if (answer["options"] is null == answer["option_groups"] is null) check.Wrong("must define either options or option_groups", "");
        check.Object(answer, "", "options option_groups");
        foreach (var (option, at) in check.Items(answer, "options", "", 0, 100)) Parts.Option(check, option, at, "external_select");
        Parts.Groups(check, answer, "option_groups", "");
        return check.Errors.Count == 0 ? [.. BlockText.Options(answer)] : throw SlackError.Fault("invalid_options", check.Errors);
    }

    private async Task<Answer> Interact(Team team, Func<Install, JsonObject> payload)
    {
        Delivery delivery;
        lock (World.Gate) delivery = new(Sort.Interaction, payload(InstallIn(team)));
        var answer = await deliveries.Send(Line, delivery);
        if (answer is { Ok: true, Body.Length: > 0 } && delivery.Payload["type"]!.ToString() != "view_submission") World.Fault(SlackError.Fault("invalid_ack", "this is answered with an empty body"), delivery.Payload["type"]!.ToString());
        return answer;
    }

    private void Answered(Room room, Person who, string command, Uri url, Answer answer) => Guarded("command", () =>
    {
        if (!answer.Ok)
        {
            var why = answer.Failure == "http_timeout" ? "operation_timeout" : "dispatch_failed";
            posts.Add(room, new() { ["text"] = $"{command} failed with the error \"{why}\"" }, Via.Slack, who.Id);
        }
        else if (answer.Body.Length > 0)
            urls.Answered(url, answer.MediaType == "application/json" ? JsonNode.Parse(answer.Body) as JsonObject ?? throw SlackError.Fault("invalid_payload") : new() { ["text"] = answer.Body });
    });

    private void Guarded(string where, Action act)
    {
        try
        {
            act();
        }
        catch (SlackError error)
        {
            World.Fault(error, where);
        }
        catch (JsonException)
        {
            World.Fault(SlackError.Fault("invalid_json"), where);
        }
    }

    private static Knob Knob(JsonArray blocks, string label) =>
        Screen.Find(blocks, label) ?? throw new InvalidOperationException($"No button '{label}', but {string.Join(", ", Screen.Knobs(blocks).Select(knob => knob.Label))}.");

    private Install InstallIn(Team team) => Installs.Of(team) ?? throw new InvalidOperationException($"The app is not installed in {team.Id}.");
}
