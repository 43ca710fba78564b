namespace ChatCrm.Turns;

/// <summary>A store call was refused by <see cref="Workspaces.Access"/>. The Dispatcher tells the person; nothing is written.</summary>
/// <param name="customer">The customer's id, where the person may know that it exists; empty where not.</param>
public sealed class DeniedException(string customer = "") : Exception("The access rules do not allow this.")
{
    public string Customer { get; } = customer;
}
