using System.Globalization;

namespace BotHost.Tests.Hosting;

/// <summary>A folder with open questions in two languages that one answer in each language covers, so that a test knows what an answer earns whichever question is picked.</summary>
internal sealed class DayBank : IDisposable
{
    public const string Question = "Why do plants need light", ChineseQuestion = "植物为什么需要光", Secret = "the reference answer", ChineseSecret = "参考答案";
    public const string Whole = "Photosynthesis stores the energy as sugar, and oxygen is released", Half = "Oxygen is released when there is light", ChineseWhole = "光合作用把能量存成糖，并放出氧气";

    private readonly DirectoryInfo directory = Directory.CreateTempSubdirectory("drill-day-");

    public DayBank(int count = 6)
    {
        Write("en", "Gardens", count, i => $"""
            ## {Question}, part {i}?

            `id: light-{i}` `level: 1` `tags: plants`

            Say what plant number {i} does with it.

            ### Answer

            Photosynthesis stores the energy of light as sugar and releases oxygen: {Secret}.

            ### Key points

            - **3** Photosynthesis stores energy as sugar.
              - photosynthesis: 光合作用
              - sugar: glucose, 糖
            - **1** Oxygen is released.
              - oxygen: 氧气

            ### Hint

            Think of what leaves make.

            """);
        Write("zh", "花园", count, i => $"""
            ## {ChineseQuestion}，第{i}问？

            `id: light-{i}` `level: 1` `tags: plants`

            说说第{i}株植物用光做什么。

            ### Answer

            光合作用把光的能量存成糖，并放出氧气：{ChineseSecret}。

            ### Key points

            - **3** 光合作用把能量存成糖。
              - 光合作用: photosynthesis
              - 糖: 葡萄糖, sugar, glucose
            - **1** 放出氧气。
              - 氧气: oxygen

            ### Hint

            想想叶子制造什么。

            """);
    }

    public string Folder => directory.FullName;

    public void Dispose() => directory.Delete(recursive: true);

    private void Write(string language, string title, int count, Func<string, string> question) => File.WriteAllText(
        Path.Combine(directory.FullName, $"day.{language}.md"),
        $"---\nbank: day\ntitle: Day\nlanguage: {language}\nlicence: MIT\ntopic: gardens\ntopic-title: {title}\n---\n\n"
        + string.Join('\n', Enumerable.Range(1, count).Select(i => question(i.ToString(CultureInfo.InvariantCulture)))).ReplaceLineEndings("\n"));
}
