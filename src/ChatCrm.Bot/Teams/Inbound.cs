using System.Text.Json;
using ChatCrm.Bot.AdaptiveCards;
using ChatCrm.Bot.Teams.Connector;
using ChatCrm.Bot.Teams.Places;
using ChatCrm.Bot.Teams.Tokens;
using ChatCrm.Conversation;
using NodaTime;
using NodaTime.Text;

namespace ChatCrm.Bot.Teams;

/// <summary>An HTTP answer: an empty body says that it was taken.</summary>
internal readonly record struct HttpAnswer(int Status, ReadOnlyMemory<byte> Body)
{
    public static readonly HttpAnswer Taken = new(StatusCodes.Status200OK, default), Refused = new(StatusCodes.Status403Forbidden, default), Unknown = new(StatusCodes.Status501NotImplemented, default);
}

/// <summary>
/// What Teams sends -> what a person did: the closed list of what can arrive. An activity is read at once and not kept.
/// https://learn.microsoft.com/microsoft-365/agents-sdk/activity-protocol
/// </summary>
internal sealed class Inbound(Answers answers, Arrivals arrivals, ServiceHosts hosts, ExtensionLines extension)
{
    /// <summary>The button that shows a posted card to whoever presses it, drawn for them.</summary>
    public const string ShowToMe = "message.show";

    /// <summary>Several times what Teams makes.</summary>
    private const int LongestId = 200;

    /// <param name="caller">Who sent it, by its token; null where a client on this computer needs none.</param>
    public async Task<HttpAnswer> Take(JsonElement activity, Caller? caller, CancellationToken cancel)
    {
        if (activity.ValueKind != JsonValueKind.Object) throw new NotUnderstoodException();
        if (Whence(activity, caller) is not { } from) return HttpAnswer.Refused;
        return activity.Text("type") switch
        {
            "message" => Message(activity, from) is { } heard ? new(StatusCodes.Status200OK, await answers.Answer(heard)) : HttpAnswer.Taken,
            "invoke" => await Invoke(activity, from, cancel),
            "installationUpdate" or "conversationUpdate" => await arrivals.Take(activity, from, Time(activity), cancel),
            _ => HttpAnswer.Taken,
        };
    }

    /// <summary>Where it comes from; null where body and token do not agree, or the body does not agree with itself.</summary>
    private Whence? Whence(JsonElement activity, Caller? caller)
    {
        var url = activity.Text("serviceUrl");
        if (activity.Text("channelId") != "msteams" || hosts.Read(url) is not { } service) return null;
        if (caller is not null && !caller.Service.AsSpan().TrimEnd('/').SequenceEqual(url.AsSpan().TrimEnd('/'))) return null;
        var (chat, sender, data) = (activity.Part("conversation"), activity.Part("from"), activity.Part("channelData"));
        var (conversation, root) = Chat.Split(chat.Text("id"));
        var (account, mri) = (sender.Text("aadObjectId"), sender.Text("id"));
        if (Tenant([data.Text("tenant", "id"), chat.Text("tenantId"), caller?.Tenant ?? "", TenantIn(service)]) is not { } own) return null;
        if (!Spot.IsId(own) || !Spot.IsId(conversation) || (root.Length > 0 && !Spot.IsId(root)) || !Spot.IsId(mri) || (account.Length > 0 && !Spot.IsId(account))) return null;
        var channel = data.Part("channel");
        return new(own, service, conversation, root, KindOf(chat), account.Length > 0 ? account : mri, mri)
        {
            RoomName = channel.Text("name") is { Length: > 0 } name ? name : chat.Text("name"),
            Team = data.Text("team", "id"),
            Shared = channel.Text("type").Equals(Places.Whence.SharedType, StringComparison.OrdinalIgnoreCase),
        };
    }

    /// <summary>The one that all name who name any; null where two differ, or none does.</summary>
    private static string? Tenant(ReadOnlySpan<string> named)
    {
        string? own = null;
        foreach (var name in named)
        {
            if (name.Length == 0) continue;
            var tenant = name.ToLowerInvariant();
            if (own is not null && own != tenant) return null;
            own = tenant;
        }
        return own;
    }

    /// <summary>Many service addresses name the tenant in their path, which the token vouches for.</summary>
    private static string TenantIn(Uri service)
    {
        var path = service.AbsolutePath;
        foreach (var part in path.AsSpan().Split('/'))
            if (Guid.TryParseExact(path.AsSpan()[part], "D", out _)) return path[part];
        return "";
    }

    private static ChatKind KindOf(JsonElement conversation) => conversation.Text("conversationType") switch
    {
        "personal" => ChatKind.Personal,
        "channel" => ChatKind.Channel,
        // Whatever else there may be, more than one person reads it.
        _ => ChatKind.Group,
    };

    private static Heard? Message(JsonElement activity, Whence from)
    {
        if (activity.Text("from", "role") == "bot" || from.Mri == activity.Text("recipient", "id")) return null;
        if (activity.Part("value").ValueKind == JsonValueKind.Object) return Acted(activity, from, Via.Submit, activity.Part("value"));
        var text = TeamsText.Read(activity);
        // A card that was inserted, a picture: nothing was said to us by it. Nor by what is said among people, which an app may be given to read.
        if (IsMentioned(activity) ? text.Plain.Length == 0 && TeamsText.HasCard(activity) : text.Plain.Length == 0 || from.Kind != ChatKind.Personal) return null;
        return Did(activity, from, Via.Message, new Input.Said(text.Plain)) with { Named = text.Named };
    }

    private static bool IsMentioned(JsonElement activity) =>
        activity.Items("entities").Any(entity => entity.Text("type") == "mention" && entity.Text("mentioned", "id") == activity.Text("recipient", "id"));

    private async Task<HttpAnswer> Invoke(JsonElement activity, Whence from, CancellationToken cancel)
    {
        var value = activity.Part("value");
        var name = activity.Text("name");
        if (name == "message/submitAction") return new(StatusCodes.Status200OK, InvokeAnswer.Of(_ => { }));
        if (!IsKnown(name)) return HttpAnswer.Unknown;
        var heard = name switch
        {
            "adaptiveCard/action" => Executed(activity, from, value),
            "task/fetch" => Acted(activity, from, Via.Fetch, value.Part("data")),
            "task/submit" => Acted(activity, from, Via.Dialog, value.Part("data")),
            "application/search" => Did(activity, from, Via.Field, new Input.LookedUp(value.Text("dataset"), value.Text("queryText"))),
            "composeExtension/query" when value.Text("commandId") == ExtensionCommands.Search => Did(activity, from, Via.Search, new Input.LookedUp(ExtensionLines.Codes, ExtensionLines.Query(value))),
            "composeExtension/queryLink" => extension.CodeOf(value.Text("url")) is { } code ? Did(activity, from, Via.Search, new Input.Pasted(code)) : null,
            "composeExtension/fetchTask" => ExtensionLines.Line(value) is { } line ? Did(activity, from, Via.Extension, new Input.Said(line)) : null,
            "composeExtension/submitAction" => Acted(activity, from, Via.Extension, value.Part("data")),
            _ => null,
        };
        // An invoke without a body shows people nothing at all.
        return heard is null ? new(StatusCodes.Status200OK, Shapeless(name)) : new(StatusCodes.Status200OK, await answers.Answer(heard));
    }

    private static bool IsKnown(string name) => name is "adaptiveCard/action" or "task/fetch" or "task/submit" or "application/search" or "composeExtension/query"
        or "composeExtension/queryLink" or "composeExtension/fetchTask" or "composeExtension/submitAction";

    private static ReadOnlyMemory<byte> Shapeless(string name)
    {
        var words = Texts.Wording.In("en");
        var sentence = words.Plain("Turns.Old");
        return name switch
        {
            "adaptiveCard/action" => InvokeAnswer.Sentence(sentence),
            "application/search" => InvokeAnswer.Choices([]),
            "task/fetch" or "task/submit" or "composeExtension/fetchTask" or "composeExtension/submitAction" => InvokeAnswer.DialogSentence(sentence),
            _ => InvokeAnswer.Found(),
        };
    }

    private static Heard? Executed(JsonElement activity, Whence from, JsonElement value)
    {
        var refresh = value.Text("trigger") == "automatic" || value.Text("action", "verb") == Refresh.Button;
        return Acted(activity, from, refresh ? Via.Refresh : Via.Execute, value.Part("action", "data"));
    }

    /// <summary>A button or a form, by the data that it carries.</summary>
    private static Heard? Acted(JsonElement activity, Whence from, Via via, JsonElement data)
    {
        var message = MessageId.Of(from.Kind == ChatKind.Channel ? from.Root : "", activity.Text("replyToId"));
        if (AdaptiveCard.ReadSearch(data) is { } search) return Did(activity, from, via, new Input.LookedUp(search.Lookup, search.Query)) with { AskedIn = AdaptiveCard.RoomOf(data) ?? "", Search = search };
        if (AdaptiveCard.ReadAction(data, message.Length > 0 ? message : null) is not { } what) return null;
        if (what is Input.Pressed { Button: ShowToMe or Refresh.Button }) what = new Input.Viewed(message);
        return Did(activity, from, via, what) with { Message = message, AskedIn = AdaptiveCard.RoomOf(data) ?? "" };
    }

    private static Heard Did(JsonElement activity, Whence from, Via via, Input what)
    {
        // Without an id of its own it would be taken for the last one without; what is endless is none, for ids are kept in mind.
        var id = activity.Text("id") is { Length: > 0 and <= LongestId } named ? named : Guid.NewGuid().ToString("N");
        var client = activity.Items("entities").FirstOrDefault(entity => entity.Text("type") == "clientInfo");
        return new($"{from.Conversation} {id}", from, via, what)
        {
            Name = activity.Text("from", "name"),
            Language = activity.Text("locale") is { Length: > 0 } locale ? locale : client.Text("locale") is { Length: > 0 } other ? other : null,
            Zone = activity.Text("localTimezone") is { Length: > 0 } zone ? zone : client.Text("timezone") is { Length: > 0 } there ? there : null,
        };
    }

    /// <summary>When it happened; without that it counts as long ago, for it may be a replay.</summary>
    private static Instant Time(JsonElement activity) => OffsetDateTimePattern.ExtendedIso.Parse(activity.Text("timestamp")) is { Success: true, Value: var at } ? at.ToInstant() : Instant.FromUnixTimeSeconds(0);
}
