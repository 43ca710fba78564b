namespace ChatCrm.Customers;

/// <summary>The link to a customer that people pass on: it leads back to the chat, and shows nothing by itself.</summary>
/// <param name="Address">Where the service is reached from outside.</param>
public sealed record CustomerLink(Uri Address)
{
    /// <summary>What stands before the code.</summary>
    public const string Path = "/c/";

    /// <summary><c>https://crm.example.com/c/C-1042</c>.</summary>
    public Uri To(string code) => new(Address, Path + code);
}
