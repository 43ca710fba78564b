using NodaTime;

namespace ChatCrm.Tests.Slack.Fake;

/// <summary>The right to open a view: three seconds, once. https://docs.slack.dev/interactivity/handling-user-interaction#modal_responses</summary>
internal sealed class Triggers(World world)
{
    public Duration Life { get; set; } = Duration.FromSeconds(3);

    private readonly Dictionary<string, (Person Who, Instant At)> open = [];
    private readonly HashSet<string> used = [];

    public string Give(Person who)
    {
        var id = world.Next("13345224609.738474920.");
        open[id] = (who, world.Now);
        return id;
    }

    /// <summary>Whose it is; it is used up by that.</summary>
    public Person Take(string? id)
    {
        if (id is null || !open.TryGetValue(id, out var trigger)) throw SlackError.Fault("invalid_trigger_id");
        if (world.Now - trigger.At > Life) throw SlackError.World("expired_trigger_id");
        return used.Add(id) ? trigger.Who : throw SlackError.Fault("exchanged_trigger_id");
    }
}
