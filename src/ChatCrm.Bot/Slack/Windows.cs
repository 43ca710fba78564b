using System.Text.Json;
using ChatCrm.Bot.Slack.BlockKit;
using ChatCrm.Bot.Slack.Web;
using ChatCrm.Conversation;

namespace ChatCrm.Bot.Slack;

/// <summary>How the opening of a window ended.</summary>
internal enum Opened
{
    Yes,

    /// <summary>The three seconds of its trigger are over, or it was used.</summary>
    TooLate,

    No,
}

/// <summary>Forms and cards in windows. https://docs.slack.dev/surfaces/modals</summary>
internal sealed class Windows(Api api, MetadataSeal seal)
{
    public const string Title = "ChatCrm";

    // Older servers said it in words. https://github.com/slackapi/bolt-python/issues/886
    private static readonly string[] TooLate = ["expired_trigger_id", "exchanged_trigger_id", "trigger_expired", "trigger_exchanged"];

    public Task<Opened> Open(Act act, Form form) => Open(act, json => Write(json, act, form));

    public Task<Opened> Open(Act act, Card card) => Open(act, json => Write(json, act, card));

    /// <summary>A light window while the form is made: its view's id; empty where it could not be opened.</summary>
    public async Task<string> Light(Act act) => await Call(act, Method(act), json => Blocks.Loading(json, act.Words, Sealed(act), Title)) is ApiAnswer.Done { Body: var body }
        ? body.Text("view", "id")
        : "";

    public Task<bool> Put(Act act, string view, Form form) => Put(act, view, json => Write(json, act, form));

    public Task<bool> Put(Act act, string view, Card card) => Put(act, view, json => Write(json, act, card));

    public void Write(Utf8JsonWriter json, Act act, Form form) => Blocks.Modal(json, form, seal.Write(new(form.FormId, form.State, act.Heard.From), act.Heard.Identity));

    public void Write(Utf8JsonWriter json, Act act, Card card) => Blocks.Modal(json, card, Sealed(act), Title);

    private string Sealed(Act act) => seal.Write(new("", "", act.Heard.From with { Via = Via.Window }), act.Heard.Identity);

    /// <summary>A window from within a window lies on top of it.</summary>
    private static string Method(Act act) => act.Heard.From.Via == Via.Window ? "views.push" : "views.open";

    private async Task<Opened> Open(Act act, Action<Utf8JsonWriter> view)
    {
        var answer = await Call(act, Method(act), view);
        if (answer is ApiAnswer.Refused { Error: "push_limit_reached" }) return await Put(act, act.Heard.From.View, view) ? Opened.Yes : Opened.No;
        return answer switch
        {
            ApiAnswer.Done => Opened.Yes,
            ApiAnswer.Refused { Error: var error, Body: var body } when TooLate.Contains(error) || SaysTooLate(body) => Opened.TooLate,
            _ => Opened.No,
        };
    }

    private static bool SaysTooLate(JsonElement body) =>
        body.Part("response_metadata").Items("messages").Any(message => message.ValueKind == JsonValueKind.String && message.GetString()!.Contains("`trigger_id` expired", StringComparison.Ordinal));

    private async Task<bool> Put(Act act, string view, Action<Utf8JsonWriter> write) => view.Length > 0 && await api.Post(act.On, "views.update", Body.Of(json =>
    {
        json.WriteString("view_id", view);
        json.WritePropertyName("view");
        write(json);
    }), default) is ApiAnswer.Done;

    private ValueTask<ApiAnswer> Call(Act act, string method, Action<Utf8JsonWriter> view) => api.Post(act.On, method, Body.Of(json =>
    {
        json.WriteString("trigger_id", act.Heard.Trigger);
        json.WritePropertyName("view");
        view(json);
    }), default);
}
