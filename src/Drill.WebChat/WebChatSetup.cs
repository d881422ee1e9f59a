using Drill.Commands;
using Drill.Conversation;
using Drill.WebChat.Assets;
using Drill.WebChat.Entering;
using Drill.WebChat.Figures;
using Drill.WebChat.Guarding;
using Drill.WebChat.Pages;
using Drill.WebChat.Rooms;
using Drill.WebChat.Talking;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Drill.WebChat;

/// <summary>Puts the web chat into a host.</summary>
public static class WebChatSetup
{
    private const int LargestMessage = 64 * 1024;

    /// <summary>
    /// Registers the web chat. The host binds <see cref="WebChatOptions"/> and adds the engine (<see cref="DrillEngine.AddDrillEngine"/>) and a database.
    /// </summary>
    public static IServiceCollection AddWebChat(this IServiceCollection services)
    {
        services.AddOptions<WebChatOptions>().ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<WebChatOptions>, WebChatOptionsValidator>());
        services.AddAntiforgery(o =>
        {
            o.Cookie.Name = "drill_form";
            o.Cookie.SameSite = Microsoft.AspNetCore.Http.SameSiteMode.Lax;
            o.SuppressXFrameOptionsHeader = true;
        });
        services.AddRazorComponents(o => o.MaxFormMappingCollectionSize = 16).AddInteractiveServerComponents(o =>
        {
            o.DisconnectedCircuitMaxRetained = 200;
            o.DisconnectedCircuitRetentionPeriod = TimeSpan.FromMinutes(3);
            o.JSInteropDefaultCallTimeout = TimeSpan.FromSeconds(15);
        }).AddHubOptions(o =>
        {
            o.MaximumReceiveMessageSize = LargestMessage;
            o.ClientTimeoutInterval = TimeSpan.FromSeconds(60);
        });

        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<AssetFiles>();
        services.TryAddSingleton<AdminRoster>();
        services.TryAddSingleton<Gate>();
        services.TryAddSingleton<WrongKeyLimit>();
        services.TryAddSingleton<RoomHub>();
        services.TryAddSingleton<ChatDesk>();
        services.TryAddSingleton<IncomingHandler>(p => p.GetRequiredService<Engine>().HandleAsync);
        services.TryAddSingleton<CommandMenu>(p => p.GetRequiredService<CommandTable>().Summaries);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IChatPlatform, WebChatPlatform>());
        services.TryAddScoped<PageState>();
        return services;
    }

    /// <summary>Serves the web chat at the root of the site.</summary>
    public static WebApplication MapWebChat(this WebApplication app)
    {
        app.UseMiddleware<WebChatGuard>();
        app.UseAntiforgery();
        app.MapEntering().WithMetadata(WebChatEndpoint.Mark);
        app.Services.GetRequiredService<AssetFiles>().Map(app).WithMetadata(WebChatEndpoint.Mark);
        app.MapFigures().WithMetadata(WebChatEndpoint.Mark);
        app.MapPictures().WithMetadata(WebChatEndpoint.Mark);
        app.MapRazorComponents<App>()
            .AddInteractiveServerRenderMode(o => o.ContentSecurityFrameAncestorsPolicy = null)
            .WithMetadata(WebChatEndpoint.Mark);
        return app;
    }
}
