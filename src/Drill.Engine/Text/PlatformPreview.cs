using System.Collections.Immutable;

namespace Drill.Text;

/// <summary>Shows how a body will look on a platform; each chat project registers its own, so that an author sees the real splitting.</summary>
public interface IPlatformPreview
{
    /// <summary>The word after <c>--as</c> and in addresses: lower case, for example <c>discord</c>.</summary>
    string Name { get; }

    /// <summary>The body as the messages that the platform would receive.</summary>
    ImmutableArray<PreviewMessage> Render(Body body);
}

/// <summary>One message of a preview.</summary>
/// <param name="Raw">What is sent: text in the platform's own form.</param>
/// <param name="Html">What a person will see, as safe HTML.</param>
/// <param name="Length">The length as the platform counts it.</param>
/// <param name="Limit">The platform's limit for it.</param>
public sealed record PreviewMessage(string Raw, string Html, int Length, int Limit);
