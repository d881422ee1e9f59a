using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Drill.Text;

/// <summary>Registers the previews that need no chat: <c>web</c> and <c>terminal</c>.</summary>
public static class TextPreviewServices
{
    /// <summary>Adds <see cref="WebPreview"/> and <see cref="TerminalPreview"/>.</summary>
    public static IServiceCollection AddTextPreviews(this IServiceCollection services)
    {
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IPlatformPreview, WebPreview>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IPlatformPreview, TerminalPreview>());
        return services;
    }
}

/// <summary>What the web chat shows: one message without a limit.</summary>
public sealed class WebPreview : IPlatformPreview
{
    /// <inheritdoc/>
    public string Name => "web";

    /// <inheritdoc/>
    public ImmutableArray<PreviewMessage> Render(Body body)
    {
        // A preview has no server behind it that could show a bank's own pictures.
        var html = HtmlRenderer.Render(body, figure => figure.IsRemote ? figure.Source : null);
        return [new PreviewMessage(html, html, html.Length, int.MaxValue)];
    }
}

/// <summary>What a terminal of 80 columns shows.</summary>
public sealed class TerminalPreview : IPlatformPreview
{
    /// <inheritdoc/>
    public string Name => "terminal";

    /// <inheritdoc/>
    public ImmutableArray<PreviewMessage> Render(Body body)
    {
        var text = TerminalRenderer.Render(body);
        var html = new System.Text.StringBuilder();
        HtmlRenderer.AppendCode(html, text, null);
        return [new PreviewMessage(text, html.ToString(), text.Length, int.MaxValue)];
    }
}
