using System.Collections.Frozen;

namespace Drill.Content.Dialects;

/// <summary>Guesses the language of a text: by its script, and among those that share one by their commonest words.</summary>
internal static class LanguageGuess
{
    private const int Sample = 40_000;

    private static readonly FrozenDictionary<string, string> Words = new (string Language, string Words)[]
    {
        ("en", "the and is of to in that what how are with for you can this which when it be by does between"),
        ("es", "el los las del que en es una por con para cómo qué cuál como se son entre más esta este al lo"),
        ("pt", "os as do da dos das que em um uma não com para como são ao ou pelo pela quais qual você isso"),
        ("fr", "le les des du et est une que qui dans pour avec quelle quel comment sont sur pas ce cette vous aux il"),
        ("de", "der die das und ist ein eine nicht mit von zu wie was den dem werden auf sind wird für im oder kann"),
        ("it", "il lo gli della dei di che un una per con come cosa sono nel alla questo quale si non"),
        ("nl", "de het een van en is dat wat hoe niet met voor zijn op wordt kan deze welke bij aan"),
        ("pl", "jest nie na się do co jak to czy jaka jakie są przez dla oraz od"),
        ("tr", "ve bir bu için ile nedir olarak nasıl ne olan gibi daha da de çok veya kullanılır"),
        ("vi", "là của và các có không được cho một những với gì trong khi nào này"),
        ("id", "yang dan di dari untuk dengan adalah apa ini itu pada tidak dapat dalam atau bagaimana"),
        ("sv", "och är att det som en på av för med inte ett vad hur den till kan om du"),
        ("ro", "și este care nu în de la un pe ce cu sunt pentru din cum"),
        ("cs", "je na se že co jak který nebo to pro jsou jako"),
    }.SelectMany(l => l.Words.Split(' ').Select(w => (w, l.Language))).GroupBy(p => p.w, StringComparer.Ordinal)
        .ToFrozenDictionary(g => g.Key, g => string.Join(' ', g.Select(p => p.Language)), StringComparer.Ordinal);

    /// <summary>A BCP 47 tag; <c>en</c> when nothing tells.</summary>
    public static string Of(ReadOnlySpan<char> text)
    {
        text = text[..Math.Min(text.Length, Sample)];
        int han = 0, kana = 0, hangul = 0, cyrillic = 0, arabic = 0, hebrew = 0, devanagari = 0, thai = 0, greek = 0, latin = 0;
        int ukrainian = 0, persian = 0;
        var inFence = false;
        var scores = new Dictionary<string, int>(StringComparer.Ordinal);
        var lookup = Words.GetAlternateLookup<ReadOnlySpan<char>>();
        Span<char> word = stackalloc char[16];
        foreach (var line in text.EnumerateLines())
        {
            if (line.TrimStart().StartsWith("```") || line.TrimStart().StartsWith("~~~"))
            {
                inFence = !inFence;
                continue;
            }

            if (inFence)
            {
                continue;
            }

            var length = 0;
            foreach (var c in line)
            {
                switch (c)
                {
                    case >= 'a' and <= 'z' or >= 'A' and <= 'Z' or >= '\u00C0' and <= '\u024F' or >= '\u1E00' and <= '\u1EFF':
                        latin++;
                        if (length < word.Length)
                        {
                            word[length] = char.ToLowerInvariant(c);
                        }

                        length++;
                        continue;
                    case >= '\u4E00' and <= '\u9FFF':
                        han++;
                        break;
                    case >= '\u3040' and <= '\u30FF':
                        kana++;
                        break;
                    case >= '\uAC00' and <= '\uD7AF' or >= '\u1100' and <= '\u11FF' or >= '\u3130' and <= '\u318F':
                        hangul++;
                        break;
                    case >= '\u0400' and <= '\u04FF':
                        cyrillic++;
                        ukrainian += c is 'і' or 'ї' or 'є' or 'ґ' ? 1 : 0;
                        break;
                    case >= '\u0600' and <= '\u06FF':
                        arabic++;
                        persian += c is 'پ' or 'چ' or 'ژ' or 'گ' or 'ک' or 'ی' ? 1 : 0;
                        break;
                    case >= '\u0590' and <= '\u05FF':
                        hebrew++;
                        break;
                    case >= '\u0900' and <= '\u097F':
                        devanagari++;
                        break;
                    case >= '\u0E00' and <= '\u0E7F':
                        thai++;
                        break;
                    case >= '\u0370' and <= '\u03FF':
                        greek++;
                        break;
                }

                EndWord(word, ref length, lookup, scores);
            }

            EndWord(word, ref length, lookup, scores);
        }

        // Terms and code are Latin in every language; a character of these scripts says as much as several letters.
        var share = Math.Max(20, latin / 6);
        (string Language, int Count)[] scripts =
        [
            (kana * 12 > han ? "ja" : "zh", (han + kana) * 2), ("ko", hangul * 2), (ukrainian * 40 > cyrillic ? "uk" : "ru", cyrillic), (persian * 12 > arabic ? "fa" : "ar", arabic), ("he", hebrew), ("hi", devanagari), ("th", thai), ("el", greek),
        ];
        var best = scripts.MaxBy(s => s.Count);
        if (best.Count >= share || (best.Count > 0 && latin < 40))
        {
            return best.Language;
        }

        var first = scores.OrderByDescending(s => s.Value).ThenBy(s => s.Key, StringComparer.Ordinal).FirstOrDefault();
        return first.Value >= 4 && first.Value > scores.GetValueOrDefault("en") ? first.Key : "en";
    }

    private static void EndWord(Span<char> word, ref int length, FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> lookup, Dictionary<string, int> scores)
    {
        if (length > 0 && length <= word.Length && lookup.TryGetValue(word[..length], out var languages))
        {
            foreach (var language in languages.Split(' '))
            {
                scores[language] = scores.GetValueOrDefault(language) + (languages.Length > 2 ? 1 : 2);
            }
        }

        length = 0;
    }
}
