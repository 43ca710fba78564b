// What the arrows' checker must find, in every place where one type can name another, and what it must let pass.
#pragma warning disable CA1822, IDE0051, IDE0052, CS0414, CS0169, CS0649, IDE0060
namespace ChatCrm.Tests.HouseRules.Planted.Storage
{
    internal sealed class Row;
}

namespace ChatCrm.Tests.HouseRules.Planted.Conversation
{
    internal sealed class Card { public Storage.Row? Row; }
}

namespace ChatCrm.Tests.HouseRules.Planted.Time
{
    internal sealed class When { public static object At() => typeof(Storage.Row); }
}

namespace ChatCrm.Tests.HouseRules.Planted.Elsewhere
{
    internal sealed class Stray { public Storage.Row? Row; }
}

namespace ChatCrm.Tests.HouseRules.Planted.FollowUps
{
    internal class FollowUp { public static int Count; public Customers.CustomerCards? Allowed; public Customers.CustomerLine? AlsoAllowed; }

    internal sealed class FollowUpCommands { public static void Done() { } }
}

namespace ChatCrm.Tests.HouseRules.Planted.Interactions
{
    internal sealed class Interaction;
}

namespace ChatCrm.Tests.HouseRules.Planted.Tiers
{
    internal sealed class Tier : Attribute;
}

namespace ChatCrm.Tests.HouseRules.Planted.Customers
{
    [Tiers.Tier]
    internal sealed class Signatures : FollowUps.FollowUp { public static void Take(Dictionary<string, Interactions.Interaction[]> kept) { } }

    internal sealed class Bodies
    {
        public static async Task<int> Asynchronous()
        {
            await Task.Yield();
            return FollowUps.FollowUp.Count;
        }

        public static IEnumerable<object> Iterator() { yield return new List<Interactions.Interaction>(); }

        public static Func<object, bool> Closure(int n) => each => n > 0 && each is Tiers.Tier;
    }

    internal sealed class CustomerCards { public static object Allowed() => new FollowUps.FollowUp(); }

    internal sealed class CustomerLine { public static async Task<object> Allowed() { await Task.Yield(); return new FollowUps.FollowUp(); } }

    internal sealed class CustomerCommands { public static Action Forbidden() => () => FollowUps.FollowUpCommands.Done(); }
}
