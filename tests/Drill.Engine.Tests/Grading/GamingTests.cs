using System.Collections.Immutable;
using Drill.Grading;
using Drill.Questions;

namespace Drill.Engine.Tests.Grading;

public sealed class GamingTests
{
    private static readonly string[] Names =
        [.. Sample.EnglishPoints.SelectMany(p => p.Terms).SelectMany(t => t.Aliases.Prepend(t.Text))];

    [Theory]
    [InlineData(" ")]
    [InlineData(", ")]
    [InlineData("\n- ")]
    [InlineData(" and the ")]
    [InlineData(" is a ")]
    [InlineData("和")]
    [InlineData("、")]
    [InlineData("的")]
    public void Writing_all_aliases_never_reaches_full_points(string between)
    {
        Assert.NotEqual(Guard.None, Sample.Grade(string.Join(between, Names)).Guard);
        Assert.NotEqual(Guard.None, Sample.GradeChinese(string.Join(between, Names)).Guard);
        Assert.NotEqual(Guard.None, Sample.Grade($"{Sample.English} {string.Join(between, Names)}").Guard);
    }

    [Theory]
    [InlineData("image encoder text encoder contrastive batch temperature prompt")]
    [InlineData("image encoder; text encoder; contrastive loss; batch; temperature")]
    [InlineData("Contrastive. Batch. Temperature. Prompt. Zero-shot. Image encoder.")]
    public void A_bag_of_english_keywords_is_not_scored(string answer) => Assert.Equal(Guard.KeywordList, Sample.Grade(answer).Guard);

    [Theory]
    [InlineData("图像编码器、文本编码器、对比学习、批次、温度、零样本、提示")]
    [InlineData("图像编码器 文本编码器 对比学习 批次 温度 零样本")]
    [InlineData("图像编码器文本编码器对比学习批次温度零样本提示")]
    public void A_bag_of_chinese_keywords_is_not_scored(string answer) => Assert.Equal(Guard.KeywordList, Sample.GradeChinese(answer).Guard);

    [Theory]
    [InlineData("CLIP用对比学习训练图像编码器和文本编码器，温度可学习。")]
    [InlineData("图像编码器和文本编码器联合训练，对比损失拉近匹配对，推远不匹配对")]
    [InlineData("CLIP 用 contrastive loss 训练 image encoder 和 text encoder")]
    [InlineData("用对比损失（InfoNCE）在批次内区分正负样本")]
    public void Terse_chinese_is_scored(string answer) => Assert.Equal(Guard.None, Sample.GradeChinese(answer).Guard);

    [Theory]
    [InlineData("Two encoders trained with a contrastive loss over the batch.")]
    [InlineData("contrastive learning")]
    [InlineData("CLIP uses a contrastive loss (InfoNCE) to align an image encoder and a text encoder")]
    public void Terse_english_is_scored(string answer) => Assert.Equal(Guard.None, Sample.Grade(answer).Guard);

    [Theory]
    [InlineData("How does CLIP learn from image-text pairs?")]
    [InlineData("clip learns from image text pairs")]
    [InlineData("So how does CLIP learn from pairs of image and text")]
    public void The_question_said_again_is_not_scored(string answer) => Assert.Equal(Guard.CopiedQuestion, Sample.Grade(answer).Guard);

    [Fact]
    public void The_chinese_question_said_again_is_not_scored() => Assert.Equal(Guard.CopiedQuestion, Sample.GradeChinese("CLIP 怎样从图文对中学习").Guard);

    [Fact]
    public void An_answer_that_begins_with_the_question_is_scored() =>
        Assert.Equal("-C--", Sample.Grade($"{Sample.English} It does so with a contrastive loss over the batch.").States());

    [Fact]
    public void A_language_whose_small_words_we_do_not_know_is_not_taken_for_keywords()
    {
        const string german = "Zwei Kodierer werden gemeinsam trainiert, bis passende Paare nahe beieinander liegen.";
        Assert.Equal(Guard.None, KeyPointGrader.Grade("de", "Wie lernt CLIP?", Sample.EnglishPoints, german).Guard);
    }

    [Theory]
    [InlineData("把词变成低维稠密向量。语义来源于分布假设：看一个词的上下文就知道它的意思。向量的余弦距离表示相似度。word2vec、GloVe是代表。它们是静态的，一词一向量；BERT是动态的，随上下文变。")]
    [InlineData("词嵌入给每个词一个稠密的低维向量。意思来自上下文，也就是分布假设；两个向量的相似度用余弦距离来算。word2vec和GloVe是静态的，一词一向量，BERT随上下文变，所以是动态的。")]
    public void Terse_chinese_prose_that_has_two_names_for_each_idea_is_scored(string answer)
    {
        ImmutableArray<KeyPoint> points =
        [
            new("用稠密的向量表示词。", 3, [Sample.Term("稠密", "低维"), Sample.Term("向量")]),
            new("语义来自上下文。", 3, [Sample.Term("上下文", "分布假设")]),
            new("远近用余弦衡量。", 1, [Sample.Term("余弦", "距离", "相似度")]),
            new("方法有word2vec等。", 2, [Sample.Term("word2vec", "GloVe")]),
            new("静态的每个词一个向量，上下文相关的随句子而变。", 3, [Sample.Term("静态", "一词一向量"), Sample.Term("动态", "随上下文", "BERT")]),
        ];
        Assert.Equal("CCCCC", KeyPointGrader.Grade("zh", "什么是词嵌入？", points, answer).States());
    }

    [Theory]
    [InlineData("image encoder 图像编码器 text encoder 文本编码器 contrastive 对比学习 temperature 温度 zero-shot 零样本 prompt 提示")]
    [InlineData("图像编码器 and image encoder, 文本编码器 and text encoder, 对比损失 and contrastive and InfoNCE, 温度 is a temperature, 零样本 is zero-shot")]
    public void Aliases_stuffed_across_languages_are_not_scored_in_either(string answer)
    {
        Assert.NotEqual(Guard.None, Sample.Grade(answer).Guard);
        Assert.NotEqual(Guard.None, Sample.GradeChinese(answer).Guard);
    }

    [Theory]
    [InlineData("A contra\u200bstive loss over the bat\u00adch is used.")]
    [InlineData("Ａ ｃｏｎｔｒａｓｔｉｖｅ ｌｏｓｓ over the batch is used.")]
    [InlineData("A c\u0327ontrastive loss over the batch is used. \U0001f389\U0001f389\U0001f389")]
    public void Invisible_characters_full_width_letters_and_marks_change_nothing(string answer) =>
        Assert.Equal(Sample.Grade("A contrastive loss over the batch is used.").States(), Sample.Grade(answer).States());

    [Theory]
    [InlineData("A cоntrаstive lоss over the bаtch is used.")]
    [InlineData("𝖠 ͏͏͏ ҉ ҈ ͞ loss over the b a t c h is used, c-o-n-t-r-a-s-t-i-v-e.")]
    public void Letters_that_only_look_alike_earn_nothing_more(string answer) =>
        Assert.True(Sample.Grade(answer).Coverage <= Sample.Grade("A contrastive loss over the batch is used.").Coverage);

    [Fact]
    public void A_flood_of_emoji_is_no_answer_and_after_a_true_sentence_it_changes_nothing()
    {
        var flood = string.Concat(Enumerable.Repeat("\U0001f680\U0001f469\u200d\U0001f4bb", 500));
        Assert.Equal(Guard.Empty, Sample.Grade(flood).Guard);
        Assert.Equal("-C--", Sample.Grade("It does so with a contrastive loss over the batch. " + flood).States());
    }

    [Fact]
    public void Five_thousand_characters_are_refused_and_four_thousand_are_read()
    {
        Assert.Equal(Guard.TooLong, Sample.Grade(new string('光', 5_000)).Guard);
        Assert.Equal("-C--", Sample.Grade(("It does so with a contrastive loss over the batch. " + new string('光', 4_000))[..4_000]).States());
    }

    [Fact]
    public void A_long_answer_that_uses_several_names_for_an_idea_is_scored()
    {
        var answer = string.Join(' ', Sample.EnglishSentences)
            + " This kind of contrastive learning is often called InfoNCE, since the other captions are in-batch negatives. The vision encoder can be a ViT, "
            + "and the logit scale is what the paper calls it in the code. That it works without fine-tuning is what made it famous, and a text template is enough for a new class.";
        Assert.Equal("CCCC", Sample.Grade(answer).States());
    }
}
