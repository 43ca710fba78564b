using System.Collections.Immutable;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace ChatCrm.Tests.HouseRules.Reading;

/// <summary>A call with what its arguments can be, as far as the method's own code tells: constants (string, int) and results (the method called).</summary>
/// <param name="Arguments">In the order of the parameters; the instance, where there is one, is not among them. Empty where the code does not tell.</param>
internal sealed record Call(MethodDefinition From, MethodReference To, IReadOnlyList<IReadOnlySet<object>> Arguments)
{
    public IEnumerable<string> Strings(int argument) => Arguments[argument].OfType<string>();
}

/// <summary>
/// Follows what lies on the stack through a method, both ways at each branch, so that <c>new Button(near ? "a" : "b", Label(x ? y : z))</c>
/// is seen with both ids.
/// </summary>
internal static class Calls
{
    private static readonly ImmutableHashSet<object> Untold = [];

    public static IEnumerable<Call> In(ModuleDefinition module) => module.Methods().Where(method => method.HasBody).SelectMany(In);

    public static IEnumerable<Call> In(MethodDefinition method)
    {
        var before = Stacks(method);
        foreach (var instruction in method.Body.Instructions)
            if (instruction.Operand is MethodReference called && instruction.OpCode.FlowControl == FlowControl.Call && before.TryGetValue(instruction, out var stack))
                yield return new(method, called, [.. stack.Skip(stack.Count - called.Parameters.Count)]);
    }

    private static Dictionary<Instruction, ImmutableList<ImmutableHashSet<object>>> Stacks(MethodDefinition method)
    {
        var before = new Dictionary<Instruction, ImmutableList<ImmutableHashSet<object>>>();
        var open = new Stack<(Instruction At, ImmutableList<ImmutableHashSet<object>> Stack)>();
        open.Push((method.Body.Instructions[0], []));
        foreach (var handler in method.Body.ExceptionHandlers)
        {
            open.Push((handler.HandlerStart, handler.HandlerType is ExceptionHandlerType.Catch or ExceptionHandlerType.Filter ? [Untold] : []));
            if (handler.FilterStart is { } filter) open.Push((filter, [Untold]));
        }
        while (open.TryPop(out var next))
        {
            var known = before.GetValueOrDefault(next.At);
            var stack = known is null ? next.Stack : [.. known.Zip(next.Stack, (a, b) => a.Union(b))];
            if (known is not null && known.Zip(stack).All(pair => pair.First.Count == pair.Second.Count)) continue;
            before[next.At] = stack;
            var after = After(next.At, stack, method);
            foreach (var target in Next(next.At)) open.Push((target, after));
        }
        return before;
    }

    private static IEnumerable<Instruction> Next(Instruction at) => at.OpCode.FlowControl switch
    {
        FlowControl.Return or FlowControl.Throw => [],
        FlowControl.Branch => [(Instruction)at.Operand],
        FlowControl.Cond_Branch when at.Operand is Instruction[] cases => cases.Append(at.Next),
        FlowControl.Cond_Branch => [(Instruction)at.Operand, at.Next],
        _ => [at.Next],
    };

    private static ImmutableList<ImmutableHashSet<object>> After(Instruction at, ImmutableList<ImmutableHashSet<object>> stack, MethodDefinition method)
    {
        if (at.OpCode.Code == Code.Dup) return stack.Add(stack[^1]);
        if (at.OpCode.Code is Code.Leave or Code.Leave_S) return [];
        var rest = stack.RemoveRange(stack.Count - Pops(at, method), Pops(at, method));
        return rest.AddRange(Enumerable.Repeat(Pushed(at), Pushes(at)));
    }

    private static ImmutableHashSet<object> Pushed(Instruction at) => at.Operand switch
    {
        string text => [text],
        int number => [number],
        MethodReference called => [called],
        _ when at.OpCode.Code is >= Code.Ldc_I4_M1 and <= Code.Ldc_I4_8 => [at.OpCode.Code - Code.Ldc_I4_0],
        sbyte number => [(int)number],
        _ => Untold,
    };

    private static int Pops(Instruction at, MethodDefinition method) => at.OpCode.StackBehaviourPop switch
    {
        StackBehaviour.Varpop when at.OpCode.Code == Code.Ret => IsVoid(method.ReturnType) ? 0 : 1,
        StackBehaviour.Varpop when at.Operand is IMethodSignature called => called.Parameters.Count + (called.HasThis && at.OpCode.Code != Code.Newobj ? 1 : 0),
        StackBehaviour.Pop0 or StackBehaviour.PopAll => 0,
        StackBehaviour.Pop1 or StackBehaviour.Popi or StackBehaviour.Popref => 1,
        StackBehaviour.Popi_popi_popi or StackBehaviour.Popref_popi_popi or StackBehaviour.Popref_popi_popi8 or StackBehaviour.Popref_popi_popr4
            or StackBehaviour.Popref_popi_popr8 or StackBehaviour.Popref_popi_popref => 3,
        _ => 2,
    };

    private static int Pushes(Instruction at) => at.OpCode.StackBehaviourPush switch
    {
        StackBehaviour.Varpush => IsVoid(((IMethodSignature)at.Operand).ReturnType) ? 0 : 1,
        StackBehaviour.Push0 => 0,
        StackBehaviour.Push1_push1 => 2,
        _ => 1,
    };

    /// <summary>An init accessor's nothing carries a modifier.</summary>
    private static bool IsVoid(TypeReference type) => type is RequiredModifierType modified ? IsVoid(modified.ElementType) : type.MetadataType == MetadataType.Void;
}
