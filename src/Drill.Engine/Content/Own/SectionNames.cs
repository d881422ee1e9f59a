using Drill.Text;

namespace Drill.Content.Own;

/// <summary>The sections of a question.</summary>
internal enum Section
{
    Answer,
    KeyPoints,
    Hint,
    Choices,
    Sources,

    /// <summary>For people who read the file; the bot skips it.</summary>
    Notes,
}

/// <summary>What authors may call the sections.</summary>
internal static class SectionNames
{
    private static readonly Dictionary<string, Section> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        ["answer"] = Section.Answer,
        ["reference answer"] = Section.Answer,
        ["答案"] = Section.Answer,
        ["参考答案"] = Section.Answer,
        ["key points"] = Section.KeyPoints,
        ["key point"] = Section.KeyPoints,
        ["要点"] = Section.KeyPoints,
        ["hint"] = Section.Hint,
        ["提示"] = Section.Hint,
        ["choices"] = Section.Choices,
        ["选项"] = Section.Choices,
        ["选择题"] = Section.Choices,
        ["sources"] = Section.Sources,
        ["source"] = Section.Sources,
        ["来源"] = Section.Sources,
        ["notes"] = Section.Notes,
        ["note"] = Section.Notes,
        ["备注"] = Section.Notes,
        ["笔记"] = Section.Notes,
    };

    public static bool TryFind(string heading, out Section section) => Names.TryGetValue(Clean(heading), out section);

    /// <summary>The name that was probably meant, or null.</summary>
    public static string? Nearest(string heading)
    {
        var clean = Clean(heading).ToLowerInvariant();
        var best = Names.Keys.Select(n => (Name: n, Distance: EditDistance.Between(clean, n))).MinBy(n => n.Distance);
        return best.Distance <= Math.Max(1, best.Name.Length / 3) ? best.Name : null;
    }

    public static string Display(Section section) => section switch
    {
        Section.Answer => "Answer",
        Section.KeyPoints => "Key points",
        Section.Hint => "Hint",
        Section.Choices => "Choices",
        Section.Notes => "Notes",
        _ => "Sources",
    };

    /// <summary>The name in the language of a file.</summary>
    public static string Display(Section section, string language) => !language.StartsWith("zh", StringComparison.OrdinalIgnoreCase) ? Display(section) : section switch
    {
        Section.Answer => "答案",
        Section.KeyPoints => "要点",
        Section.Hint => "提示",
        Section.Choices => "选项",
        Section.Notes => "备注",
        _ => "来源",
    };

    private static string Clean(string heading) => heading.Trim().TrimEnd(':', '：').TrimEnd();
}
