using System.CommandLine;
using System.Globalization;
using Drill.Content;
using Drill.Questions;
using Drill.Text;

namespace BotHost.CommandLine;

/// <summary><c>bank preview</c>: how questions will look on a platform.</summary>
internal static class BankPreviewCommand
{
    private const int MostNearby = 5;

    public static Command Create(TextWriter output, TextWriter error)
    {
        var previews = Previews.All();
        var paths = BankPaths.Create();
        var platform = new Option<string>("--as") { Description = "The platform.", Required = true };
        platform.AcceptOnlyFromAmong([.. previews.Select(p => p.Name)]);
        var only = new Option<string?>("--question") { Description = "Shows one question: its id, or its bank's id, a slash and its id.", HelpName = "ID" };
        var language = new Option<string?>("--language") { Description = "Shows one language.", HelpName = "TAG" };
        var command = new Command(
            "preview",
            """
            Shows the messages that a platform would receive for each question, as they are sent, with their lengths against the platform's limit.

            Exit: 0 shown; 1 there is nothing to show; 2 wrong usage or a path that does not exist.
            Example: BotHost bank preview content --as terminal --question clip
            """)
        {
            paths,
            platform,
            only,
            language,
        };
        command.SetAction(async (parsed, _) =>
        {
            var compilation = BankCompiler.CompileFolders(parsed.GetValue(paths)!);
            var preview = previews.Single(p => string.Equals(p.Name, parsed.GetValue(platform), StringComparison.Ordinal));
            var shown = compilation.Bank.Questions.Where(q => IsMeant(q, parsed.GetValue(only)))
                .SelectMany(q => q.Variants.Where(v => parsed.GetValue(language) is not { } tag || string.Equals(v.Language, tag, StringComparison.OrdinalIgnoreCase)).Select(v => (Question: q, Variant: v)))
                .ToList();
            foreach (var (question, variant) in shown)
            {
                await ShowAsync(output, preview, question, variant);
            }

            if (shown.Count == 0)
            {
                await error.WriteLineAsync(parsed.GetValue(only) is { } id ? $"There is no question '{id}' there.{Nearby(compilation.Bank, id)}" : "There is no question there.");
            }

            return shown.Count == 0 ? 1 : 0;
        });
        return command;
    }

    // The ids that look most like it.
    private static string Nearby(QuestionBank bank, string id)
    {
        var near = bank.Questions.Select(q => q.Id.Value).OrderByDescending(v => SharedStart(v[(v.LastIndexOf('/') + 1)..], id)).ThenBy(v => v, StringComparer.Ordinal).Take(MostNearby).ToList();
        return near.Count == 0 ? "" : $" Some that are: {string.Join(", ", near)}";
    }

    private static int SharedStart(string value, string id)
    {
        var at = 0;
        while (at < value.Length && at < id.Length && char.ToLowerInvariant(value[at]) == char.ToLowerInvariant(id[at]))
        {
            at++;
        }

        return at;
    }

    private static bool IsMeant(Question question, string? id) =>
        id is null || string.Equals(question.Id.Value, id, StringComparison.OrdinalIgnoreCase)
        || question.Id.Value.EndsWith("/" + id, StringComparison.OrdinalIgnoreCase);

    private static async Task ShowAsync(TextWriter output, IPlatformPreview preview, Question question, QuestionVariant variant)
    {
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"=== {question.Id} ({variant.Language}) {variant.Location.Path}:{variant.Location.Line}"));
        await ShowAsync(output, preview, "question", variant.Prompt);
        foreach (var form in variant.Choices)
        {
            await ShowAsync(output, preview, "choices", new Body(
            [
                .. form.Stem?.Blocks ?? [],
                new BulletList(null, [.. form.Options.Select(o => new ListItem([Paragraph.Of($"{o.Label}. {o.Text}")], o.IsRight))]),
                .. form.Explanation is { } explanation ? Body.Plain(explanation).Blocks : [],
            ]));
        }

        await ShowAsync(output, preview, "hint", variant.Hint ?? Body.Empty);
        await ShowAsync(output, preview, "answer", variant.Answer);
    }

    private static async Task ShowAsync(TextWriter output, IPlatformPreview preview, string part, Body body)
    {
        if (body.IsEmpty)
        {
            return;
        }

        var messages = preview.Render(body);
        for (var i = 0; i < messages.Length; i++)
        {
            var limit = messages[i].Limit == int.MaxValue ? "" : string.Create(CultureInfo.InvariantCulture, $" of {messages[i].Limit}");
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"--- {part}, message {i + 1} of {messages.Length}, {messages[i].Length}{limit} characters"));
            await output.WriteLineAsync(messages[i].Raw);
        }
    }
}
