using System.Buffers;

namespace Drill.Grading;

/// <summary>
/// The English stemmer known as Porter2, written from its published description
/// (https://snowballstem.org/algorithms/english/stemmer.html): connect, connected and connections share a stem.
/// </summary>
internal static class PorterStemmer
{
    private const int MaximumLength = 64;

    private static readonly SearchValues<char> Vowels = SearchValues.Create("aeiouy");

    // The last two are ours: the rules take embed for the past of an "emb".
    private static readonly Dictionary<string, string> Exceptions =
        ("skis ski skies sky dying die lying lie tying tie idly idl gently gentl ugly ugli early earli only onli singly singl "
        + "sky sky news news howe howe atlas atlas cosmos cosmos bias bias andes andes embed embed embeds embed")
        .Split(' ').Chunk(2).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);

    private static readonly HashSet<string> DoneAfterPlural = new(StringComparer.Ordinal)
    {
        "inning", "outing", "canning", "herring", "earring", "evening", "proceed", "exceed", "succeed",
    };

    private static readonly string[] LongBeginnings = ["gener", "commun", "arsen", "past", "univers", "later", "emerg", "organ", "inter"];

    // Longest first within a step: the longest ending that fits decides, even when its condition then fails.
    private static readonly (string Ending, string Replacement)[] Step2 =
    [
        ("ational", "ate"), ("fulness", "ful"), ("iveness", "ive"), ("ization", "ize"), ("ousness", "ous"),
        ("biliti", "ble"), ("lessli", "less"), ("tional", "tion"),
        ("alism", "al"), ("aliti", "al"), ("ation", "ate"), ("entli", "ent"), ("fulli", "ful"), ("iviti", "ive"), ("ousli", "ous"), ("ogist", "og"),
        ("abli", "able"), ("alli", "al"), ("anci", "ance"), ("ator", "ate"), ("enci", "ence"), ("izer", "ize"),
        ("bli", "ble"), ("ogi", "og"), ("li", ""),
    ];

    private static readonly (string Ending, string Replacement)[] Step3 =
    [
        ("ational", "ate"), ("tional", "tion"), ("alize", "al"), ("ative", ""), ("icate", "ic"), ("iciti", "ic"), ("ical", "ic"), ("ness", ""), ("ful", ""),
    ];

    private static readonly string[] Step4 =
    [
        "ement", "able", "ance", "ence", "ible", "ment", "ant", "ate", "ent", "ion", "ism", "iti", "ive", "ize", "ous", "al", "er", "ic",
    ];

    /// <summary>The stem of an English word of small letters a to z, perhaps with apostrophes.</summary>
    public static string Stem(string word)
    {
        if (word.Length is <= 2 or > MaximumLength)
        {
            return word;
        }

        if (Exceptions.TryGetValue(word, out var exception))
        {
            return exception;
        }

        var letters = MarkConsonantY(word.StartsWith('\'') ? word[1..] : word);
        var r1 = FirstRegion(letters);
        var r2 = Region(letters, r1);
        letters = Possessive(letters);
        letters = Plural(letters);
        if (DoneAfterPlural.Contains(letters))
        {
            return letters;
        }

        letters = Past(letters, r1);
        letters = FinalY(letters);
        letters = Suffixes(letters, Step2, r1, r2);
        letters = Suffixes(letters, Step3, r1, r2);
        letters = Derivation(letters, r2);
        letters = FinalE(letters, r1, r2);
        return letters.Replace('Y', 'y');
    }

    private static bool IsVowel(char c) => Vowels.Contains(c);

    /// <summary>A y at the start or after a vowel is a consonant, written Y until the end.</summary>
    private static string MarkConsonantY(string word)
    {
        var letters = word.ToCharArray();
        for (var i = 0; i < letters.Length; i++)
        {
            if (letters[i] == 'y' && (i == 0 || IsVowel(letters[i - 1])))
            {
                letters[i] = 'Y';
            }
        }

        return new string(letters);
    }

    private static int FirstRegion(string word)
    {
        var beginning = Array.Find(LongBeginnings, b => word.StartsWith(b, StringComparison.Ordinal));
        return beginning?.Length ?? Region(word, 0);
    }

    /// <summary>Where the part after the first consonant that follows a vowel begins.</summary>
    private static int Region(string word, int from)
    {
        for (var i = from + 1; i < word.Length; i++)
        {
            if (!IsVowel(word[i]) && IsVowel(word[i - 1]))
            {
                return i + 1;
            }
        }

        return word.Length;
    }

    private static bool EndsInShortSyllable(string word) => word.Length switch
    {
        < 2 => false,
        2 => IsVowel(word[0]) && !IsVowel(word[1]),
        4 when word is "past" => true,
        _ => !IsVowel(word[^3]) && IsVowel(word[^2]) && !IsVowel(word[^1]) && word[^1] is not ('w' or 'x' or 'Y'),
    };

    private static bool Ends(string word, string ending) => word.EndsWith(ending, StringComparison.Ordinal);

    private static bool HasVowel(ReadOnlySpan<char> part) => part.ContainsAny(Vowels);

    private static string Possessive(string word) =>
        Ends(word, "'s'") ? word[..^3] : Ends(word, "'s") ? word[..^2] : Ends(word, "'") ? word[..^1] : word;

    private static string Plural(string word)
    {
        if (Ends(word, "sses"))
        {
            return word[..^2];
        }

        if (Ends(word, "ied") || Ends(word, "ies"))
        {
            return word.Length > 4 ? word[..^2] : word[..^1];
        }

        return Ends(word, "s") && !Ends(word, "us") && !Ends(word, "ss") && word.Length > 2 && HasVowel(word.AsSpan(0, word.Length - 2)) ? word[..^1] : word;
    }

    private static string Past(string word, int r1)
    {
        foreach (var ending in (string[])["eedly", "eed"])
        {
            if (Ends(word, ending))
            {
                return word.Length - ending.Length >= r1 ? word[..^ending.Length] + "ee" : word;
            }
        }

        foreach (var ending in (string[])["ingly", "edly", "ing", "ed"])
        {
            if (!Ends(word, ending))
            {
                continue;
            }

            var stem = word[..^ending.Length];
            if (!HasVowel(stem))
            {
                return word;
            }

            if (Ends(stem, "at") || Ends(stem, "bl") || Ends(stem, "iz"))
            {
                return stem + "e";
            }

            // dying, vying: the y was an ie.
            if (ending is "ing" && stem.Length == 2 && stem[1] is 'y' && !IsVowel(stem[0]))
            {
                return stem[..1] + "ie";
            }

            // hopped, but not added and erred.
            if (stem.Length >= 2 && !(stem.Length == 3 && stem[0] is ('a' or 'e' or 'o')) && stem[^1] == stem[^2] && "bdfgmnprt".Contains(stem[^1], StringComparison.Ordinal))
            {
                return stem[..^1];
            }

            return stem.Length <= r1 && EndsInShortSyllable(stem) ? stem + "e" : stem;
        }

        return word;
    }

    private static string FinalY(string word) => word.Length > 2 && word[^1] is ('y' or 'Y') && !IsVowel(word[^2]) ? word[..^1] + "i" : word;

    private static string Suffixes(string word, (string Ending, string Replacement)[] endings, int r1, int r2)
    {
        foreach (var (ending, replacement) in endings)
        {
            if (!Ends(word, ending))
            {
                continue;
            }

            var stem = word[..^ending.Length];
            var fits = stem.Length >= r1 && ending switch
            {
                "ogi" => Ends(stem, "l"),
                "li" => stem.Length > 0 && "cdeghkmnrt".Contains(stem[^1], StringComparison.Ordinal),
                "ative" => stem.Length >= r2,
                _ => true,
            };
            return fits ? stem + replacement : word;
        }

        return word;
    }

    private static string Derivation(string word, int r2)
    {
        foreach (var ending in Step4)
        {
            if (Ends(word, ending))
            {
                var stem = word[..^ending.Length];
                return stem.Length >= r2 && (ending is not "ion" || Ends(stem, "s") || Ends(stem, "t")) ? stem : word;
            }
        }

        return word;
    }

    private static string FinalE(string word, int r1, int r2)
    {
        if (Ends(word, "e"))
        {
            var stem = word[..^1];
            return stem.Length >= r2 || (stem.Length >= r1 && !EndsInShortSyllable(stem)) ? stem : word;
        }

        return Ends(word, "ll") && word.Length - 1 >= r2 ? word[..^1] : word;
    }
}
