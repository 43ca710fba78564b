using System.Reflection;
using Microsoft.Diagnostics.Tracing.Parsers.Clr;

namespace ChatCrm.Benchmarks.Profile;

/// <summary>What another process had loaded: the addresses of its types and methods in a trace, as this process's own types and methods.</summary>
internal sealed class Loaded
{
    // https://learn.microsoft.com/dotnet/core/unmanaged-api/common/corelementtype-enumeration
    private const byte Pointer = 0x0F, ByRef = 0x10, Array = 0x14, Vector = 0x1D;

    /// <summary>Stands in shared code for any reference type.</summary>
    private static readonly Type Canon = typeof(object).Assembly.GetType("System.__Canon", throwOnError: true)!;

    private readonly Dictionary<long, (long Module, int Token, byte Element, int Rank, string Name, long[] Parameters)> _types = [];
    private readonly Dictionary<long, (long Type, int Token, long[] Parameters)> _methods = [];
    private readonly Dictionary<long, Type?> _found = [];

    /// <summary>Their assemblies' names.</summary>
    public Dictionary<long, string> Modules { get; } = [];

    public void Add(GCBulkTypeTraceData types)
    {
        for (var at = 0; at < types.Count; at++)
        {
            var type = types.Values(at);
            var parameters = Enumerable.Range(0, type.TypeParameterCount).Select(n => (long)type.TypeParameterID(n));
            // The rank stands in the flags' second byte.
            _types[(long)type.TypeID] = ((long)type.ModuleID, type.TypeNameID, type.CorElementType, (int)type.Flags >> 8 & 0x3F, type.TypeName, [.. parameters]);
        }
    }

    public void Add(MethodDetailsTraceData method) => _methods[method.MethodID] = (method.TypeID, method.MethodToken, [.. Enumerable.Range(0, method.TypeParameterCount).Select(method.TypeParameters)]);

    /// <summary>Null where this process has none such.</summary>
    public MethodBase? Method(long id)
    {
        // A method without a token was made while the process ran.
        if (!_methods.TryGetValue(id, out var told) || (told.Token & 0xFFFFFF) == 0 || Type(told.Type) is not { } type) return null;
        var method = type.Module.ResolveMethod(told.Token)!;
        if (type.IsGenericType) method = MethodBase.GetMethodFromHandle(method.MethodHandle, type.TypeHandle)!;
        if (told.Parameters.Length == 0) return method.IsGenericMethodDefinition ? null : method;
        return All(told.Parameters) is { } parameters ? ((MethodInfo)method).GetGenericMethodDefinition().MakeGenericMethod(parameters) : null;
    }

    /// <summary>Null where this process has none such.</summary>
    public Type? Type(long id)
    {
        if (_found.TryGetValue(id, out var known)) return known;
        return _found[id] = _types.ContainsKey(id) ? Find(id) : null;
    }

    private Type? Find(long id)
    {
        var told = _types[id];
        if (told.Name == Canon.FullName) return Canon;
        if (told.Element is Pointer or ByRef or Array or Vector)
        {
            if (Type(told.Parameters[0]) is not { } of) return null;
            return told.Element switch { Pointer => of.MakePointerType(), ByRef => of.MakeByRefType(), Array => of.MakeArrayType(told.Rank), _ => of.MakeArrayType() };
        }
        if (!Modules.TryGetValue(told.Module, out var module)) return null;
        var type = Assembly.Load(module).ManifestModule.ResolveType(told.Token);
        if (told.Parameters.Length == 0) return type.IsGenericTypeDefinition ? null : type;
        return All(told.Parameters) is { } parameters ? type.GetGenericTypeDefinition().MakeGenericType(parameters) : null;
    }

    private Type[]? All(long[] ids)
    {
        var types = ids.Select(Type).ToArray();
        return types.Contains(null) ? null : [.. types.OfType<Type>()];
    }
}
