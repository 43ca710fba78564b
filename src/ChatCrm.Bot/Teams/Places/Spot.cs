using System.Buffers;
using ChatCrm.Conversation;

namespace ChatCrm.Bot.Teams.Places;

/// <summary>
/// A place to post to: <c>teams:{tenant}/{conversation}</c> for a group chat or a channel as a whole, <c>teams:{tenant}/@{account}</c> for somebody's
/// direct chat, whichever conversation that is.
/// </summary>
/// <param name="Conversation">Without a thread; empty for a direct chat.</param>
/// <param name="Account">Whose direct chat it is; empty for a room.</param>
internal readonly record struct Spot(string Tenant, string Conversation, string Account = "")
{
    /// <summary>The channel's name, as in <see cref="Address.Channel"/>.</summary>
    public const string Name = "teams";

    private const char Direct = '@';

    /// <summary>Several times what Teams makes; keys of the store hold it.</summary>
    private const int LongestId = 200;

    private static readonly SearchValues<char> OfIds = SearchValues.Create([.. Enumerable.Range('!', '~' - '!' + 1).Select(c => (char)c).Except("/\\|;\"<>")]);

    public bool IsDirect => Account.Length > 0;

    /// <summary>The room's id and its address.</summary>
    public string Room => IdOf(Tenant, IsDirect ? Direct + Account : Conversation);

    public Address ToAddress() => new(Room);

    public static Spot With(string tenant, string account) => new(tenant, "", account);

    /// <summary>The identity of a chat account.</summary>
    public static string IdentityOf(string tenant, string account) => IdOf(tenant, account);

    public static string ConnectionOf(string tenant) => $"{Name}:{tenant}";

    /// <summary>The spot of an address; null where it is another channel's, or none.</summary>
    public static Spot? Read(Address address) => Parts(address.Value) switch
    {
        (var tenant, [Direct, .. var account]) when account.Length > 0 => With(tenant, account),
        (var tenant, var conversation) => new(tenant, conversation),
        _ => null,
    };

    /// <summary>The account of an identity; null where it is another channel's.</summary>
    public static (string Tenant, string Account)? ReadIdentity(string identity) => Parts(identity);

    /// <summary>The connection of an address or an identity; null where it is another channel's.</summary>
    public static string? ConnectionIn(string of) => Parts(of) is var (tenant, _) ? ConnectionOf(tenant) : null;

    /// <summary>Whether a text is an id such as Teams makes. It goes into keys and addresses, so nothing else passes.</summary>
    public static bool IsId(string text) => text.Length is > 0 and <= LongestId && !text.AsSpan().ContainsAnyExcept(OfIds);

    private static string IdOf(string tenant, string id) => $"{ConnectionOf(tenant)}/{id}";

    private static (string Tenant, string Id)? Parts(string value)
    {
        if (!value.StartsWith(Name + ":", StringComparison.Ordinal)) return null;
        var (tenant, rest) = value[(Name.Length + 1)..].Split('/') is [var one, var two] ? (one, two) : ("", "");
        return IsId(tenant) && IsId(rest) ? (tenant, rest) : null;
    }
}
