using Microsoft.Extensions.Options;

namespace Drill.WebChat;

/// <summary>Settings of the web chat. Without any key everybody who reaches the page may enter and is an admin, so it must then listen on this machine alone.</summary>
public sealed class WebChatOptions
{
    /// <summary>The shortest key that is accepted.</summary>
    public const int ShortestKey = 8;

    /// <summary>The longest key that is accepted.</summary>
    public const int LongestKey = 200;

    /// <summary>What a person must know to enter, or null when reaching the page is enough.</summary>
    public string? AccessKey { get; set; }

    /// <summary>What a person must know to be an admin, or null when nobody needs it: then everybody is one without <see cref="AccessKey"/>, and nobody with it.</summary>
    public string? AdminKey { get; set; }

    /// <summary>Whether entering needs a key.</summary>
    internal bool NeedsKey => !string.IsNullOrEmpty(AccessKey);

    /// <summary>Whether everybody is an admin.</summary>
    internal bool EverybodyIsAdmin => string.IsNullOrEmpty(AccessKey) && string.IsNullOrEmpty(AdminKey);
}

internal sealed class WebChatOptionsValidator : IValidateOptions<WebChatOptions>
{
    public ValidateOptionsResult Validate(string? name, WebChatOptions options)
    {
        var problems = new List<string>();
        Check(nameof(options.AccessKey), options.AccessKey);
        Check(nameof(options.AdminKey), options.AdminKey);
        if (!string.IsNullOrEmpty(options.AccessKey) && string.Equals(options.AccessKey, options.AdminKey, StringComparison.Ordinal))
        {
            problems.Add($"{nameof(options.AdminKey)}: must differ from {nameof(options.AccessKey)}, or everybody would be an admin.");
        }

        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);

        void Check(string key, string? value)
        {
            if (value is { Length: > 0 and < WebChatOptions.ShortestKey or > WebChatOptions.LongestKey })
            {
                problems.Add($"{key}: must have {WebChatOptions.ShortestKey} to {WebChatOptions.LongestKey} characters.");
            }
        }
    }
}
