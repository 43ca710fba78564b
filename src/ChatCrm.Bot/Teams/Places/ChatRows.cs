using System.Text.Json.Serialization;
using ChatCrm.Storage;

namespace ChatCrm.Bot.Teams.Places;

/// <summary>A conversation that the app is in, as it is kept. Times are Unix milliseconds.</summary>
internal sealed record ChatRow : Stored
{
    public const string Prefix = "teams-chat";

    public required string Tenant { get; init; }

    /// <summary>Where its messages are sent: each conversation has its own address.</summary>
    public required string Service { get; init; }

    public ChatKind Kind { get; init; }

    /// <summary>What people call the room; empty in a direct chat.</summary>
    public string Name { get; init; } = "";

    /// <summary>True for a channel that other companies may share.</summary>
    public bool Shared { get; init; }

    /// <summary>True once Teams told that the app came: until then somebody may have spoken in it.</summary>
    public bool Greeted { get; init; }

    /// <summary>When the app came there, or was first heard of there.</summary>
    public long At { get; init; }

    /// <summary>When it was taken away; null while it is there.</summary>
    public long? Gone { get; init; }

    public static readonly RowKind RowKind = new($"{Prefix}|*", nameof(Teams), RowRole.Book, Erasure.Nothing, []) { Shared = true };

    public static string KeyOf(string conversation) => Keys.Of(Prefix, conversation);

    public const string ByTenant = "teams-tenant";

    /// <summary>One for each conversation of a tenant that the app is in: without any, the tenant is not connected any more.</summary>
    public static readonly RowKind TenantKind = new($"{ByTenant}|*|*", nameof(Teams), RowRole.Book, Erasure.Nothing, []) { Shared = true };

    public static string TenantKey(string tenant, string conversation) => Keys.Of(ByTenant, tenant, conversation);
}

internal enum ChatKind { Personal, Group, Channel }

/// <summary>What a direct chat with somebody needs, as it is kept.</summary>
internal sealed record PersonRow : Stored
{
    public const string Prefix = "teams-person";

    /// <summary>The account's id for this bot alone: <c>29:…</c>.</summary>
    public required string Mri { get; init; }

    public required string Service { get; init; }

    /// <summary>The direct chat; empty until there is one.</summary>
    public string Conversation { get; init; } = "";

    /// <summary>When Teams said that this person cannot be written to; null where they can.</summary>
    public long? Unreachable { get; init; }

    public static readonly RowKind RowKind = new($"{Prefix}|*|*", nameof(Teams), RowRole.Book, Erasure.WithMember, ["mri", "conversation"]) { Shared = true };

    public static string KeyOf(string tenant, string account) => Keys.Of(Prefix, tenant, account);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(ChatRow))]
[JsonSerializable(typeof(PersonRow))]
internal sealed partial class ChatJson : JsonSerializerContext;
