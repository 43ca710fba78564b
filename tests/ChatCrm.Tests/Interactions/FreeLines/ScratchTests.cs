namespace ChatCrm.Tests.Interactions.FreeLines;

public class ScratchTests
{
    [Fact]
    public async Task Look()
    {
        var said = new List<string>();
        foreach (var line in File.ReadAllLines("/tmp/en.txt").Concat(File.ReadAllLines("/tmp/zh.txt")))
            said.Add($"{line}\n      {await Told.Of(line)}");
        File.WriteAllLines("/tmp/told.txt", said);
    }
}
