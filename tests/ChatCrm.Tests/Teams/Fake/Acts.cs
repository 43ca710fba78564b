using System.Text.Json.Nodes;

namespace ChatCrm.Tests.Teams.Fake;

/// <summary>What people do in messages and cards. People and conversations go by handle, name or id.</summary>
internal sealed partial class FakeTeams
{
    private readonly Dictionary<(string Person, string Post), Typed> typed = [];

    /// <summary>Writes a message: in a room with the bot mentioned, in the direct chat without, where nothing else is said; in a channel in the thread of that message, or as a new one.</summary>
    public Task<Answer> Write(string user, string? room, string text, Post? thread = null, bool? mentions = null)
    {
        JsonObject activity;
        lock (World.Gate)
        {
            var (who, where) = (World.Person(user), RoomFor(user, room));
            activity = activities.Message(who, Type(who, where, text, thread), text, mentions ?? where.Kind != RoomKind.Personal);
        }
        return Tell(activity);
    }

    /// <summary>Presses a button of a card: an Action.Execute as such, or where <paramref name="bySubmit"/> as its Action.Submit; one that asks for a dialog does. Null where the client itself refuses.</summary>
    public async Task<Answer?> Press(string user, Post post, Knob knob, bool bySubmit = false)
    {
        Delivery? delivery;
        lock (World.Gate) delivery = knob switch
        {
            { OpensDialog: true } => Fetch(World.Person(user), post, knob),
            { Executes: true } when !bySubmit || knob.Fallback is null => Execute(World.Person(user), post, knob.Action, "manual"),
            _ => Submit(World.Person(user), post, knob.Executes ? knob.Fallback! : knob.Action),
        };
        return delivery is null ? null : await deliveries.Send(delivery);
    }

    public Task<Answer?> Press(string user, Post post, string label, bool bySubmit = false) =>
        Press(user, post, CardTree.Find(post.CardFor(World.Person(user)), label) ?? throw new InvalidOperationException($"No button '{label}' in\n{Shown(user, post)}"), bySubmit);

    /// <summary>A card that has a refresh comes into view: for whom it lists, the client asks for their own card. Null where it does not.</summary>
    public async Task<Answer?> See(string user, Post post)
    {
        Delivery? delivery;
        lock (World.Gate)
        {
            var who = World.Person(user);
            delivery = post.CardFor(who)?["refresh"] is JsonObject { } refresh && (refresh["userIds"] as JsonArray ?? []).Any(id => (string?)id == who.Mri) && refresh["action"] is JsonObject action
                ? Execute(who, post, action, "automatic")
                : null;
        }
        return delivery is null ? null : await deliveries.Send(delivery);
    }

    /// <summary>Types into an input of a card that stands in a chat.</summary>
    public void Fill(string user, Post post, string field, string value)
    {
        lock (World.Gate) TypedIn(World.Person(user), post).Values[field] = value;
    }

    /// <summary>What somebody typed into a card.</summary>
    public Typed TypedIn(Person person, Post post) => typed.TryGetValue((person.Id, post.Id), out var known) ? known : typed[(person.Id, post.Id)] = new();

    /// <summary>Presses a dialog's button. Null where the client itself refuses: something required is empty.</summary>
    public async Task<Answer?> Submit(string user, Dialog dialog, string? label = null)
    {
        Delivery? delivery = null;
        lock (World.Gate)
        {
            var who = World.Person(user);
            var knob = label is null ? CardTree.Knobs(dialog.Card)[0] : CardTree.Find(dialog.Card, label)!;
            if (dialog.Typed.Sent(knob.Action, dialog.Card) is { } data) delivery = new(Submitted(who, dialog, data), answer => answers.Asked(answer, who, dialog.Room, dialog.Post, dialog.Command, mayBeEmpty: true));
            else World.Journal.Add(new(Happened.DialogShown, null, who.Id));
        }
        return delivery is null ? null : await deliveries.Send(delivery);
    }

    /// <summary>Closes a dialog: the service is told nothing.</summary>
    public void CloseDialog(string user)
    {
        lock (World.Gate) World.Dialogs.Remove(World.Person(user).Id);
    }

    /// <summary>Types into a field that searches (Data.Query): the choices that the service offers.</summary>
    public async Task<IReadOnlyList<(string Title, string Value)>> Search(string user, Room room, string? root, string dataset, string query)
    {
        IReadOnlyList<(string, string)> options = [];
        Delivery delivery;
        lock (World.Gate)
        {
            var value = new JsonObject { ["queryText"] = query, ["queryOptions"] = new JsonObject { ["skip"] = 0, ["top"] = 15 }, ["dataset"] = dataset };
            delivery = new(activities.Invoke(World.Person(user), room, root, "application/search", value), answer => options = answers.Options(answer));
        }
        await deliveries.Send(delivery);
        return options;
    }

    public Task<Answer> React(string user, Post post, string reaction)
    {
        JsonObject activity;
        lock (World.Gate) activity = activities.Reaction(World.Person(user), post, reaction);
        return Tell(activity);
    }

    /// <summary>Delivers any activity.</summary>
    public Task<Answer> Tell(JsonObject activity) => deliveries.Send(new(activity, answer =>
    {
        if ((string?)activity["type"] != "invoke" && answer is { Ok: true, Body.Length: > 0 }) World.Fault(ConnectorError.Fault("nobody reads the body of this answer"), (string)activity["type"]!);
    }));

    /// <summary>An invoke of any name: what came back.</summary>
    public Task<Answer> Invoke(string user, string? room, string name, JsonNode value)
    {
        JsonObject activity;
        lock (World.Gate) activity = activities.Invoke(World.Person(user), RoomFor(user, room), null, name, value);
        return deliveries.Send(new(activity, _ => { }));
    }

    /// <summary>A post to the service as Teams would not send it; without an authorization none is sent.</summary>
    public Task<Answer> Send(string body, string? authorization, string mediaType = "application/json; charset=utf-8") => deliveries.Post(body, authorization, CancellationToken.None, mediaType);

    /// <summary>A good authorization for a conversation, changed as a test says.</summary>
    public string Bearer(Room room, Func<Claims, Claims>? change = null) => $"Bearer {Issuer.Sign((change ?? (claims => claims))(Issuer.For(World.ServiceUrl(room))))}";

    /// <summary>A message's activity that is not sent.</summary>
    public JsonObject Message(string user, string? room, string text)
    {
        lock (World.Gate)
        {
            var (who, where) = (World.Person(user), RoomFor(user, room));
            return activities.Message(who, Type(who, where, text, null), text, where.Kind != RoomKind.Personal);
        }
    }

    private Post Type(Person who, Room room, string text, Post? thread)
    {
        var id = World.NextId();
        var post = new Post { Id = id, Room = room, Author = who.Id, Root = room.IsChannel ? thread?.Root ?? id : null };
        post.Show(new() { ["text"] = text });
        World.Posts.Add(post);
        World.Journal.Add(new(Happened.Posted, post));
        return post;
    }

    private Delivery? Execute(Person who, Post post, JsonObject action, string trigger)
    {
        var own = TypedIn(who, post);
        if ((trigger == "manual" ? own.Sent(action, post.CardFor(who)!) : action["data"]?.DeepClone() as JsonObject ?? []) is not { } data) return Incomplete(who, post);
        var said = new JsonObject { ["type"] = "Action.Execute", ["verb"] = action["verb"]?.DeepClone(), ["data"] = data };
        if (action["title"] is { } title) said["title"] = title.DeepClone();
        var value = new JsonObject { ["action"] = said, ["trigger"] = trigger };
        return new(activities.Invoke(who, post.Room, post.Root, "adaptiveCard/action", value, post.Id), answer => answers.Executed(answer, who, post, own));
    }

    private Delivery? Submit(Person who, Post post, JsonObject action) => TypedIn(who, post).Sent(action, post.CardFor(who)!) is { } data
        ? new(activities.Submitted(who, post, data), _ => { })
        : Incomplete(who, post);

    private Delivery? Fetch(Person who, Post post, Knob knob) => TypedIn(who, post).Sent(knob.Action, post.CardFor(who)!) is { } data
        ? new(activities.Invoke(who, post.Room, post.Root, "task/fetch", new JsonObject { ["data"] = data, ["context"] = Theme() }, post.Id), answer => answers.Asked(answer, who, post.Room, post, null, mayBeEmpty: false))
        : Incomplete(who, post);

    private Delivery? Incomplete(Person who, Post post)
    {
        World.Journal.Add(new(Happened.Replaced, post, who.Id));
        return null;
    }

    /// <summary>A card's dialog submits a task, the message extension's what its command began with.</summary>
    private JsonObject Submitted(Person who, Dialog dialog, JsonObject data)
    {
        var value = dialog.Command?.DeepClone() as JsonObject ?? new() { ["context"] = Theme() };
        value["data"] = data;
        return activities.Invoke(who, dialog.Room, dialog.Post?.Root, dialog.Command is null ? "task/submit" : "composeExtension/submitAction", value);
    }

    private static JsonObject Theme() => new() { ["theme"] = "default" };
}
