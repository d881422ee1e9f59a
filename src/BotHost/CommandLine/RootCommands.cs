using System.CommandLine;
using System.CommandLine.Invocation;
using BotHost.Hosting;
using Drill.Content;
using Microsoft.Extensions.Options;

namespace BotHost.CommandLine;

/// <summary>The command line: without a command it runs the bot.</summary>
internal static class RootCommands
{
    private const int WrongUsage = 2;

    /// <summary>How long a command may take to end when it is asked to; the host gives those who are being served half a minute.</summary>
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(40);

    /// <summary>Runs a command line; 2 when it is not understood, else what the command says.</summary>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, TextWriter output, TextWriter error, CancellationToken cancellationToken = default)
    {
        if (arguments.Count == 0)
        {
            // Nothing to parse: the parser takes a twentieth of the start.
            return await RunBotAsync([], output, error, cancellationToken);
        }

        var parsed = Create(output, error).Parse(arguments);
        if (parsed.Action is not ParseErrorAction)
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { Output = output, Error = error, ProcessTerminationTimeout = Farewell }, cancellationToken);
        }

        foreach (var mistake in parsed.Errors)
        {
            await error.WriteLineAsync(mistake.Message);
        }

        await error.WriteLineAsync("Add --help to see what is possible.");
        return WrongUsage;
    }

    private static RootCommand Create(TextWriter output, TextWriter error)
    {
        var url = new Option<string?>("--url") { Description = "Where the web chat listens; default http://127.0.0.1:5080. Other machines need Drill:AccessKey.", HelpName = "URL" };
        var content = new Option<string[]>("--content") { Description = "Folders or Markdown files with questions; default: the banks that ship with the bot.", HelpName = "PATH", AllowMultipleArgumentsPerToken = true };
        var database = new Option<string?>("--database") { Description = "The SQLite file; default data/drill.db.", HelpName = "FILE" };
        var root = new RootCommand(
            """
            Drill, an interview-practice bot. Without a command it runs: web chat, questions of the day, scores.

            Settings come from appsettings.json, from environment variables such as Drill__Url, and from the options below, the last one wins:
            Drill:Url, Drill:Content, Drill:Database, Drill:Language (en, zh), Drill:Zone, Drill:AccessKey, Drill:AdminKey, Drill:OutboxLease,
            Drill:Telegram:Token, Drill:Discord:Token (without its token a platform is off; README.md describes their other settings),
            Drill:Model:Endpoint, :Name, :Key, :Timeout (seconds), :CallsPerChatAndDay (a model that reads answers; none by default).
            """)
        {
            url,
            content,
            database,
            BankCommand.Create(output, error),
            HealthCommand.Create(output, error),
            GradeCommand.Create(output, error),
            RescoreCommand.Create(output, error),
        };
        root.SetAction(async (parsed, cancellationToken) =>
        {
            var given = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
            Add("Url", parsed.GetValue(url));
            Add("Database", parsed.GetValue(database));
            Add("Content", parsed.GetValue(content) is { Length: > 0 } paths ? string.Join(Path.PathSeparator, paths) : null);
            return await RunBotAsync(given, output, error, cancellationToken);

            void Add(string key, string? value)
            {
                if (value is not null)
                {
                    given[$"{DrillSettings.Section}:{key}"] = value;
                }
            }
        });
        return root;
    }

    private static async Task<int> RunBotAsync(Dictionary<string, string?> given, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        using var signals = new StopSignals(cancellationToken);
        var configuration = DrillHost.Configure(given);
        var mistakes = new List<string>();
        var settings = DrillSettings.Read(configuration, new ContentFolders(Directory.GetCurrentDirectory(), AppContext.BaseDirectory), mistakes);
        if (mistakes.Count > 0)
        {
            return await TellAsync(mistakes, error);
        }

        var compilation = BankCompiler.CompileFolders(settings.Content);
        foreach (var problem in compilation.Problems)
        {
            await error.WriteLineAsync(problem.ToString());
        }

        if (compilation.Bank.Questions.IsEmpty)
        {
            await error.WriteLineAsync($"Drill cannot start: there is no sound question in {string.Join(", ", settings.Content)}.");
            return 1;
        }

        await using var app = DrillHost.Build(settings, configuration, compilation);
        return await RunAsync(app, settings, output, error, signals.Stop);
    }

    /// <summary>Runs a host until it is stopped; 1 when it cannot start, and why is told.</summary>
    public static async Task<int> RunAsync(WebApplication app, DrillSettings settings, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        try
        {
            await DrillHost.RunAsync(app, output, cancellationToken);
            return 0;
        }
        catch (IOException exception) when (exception.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
        {
            await error.WriteLineAsync($"Drill cannot start: {settings.Url} is in use. Choose another with --url http://127.0.0.1:5081.");
            return 1;
        }
        catch (OptionsValidationException exception)
        {
            return await TellAsync(exception.Failures, error);
        }
    }

    private static async Task<int> TellAsync(IEnumerable<string> mistakes, TextWriter error)
    {
        await error.WriteLineAsync("Drill cannot start, its settings are wrong:");
        foreach (var mistake in mistakes)
        {
            await error.WriteLineAsync("  " + mistake);
        }

        return 1;
    }
}
