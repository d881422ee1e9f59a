using Drill.Content;

namespace Drill.Engine.Tests.Content.Dialects;

/// <summary>A long real document: 42 questions behind a contents list that repeats them all.</summary>
public sealed class SeedTests
{
    [Fact]
    public void The_long_chinese_document_gives_its_forty_two_questions_each_with_its_answer()
    {
        var path = Find();
        Assert.SkipWhen(path is null, "The document is not part of this repository; the examples in Specs/html-headings.md have the same structure.");
        var reading = FileReader.Read(ContentFile.Named(path)).Reading;
        Assert.NotNull(reading);
        Assert.Equal("html-headings", reading.Dialect);
        Assert.Equal("zh", reading.Language);
        Assert.Equal(42, reading.Questions.Length);
        Assert.All(reading.Questions, q => Assert.False(q.Answer.IsEmpty, q.Title));
        Assert.Equal(42, reading.Questions.Select(q => q.Id).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal("说一下多模态的定义?", reading.Questions[0].Title);
        Assert.Equal(46, reading.Questions[0].Line);
        Assert.Equal("为什么多模态模型需要大规模预训练？", reading.Questions[^1].Title);
        Assert.True(reading.Questions.Single(q => q.Title.StartsWith("CLIP的textEncoder", StringComparison.Ordinal)).HasCode);
    }

    private static string? Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine(folder.FullName, "shared", "seed", "multimodal-interview-questions.zh.md");
            if (File.Exists(path))
            {
                return path;
            }
        }

        return null;
    }
}
