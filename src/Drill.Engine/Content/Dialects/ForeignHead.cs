using Drill.Content.Own;
using Markdig.Syntax;

namespace Drill.Content.Dialects;

/// <summary>What a foreign file says about itself.</summary>
/// <param name="Title">Its title, or its name.</param>
/// <param name="TitleHeading">The heading that is the file's title.</param>
/// <param name="FrontTitle">The title that its front matter gives.</param>
/// <param name="Language">The language that its front matter gives.</param>
/// <param name="Stem">Its name in words.</param>
/// <param name="CallsItselfBank">Whether title or name speak of questions.</param>
/// <param name="IsAboutRepository">Whether it is a page that every repository has.</param>
/// <param name="SpeaksOfQuestions">Whether the words above its first heading, or below its title, do.</param>
internal sealed partial record ForeignHead(string Title, HeadingPart? TitleHeading, string? FrontTitle, string? Language, string Stem, bool CallsItselfBank, bool IsAboutRepository, bool SpeaksOfQuestions)
{
    private const int IntroductionLength = 600;

    public static ForeignHead Of(ContentFile file, string text, FrontMatter front, RootPart root)
    {
        var frontTitle = Clean(front["title"] ?? (front.Exists && front.IsBroken ? RawTitle(text.AsSpan(0, front.End)) : null));
        var heading = TitleOf(root);
        var stem = file.Stem.Replace('-', ' ').Replace('_', ' ').Trim();
        var shown = heading is null ? null : Drill.Text.PlainText.OneLine(heading.Title.Text);
        var title = frontTitle ?? (shown is { Length: > 0 } ? shown : stem);
        var language = front["lang"] ?? front["language"];
        var isBank = Speaks(title) || Speaks(stem) || (shown is not null && Speaks(shown)) || Speaks(FolderOf(file));
        return new ForeignHead(Cut(title), heading, frontTitle, language is { Length: >= 2 and <= 11 } && language.All(c => char.IsAsciiLetterOrDigit(c) || c == '-') ? language : null, stem, isBank, file.IsReadme || file.IsAboutTheRepository, Speaks(text[..front.End]) || Speaks(IntroductionOf(text.AsSpan(front.End), root, heading).ToString()));
    }

    private static ReadOnlySpan<char> IntroductionOf(ReadOnlySpan<char> markdown, RootPart root, HeadingPart? title)
    {
        var within = title is null ? root.Parts : title.Parts;
        var start = title is null ? 0 : Math.Min(title.Start, markdown.Length);
        var end = within.Find(p => p is HeadingPart)?.Start ?? markdown.Length;
        return end <= start ? [] : markdown[start..Math.Min(Math.Min(end, markdown.Length), start + IntroductionLength)];
    }

    /// <summary>The one heading of the first level, or the first of all when it stands above the others.</summary>
    private static HeadingPart? TitleOf(RootPart root)
    {
        var top = root.Parts.OfType<HeadingPart>().ToList();
        var first = top.Find(h => h.Level == 1) ?? top.FirstOrDefault();
        return first is not null && (first.Level == 1 || top.Count == 1) ? first : null;
    }

    private static string FolderOf(ContentFile file)
    {
        var slash = file.RelativePath.LastIndexOf('/');
        return slash < 0 ? "" : file.RelativePath[..slash];
    }

    private static bool Speaks(string text) => Array.Exists(HintWords.Bank, w => text.Contains(w, StringComparison.OrdinalIgnoreCase));

    private static string? Clean(string? text) => string.IsNullOrWhiteSpace(text) ? null : Drill.Text.PlainText.OneLine(text);

    // YAML that a colon in the title broke.
    private static string? RawTitle(ReadOnlySpan<char> front)
    {
        foreach (var line in front.EnumerateLines())
        {
            if (line.StartsWith("title:"))
            {
                return line[6..].Trim().Trim("\"'").ToString();
            }
        }

        return null;
    }

    private static string Cut(string title) => title.Length <= ContentLimits.Title ? title : title[..(ContentLimits.Title - 1)] + "…";
}
