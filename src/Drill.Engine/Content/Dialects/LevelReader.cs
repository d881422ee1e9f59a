using System.Collections.Frozen;
using Drill.Text;

namespace Drill.Content.Dialects;

/// <summary>Reads how hard a question is, where the file says so in a line of its own.</summary>
internal static class LevelReader
{
    private const int Longest = 60;

    private static readonly FrozenSet<string> Labels = new[]
    {
        "level", "difficulty", "难度", "难度等级", "級別", "级别", "難易度", "レベル", "난이도", "레벨", "dificultad", "nivel", "dificuldade", "nível", "сложность", "уровень", "складність", "schwierigkeit", "schwierigkeitsgrad", "niveau", "difficulté", "difficoltà", "poziom", "zorluk", "المستوى", "الصعوبة", "مستوى الصعوبة",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, int> Words = new (int Level, string Words)[]
    {
        (1, "easy,basic,beginner,junior,entry,1,简单,基础,初级,入门,初級,やさしい,하,쉬움,초급,fácil,básico,principiante,iniciante,легкий,лёгкий,легко,низкая,leicht,einfach,facile,débutant,سهل,⭐"),
        (2, "medium,intermediate,middle,moderate,2,中等,中级,中級,普通,중,보통,중급,medio,intermedio,médio,intermediário,средний,средняя,mittel,moyen,intermédiaire,متوسط,⭐⭐"),
        (3, "hard,advanced,expert,senior,difficult,3,困难,难,高级,进阶,上級,難しい,상,어려움,고급,difícil,avanzado,avançado,сложный,высокая,schwer,schwierig,difficile,avancé,صعب,⭐⭐⭐"),
    }.SelectMany(l => l.Words.Split(',').Select(w => (Word: w, l.Level))).ToFrozenDictionary(p => p.Word, p => p.Level, StringComparer.OrdinalIgnoreCase);

    /// <summary>Takes such a line off the beginning of a question's content.</summary>
    public static int? Take(MarkdownSource source, List<Part> content)
    {
        for (var i = 0; i < content.Count && i < 2; i++)
        {
            if (content[i].End - content[i].Start <= Longest && PartText.IsParagraph(content[i], out _, out var first, out var stop) && LevelOf(InlineText.Of(source.Inlines(first, stop))) is { } level)
            {
                content.RemoveAt(i);
                return level;
            }
        }

        return null;
    }

    /// <summary>The level a line states, or null.</summary>
    public static int? LevelOf(ReadOnlySpan<char> text)
    {
        var colon = text.IndexOfAny(':', '：');
        if (colon <= 0 || !TitleReading.Contains(Labels, TitleReading.Core(text[..colon])))
        {
            return null;
        }

        var value = text[(colon + 1)..].Trim();
        var word = TitleReading.Core(value);
        return Words.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(word.IsEmpty ? value : word, out var level) ? level : null;
    }
}
