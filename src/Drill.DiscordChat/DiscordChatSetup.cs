using Drill.Commands;
using Drill.Conversation;
using Drill.DiscordChat.Commands;
using Drill.DiscordChat.Connections;
using Drill.DiscordChat.Endpoint;
using Drill.DiscordChat.Looks;
using Drill.DiscordChat.Rest;
using Drill.DiscordChat.Talking;
using Drill.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

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

    /// <summary>Adds Discord. The host has checked the options (<see cref="IsPublicKey"/>) and adds the engine and a database.</summary>
    public static IServiceCollection AddDiscordChat(this IServiceCollection services, DiscordOptions options)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(options);
        services.TryAddSingleton<DiscordRest>();
        services.TryAddSingleton<GatewayConnection>();
        services.TryAddSingleton<EndpointConnection>();
        services.TryAddSingleton<IDiscordConnection>(s => options.Mode == DiscordMode.Gateway ? s.GetRequiredService<GatewayConnection>() : s.GetRequiredService<EndpointConnection>());
        services.TryAddSingleton<MessageMaker>();
        services.TryAddSingleton<Roster>();
        services.TryAddSingleton<InteractionReader>();
        services.TryAddSingleton<Completions>();
        services.TryAddSingleton<CommandRegistrar>();
        services.TryAddSingleton(s => new DiscordStatus(s.GetRequiredService<IDiscordConnection>()));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IChatPlatform, DiscordPlatform>());
        services.TryAddSingleton(s => ActivatorUtilities.CreateInstance<InteractionHandler>(
            s,
            (Func<Incoming, CancellationToken, Task<IReadOnlyList<Reply>>>)s.GetRequiredService<Engine>().HandleAsync,
            (Func<ButtonPress, TextRequest?>)s.GetRequiredService<Engine>().BoxFor));
        services.TryAddSingleton(s => ActivatorUtilities.CreateInstance<ChatEvents>(
            s,
            (Func<Incoming, CancellationToken, Task<IReadOnlyList<Reply>>>)s.GetRequiredService<Engine>().HandleAsync,
            (Func<ChatChange, CancellationToken, Task<IReadOnlyList<Reply>>>)s.GetRequiredService<Engine>().ChatChangedAsync));
        services.AddHostedService<DiscordService>();
        return services;
    }

    /// <summary>Serves the interactions endpoint <c>/discord/interactions</c> when Discord is added and interactions come that way.</summary>
    public static IEndpointRouteBuilder MapDiscordChat(this IEndpointRouteBuilder endpoints)
    {
        if (endpoints.ServiceProvider.GetService<DiscordOptions>() is { Mode: DiscordMode.Interactions, PublicKey: { } key })
        {
            endpoints.MapInteractions(endpoints.ServiceProvider.GetRequiredService<EndpointConnection>(), key);
        }

        return endpoints;
    }

    /// <summary>Whether a text can be an application's public key.</summary>
    public static bool IsPublicKey(string text) => Signatures.IsKey(text);

    /// <summary>The address at which an admin lets the bot into a server, with what it needs.</summary>
    public static Uri InviteLink(string applicationId) =>
        new($"https://discord.com/oauth2/authorize?client_id={applicationId}&scope=bot+applications.commands&permissions={Permissions.Wanted}");
}

/// <summary>Whether Discord works.</summary>
public sealed class DiscordStatus
{
    private readonly IDiscordConnection connection;

    internal DiscordStatus(IDiscordConnection connection) => this.connection = connection;

    /// <summary>What an operator must mend, or null.</summary>
    public string? Trouble => connection.Trouble;
}
