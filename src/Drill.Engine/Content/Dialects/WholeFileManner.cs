using System.Collections.Immutable;
using Drill.Text;

namespace Drill.Content.Dialects;

/// <summary>A whole file as one question: its title, in front matter or as its name, asks, and everything in it answers.</summary>
internal static class WholeFileManner
{
    public static QuestionFind? Find(RootPart root, ForeignHead head)
    {
        if (root.Parts.Count == 0)
        {
            return null;
        }

        if (head.FrontTitle is { } title && TitleReading.Of(title) is { Score: >= 1, IsAboutTheFile: false })
        {
            return Make(root, title, root.Parts);
        }

        return null;
    }

    /// <summary>"What is a hash table.md" with the heading "Hash table": the name asks when nothing in the file does.</summary>
    public static QuestionFind? FindByName(RootPart root, ForeignHead head) =>
        root.Parts.Count > 0 && head.Stem.Count(c => c == ' ') >= 2 && TitleReading.Of(head.Stem) is { Score: >= 0.5, IsAboutTheFile: false }
            ? Make(root, head.Stem, head.TitleHeading is { } heading && root.Parts.Count(p => p is HeadingPart) == 1 ? heading.Parts : root.Parts)
            : null;

    private static QuestionFind Make(RootPart root, string title, IReadOnlyList<Part> content)
    {
        var made = Title.Of(ImmutableArray.Create<Inline>(new TextRun(title)));

        // A heading that repeats the title adds nothing.
        if (content is [HeadingPart first] && string.Equals(Letters(first.Title.Text), Letters(title), StringComparison.OrdinalIgnoreCase))
        {
            content = first.Parts;
        }

        return new QuestionFind { Manner = Manners.WholeFile, Title = made, Line = 1, Start = root.Start, Confidence = made.Reading.Score + 1, Content = content };
    }

    private static string Letters(string text) => string.Concat(text.Where(char.IsLetterOrDigit));
}
