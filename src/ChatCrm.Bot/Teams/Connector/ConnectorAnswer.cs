using System.Text.Json;
using NodaTime;

namespace ChatCrm.Bot.Teams.Connector;

/// <summary>How a call of the Connector ended: the closed list. Never prints what is in it: bodies hold people's words.</summary>
internal abstract record ConnectorAnswer
{
    private ConnectorAnswer() { }

    /// <summary>A status of 2xx.</summary>
    /// <param name="Body">An object; empty where nothing was said. What was sent may have no <c>id</c> in it.</param>
    public sealed record Done(JsonElement Body) : ConnectorAnswer;

    /// <summary>A status that means never.</summary>
    /// <param name="Status">The HTTP status; 0 where nothing was sent: see the two constants.</param>
    /// <param name="Code">The Connector's own short constant, as <c>MessageWritesBlocked</c>; <c>Unnamed</c> where it gave none.</param>
    public sealed record Refused(int Status, string Code) : ConnectorAnswer
    {
        /// <summary>The service's host is none that may be called.</summary>
        public const string HostNotAllowed = "HostNotAllowed";

        /// <summary>An id that is none: empty, endless, or one that leads to another address than its own.</summary>
        public const string BadId = "BadId";
    }

    /// <summary>Nothing was done; try again after that time.</summary>
    public sealed record Later(Duration After) : ConnectorAnswer;

    /// <summary>It was sent, and the answer was lost or does not say: perhaps done.</summary>
    public sealed record Unknown : ConnectorAnswer;

    public sealed override string ToString() => GetType().Name;
}
