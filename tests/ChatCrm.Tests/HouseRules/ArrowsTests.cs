using System.Text.RegularExpressions;
using ChatCrm.Tests.HouseRules.Reading;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace ChatCrm.Tests.HouseRules;

/// <summary>Who knows whom, read from the compiled assemblies: sibling namespaces resolve without a <c>using</c>, so reading those would not do.</summary>
public class ArrowsTests
{
    /// <summary>What stands in the folders against the order, each with its reason. It only gets shorter.</summary>
    private static readonly string[] Known =
    [
        // What InteractionCards draws, and stands in its file.
        "Interactions/Logged -> FollowUps/FollowUp",
        // What LogLine read, its next step included.
        "Interactions/LogDraft -> FollowUps/FollowDraft",
    ];

    private static readonly Regex Domain = new(@"[a-z0-9-]+\.com\b", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    private static readonly Regex Piece = new("[A-Z]?[a-z]+|[A-Z]+", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    [Fact]
    public void Arrows_between_the_products_folders_run_one_way() => Offenders.None(Order.Violations(Compiled.Product, "ChatCrm").Except(Known));

    [Fact]
    public void No_exception_outlives_its_reason() => Offenders.None(Known.Except(Order.Violations(Compiled.Product, "ChatCrm")));

    [Fact]
    public void What_is_no_front_knows_no_front() => Offenders.None(Order.ThingsThatKnowFronts(Compiled.Product, "ChatCrm"));

    [Fact]
    public void Every_folder_has_its_place_in_the_order() => Offenders.None(
        Compiled.Product.Types.Select(type => Order.Folder(type, "ChatCrm")).OfType<string>().Where(folder => folder.Length > 0).Distinct().Except(Order.Folders));

    [Fact]
    public void The_product_knows_no_process() => Offenders.None(Compiled.Product.AssemblyReferences.Select(reference => reference.Name)
        .Where(name => name is not ("System" or "NodaTime" or "netstandard") && !name.StartsWith("System.", StringComparison.Ordinal)
            && !(name.StartsWith("Microsoft.Extensions.", StringComparison.Ordinal) && name.EndsWith(".Abstractions", StringComparison.Ordinal))));

    [Fact]
    public void A_folder_of_the_process_knows_no_other() => Offenders.None(ProcessArrows(Compiled.Process, "ChatCrm.Bot"));

    // A mail provider's domain is data.
    [Theory]
    [InlineData("slack")]
    [InlineData("teams")]
    [InlineData("outlook")]
    [InlineData("azure")]
    [InlineData("sqlite")]
    public void The_product_names_no_platform(string platform) =>
        Offenders.None(Words(Compiled.Product).Where(word => Piece.Matches(Domain.Replace(word.Text, "")).Any(piece => piece.Value.Equals(platform, StringComparison.OrdinalIgnoreCase))).Select(word => word.Where));

    [Fact]
    public void Planted_arrows_are_found() => Assert.Equal(
        [
            "Conversation/Card -> Storage/Row",
            "Customers/Bodies -> FollowUps/FollowUp",
            "Customers/Bodies -> Interactions/Interaction",
            "Customers/Bodies -> Tiers/Tier",
            "Customers/CustomerCommands -> FollowUps/FollowUpCommands",
            "Customers/Signatures -> FollowUps/FollowUp",
            "Customers/Signatures -> Interactions/Interaction",
            "Customers/Signatures -> Tiers/Tier",
            "Elsewhere/Stray -> Storage/Row",
            "Time/When -> Storage/Row",
        ], Order.Violations(Compiled.Tests, "ChatCrm.Tests.HouseRules.Planted"));

    private static IEnumerable<string> ProcessArrows(ModuleDefinition module, string root) =>
        (from type in module.GetTypes()
         let knower = type.Outermost()
         let folder = Order.Folder(knower, root)
         where folder is { Length: > 0 }
         from known in References.Of(type)
         let other = Order.Folder(known, root)
         where other is { Length: > 0 } && other != folder && !(other == "AdaptiveCards" && folder is "Teams" or "BrowserChat")
         select $"{folder}/{knower.Name} -> {other}/{known.Name}").Distinct();

    /// <summary>Every name and string constant, with where it stands.</summary>
    private static IEnumerable<(string Text, string Where)> Words(ModuleDefinition module) =>
        from type in module.GetTypes()
        from word in Names(type).Concat(type.Methods.Where(method => method.HasBody).SelectMany(Strings))
        select (word, $"{type.FullName}: {word}");

    private static IEnumerable<string> Names(TypeDefinition type) =>
    [
        type.Name,
        .. type.Fields.SelectMany(field => new[] { field.Name, field.Constant as string ?? "" }),
        .. type.Properties.Select(property => property.Name),
        .. type.Methods.SelectMany(method => method.Parameters.Select(parameter => parameter.Name).Prepend(method.Name)),
    ];

    private static IEnumerable<string> Strings(MethodDefinition method) =>
        method.Body.Instructions.Where(instruction => instruction.OpCode.Code == Code.Ldstr).Select(instruction => (string)instruction.Operand);
}
