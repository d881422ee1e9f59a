namespace Drill.DiscordChat.Wording;

/// <summary>What only Discord needs said; everything else is the engine's. A language is a subclass.</summary>
internal abstract class DiscordPhrases
{
    /// <summary>Every language, the first the one to fall back to.</summary>
    public static IReadOnlyList<DiscordPhrases> All { get; } = [new EnglishDiscordPhrases(), new ChineseDiscordPhrases()];

    /// <summary>The language's tag.</summary>
    public abstract string Language { get; }

    /// <summary>Discord's names for the language, the first the one that others are taken from. https://docs.discord.com/developers/reference#locales</summary>
    public abstract IReadOnlyList<string> Locales { get; }

    /// <summary>The box could not be opened in time: here is its button once more.</summary>
    public abstract string BoxWasLate { get; }

    public abstract string OpenBox { get; }

    /// <summary>Something went wrong that is our fault.</summary>
    public abstract string Failed { get; }

    /// <summary>A button that nobody knows any more.</summary>
    public abstract string UnknownControl { get; }

    /// <summary>There is nothing more to say.</summary>
    public abstract string Done { get; }

    /// <summary>The greyed text of a select.</summary>
    public abstract string Choose { get; }

    /// <summary>What an option of a command takes, at most 100 characters.</summary>
    public abstract string Option(string command, string option);

    /// <summary>What a word to choose from is called, at most 100 characters.</summary>
    public abstract string Word(string word);

    /// <summary>The phrases for the language a client reports.</summary>
    public static DiscordPhrases For(string? locale) =>
        All.FirstOrDefault(p => locale is not null && locale.StartsWith(p.Language, StringComparison.OrdinalIgnoreCase)) ?? All[0];
}
