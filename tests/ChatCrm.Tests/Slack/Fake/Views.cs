using System.Text.Json.Nodes;

namespace ChatCrm.Tests.Slack.Fake;

/// <summary>Modals and home tabs: opened, pushed, updated, closed. https://docs.slack.dev/surfaces/modals</summary>
internal sealed class Views(World world, Triggers triggers)
{
    private const int Most = 3;

    public View Open(Install install, string? trigger, JsonNode? view)
    {
        var json = Checked(view, "modal");
        var who = triggers.Take(trigger);
        world.Stack(who.Id).Clear();
        return Add(install.On, who, json);
    }

    public View Push(Install install, string? trigger, JsonNode? view)
    {
        var json = Checked(view, "modal");
        var who = triggers.Take(trigger);
        return world.Stack(who.Id).Count == 0 ? throw SlackError.World("not_found") : Add(install.On, who, json);
    }

    public View Update(Install install, string? id, string? externalId, string? hash, JsonNode? view)
    {
        var json = Checked(view, "modal");
        var shown = world.Stacks.Values.SelectMany(stack => stack).FirstOrDefault(shown => shown.On == install.On && (id is null ? shown.Json["external_id"]?.ToString() == externalId : shown.Id == id))
            ?? throw SlackError.World("not_found");
        if (hash is not null && hash != shown.Hash) throw SlackError.World("hash_conflict");
        return Draw(shown, json);
    }

    public View Publish(Install install, Person who, string? hash, JsonNode? view)
    {
        var json = Checked(view, "home");
        if (world.Homes.TryGetValue((who.Id, install.On), out var home) && hash is not null && hash != home.Hash) throw SlackError.World("hash_conflict");
        var id = world.Next("V");
        return Draw(world.Homes[(who.Id, install.On)] = home ?? new View(id, install.On, who.Team, who.Id) { Root = id }, json);
    }

    /// <summary>What the answer to a sent form does: nothing said closes it.</summary>
    public void Answered(View view, string body)
    {
        var stack = world.Stack(view.User);
        if (body.Length == 0)
        {
            stack.Remove(view);
            return;
        }
        world.Emitted.Enqueue(new("ack", body));
        var answer = Read(body);
        switch (answer["response_action"]?.ToString())
        {
            case "errors": view.Errors = Errors(view, answer["errors"] as JsonObject); Shown(view); break;
            case "update": Draw(view, Checked(answer["view"], "modal")); break;
            case "push": Add(view.On, world.Person(view.User), Checked(answer["view"], "modal")); break;
            case "clear": stack.Clear(); break;
            case var action: throw SlackError.Fault("invalid_response_action", $"[ERROR] unknown response_action: {action}");
        }
    }

    private static JsonObject Read(string body)
    {
        try
        {
            return JsonNode.Parse(body) as JsonObject ?? throw SlackError.Fault("invalid_ack", body);
        }
        catch (System.Text.Json.JsonException)
        {
            throw SlackError.Fault("invalid_ack", body);
        }
    }

    private static IReadOnlyDictionary<string, string> Errors(View view, JsonObject? errors)
    {
        if (errors is null || errors.Count == 0) throw SlackError.Fault("invalid_ack", "[ERROR] errors says nothing [json-pointer:/errors]");
        var inputs = view.Inputs.Select(input => input["block_id"]!.ToString()).ToHashSet();
        var unknown = errors.Select(error => error.Key).Except(inputs).ToList();
        if (unknown.Count > 0) throw SlackError.Fault("invalid_ack", [.. unknown.Select(key => $"[ERROR] no input block has this block_id [json-pointer:/errors/{key}]")]);
        return errors.ToDictionary(error => error.Key, error => error.Value!.ToString());
    }

    private View Add(string on, Person who, JsonObject json)
    {
        var stack = world.Stack(who.Id);
        if (stack.Count >= Most) throw SlackError.Fault("push_limit_reached");
        var id = world.Next("V");
        var view = new View(id, on, who.Team, who.Id) { Root = stack.FirstOrDefault()?.Id ?? id, Previous = stack.LastOrDefault()?.Id };
        stack.Add(view);
        return Draw(view, json);
    }

    private View Draw(View view, JsonObject json)
    {
        view.Draw(json, world.Next(world.Seconds + "."), world.Next);
        if (json["type"]!.ToString() == "modal") Shown(view);
        return view;
    }

    private void Shown(View view) => world.Journal.Add(new(Happened.ViewShown, Via.Api, null, view.User));

    private JsonObject Checked(JsonNode? view, string type)
    {
        world.Emitted.Enqueue(new(type, view?.ToJsonString() ?? "null"));
        var errors = Surface.View(view, type);
        return errors.Count == 0 ? (JsonObject)view! : throw SlackError.Fault("invalid_arguments", errors);
    }
}
