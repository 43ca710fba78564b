using System.Globalization;
using System.IO.Compression;
using System.Reflection;
using System.Reflection.Emit;

namespace ChatCrm.Benchmarks.Profile;

/// <summary>
/// A profile as .NET's compilers read it (.mibc, --mibc): an assembly in an archive, whose methods are never run. Each is a list, for the methods of some assemblies together:
/// "ldtoken method, ldstr InstrumentationDataStart, numbers and tokens, ldstr InstrumentationDataEnd, pop"; the method AssemblyDictionary names them all
/// (https://github.com/dotnet/runtime/blob/main/src/coreclr/tools/dotnet-pgo/MibcEmitter.cs).
/// </summary>
internal static class ProfileFile
{
    // Everything of a counter follows: offset, kind, count and the other.
    private const int Everything = 15;

    public static void Write(string file, IEnumerable<CountedMethod> methods)
    {
        var name = Path.GetFileName(file);
        var assembly = new PersistedAssemblyBuilder(new AssemblyName(name), typeof(object).Assembly);
        var module = assembly.DefineDynamicModule(name);
        var dictionary = new List<(string Assemblies, MethodBuilder List)>();
        foreach (var group in methods.GroupBy(counted => Assemblies(counted.Method), StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            dictionary.Add((group.Key, Define(module, "Assemblies_" + dictionary.Count.ToString(CultureInfo.InvariantCulture), code =>
            {
                foreach (var counted in group) Tell(module, code, counted);
            })));
        }
        Define(module, "AssemblyDictionary", code =>
        {
            foreach (var (assemblies, list) in dictionary)
            {
                code.Emit(OpCodes.Ldstr, assemblies);
                code.Emit(OpCodes.Ldtoken, list);
                code.Emit(OpCodes.Pop);
            }
        });
        module.CreateGlobalFunctions();
        using var archive = new ZipArchive(File.Create(file), ZipArchiveMode.Create);
        using var entry = archive.CreateEntry(name + ".dll", CompressionLevel.SmallestSize).Open();
        assembly.Save(entry);
    }

    private static MethodBuilder Define(ModuleBuilder module, string name, Action<ILGenerator> write)
    {
        var method = module.DefineGlobalMethod(name, MethodAttributes.Public | MethodAttributes.Static, typeof(void), []);
        write(method.GetILGenerator());
        return method;
    }

    private static void Tell(ModuleBuilder module, ILGenerator code, CountedMethod counted)
    {
        Token(module, code, counted.Method);
        code.Emit(OpCodes.Ldstr, "InstrumentationDataStart");
        foreach (var counter in counted.Counters)
        {
            foreach (var number in (int[])[Everything, counter.Offset, counter.Kind, Math.Max(1, counter.Values.Count), counter.Other]) code.Emit(OpCodes.Ldc_I4, number);
            foreach (var value in counter.Values) Tell(module, code, value);
        }
        code.Emit(OpCodes.Ldstr, "InstrumentationDataEnd");
        code.Emit(OpCodes.Pop);
    }

    private static void Tell(ModuleBuilder module, ILGenerator code, object? value)
    {
        switch (value)
        {
            case long and >= int.MinValue and <= int.MaxValue: code.Emit(OpCodes.Ldc_I4, (int)(long)value); break;
            case long number: code.Emit(OpCodes.Ldc_I8, number); break;
            case Type type: code.Emit(OpCodes.Ldtoken, type); break;
            case MethodBase method: Token(module, code, method); break;
            // Something that has no name here: any number that is no token.
            default: code.Emit(OpCodes.Ldc_I4, 1); break;
        }
    }

    private static void Token(ModuleBuilder module, ILGenerator code, MethodBase method)
    {
        if (method is MethodInfo named) code.Emit(OpCodes.Ldtoken, named);
        // The generator takes no constructor behind this instruction.
        else code.Emit(OpCodes.Ldtoken, module.GetMethodMetadataToken((ConstructorInfo)method));
    }

    /// <summary>The method's own assembly, then those of the types that it is made for, each with a semicolon behind it.</summary>
    private static string Assemblies(MethodBase method)
    {
        var own = method.DeclaringType!.Assembly.GetName().Name!;
        var others = new SortedSet<string>(Around(method.DeclaringType), StringComparer.Ordinal);
        if (method.IsGenericMethod) others.UnionWith(method.GetGenericArguments().SelectMany(Around));
        others.Remove(own);
        return string.Concat(others.Prepend(own).Select(name => name + ";"));
    }

    private static IEnumerable<string> Around(Type type)
    {
        if (type.HasElementType) return Around(type.GetElementType()!);
        return type.IsPrimitive ? [] : type.GetGenericArguments().SelectMany(Around).Prepend(type.Assembly.GetName().Name!);
    }
}
