using ChatCrm.Tests.House;
using ChatCrm.Turns;

namespace ChatCrm.Tests.Courier;

/// <summary>An errand that does what the test says.</summary>
internal sealed class Chore(Func<ErrandScene, int, ValueTask<ErrandEnd>> run) : IErrand
{
    private int _runs;

    public string Id => "memo.chore";

    public int Runs => _runs;

    public ValueTask<ErrandEnd> Run(ErrandScene scene) => run(scene, Interlocked.Increment(ref _runs));

    /// <summary>One that Mei's change of Acme asks for.</summary>
    public static OutboxRow Row(string id = "n1") => new() { Id = id, Turn = "", Drawing = "memo.chore", Records = [], Customer = Workspace.Acme, For = "mei" };
}
