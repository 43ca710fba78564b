using System.Text.RegularExpressions;
using ChatCrm.Texts;
using ChatCrm.Tests.HouseRules.Reading;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace ChatCrm.Tests.HouseRules;

/// <summary>
/// The keys of texts in the compiled code and the texts themselves are the same set. A key is a constant, or a constant beginning
/// ("Customers.", "When.Assuming") and a word that the code has too: a number, a member of one of our enums, or a constant.
/// </summary>
public class KeysOfTextsTests
{
    private static readonly HashSet<string> Keys = [.. Wording.In("en").Keys];

    private static readonly HashSet<string> Areas = [.. Keys.Select(key => key[..key.IndexOf('.')])];

    private static readonly Regex Shape = new("^[A-Z][A-Za-z]+[.][A-Za-z0-9-]*$", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    private static readonly HashSet<string> Constants = [.. Compiled.Both.SelectMany(Strings)];

    private static readonly HashSet<string> Members = [.. from module in Compiled.Both from type in module.GetTypes() where type.IsEnum from field in type.Fields where field.IsStatic select field.Name];

    private static readonly IReadOnlyList<string> Named = [.. Constants.Where(text => Shape.IsMatch(text) && Areas.Contains(text[..text.IndexOf('.')]))];

    [Fact]
    public void Every_key_that_the_code_names_has_words() =>
        Offenders.None(Named.Where(name => !Keys.Contains(name) && !Keys.Any(key => key.StartsWith(name, StringComparison.Ordinal))));

    [Fact]
    public void Every_key_that_is_said_has_words() => Offenders.None(
        from module in Compiled.Both
        from call in Calls.In(module)
        where call.To.DeclaringType.FullName == typeof(Wording).FullName && call.To.Name is nameof(Wording.Plain) or nameof(Wording.Say)
        from key in call.Strings(0)
        where !Keys.Contains(key)
        select $"{key} in {call.From.Where()}");

    /// <summary>"Interactions.{kind}": all of the enum's members, where the code does not say which.</summary>
    [Fact]
    public void Every_member_of_an_enum_that_ends_a_key_has_words() => Offenders.None(
        from module in Compiled.Both
        from method in module.Methods()
        where method.HasBody
        from key in Computed(method)
        where !Keys.Contains(key) && key is not ("Interactions.Unknown" or "Turns.NotService" or "When.ShiftNone")
        select $"{key} in {method.Where()}");

    // The words that people type are looked up by what they mean, the names of languages by their tags.
    [Fact]
    public void Every_text_is_said_somewhere()
    {
        var beginnings = Named.Where(name => !Keys.Contains(name)).ToList();
        Offenders.None(Keys.Where(key => !key.StartsWith("Verbs.", StringComparison.Ordinal) && !key.StartsWith("LanguageNames.", StringComparison.Ordinal) && !Constants.Contains(key) && !beginnings.Any(begin => IsCompleted(key, begin))));
    }

    private static bool IsCompleted(string key, string begin)
    {
        if (!key.StartsWith(begin, StringComparison.Ordinal)) return false;
        var end = key[begin.Length..];
        return IsKnown(end) || Enumerable.Range(1, Math.Max(0, end.Length - 1)).Any(at => IsKnown(end[..at]) && IsKnown(end[at..]));
    }

    private static bool IsKnown(string word) => Constants.Contains(word) || Members.Contains(word) || word.All(char.IsAsciiDigit);

    private static IEnumerable<string> Computed(MethodDefinition method)
    {
        var begin = "";
        var code = method.Body.Instructions.Where(instruction => instruction.OpCode.Code != Code.Nop).ToList();
        foreach (var (at, instruction) in code.Index())
        {
            if (instruction.OpCode.Code == Code.Ldstr) begin = (string)instruction.Operand;
            if (instruction.Operand is not GenericInstanceMethod { Name: "AppendFormatted" } format || !Named.Contains(begin) || format.GenericArguments[0].Resolve() is not { IsEnum: true } type) continue;
            var end = code[(at + 1)..] is [_, { OpCode.Code: Code.Ldstr } literal, { Operand: MethodReference { Name: "AppendLiteral" } }, ..] ? (string)literal.Operand : "";
            foreach (var field in type.Fields.Where(field => field.IsStatic)) yield return begin + field.Name + end;
            begin = "";
        }
    }

    private static IEnumerable<string> Strings(ModuleDefinition module) =>
        from method in module.Methods()
        where method.HasBody
        from instruction in method.Body.Instructions
        where instruction.OpCode.Code == Code.Ldstr
        select (string)instruction.Operand;
}
