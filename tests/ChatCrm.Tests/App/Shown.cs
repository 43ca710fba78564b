namespace ChatCrm.Tests.App;

/// <summary>What somebody is shown, the same for every channel: a card's plain twin or a form's questions, line by line, and the labels of its buttons.</summary>
internal sealed record Shown(IReadOnlyList<string> Lines, IReadOnlyList<string> Buttons)
{
    public static readonly Shown Nothing = new([], []);

    /// <summary>All of it; the buttons on one line, as "[Undo] [Edit]".</summary>
    public IReadOnlyList<string> All => Buttons.Count == 0 ? Lines : [.. Lines, string.Join(' ', Buttons.Select(label => $"[{label}]"))];

    public override string ToString() => string.Join('\n', All);
}

/// <summary>Where somebody is: their handle, and a room's key, or null for their direct chat.</summary>
internal sealed record Spot(string Who, string? Room);

/// <summary>One chat platform, as people use it.</summary>
internal interface IChannel : IAsyncDisposable
{
    /// <summary>Types a line.</summary>
    Task<Shown> Say(Spot at, string line);

    /// <summary>Presses the button whose label begins so, on the lowest card there that has one.</summary>
    Task<Shown> Press(Spot at, string label);

    /// <summary>Fills in fields of the form that is open there, and sends it. Choices are named by what is shown, lookups by what is typed.</summary>
    Task<Shown> Submit(Spot at, IReadOnlyDictionary<string, string> answers);

    /// <summary>Types into a lookup field of the open form: the choices it offers.</summary>
    Task<Shown> LookUp(Spot at, string field, string query);

    /// <summary>The oldest card that came by itself and was not looked at yet; null where there is none.</summary>
    Task<Shown?> Pushed(Spot at);

    /// <summary>The card that was drawn again last, as it now is; null where none was since the last look.</summary>
    Task<Shown?> Redrawn(Spot at);

    /// <summary>What came by itself and nobody has looked at, with whose page it stands on.</summary>
    Task<IReadOnlyList<string>> Unseen();
}
