using System.Reflection;
using Microsoft.Diagnostics.Tracing;
using Microsoft.Diagnostics.Tracing.Parsers.Clr;

namespace ChatCrm.Benchmarks.Profile;

/// <summary>What was counted in one method.</summary>
internal sealed record CountedMethod(MethodBase Method, IReadOnlyList<Counter> Counters);

/// <summary>A trace of a process's runtime that counted (.nettrace): methods, as this process knows them, with what was counted.</summary>
internal static class Recording
{
    /// <summary>
    /// Loader, JIT, Type, CompilationDiagnostic, MethodDiagnostic, TypeDiagnostic, JitInstrumentationData: what is counted, and what methods and types the numbers in it stand for
    /// (https://learn.microsoft.com/dotnet/framework/performance/clr-etw-keywords-and-levels).
    /// </summary>
    public const ulong Keywords = 0x8 | 0x10 | 0x80000 | 0x2000000000 | 0x4000000000 | 0x8000000000 | 0x10000000000;

    /// <summary>Methods that this process cannot find, those made while the other ran, are left out.</summary>
    public static IReadOnlyList<CountedMethod> Read(string trace)
    {
        var (loaded, counted) = (new Loaded(), new Dictionary<long, byte[]>());
        using (var source = new EventPipeEventSource(trace))
        {
            source.Clr.LoaderModuleLoad += module => loaded.Modules[module.ModuleID] = Path.GetFileNameWithoutExtension(module.ModuleILPath);
            source.Clr.TypeBulkType += types => loaded.Add(types);
            source.Clr.MethodMethodDetails += loaded.Add;
            source.Clr.JitInstrumentationDataVerboseInstrumentationData += data => counted[data.MethodID] = data.Data;
            source.Process();
        }
        return [.. counted.Select(one => (Method: loaded.Method(one.Key), Data: one.Value)).Where(one => one.Method is not null).Select(one => new CountedMethod(one.Method!, Counter.Read(one.Data, loaded)))];
    }
}
