using System.CommandLine;

namespace BotHost.CommandLine;

/// <summary><c>health</c>: asks a running bot how it is; the container's health check.</summary>
internal static class HealthCommand
{
    public static Command Create(TextWriter output, TextWriter error)
    {
        var url = new Option<Uri>("--url")
        {
            Description = "Where the bot listens.",
            HelpName = "URL",
            DefaultValueFactory = _ => new Uri("http://127.0.0.1:5080"),
        };
        var command = new Command("health", "Asks a running bot how it is: exit 0 when it is well, 1 otherwise.") { url };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            try
            {
                using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
                using var response = await client.GetAsync(new Uri(parsed.GetValue(url)!, "/health"), cancellationToken);
                await output.WriteLineAsync(await response.Content.ReadAsStringAsync(cancellationToken));
                return response.IsSuccessStatusCode ? 0 : 1;
            }
            catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
            {
                await error.WriteLineAsync($"Nobody answers at {parsed.GetValue(url)}.");
                return 1;
            }
        });
        return command;
    }
}
