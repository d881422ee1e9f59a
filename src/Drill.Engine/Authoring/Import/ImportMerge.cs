using System.Text;
using Drill.Content.Own;
using Drill.Grading;
using Drill.Text;

namespace Drill.Authoring.Import;

/// <summary>
/// Puts newly read questions into a file of an earlier import. The source owns the question, its answer and its choices; ids, levels, tags, key points,
/// hints, sources, notes and every section written by hand stay as they are, character by character.
/// </summary>
internal sealed class ImportMerge(OwnFormatWriter writer)
{
    private const double SameTitle = 0.5, SameText = 0.6;

    /// <summary>The text of the file after the merge, and the questions in it that the source no longer has.</summary>
    public (string Text, IReadOnlyList<OwnPart> Gone) Merge(string existing, IReadOnlyList<OwnQuestion> questions)
    {
        var file = OwnFileParts.Read(existing);
        var partners = Pair(file.Questions, questions);
        var text = new StringBuilder(file.Head.TrimEnd()).Append('\n');
        // Both those written already and those that have a place of their own.
        var written = partners.Values.ToHashSet<OwnQuestion>(ReferenceEqualityComparer.Instance);
        AddNewAfter(-1);
        var gone = new List<OwnPart>();
        foreach (var part in file.Questions)
        {
            if (partners.GetValueOrDefault(part) is { } question)
            {
                Append(text, Update(part, question));
                AddNewAfter(IndexOf(question));
            }
            else
            {
                Append(text, part.Text);
                gone.Add(part);
            }
        }

        return (text.ToString(), gone);

        // What is new stands behind the question that it follows in the source.
        void AddNewAfter(int index)
        {
            for (var i = index + 1; i < questions.Count && written.Add(questions[i]); i++)
            {
                Append(text, writer.Write(questions[i]));
            }
        }

        int IndexOf(OwnQuestion question)
        {
            for (var i = 0; i < questions.Count; i++)
            {
                if (ReferenceEquals(questions[i], question))
                {
                    return i;
                }
            }

            return -1;
        }
    }

    // By id; then, for what is left, by the same words in heading or text: a heading that was reworded keeps its id that way.
    private static Dictionary<OwnPart, OwnQuestion> Pair(IReadOnlyList<OwnPart> parts, IReadOnlyList<OwnQuestion> questions)
    {
        var pairs = new Dictionary<OwnPart, OwnQuestion>(ReferenceEqualityComparer.Instance);
        var free = new List<OwnQuestion>(questions);
        Match((part, question) => string.Equals(part.Id, question.Id, StringComparison.Ordinal));
        Match((part, question) => string.Equals(part.Title, PlainText.OneLine(question.Title), StringComparison.OrdinalIgnoreCase));
        if (free.Count > 0 && pairs.Count < parts.Count)
        {
            var likeness = (from part in parts.Where(p => !pairs.ContainsKey(p))
                            let title = Words(part.Title)
                            let all = Words(part.Text)
                            from question in free
                            let like = Math.Max(
                                Likeness(title, Words(question.Title)) / SameTitle,
                                Likeness(all, Words(question.Title + "\n" + PlainText.Of(question.Answer))) / SameText)
                            where like >= 1
                            orderby like descending
                            select (part, question)).ToList();
            foreach (var (part, question) in likeness)
            {
                if (free.Contains(question) && pairs.TryAdd(part, question))
                {
                    free.Remove(question);
                }
            }
        }

        return pairs;

        void Match(Func<OwnPart, OwnQuestion, bool> isSame)
        {
            foreach (var part in parts.Where(p => !pairs.ContainsKey(p)))
            {
                if (free.Find(q => isSame(part, q)) is { } question)
                {
                    pairs.Add(part, question);
                    free.Remove(question);
                }
            }
        }
    }

    private string Update(OwnPart part, OwnQuestion question)
    {
        var text = new StringBuilder();
        Append(text, writer.Heading(question));
        Append(text, part.Meta.Length > 0 ? part.Meta : OwnFormatWriter.Meta(question));
        Append(text, writer.PromptRest(question));
        var answer = writer.SectionOf(Section.Answer, writer.Answer(question));
        var choices = string.Join('\n', question.Choices.Select(c => writer.SectionOf(Section.Choices, writer.Choices(c))));
        var hasAnswer = part.Sections.Any(s => s.Section == Section.Answer);
        if (!hasAnswer)
        {
            Append(text, answer);
        }

        foreach (var section in part.Sections)
        {
            switch (section.Section)
            {
                case Section.Answer when answer.Length > 0:
                    Append(text, answer);
                    answer = "";
                    break;
                case Section.Choices when question.Choices.Length > 0:
                    Append(text, choices);
                    choices = "";
                    break;
                default:
                    Append(text, section.Text);
                    break;
            }
        }

        if (!part.Sections.Any(s => s.Section == Section.Choices))
        {
            Append(text, choices);
        }

        Append(text, part.Tail);
        return text.ToString();
    }

    private static void Append(StringBuilder text, string part)
    {
        var trimmed = part.Trim('\n').TrimEnd();
        if (trimmed.Length > 0)
        {
            text.Append(text.Length == 0 ? "" : "\n").Append(trimmed).Append('\n');
        }
    }

    private static HashSet<TextUnit> Words(string text) => [.. TextUnit.Of(Tokenizer.Read(text))];

    private static double Likeness(HashSet<TextUnit> one, HashSet<TextUnit> other)
    {
        var shared = one.Count(other.Contains);
        return one.Count + other.Count == 0 ? 0 : (double)shared / (one.Count + other.Count - shared);
    }
}
