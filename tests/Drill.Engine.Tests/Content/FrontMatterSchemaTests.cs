using System.Text.Json;
using System.Text.RegularExpressions;
using Drill.Content;
using Drill.Content.Own;

namespace Drill.Engine.Tests.Content;

/// <summary>The schema that editors use says what the reader says.</summary>
public sealed class FrontMatterSchemaTests
{
    private static readonly JsonElement Schema = JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Root, "docs", "front-matter.schema.json"))).RootElement;

    [Fact]
    public void It_knows_the_keys_that_the_reader_knows_and_no_others()
    {
        Assert.Equal(FileHead.Known.Order(StringComparer.Ordinal), Schema.GetProperty("properties").EnumerateObject().Select(p => p.Name).Order(StringComparer.Ordinal));
        Assert.False(Schema.GetProperty("additionalProperties").GetBoolean());
        var pattern = Assert.Single(Schema.GetProperty("patternProperties").EnumerateObject()).Name;
        Assert.Matches(pattern, FileHead.TopicTitlePrefix + "vision");
        Assert.DoesNotMatch(pattern, "topic-title");
    }

    [Fact]
    public void The_documented_keys_are_the_same()
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, "docs", "content-format.md"));

        Assert.All(FileHead.Known, key => Assert.Contains($"`{key}`", text, StringComparison.Ordinal));
        Assert.Contains($"`{FileHead.TopicTitlePrefix}ID`", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("bank", "vision-1", true)]
    [InlineData("bank", "Vision", false)]
    [InlineData("bank", "a23456789-123456789-123456789-123456789-x", false)]
    [InlineData("language", "zh-Hans", true)]
    [InlineData("language", "english language", false)]
    [InlineData("topic", "a23456789-123456789-123456789-123", false)]
    public void Its_patterns_agree_with_the_reader(string key, string value, bool isGood)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal) { ["bank"] = "demo", ["title"] = "Demo", ["language"] = "en", ["licence"] = "MIT" };
        values[key] = value;
        var text = $"---\n{string.Join('\n', values.Select(v => $"{v.Key}: {v.Value}"))}\n---\n";
        var problems = new ProblemList("a.md");

        Assert.Equal(isGood, FileHead.Read(FrontMatter.Read(text, problems), problems) is not null);
        Assert.Equal(isGood, Regex.IsMatch(value, Schema.GetProperty("properties").GetProperty(key).GetProperty("pattern").GetString()!, RegexOptions.None, TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public void Every_shipped_file_fits_it()
    {
        var files = Directory.GetFiles(Path.Combine(Repository.Root, "content"), "*.md", SearchOption.AllDirectories);
        Assert.NotEmpty(files);
        foreach (var file in files)
        {
            var front = FrontMatter.Read(File.ReadAllText(file), null);
            Assert.All(Schema.GetProperty("required").EnumerateArray(), k => Assert.NotNull(front[k.GetString()!]));
            foreach (var (key, entry) in front.Entries)
            {
                Assert.True(Schema.GetProperty("properties").TryGetProperty(key, out var rule), $"{file}: {key}");
                Assert.Matches(rule.TryGetProperty("pattern", out var pattern) ? pattern.GetString()! : ".", entry.Value);
            }
        }
    }
}
