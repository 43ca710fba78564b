using ChatCrm.Tests.Teams.Fake;

namespace ChatCrm.Tests.Teams.Life;

/// <summary>What Mei does that changes something, in each of the ways in which Teams tells of it.</summary>
internal static class Deeds
{
    public const string Line = "log Acme GmbH call 15m \"asked for FOB price\"", Saved = "✓ Call 15 min";

    private static readonly Dictionary<string, Func<Premises, Task<Func<Task<Answer?>>>>> Named = new()
    {
        ["message"] = house => Task.FromResult<Func<Task<Answer?>>>(async () => await house.Teams.Write("mei", null, Line)),
        ["message in a room"] = house => Task.FromResult<Func<Task<Answer?>>>(async () => await house.Teams.Write("mei", "sales", Line)),
        ["Execute"] = house => Button(house, bySubmit: false),
        ["Submit"] = house => Button(house, bySubmit: true),
        ["task/submit"] = Dialog,
        ["submitAction"] = Extension,
    };

    public static TheoryData<string> All => [.. Named.Keys];

    /// <summary>Leads up to it; the last step is what is given.</summary>
    public static Task<Func<Task<Answer?>>> Before(this Premises house, string deed) => Named[deed](house);

    private static async Task<Func<Task<Answer?>>> Button(Premises house, bool bySubmit)
    {
        Assert.Contains(Saved, await house.Says("mei", Line));
        var post = house.Last("mei");
        return () => house.Teams.Press("mei", post, "Undo", bySubmit);
    }

    private static async Task<Func<Task<Answer?>>> Dialog(Premises house)
    {
        Assert.Contains(Saved, await house.Says("mei", Line));
        var post = house.Last("mei");
        Assert.True((await house.Teams.Press("mei", post, "Edit"))!.Ok);
        var dialog = house.Teams.Open("mei")!;
        dialog.Typed.Values["text"] = "asked for CIF price";
        return () => house.Teams.Submit("mei", dialog);
    }

    private static async Task<Func<Task<Answer?>>> Extension(Premises house)
    {
        await house.Teams.FetchTask("mei", null, "log");
        var dialog = house.Teams.Open("mei")!;
        dialog.Typed.Values["customer"] = (await house.Teams.Search("mei", dialog.Room, null, Customers(dialog), "Acme GmbH"))[0].Value;
        (dialog.Typed.Values["kind"], dialog.Typed.Values["text"]) = ("Call", "asked for CIF price");
        return () => house.Teams.Submit("mei", dialog);
    }

    /// <summary>What the customer field of a dialog searches in.</summary>
    public static string Customers(Dialog dialog) => (string)CardTree.Inputs(dialog.Card).First(input => CardTree.Id(input) == "customer")["choices.data"]!["dataset"]!;
}
