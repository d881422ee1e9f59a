using System.ClientModel;
using System.ClientModel.Primitives;
using System.Globalization;
using Drill.Grading;
using Microsoft.Extensions.AI;
using OpenAI;
using OpenAI.Chat;

namespace BotHost.Hosting;

/// <summary>
/// The section <c>Drill:Model</c>: which model reads answers, at any endpoint that speaks OpenAI's chat completions. Without <c>Endpoint</c> none does, and nothing leaves the host.
/// </summary>
internal sealed record ModelSettings(Uri Endpoint, string Name, string? Key, TimeSpan Timeout, int CallsPerChatAndDay)
{
    public const string Section = "Model";

    private const int LongestName = 60;

    private static readonly string[] Known = ["Endpoint", "Name", "Key", "Timeout", "CallsPerChatAndDay"];

    /// <summary>Reads the section; null when no model is wanted, or when something is wrong with it and the list of mistakes says what.</summary>
    public static ModelSettings? Read(IConfigurationSection section, Action<string, string, string> wrong)
    {
        if (!section.GetChildren().Any(c => c.Value is { Length: > 0 }))
        {
            return null;
        }

        foreach (var key in section.GetChildren().Select(c => c.Key).Where(k => !Known.Contains(k, StringComparer.OrdinalIgnoreCase)))
        {
            wrong($"{Section}:{key}", "is no setting.", $"There are {string.Join(", ", Known)}.");
        }

        var isAddress = Uri.TryCreate(section["Endpoint"], UriKind.Absolute, out var endpoint) && endpoint.Scheme is "http" or "https";
        if (!isAddress)
        {
            wrong($"{Section}:Endpoint", section["Endpoint"] is null ? "is missing." : "is no web address.", "Write it like https://api.openai.com/v1 or http://127.0.0.1:11434/v1.");
        }

        var name = section["Name"] ?? string.Empty;
        if (name.Length is 0 or > LongestName)
        {
            wrong($"{Section}:Name", name.Length == 0 ? "is missing." : "is too long.", $"Give the name of the model, at most {LongestName} characters.");
        }

        var seconds = Number("Timeout", "20", 1, 120);
        var calls = Number("CallsPerChatAndDay", "200", 1, 1_000_000);
        return isAddress ? new ModelSettings(endpoint!, name, section["Key"] is { Length: > 0 } given ? given : null, TimeSpan.FromSeconds(seconds), calls) : null;

        int Number(string key, string otherwise, int least, int most)
        {
            if (int.TryParse(section[key] ?? otherwise, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
            {
                return number;
            }

            wrong($"{Section}:{key}", $"is '{section[key]}'.", string.Create(CultureInfo.InvariantCulture, $"Give a whole number from {least} to {most}."));
            return least;
        }
    }
}

/// <summary>Adds the model to a host.</summary>
internal static class ModelSetup
{
    /// <summary>Lets a model read answers before the key points decide; nothing without settings.</summary>
    public static IServiceCollection AddModelGrader(this IServiceCollection services, ModelSettings? settings)
    {
        if (settings is null)
        {
            return services;
        }

        services.AddSingleton(new ModelGraderOptions(settings.Name, settings.Timeout, settings.CallsPerChatAndDay));
        services.AddSingleton(_ => new ChatClient(
            settings.Name,
            new ApiKeyCredential(settings.Key ?? "none"),
            new OpenAIClientOptions
            {
                Endpoint = settings.Endpoint,
                NetworkTimeout = settings.Timeout,

                // The learner waits: the key points answer at once instead of a second try.
                RetryPolicy = new ClientRetryPolicy(maxRetries: 0),
            }).AsIChatClient());
        return services;
    }
}
