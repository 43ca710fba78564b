using System.Reflection;
using System.Text.RegularExpressions;
using ChatCrm.Tests.HouseRules.Reading;

namespace ChatCrm.Tests.HouseRules;

/// <summary>Linear time for whatever is typed, whichever way an expression is made; and the same in every culture.</summary>
public class RegexTests
{
    private static readonly string[] Hostile = [new('a', 100_000), new(' ', 100_000), string.Concat(Enumerable.Repeat("fri ", 25_000)), new('9', 100_000), new('号', 100_000), new string('(', 50_000) + new string(')', 50_000)];

    private static IEnumerable<(string Name, Regex Regex)> Kept =>
        from assembly in new[] { typeof(ChatCrmProduct).Assembly, typeof(Bot.Storage.MemoryRowStore).Assembly }
        from type in assembly.GetTypes()
        where !type.ContainsGenericParameters
        from member in type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
        where member.FieldType.IsAssignableTo(typeof(Regex))
        select ($"{type.Name}.{member.Name}", (Regex)member.GetValue(null)!);

    [Fact]
    public void D3_every_kept_expression_is_linear_or_has_a_timeout() => Offenders.None(
        Kept.Where(each => !each.Regex.Options.HasFlag(RegexOptions.NonBacktracking) && each.Regex.MatchTimeout == Regex.InfiniteMatchTimeout).Select(each => each.Name));

    [Fact]
    public void D3_every_expression_made_in_the_code_is_linear_or_has_a_timeout() => Offenders.None(
        from call in Made
        where !call.To.Parameters.Any(parameter => parameter.ParameterType.Name == nameof(TimeSpan)) && !Options(call).HasFlag(RegexOptions.NonBacktracking)
        select call.From.Where());

    [Fact]
    public void Every_expression_made_in_the_code_reads_alike_in_every_culture() =>
        Offenders.None(Made.Where(call => !Options(call).HasFlag(RegexOptions.CultureInvariant)).Select(call => call.From.Where()));

    [Fact]
    public void D3_every_generated_expression_is_linear_or_has_a_timeout() => Offenders.None(
        from module in Compiled.Both
        from method in module.Methods()
        from attribute in method.CustomAttributes
        where attribute.AttributeType.Name == nameof(GeneratedRegexAttribute) && attribute.ConstructorArguments.Count < 3 && !attribute.ConstructorArguments.Skip(1).Any(options => ((RegexOptions)(int)options.Value).HasFlag(RegexOptions.NonBacktracking))
        select method.Where());

    [Fact]
    public void D3_every_kept_expression_gets_through_100_KB()
    {
        foreach (var (_, regex) in Kept)
            foreach (var text in Hostile) Assert.InRange(regex.Count(text), 0, text.Length + 1);
    }

    [Fact]
    public void D3_a_planted_backtracking_expression_is_found() => Assert.Contains(
        Calls.In(Compiled.Tests), call => call.From.Name == nameof(Planted) && IsRegex(call) && !Options(call).HasFlag(RegexOptions.NonBacktracking));

    private static IEnumerable<Call> Made => Compiled.Both.SelectMany(Calls.In).Where(IsRegex);

    private static bool IsRegex(Call call) =>
        call.To.DeclaringType.FullName == typeof(Regex).FullName && (call.To.Name == ".ctor" || !call.To.HasThis) && call.To.Name is not (nameof(Regex.Escape) or nameof(Regex.Unescape))
        && !call.From.DeclaringType.Namespace.StartsWith("System.", StringComparison.Ordinal);

    private static RegexOptions Options(Call call) =>
        call.Arguments.Zip(call.To.Parameters).Where(pair => pair.Second.ParameterType.Name == nameof(RegexOptions)).SelectMany(pair => pair.First).OfType<int>().Select(value => (RegexOptions)value).FirstOrDefault();

    private static Regex Planted() => new("(a+)+b", RegexOptions.CultureInvariant);
}
