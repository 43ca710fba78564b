using System.Buffers;
using System.Runtime.CompilerServices;
using ChatCrm.Conversation;

namespace ChatCrm.Bot.Slack.Places;

/// <summary>A place to post to: <c>slack:T1/C1</c>, or <c>slack:T1/C1/U1</c> for what one person alone sees there.</summary>
/// <param name="On">The install: a team's id, or an organisation's.</param>
/// <param name="Channel">The conversation's id; a person's id stands for their direct chat.</param>
/// <param name="Only">The person who alone sees the post, or empty.</param>
/// <param name="Thread">The thread there that the post stands in, or empty.</param>
internal readonly record struct Spot(string On, string Channel, string Only = "", string Thread = "")
{
    /// <summary>The channel's name, as in <see cref="Address.Channel"/>.</summary>
    public const string Name = "slack";

    private const int LongestId = 64;

    private static readonly SearchValues<char> Letters = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789");

    /// <summary>Everything that one person does in one room has the same few of them.</summary>
    private static readonly StringPool Pool = new();

    /// <summary>The digits behind the dot of a message's id.</summary>
    private const int Fraction = 6;

    public Address ToAddress() => new((Only, Thread) switch
    {
        ("", _) => Room,
        (_, "") => Joined(On, "/", Channel, "/", Only),
        _ => $"{Room}/{Only}/{Thread.Replace(".", "", StringComparison.Ordinal)}",
    });

    /// <summary>The room's id as the product knows it.</summary>
    public string Room => IdOf(On, Channel);

    /// <summary>The identity of a chat account, and the id of a room: <c>slack:{on}/{id}</c>.</summary>
    public static string IdOf(string on, string id) => Joined(on, "/", id);

    public static string ConnectionOf(string on) => Joined(on);

    /// <summary>Whether a text is an id as Slack makes them. It goes into keys and addresses, so nothing else passes.</summary>
    public static bool IsId(string text) => text.Length is > 0 and <= LongestId && !text.AsSpan().ContainsAnyExcept(Letters);

    /// <summary>The spot of an address; null where it is another channel's, or none.</summary>
    public static Spot? Read(Address address) => Parts(address.Value) switch
    {
        [var on, var channel] => new(on, channel),
        [var on, var channel, var only] => new(on, channel, only),
        [var on, var channel, var only, { Length: > Fraction } thread] => new(on, channel, only, $"{thread[..^Fraction]}.{thread[^Fraction..]}"),
        _ => null,
    };

    /// <summary>The connection of an address or an identity; null where it is another channel's.</summary>
    public static string? ConnectionIn(string of) => Parts(of) is [var on, ..] ? ConnectionOf(on) : null;

    /// <summary>The account of an identity; null where it is another channel's.</summary>
    public static (string On, string User)? ReadIdentity(string identity) => Parts(identity) is [var on, var user] ? (on, user) : null;

    private static string Joined(params ReadOnlySpan<string> parts)
    {
        var text = new DefaultInterpolatedStringHandler(0, 0, null, stackalloc char[256]);
        text.AppendLiteral(Name);
        text.AppendLiteral(":");
        foreach (var part in parts) text.AppendLiteral(part);
        var joined = Pool.Of(text.Text);
        text.Clear();
        return joined;
    }

    private static string[] Parts(string value)
    {
        if (!value.StartsWith(Name + ":", StringComparison.Ordinal)) return [];
        var parts = value[(Name.Length + 1)..].Split('/');
        return Array.TrueForAll(parts, IsId) ? parts : [];
    }
}
