using System.Text;
using Drill.Content;

namespace Drill.Engine.Tests.Content.Dialects;

/// <summary>What files have beside their words: byte order marks, line ends, ids, languages, folders.</summary>
public sealed class EverydayTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_byte_order_mark_and_carriage_returns_change_nothing()
    {
        const string text = "# Quiz\n\n## 1. What is a bit?\n\nA digit.\n\n## 2. What is a byte?\n\nEight bits.\n";
        var plain = Read("a.md", Encoding.UTF8.GetBytes(text));
        var windows = Read("b.md", [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text.Replace("\n", "\r\n", StringComparison.Ordinal))]);
        Assert.Equal(Reading.Show(plain), Reading.Show(windows));
        Assert.Equal(2, windows.Reading!.Questions.Length);
    }

    [Fact]
    public void Lines_count_from_the_top_of_the_file_also_below_front_matter()
    {
        var question = Reading.Of("---\ntitle: Quiz\n---\n\n## What is a bit?\n\nA digit.\n").Reading!.Questions.Single();
        Assert.Equal(5, question.Line);
    }

    [Fact]
    public void Ids_come_from_the_words_so_that_a_question_put_in_changes_no_other()
    {
        const string before = "## 1. What is a bit?\n\nA digit.\n\n## 2. 什么是字节？\n\n八位。\n";
        const string after = "## 1. What is a nibble?\n\nHalf.\n\n## 2. What is a bit?\n\nA digit.\n\n## 3. 什么是字节？\n\n八位。\n";
        var old = Reading.Of(before).Reading!.Questions.Select(q => q.Id).ToList();
        var now = Reading.Of(after).Reading!.Questions.Select(q => q.Id).ToList();
        Assert.Equal("what-is-a-bit", old[0]);
        Assert.Equal(old, now[1..]);
    }

    [Fact]
    public void Questions_of_the_same_words_are_told_apart_by_what_else_belongs_to_them()
    {
        const string first = "### What is printed?\n\n```js\n1\n```\n\n- [x] 1\n- [ ] 2\n\n";
        const string second = "### What is printed?\n\n```js\n2\n```\n\n- [ ] 1\n- [x] 2\n\n";
        const string third = "### What is printed?\n\n```js\n3\n```\n\n- [ ] 1\n- [x] 3\n\n";
        var two = Reading.Of(first + third).Reading!.Questions;
        var three = Reading.Of(first + second + third).Reading!.Questions;
        Assert.Equal(two[1].Id, three[2].Id);
        Assert.NotEqual(three[1].Id, three[2].Id);
    }

    [Fact]
    public void An_anchor_that_names_the_question_becomes_its_id_and_one_that_only_counts_does_not()
    {
        var questions = Reading.Of("<a name=\"event-loop\"></a>\n## What is the event loop?\n\nA.\n\n<a name=\"q2\"></a>\n## What is a stream?\n\nB.\n").Reading!.Questions;
        Assert.Equal(["event-loop", "what-is-a-stream"], questions.Select(q => q.Id));
    }

    [Theory]
    [InlineData("zh", "## 什么是 HashMap？\n\n键值对的容器，查找很快。\n")]
    [InlineData("ja", "## HashMapとは何ですか？\n\nキーと値の対応を保持するコンテナです。\n")]
    [InlineData("ko", "## HashMap이란 무엇인가요?\n\n키와 값을 저장하는 컨테이너입니다.\n")]
    [InlineData("ru", "## Что такое HashMap?\n\nКонтейнер ключей и значений.\n")]
    [InlineData("uk", "## Що таке HashMap?\n\nКонтейнер ключів і значень, її зручно вживати.\n")]
    [InlineData("ar", "## ما هو HashMap؟\n\nحاوية للمفاتيح والقيم.\n")]
    [InlineData("es", "## ¿Qué es un HashMap?\n\nEs una estructura que guarda los pares de claves y valores para que se encuentren rápido.\n")]
    [InlineData("pt", "## O que é um HashMap?\n\nÉ uma estrutura que não repete chaves e que você usa para buscar os valores.\n")]
    [InlineData("fr", "## Qu'est-ce qu'un HashMap ?\n\nC'est une structure qui garde des clés et des valeurs pour les retrouver dans un temps constant.\n")]
    [InlineData("de", "## Was ist eine HashMap?\n\nEine Struktur, die Schlüssel und Werte hält und mit der man sie schnell findet.\n")]
    [InlineData("en", "## What is a HashMap?\n\nA structure that holds keys and values and finds them in constant time.\n")]
    public void The_language_is_that_of_the_words(string language, string text) => Assert.Equal(language, Reading.Of(text).Reading!.Language);

    [Fact]
    public void Front_matter_may_name_the_language() => Assert.Equal("sv", Reading.Of("---\ntitle: Frågor\nlang: sv\n---\n\n- Vad är en bit?\n- Vad är en byte?\n- Hur många?\n").Reading!.Language);

    [Fact]
    public void A_text_that_nests_too_deep_is_reported_and_skipped()
    {
        var result = Reading.Of(string.Concat(Enumerable.Repeat("> ", 2_000)) + "## What?");
        Assert.Null(result.Reading);
        Assert.Contains(result.Problems, p => string.Equals(p.Code, ProblemCodes.TooDeep, StringComparison.Ordinal));
    }

    private FileResult Read(string name, byte[] bytes)
    {
        var path = Path.Combine(folder.Path, name);
        File.WriteAllBytes(path, bytes);
        return FileReader.Read(ContentFile.Named(path));
    }
}
