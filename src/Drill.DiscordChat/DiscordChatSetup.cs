using Drill.DiscordChat.Looks;
using Drill.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Drill.DiscordChat;

/// <summary>Puts Discord into a host.</summary>
public static class DiscordChatSetup
{
    /// <summary>Adds the preview <c>discord</c>, which needs no token.</summary>
    public static IServiceCollection AddDiscordPreview(this IServiceCollection services)
    {
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IPlatformPreview, DiscordPreview>());
        return services;
    }
}
