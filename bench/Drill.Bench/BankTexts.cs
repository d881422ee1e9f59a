using System.Globalization;
using System.Text;

namespace Drill.Bench;

/// <summary>Banks of any length in each manner, with answers as people write them: paragraphs, lists, code, bold, links.</summary>
internal static class BankTexts
{
    public static string Make(string manner, int questions)
    {
        var text = new StringBuilder(manner is "own"
            ? "---\nbank: bench\ntitle: Bench\nlanguage: en\nlicence: MIT\n---\n\n# Bench\n\n"
            : "# Interview questions\n\n");
        for (var i = 1; i <= questions; i++)
        {
            _ = manner switch
            {
                "own" => Own(text, i),
                "headings" => text.Append(CultureInfo.InvariantCulture, $"## {i}. {Question(i)}\n\n{Answer(i)}\n\n**[⬆ back to top](#top)**\n\n"),
                "html-headings" => text.Append(CultureInfo.InvariantCulture, $"<h2 id=\"{i}\">{i}.{Question(i)}</h2>\n\n{Answer(i)}\n\n"),
                "details" => text.Append(CultureInfo.InvariantCulture, $"<details>\n<summary>{Question(i)}</summary>\n\n{Answer(i)}\n\n</details>\n\n"),
                "choices" => text.Append(CultureInfo.InvariantCulture, $"#### Q{i}. {Question(i)}\n\n```cs\nvar x = {i};\n```\n\n- [ ] The first way of `{i}`\n- [x] The second way, which holds\n- [ ] A third way that nobody takes\n- [ ] None of these\n\n**Explanation:** It holds because {i} is counted from one.\n\n"),
                _ => text.Append(CultureInfo.InvariantCulture, $"- {Question(i)}\n"),
            };
        }

        return text.ToString();
    }

    private static StringBuilder Own(StringBuilder text, int i) => text.Append(string.Create(CultureInfo.InvariantCulture, $"""
        ## {Question(i)}

        `id: q-{i}` `level: 2` `tags: bench`

        ### Answer

        {Answer(i)}

        ### Key points

        - **3** The first thing to know is the order of the {i} steps.
          - order: sequence, steps
        - **1** The second is their cost.
          - cost: price, time


        """).ReplaceLineEndings("\n"));

    private static string Question(int i) => string.Create(CultureInfo.InvariantCulture, $"What is the difference between step {i} and the one before it?");

    private static string Answer(int i) => string.Create(CultureInfo.InvariantCulture, $"""
        Step {i} reads what the *one before it* wrote, so it must **wait** for it. The order is kept by a queue, see [the manual](https://example.org/{i}).

        - It reads the whole entry, never a part.
        - It writes `entry {i}` back when everything is known.
        - When it fails, the entry stays where it was.

        ```csharp
        var entry = queue.Take();
        Handle(entry, {i});
        ```

        Without the queue two steps would read the same entry, and the second would undo what the first one did.
        """).ReplaceLineEndings("\n");
}
