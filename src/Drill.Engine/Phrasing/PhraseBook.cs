namespace Drill.Phrasing;

/// <summary>Finds the phrases of a language.</summary>
internal static class PhraseBook
{
    private static readonly EnglishPhrases English = new();
    private static readonly ChinesePhrases Chinese = new();

    /// <summary>One for each language, in the order they are offered.</summary>
    public static IReadOnlyList<Phrases> All { get; } = [English, Chinese];

    public static Phrases For(string language) => string.Equals(language, Languages.Chinese, StringComparison.Ordinal) ? Chinese : English;
}
