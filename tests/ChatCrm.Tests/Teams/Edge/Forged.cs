using System.Text.Json.Nodes;
using ChatCrm.Tests.App;
using ChatCrm.Tests.Teams.Fake;
using ChatCrm.Turns;
using Microsoft.Extensions.DependencyInjection;

namespace ChatCrm.Tests.Teams.Edge;

/// <summary>Data as anybody could send it back, in each of the ways in which it comes.</summary>
internal static class Forged
{
    /// <summary>What Jonas may not see of Mei's customer: of others' he sees name, code, country and owner.</summary>
    public static readonly string[] Private = ["secret" + Twins.OfCompany, "7777001"];

    public static readonly string[] Ids = [Twins.Shared, Twins.OnlyCompany, "acme", $"{Twins.Shared}/99998204588899/x", $"{Twins.Shared}\n{Twins.OnlyCompany}", Twins.OnlyRival, "nobody", "", "../directory", new('x', 5000)];

    /// <summary>The ways in which data comes back.</summary>
    public static readonly string[] Ways = ["execute", "submit", "fetch", "task", "submitAction", "refresh"];

    private static int count;

    public static JsonObject Button(string route, string value, string? drawing = null) => new() { ["button"] = route, ["value"] = value, ["drawing"] = drawing ?? $"forged-{Interlocked.Increment(ref count)}" };

    /// <summary>Sends data back in one of the ways; it must be taken, whatever is in it.</summary>
    public static async Task Taken(EdgeApp app, string user, string? room, string way, JsonObject data, JsonNode? message = null)
    {
        var activity = app.Teams.Message(user, room, "");
        activity.Remove("text");
        activity["value"] = way switch
        {
            "execute" or "refresh" => new JsonObject { ["action"] = new JsonObject { ["type"] = "Action.Execute", ["verb"] = data["button"]?.DeepClone(), ["data"] = data.DeepClone() }, ["trigger"] = way == "refresh" ? "automatic" : "manual" },
            "submitAction" => new JsonObject { ["commandId"] = "log", ["commandContext"] = "compose", ["data"] = data.DeepClone() },
            "submit" => data.DeepClone(),
            _ => new JsonObject { ["data"] = data.DeepClone() },
        };
        if (message is not null) activity["replyToId"] = message.DeepClone();
        if (way != "submit") (activity["type"], activity["name"]) = ("invoke", way switch { "execute" or "refresh" => "adaptiveCard/action", "submitAction" => "composeExtension/submitAction", "fetch" => "task/fetch", _ => "task/submit" });
        var answer = await app.Deliver(activity);
        Assert.True(answer.Status == 200 && (way is "submit" or "task" or "submitAction" || answer.Json is not null), $"{way} of {data.ToJsonString()[..Math.Min(300, data.ToJsonString().Length)]}: {answer.Status} {answer.Body}");
    }

    public static IReadOnlyList<string> Buttons(EdgeApp app) => [.. app.Services.GetRequiredService<Routes>().All.Where(route => route.Kind == RouteKind.Button).Select(route => route.Id).Append("nothing.such")];

    public static IReadOnlyList<string> Forms(EdgeApp app) => [.. app.Services.GetRequiredService<Routes>().All.Where(route => route.Kind == RouteKind.Form).Select(route => route.Id)];

    /// <summary>What the edit form of a customer sends where nothing was typed.</summary>
    public static async Task<JsonObject> FormOf(EdgeApp app, string user, string code)
    {
        var dialog = (await Flows.Edit(app, user, code))!;
        var data = dialog.Typed.Sent(CardTree.Knobs(dialog.Card)[0].Action, dialog.Card)!;
        app.Teams.CloseDialog(user);
        return data;
    }

    /// <summary>A copy with another value under a name.</summary>
    public static JsonObject With(this JsonObject json, string name, JsonNode? value)
    {
        var copy = (JsonObject)json.DeepClone();
        copy[name] = value?.DeepClone();
        return copy;
    }
}
