using Mono.Cecil;

namespace ChatCrm.Tests.HouseRules.Reading;

/// <summary>The product's two assemblies as the compiler left them. Nothing of them is run to be read.</summary>
internal static class Compiled
{
    public static ModuleDefinition Product { get; } = Read("ChatCrm.dll");

    public static ModuleDefinition Process { get; } = Read("ChatCrm.Bot.dll");

    public static ModuleDefinition Tests { get; } = Read("ChatCrm.Tests.dll");

    public static IEnumerable<ModuleDefinition> Both => [Product, Process];

    public static IEnumerable<MethodDefinition> Methods(this ModuleDefinition module) => module.GetTypes().SelectMany(type => type.Methods);

    /// <summary>The type that stands in the source: a closure, an iterator or an async method's machine belongs to the type that holds it.</summary>
    public static TypeReference Outermost(this TypeReference type) => type.DeclaringType is { } holder ? holder.Outermost() : type;

    /// <summary>"CustomerCommands.Find" for whatever the compiler made of that method.</summary>
    public static string Where(this MethodDefinition method) =>
        method.DeclaringType.Outermost() == method.DeclaringType ? $"{method.DeclaringType.Name}.{method.Name}" : $"{method.DeclaringType.Outermost().Name} ({method.DeclaringType.Name}.{method.Name})";

    private static ModuleDefinition Read(string file) => ModuleDefinition.ReadModule(Path.Combine(AppContext.BaseDirectory, file));
}
