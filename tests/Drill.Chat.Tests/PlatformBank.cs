using Drill.Content;

namespace Drill.Chat.Tests;

/// <summary>A small bank in a folder of its own, in two languages: an open question with a hint and a figure, choices with one and with two right options, one long answer.</summary>
internal sealed class PlatformBank : IDisposable
{
    /// <summary>A picture of one pixel.</summary>
    public static readonly byte[] Pixel = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    private readonly DirectoryInfo directory = Directory.CreateTempSubdirectory("drill-platform-");

    public PlatformBank()
    {
        File.WriteAllBytes(Path.Combine(directory.FullName, "leaf.png"), Pixel);
        Write("gardens.en.md", Head("en", "gardens", "Gardens") + """
            ## Why do plants need light?

            `id: light` `level: 1` `tags: plants`

            Say what a plant does with it.

            ### Answer

            **Photosynthesis** stores the energy of light as sugar and releases oxygen: the reference answer.

            ### Key points

            - **3** Photosynthesis stores energy as sugar.
              - photosynthesis: 光合作用
              - sugar: glucose, 糖
            - **1** Oxygen is released.
              - oxygen: 氧气

            ### Hint

            Think of what leaves make.
            """);
        Write("gardens.zh.md", Head("zh", "gardens", "花园") + """
            ## 植物为什么需要光？

            `id: light` `level: 1` `tags: plants`

            说说植物用光做什么。

            ### Answer

            **光合作用**把光的能量存成糖，并放出氧气：参考答案。

            ### Key points

            - **3** 光合作用把能量存成糖。
              - 光合作用: photosynthesis
              - 糖: sugar, glucose
            - **1** 放出氧气。
              - 氧气: oxygen

            ### Hint

            想想叶子制造什么。
            """);
        Write("leaves.en.md", Head("en", "leaves", "Leaves") + """
            ## What does this picture show?

            `id: picture` `level: 1` `tags: plants`

            Look closely.

            ![A leaf with its veins](leaf.png)

            ### Answer

            A leaf.

            ### Key points

            - A leaf is shown.
              - leaf: foliage
            """);
        Write("stars.en.md", Head("en", "stars", "Stars") + """
            ## Which of these is a star?

            `id: sun` `level: 2` `tags: sky`

            ### Choices

            Which of these is a star?

            - [ ] The moon
            - [x] The sun
            - [ ] Mars

            > Stars shine by themselves.
            """);
        Write("rivers.en.md", Head("en", "rivers", "Rivers") + """
            ## Which of these are rivers?

            `id: rivers` `level: 2` `tags: water`

            ### Choices

            Which of these are rivers?

            - [x] The Rhine
            - [ ] The Alps
            - [x] The Danube

            > They flow.
            """);
        Write("words.en.md", Head("en", "words", "Words") + $"""
            ## What is a very long answer?

            `id: long` `level: 3` `tags: words`

            Say it.

            ### Answer

            The beginning of the long answer.

            {string.Join("\n\n", Enumerable.Range(1, 120).Select(i => $"Paragraph {i} of the long answer goes on for a while, so that no message of any platform holds all of it."))}

            The end of the long answer.

            ### Key points

            - It is long.
              - long: lengthy
            """);
        Compilation = BankCompiler.CompileFolders([directory.FullName]);
        Assert.DoesNotContain(Compilation.Problems, p => p.Severity == Severity.Error);
    }

    public Compilation Compilation { get; }

    public string Folder => directory.FullName;

    public void Dispose() => directory.Delete(recursive: true);

    private static string Head(string language, string topic, string title) =>
        $"---\nbank: platform\ntitle: Platform\nlanguage: {language}\nlicence: MIT\ntopic: {topic}\ntopic-title: {title}\n---\n\n";

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(directory.FullName, name), text.ReplaceLineEndings("\n"));
}
