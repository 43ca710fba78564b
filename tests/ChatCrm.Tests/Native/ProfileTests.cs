using System.IO.Compression;
using ChatCrm.Tests.Browser;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace ChatCrm.Tests.Native;

/// <summary>The profile by which the native program is compiled. What in it is out of date harms nothing, but helps nobody either: <c>-- profile</c> of the benchmarks makes it anew.</summary>
public class ProfileTests
{
    private const double LeastKnown = 0.75;

    private static readonly Lazy<IReadOnlyList<MethodReference>> Counted = new(Read);

    [Fact]
    public void Most_of_our_methods_that_it_counted_are_still_there()
    {
        var ours = Counted.Value.Where(method => method.DeclaringType.Scope.Name is "ChatCrm" or "ChatCrm.Bot").ToList();
        Assert.True(ours.Count > 1000, $"{ours.Count} methods of ours");
        var gone = ours.Where(method => method.Resolve() is null).Select(method => method.FullName).ToList();
        Assert.True(gone.Count < (1 - LeastKnown) * ours.Count, $"{gone.Count} of {ours.Count} are not there any more:\n{string.Join('\n', gone)}");
    }

    [Theory]
    [InlineData("ChatCrm.Bot.Slack.Inbound")]
    [InlineData("ChatCrm.Turns.Dispatcher")]
    [InlineData("ChatCrm.Bot.Storage.SqliteRowStore")]
    [InlineData("ChatCrm.Bot.Storage.SqliteReaders")]
    [InlineData("Microsoft.AspNetCore.Server.Kestrel.Core.Internal.Http.HttpParser`1")]
    public void It_knows_the_way_of_a_command(string type) => Assert.Contains(Counted.Value, method => method.DeclaringType.GetElementType().FullName == type);

    // In each list of methods the first token, and the first behind a pop, is a counted method; others stand for what it met.
    private static List<MethodReference> Read()
    {
        var file = Path.Combine(Repository.Root, "src/ChatCrm.Bot/ChatCrm.Bot.mibc");
        using var archive = ZipFile.OpenRead(file);
        using var packed = Assert.Single(archive.Entries).Open();
        var assembly = new MemoryStream();
        packed.CopyTo(assembly);
        assembly.Position = 0;
        var resolver = new DefaultAssemblyResolver();
        resolver.AddSearchDirectory(AppContext.BaseDirectory);
        var lists = ModuleDefinition.ReadModule(assembly, new() { AssemblyResolver = resolver }).Types.Single(type => type.Name == "<Module>").Methods.Where(method => method.Name != "AssemblyDictionary");
        return [.. lists.SelectMany(list => list.Body.Instructions).Where(code => code.OpCode == OpCodes.Ldtoken && (code.Previous is null || code.Previous.OpCode == OpCodes.Pop)).Select(code => (MethodReference)code.Operand)];
    }
}
