using Drill.DiscordChat;
using Drill.TelegramChat;
using Drill.Text;

namespace BotHost.CommandLine;

/// <summary>The platforms that can show how a body will look, each registered by its own project.</summary>
internal static class Previews
{
    /// <summary>Adds every preview that there is.</summary>
    public static IServiceCollection AddPreviews(this IServiceCollection services) => services.AddDiscordPreview().AddTelegramPreview().AddTextPreviews();

    /// <summary>The previews by name, for commands that need no host.</summary>
    public static IReadOnlyList<IPlatformPreview> All()
    {
        using var services = new ServiceCollection().AddPreviews().BuildServiceProvider();
        return [.. services.GetServices<IPlatformPreview>().OrderBy(p => p.Name, StringComparer.Ordinal)];
    }
}
