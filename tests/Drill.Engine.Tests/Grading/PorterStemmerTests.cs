using CsCheck;
using Drill.Grading;

namespace Drill.Engine.Tests.Grading;

public sealed class PorterStemmerTests
{
    [Theory]
    [InlineData("connect connected connecting connection connections", "connect")]
    [InlineData("train trained training trains", "train")]
    [InlineData("embed embedding embeddings embedded", "embed")]
    [InlineData("encode encoder encoders encoding", "encod")]
    [InlineData("generate generated generates generating", "generat")]
    [InlineData("optimise optimised optimises", "optimis")]
    [InlineData("modality modalities", "modal")]
    [InlineData("loss losses", "loss")]
    [InlineData("bias", "bias")]
    [InlineData("hopping hopped hop", "hop")]
    [InlineData("hoping hoped hope", "hope")]
    [InlineData("dying", "die")]
    [InlineData("model's models", "model")]
    [InlineData("yes", "yes")]
    [InlineData("is", "is")]
    public void Forms_of_a_word_share_a_stem(string words, string stem) => Assert.All(words.Split(' '), word => Assert.Equal(stem, PorterStemmer.Stem(word)));

    [Theory]
    [InlineData("universal", "university")]
    [InlineData("organize", "organ")]
    [InlineData("internal", "intern")]
    [InlineData("later", "lateral")]
    [InlineData("news", "new")]
    public void Different_words_keep_different_stems(string a, string b) => Assert.NotEqual(PorterStemmer.Stem(a), PorterStemmer.Stem(b));

    [Fact]
    public void Any_letters_whatever_have_a_stem_no_longer_than_themselves_by_more_than_a_letter() =>
        Gen.String[Gen.Char["abcdefghijklmnopqrstuvwxyz''yseding"], 0, 70].Sample(word => PorterStemmer.Stem(word).Length <= word.Length + 1, iter: 20_000);
}
