using System.Text;

namespace ChatCrm.Customers;

/// <summary>Letters that look alike across Latin, Cyrillic and Greek. The usual ones of Unicode's confusables.txt (UTS 39), told apart by case because the shapes are.</summary>
internal static class Confusables
{
    private const string Pairs =
        "АAВBЕEЅSІIЈJКKМMНHОOРPСCТTУYХXԚQԜWҮYаaвbеeѕsіiјjкkмmнhоoрpсcтtуyхxԁdԛqԝwһhүyӀlӏlɡgɑa" +
        "ΑAΒBΕEΖZΗHΙIΚKΜMΝNΟOΡPΤTΥYΧXαaβbγyεeιiκkμuνvοoρpτtυuχxϲcϳjωw";

    private static readonly Dictionary<char, char> Latin = Pairs.Chunk(2).ToDictionary(pair => pair[0], pair => pair[1]);

    /// <summary>The key of a name with each letter replaced by the Latin one that looks like it; 0 is o, and 1, i and l are one letter.</summary>
    public static string Skeleton(string name)
    {
        var latin = string.Concat(name.Select(c => Latin.GetValueOrDefault(c, c)));
        return string.Concat(Names.Key(latin).Select(Shape)).Replace("rn", "m", StringComparison.Ordinal).Replace("vv", "w", StringComparison.Ordinal);
    }

    private static char Shape(char c) => c switch { '0' => 'o', '1' or 'i' => 'l', _ => c };
}
