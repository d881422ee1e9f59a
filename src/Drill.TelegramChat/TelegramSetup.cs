using Drill.TelegramChat.Rendering;
using Drill.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Drill.TelegramChat;

/// <summary>Puts Telegram into a host.</summary>
public static class TelegramSetup
{
    /// <summary>Adds the preview named <c>telegram</c>; it needs no token.</summary>
    public static IServiceCollection AddTelegramPreview(this IServiceCollection services)
    {
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IPlatformPreview, TelegramPreview>());
        return services;
    }
}
