using NodaTime;

namespace ChatCrm.Bot.Teams.Tokens;

/// <summary>
/// The keys that tokens are checked with, fetched from the pinned document and from nowhere else: at first use, every twelve hours, and when a token names an
/// unknown one (fruitless, at most once a minute). Where the document cannot be had, what was fetched counts for five days, and then nothing does.
/// </summary>
internal sealed class SigningKeys(Metadata metadata, IClock clock)
{
    // "refresh the list of valid signing keys at least once every 24 hours"; five days are BotBuilder's, too (JwtTokenExtractor).
    private static readonly Duration Fresh = Duration.FromHours(12), Good = Duration.FromDays(5);

    private static readonly Duration Pause = Duration.FromMinutes(1), PauseWithoutKeys = Duration.FromSeconds(5);

    private readonly SemaphoreSlim gate = new(1, 1);
    private volatile Fetched? fetched;
    private Instant quietUntil = Instant.MinValue;

    /// <summary>The keys that count now; null where none do.</summary>
    public KeyRing? Known
    {
        get
        {
            if (fetched is not { } last) return null;
            var age = clock.GetCurrentInstant() - last.At;
            if (age >= Fresh && gate.Wait(0)) _ = Renew();
            return age < Good ? last.Ring : null;
        }
    }

    /// <summary>The keys among which is the one with an id, fetched again where it is missing; null where nobody knows it.</summary>
    public async ValueTask<KeyRing?> Holding(string id, CancellationToken cancel)
    {
        if (With(id) is { } known) return known;
        await gate.WaitAsync(cancel);
        try
        {
            return With(id) ?? (clock.GetCurrentInstant() < quietUntil ? null : await FetchFor(id));
        }
        finally
        {
            gate.Release();
        }
    }

    private KeyRing? With(string id) => Known is { } ring && ring.Find(id) is not null ? ring : null;

    /// <summary>Whoever asks may hang up: that does not end the fetch, or each who does so would cause another.</summary>
    private async Task<KeyRing?> FetchFor(string id)
    {
        await Fetch();
        var found = fetched?.Ring.Find(id) is not null;
        quietUntil = found ? Instant.MinValue : clock.GetCurrentInstant() + (fetched is null ? PauseWithoutKeys : Pause);
        return found ? With(id) : null;
    }

    /// <summary>Meanwhile the old ones are used. Entered with the gate held.</summary>
    private async Task Renew()
    {
        try
        {
            var now = clock.GetCurrentInstant();
            if (now >= quietUntil && !await Fetch()) quietUntil = now + Pause;
        }
        finally
        {
            gate.Release();
        }
    }

    private async Task<bool> Fetch()
    {
        var at = clock.GetCurrentInstant();
        if (await metadata.Keys() is not { } ring) return false;
        // The same keys: the tokens that were found good with them still are.
        fetched = new(ring.Document == fetched?.Ring.Document ? fetched.Ring : ring, at);
        return true;
    }

    private sealed record Fetched(KeyRing Ring, Instant At);
}
