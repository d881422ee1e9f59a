using Drill.Content;
using Drill.Conversation;
using Drill.Delivery;
using Drill.TelegramChat.Calling;
using Drill.TelegramChat.Receiving;
using Drill.TelegramChat.Rendering;
using Drill.TelegramChat.Replying;
using Drill.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

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

    /// <summary>Adds the platform <c>telegram</c> and its receiver. The host adds the engine and a database.</summary>
    /// <exception cref="ArgumentException">The options are wrong; <see cref="TelegramOptions.Mistakes"/> tells what is.</exception>
    public static IServiceCollection AddTelegramChat(this IServiceCollection services, TelegramOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Mistakes().FirstOrDefault() is { Key: { } key, What: { } what, Mend: { } mend })
        {
            throw new ArgumentException($"{key} {what} {mend}", nameof(options));
        }

        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(new CallClock(TimeProvider.System));
        services.TryAddSingleton(options);
        services.TryAddSingleton(new GroupTokens(options.Token));
        services.TryAddSingleton<TelegramClient>();
        services.TryAddSingleton(s => new SendGate(new SendRates(options.MessagesPerSecond, options.MessagesPerSecondInChat, options.MessagesPerMinuteInGroup), s.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton<PhotoShelf>();
        services.TryAddSingleton<PlanShelf>();
        services.TryAddSingleton<PartSender>();
        services.TryAddSingleton<ChatRights>();
        services.TryAddSingleton<Speaker>();
        services.TryAddSingleton<Undelivered>();
        services.TryAddSingleton<PrivateReveal>();
        services.TryAddSingleton<HiddenAnswers>();
        services.TryAddSingleton<OpenPrompts>();
        services.TryAddSingleton<ReplyPresenter>();
        services.TryAddSingleton<UpdateReader>();
        services.TryAddSingleton<StorageCheck>();
        services.TryAddSingleton<UpdateDesk>();
        services.TryAddSingleton<CommandMenus>();
        services.TryAddSingleton(s => new TelegramStatus(s.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton<WebhookSecret>();
        services.TryAddSingleton<Webhook>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IChatPlatform, TelegramPlatform>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, TelegramReceiver>());
        return services;
    }

    /// <summary>Adds Telegram with a line that leads nowhere, and <see cref="TelegramStage"/>, to the services of a rehearsal: the engine, a database that is thrown away, and nothing that runs by itself.</summary>
    public static IServiceCollection AddTelegramStage(this IServiceCollection services, TelegramOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var line = new LineToNowhere();
        var own = new TelegramOptions { Token = options.Token, Ephemeral = options.UsesEphemeral, LinkPreviews = options.LinkPreviews, MessagesPerSecond = 0, MessagesPerSecondInChat = 0, MessagesPerMinuteInGroup = 0 };
        services.TryAddSingleton(s => new TelegramClient(own, s.GetRequiredService<CallClock>(), line));
        services.TryAddSingleton(s => new TelegramStage(s.GetRequiredService<TelegramClient>(), s.GetRequiredService<UpdateDesk>(), line, s.GetRequiredService<IChatPlatform>(), s.GetRequiredService<BankLibrary>()));
        return services.AddTelegramChat(own);
    }

    /// <summary>Maps the webhook under the path of <see cref="TelegramOptions.WebhookUrl"/>; does nothing with long polling or without Telegram.</summary>
    public static IEndpointRouteBuilder MapTelegramChat(this IEndpointRouteBuilder endpoints)
    {
        if (endpoints.ServiceProvider.GetService<TelegramOptions>() is { Mode: TelegramMode.Webhook, WebhookUrl: { } url })
        {
            endpoints.MapPost(url.AbsolutePath, (HttpContext context, Webhook webhook) => webhook.HandleAsync(context));
        }

        return endpoints;
    }
}
