using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ChatCrm.Bot.Courier;

public static class CourierRegistration
{
    /// <summary>Adds what runs by itself. Needs a row store, a clock, the product and the channels' messengers.</summary>
    public static IServiceCollection AddCourier(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(Lease.Standard);
        services.AddSingleton<Outbox>().AddSingleton<Sends>().AddSingleton<Rests>().AddSingleton<Copies>().AddSingleton<Errands>().AddSingleton<Deliveries>();
        services.AddSingleton<WakeUp>().AddSingleton<Sweep>();
        return services.AddHostedService<Courier>();
    }
}
