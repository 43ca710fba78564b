using ChatCrm.Calendars;
using ChatCrm.Customers;
using ChatCrm.FollowUps;
using ChatCrm.Help;
using ChatCrm.Interactions;
using ChatCrm.Storage;
using ChatCrm.Tiers;
using ChatCrm.Turns;
using ChatCrm.Watches;
using ChatCrm.Workspaces;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ChatCrm;

/// <summary>The product: its capabilities. The process adds the outside: a row store, a clock, the channels.</summary>
public static class ChatCrmProduct
{
    private static readonly IReadOnlyList<RowKind> Kinds =
        [.. DirectoryRows.Kinds, .. WorkspaceRows.Kinds, .. TurnRows.Kinds, .. CustomerRows.Kinds, .. InteractionStore.Kinds, .. TierStore.Kinds, .. FollowUpStore.Kinds, .. CalendarRows.Kinds, .. DigestStore.Kinds, .. DerivationStore.Kinds];

    public static IServiceCollection AddChatCrm(this IServiceCollection services)
    {
        // The process registers a RowKind for each kind of row of its own.
        services.AddSingleton(provider => new RowKinds([.. Kinds, .. provider.GetServices<RowKind>()]));
        services.AddSingleton<People>().AddSingleton<Connections>().AddSingleton<Admission>().AddSingleton<Bell>().AddSingleton<OwnPages>().AddSingleton<Commits>().AddSingleton<TurnMeter>();
        services.AddSingleton<Routes>().AddSingleton<Drawer>().AddSingleton<Dispatcher>().AddSingleton<HintLine>();
        // Some commands name other routes (edit the last one, help): they look at the table once it stands.
        services.AddSingleton(provider => new Lazy<Routes>(provider.GetRequiredService<Routes>));
        // The process puts a calendar in its place.
        services.TryAddSingleton<ICalendar, NoCalendar>();
        services.AddSingleton(provider => new CalendarAround(provider.GetRequiredService<ICalendar>().IsConnected));
        services.AddSingleton<IErrand, CalendarMirror>();
        // In the order in which pickers and help show their verbs.
        services.AddSingleton<ICapability, InteractionCommands>();
        services.AddSingleton<ICapability, FreeLineCommands>();
        services.AddSingleton<ICapability, CustomerCommands>();
        services.AddSingleton<ICapability, FollowUpCommands>();
        services.AddSingleton<ICapability, ClosedDayCommands>();
        services.AddSingleton<ICapability, TurnCapability>();
        services.AddSingleton<ICapability, NewCommands>();
        services.AddSingleton<ICapability, SetCommands>();
        services.AddSingleton<ICapability, Customers.EditCommands>();
        services.AddSingleton<ICapability, TierCommands>();
        services.AddSingleton<ICapability, PeopleCommands>();
        services.AddSingleton<ICapability, FeedCommands>();
        services.AddSingleton<ICapability, AdminCommands>();
        services.AddSingleton<ICapability, OwnDayCommands>();
        services.AddSingleton<ICapability, RoomCommands>();
        services.AddSingleton<ICapability, WhenCommands>();
        services.AddSingleton<ICapability, DigestCommands>();
        services.AddSingleton<ICapability, DerivationCommands>();
        services.AddSingleton<ICapability, CalendarCards>();
        services.AddSingleton<ICapability, HomeCommands>();
        services.AddSingleton<ICapability, HelpCommands>();
        services.AddSingleton<ICapability, AboutCommands>();
        return services;
    }
}
