using Mono.Cecil;

namespace ChatCrm.Tests.HouseRules.Reading;

/// <summary>
/// The order of the product's folders, and who stands outside it. A type is a <em>front</em> (what people can say, press or submit, and what they see)
/// by its name alone: it ends in Commands, Cards, Drawings, Capability, or names what a front reads, asks or draws (…Line, …Form, …Forms, Form… outside Turns, …Answers, …File, …Reader).
/// A front may read any store and use any card, but names no other folder's Commands. The folders at the bottom have no fronts: there the names mean other things (and legal forms are things).
/// </summary>
internal static class Order
{
    private static readonly string[][] FromTheBottom =
    [
        ["Conversation", "Storage"],
        ["Time", "Texts"],
        ["Workspaces"],
        ["Turns"],
        ["Customers"],
        ["Interactions"],
        ["Tiers"],
        ["FollowUps"],
        ["Calendars"],
        ["Watches"],
        ["Help", "Privacy", "Reports"],
    ];

    private static readonly string[] Fronts = ["Commands", "Cards", "Drawings", "Capability", "Line", "Form", "Forms", "Answers", "File", "Reader"];

    public static IEnumerable<string> Folders => FromTheBottom.SelectMany(level => level);

    /// <summary>The arrows of a module's types that go against the order, as "from -> to".</summary>
    /// <param name="root">The namespace that holds the folders; types directly in it know everything.</param>
    public static IReadOnlyList<string> Violations(ModuleDefinition module, string root) =>
    [
        .. (from type in module.GetTypes()
            let knower = type.Outermost()
            let folder = Folder(knower, root)
            where folder is { Length: > 0 }
            from known in References.Of(type)
            let other = Folder(known, root)
            where other is not null && other != folder && !MayKnow(knower, folder, known, other)
            select $"{folder}/{knower.Name} -> {other}/{known.Name}").Distinct().Order(StringComparer.Ordinal),
    ];

    /// <summary>The types that are no fronts and yet know one, through which the order could be gone round. Turns draws the cards that no folder owns.</summary>
    public static IReadOnlyList<string> ThingsThatKnowFronts(ModuleDefinition module, string root) =>
    [
        .. (from type in module.GetTypes()
            let knower = type.Outermost()
            let folder = Folder(knower, root)
            where folder is { Length: > 0 } and not "Turns" && !IsFront(knower, folder)
            from known in References.Of(type)
            let other = Folder(known, root)
            where other is { Length: > 0 } && known.FullName != knower.FullName && IsFront(known, other)
            select $"{folder}/{knower.Name} -> {other}/{known.Name}").Distinct().Order(StringComparer.Ordinal),
    ];

    public static bool IsFront(TypeReference type, string folder)
    {
        var name = type.Name.Split('`')[0];
        return Level(folder) > 1 && name != "LegalForms" && ((folder != "Turns" && name.StartsWith("Form", StringComparison.Ordinal)) || Fronts.Any(end => name.Length > end.Length && name.EndsWith(end, StringComparison.Ordinal)));
    }

    /// <summary>The folder of a type by its namespace; empty for the root's own, null for everything else.</summary>
    public static string? Folder(TypeReference type, string root) =>
        type.Namespace == root ? "" : type.Namespace.StartsWith(root + ".", StringComparison.Ordinal) ? type.Namespace[(root.Length + 1)..].Split('.')[0] : null;

    private static bool MayKnow(TypeReference knower, string folder, TypeReference known, string other) => folder switch
    {
        "Conversation" or "Storage" or "Time" => false,
        "Texts" => other == "Conversation",
        _ when Level(folder) < 0 || Level(other) < 0 => false,
        _ when known.Name.EndsWith("Commands", StringComparison.Ordinal) => false,
        _ => IsFront(knower, folder) || Level(other) < Level(folder),
    };

    private static int Level(string folder) => Array.FindIndex(FromTheBottom, level => level.Contains(folder));
}
