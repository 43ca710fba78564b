using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;
using ChatCrm.Conversation;
using ChatCrm.Storage;
using NodaTime;

namespace ChatCrm.Turns;

/// <summary>Tells whoever measures the service what turns do: ids of routes and names of ends, never anything of people's. Costs next to nothing while nobody listens.</summary>
public sealed class TurnMeter : IDisposable
{
    /// <summary>What the meter and the source of traces are called.</summary>
    public const string Name = "ChatCrm";

    /// <summary>A tag: the id of the route, as <c>log</c> or <c>follow-up.snooze</c>; <c>look-up</c> for a line without a verb, <c>none</c> for what no route takes.</summary>
    public const string Verb = "chatcrm.verb";

    /// <summary>A tag: one of <see cref="TurnEnd"/>.</summary>
    public const string Outcome = "chatcrm.outcome";

    private static readonly ActivitySource Source = new(Name);

    private readonly IClock _clock;
    private readonly Meter _meter = new(Name);
    private readonly Counter<long> _turns, _commits, _conflicts;
    private readonly Histogram<double> _duration, _late;

    public TurnMeter(IClock clock)
    {
        _clock = clock;
        _turns = _meter.CreateCounter<long>("chatcrm.turns", "{turn}", "Turns, by verb and outcome.");
        _duration = _meter.CreateHistogram<double>("chatcrm.turn.duration", "s", "From a turn's arrival to its answer, after the commit.");
        _commits = _meter.CreateCounter<long>("chatcrm.commits", "{commit}", "What turns changed.");
        _conflicts = _meter.CreateCounter<long>("chatcrm.conflicts", "{commit}", "Commits that somebody else was faster than: the turn ran again.");
        _late = _meter.CreateHistogram<double>("chatcrm.reminders.late", "s", "From when something fell due to the turn that it woke.");
    }

    /// <summary>The meter of this container alone: several may be in one process.</summary>
    internal Meter Meter => _meter;

    /// <summary>A turn begins; it has ended when what comes back is disposed.</summary>
    public Course Begin(Turn turn)
    {
        if (_late.Enabled && turn.What is Input.Woke woke && DueAt(woke.Wake) is { } due) _late.Record(Math.Max(0, (_clock.GetCurrentInstant() - due).TotalSeconds));
        return new(this, Source.StartActivity("turn"), _duration.Enabled ? _clock.GetCurrentInstant() : default);
    }

    public void Committed() => _commits.Add(1);

    public void Conflicted() => _conflicts.Add(1);

    public void Dispose() => _meter.Dispose();

    private static Instant? DueAt(string wake) =>
        Keys.Parts(wake) is [_, var at, ..] && long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds) ? Instant.FromUnixTimeMilliseconds(milliseconds) : null;

    /// <summary>One turn on its way.</summary>
    public sealed class Course : IDisposable
    {
        private readonly TurnMeter _meter;
        private readonly Activity? _activity;
        private readonly Instant _began;

        internal Course(TurnMeter meter, Activity? activity, Instant began) => (_meter, _activity, _began) = (meter, activity, began);

        /// <summary>The route that takes it, once it is known.</summary>
        public Route? Route { get; set; }

        /// <summary>How it ends; the last word counts.</summary>
        public TurnEnd End { get; set; }

        public void Dispose()
        {
            if (_activity is null && !_meter._turns.Enabled && !_meter._duration.Enabled) return;
            KeyValuePair<string, object?> verb = new(Verb, Route switch { null => "none", { Id: "" } => "look-up", var route => route.Id }), outcome = new(Outcome, End.ToString());
            _meter._turns.Add(1, verb, outcome);
            if (_began != default) _meter._duration.Record(Math.Max(0, (_meter._clock.GetCurrentInstant() - _began).TotalSeconds), verb, outcome);
            _activity?.SetTag(verb.Key, verb.Value).SetTag(outcome.Key, outcome.Value).SetStatus(End >= TurnEnd.Busy ? ActivityStatusCode.Error : ActivityStatusCode.Unset).Dispose();
        }
    }
}

/// <summary>How a turn ended; from <see cref="Busy"/> on it is the service's fault.</summary>
public enum TurnEnd
{
    /// <summary>With an answer, and nothing was changed.</summary>
    Answered,

    Changed,

    /// <summary>It had happened before: the same answer again.</summary>
    Repeated,

    /// <summary>It may not be done, or cannot be understood.</summary>
    Refused,

    /// <summary>Others were faster, again and again.</summary>
    Busy,

    StoreDown,

    /// <summary>Nobody knows whether it was saved.</summary>
    StoreUnknown,

    Defect,
}
