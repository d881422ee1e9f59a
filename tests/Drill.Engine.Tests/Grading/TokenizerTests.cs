using Drill.Grading;

namespace Drill.Engine.Tests.Grading;

public sealed class TokenizerTests
{
    [Theory]
    [InlineData("CLIP's loss isn't linear", "clip's|loss|isn't|linear")]
    [InlineData("0.07, 1,024 and 3,4", "0.07|1,024|and|3|4")]
    [InlineData("C++ or C# or F#, a+b", "c++|or|c#|or|f#|a|b")]
    [InlineData("ViT-L/14 image_features", "vit|l|14|image|features")]
    [InlineData("naïve Müller Straße", "naive|muller|strasse")]
    [InlineData("ＣＬＩＰ７５％", "clip75")]
    [InlineData("用CLIP做", "用|clip|做")]
    [InlineData("n² ① ﬁne", "n2|1|fine")]
    [InlineData("다국어 カタカナ", "다|국|어|カ|タ|カ|ナ")]
    [InlineData("Привет мир", "привет|мир")]
    [InlineData("\ud800x\udc00", "x")]
    public void Words_and_characters_are_parted(string text, string words) => Assert.Equal(words, string.Join('|', Tokenizer.Read(text).Select(t => t.Word)));

    [Fact]
    public void A_number_is_the_same_with_and_without_its_thousands_mark() => Assert.Equal(Tokenizer.Read("12,288")[0].Key, Tokenizer.Read("12288")[0].Key);

    [Fact]
    public void Every_word_knows_where_it_stands()
    {
        const string text = "A ｗｉｄｅ e\u0301te\u0301, 对比.";
        Assert.Equal(["A", "ｗｉｄｅ", "e\u0301te\u0301", "对", "比"], Tokenizer.Read(text).Select(t => text[t.Start..t.End]));
    }

    [Fact]
    public void Commas_end_a_phrase_and_full_stops_a_sentence()
    {
        var tokens = Tokenizer.Read("a b-c, d. e\nf；g。h");
        Assert.Equal([Gap.Soft, Gap.Soft, Gap.Soft, Gap.Hard, Gap.Sentence, Gap.Sentence, Gap.Sentence, Gap.Sentence], tokens.Select(t => t.Gap));
        Assert.Equal([0, 0, 0, 0, 1, 2, 3, 4], tokens.Select(t => t.Sentence));
    }
}
