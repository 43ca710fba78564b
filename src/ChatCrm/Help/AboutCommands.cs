using System.Reflection;
using ChatCrm.Turns;
using ChatCrm.Workspaces;

namespace ChatCrm.Help;

/// <summary><c>about</c>: which ChatCrm this is, and how fresh its data.</summary>
public sealed class AboutCommands : ICapability
{
    // The build appends the commit behind a plus sign, where it knows it.
    private static readonly string Version = typeof(AboutCommands).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+') is [var version, .. var commit]
        ? commit is [{ Length: > 7 } hash] ? $"{version} ({hash[..7]})" : version
        : "";

    public IEnumerable<Route> Routes => [new(RouteKind.Verb, "about", Permission.Member, turn => TurnContext.Answer(AboutCards.Of(turn.Words, Version))) { Reads = true, Yields = true }];

    public IEnumerable<Drawing> Drawings => [];
}
