using System.Collections.Immutable;
using Drill.Grading;
using Drill.Questions;

namespace Drill.Engine.Tests.Grading;

public sealed class KeyPointGraderTests
{
    [Fact]
    public void A_full_answer_covers_every_point_in_either_language()
    {
        foreach (var verdict in new[] { Sample.Grade(string.Join(' ', Sample.EnglishSentences)), Sample.GradeChinese(string.Concat(Sample.ChineseSentences)) })
        {
            Assert.Equal(("CCCC", 1.0, Guard.None, KeyPointGrader.Version), (verdict.States(), verdict.Coverage, verdict.Guard, verdict.GraderVersion));
            Assert.True(verdict.IsFull);
            Assert.Empty(verdict.Missing(Sample.EnglishPoints));
        }
    }

    [Fact]
    public void An_answer_in_the_other_language_is_recognised_by_the_aliases()
    {
        Assert.Equal("CCCC", Sample.Grade(string.Concat(Sample.ChineseSentences)).States());
        Assert.Equal("CCCC", Sample.GradeChinese(string.Join(' ', Sample.EnglishSentences)).States());
    }

    [Fact]
    public void Half_an_answer_is_partly_covered_and_weighed()
    {
        var verdict = Sample.Grade("It has an image encoder which looks at the picture, and the similarity is divided by a temperature.");
        Assert.Equal("P-C-", verdict.States());
        Assert.Equal(2.5 / 9, verdict.Coverage, 1e-12);
    }

    [Fact]
    public void The_most_important_missing_point_comes_first()
    {
        var verdict = Sample.Grade("It has an image encoder which looks at the picture, and the similarity is divided by a temperature.");
        Assert.Equal([1, 0, 3], verdict.Missing(Sample.EnglishPoints).Select(p => p.KeyPoint));
    }

    [Fact]
    public void A_wrong_answer_is_not_recognised_and_still_graded()
    {
        var verdict = Sample.Grade("I think that it draws pictures by removing the noise from them step by step until they look good.");
        Assert.Equal(("----", 0.0, true), (verdict.States(), verdict.Coverage, verdict.IsGraded));
    }

    [Theory]
    [InlineData("the IMAGE ENCODERS and the Text-Encoders work together as one", "C---")]
    [InlineData("the ｉｍａｇｅ　ｅｎｃｏｄｅｒ is used with the ｔｅｘｔ ｅｎｃｏｄｅｒ here", "C---")]
    [InlineData("it is about contrasting with the others in all the batches", "-C--")]
    [InlineData("the loss that is used is of the contrastive kind, over the batch", "-C--")]
    [InlineData("there is an encoder for the image and an encoder for the text", "C---")]
    [InlineData("it works with zeroshot and it does so by prompting the model", "---C")]
    [InlineData("it works without any fine tuning and needs only a text template", "---C")]
    [InlineData("“contrastive” is what it is called, and the *batch* is what it needs", "-C--")]
    public void Case_width_endings_hyphens_and_word_order_do_not_matter(string answer, string states) => Assert.Equal(states, Sample.Grade(answer).States());

    [Theory]
    [InlineData("它的图像的编码器和它的文本的编码器", "C---")]
    [InlineData("它把图像和文本都用编码器来处理", "C---")]
    [InlineData("它用對比", "----")]
    [InlineData("训练用的损失是对比式的，而且是在整个批次上", "-C--")]
    [InlineData("它用 contrastive 的 loss，而且用了整个 batch", "-C--")]
    public void Chinese_terms_are_found_inside_sentences_and_a_little_apart(string answer, string states) => Assert.Equal(states, Sample.GradeChinese(answer).States());

    [Theory]
    [InlineData("there is a temprature in it", "--C-")]
    [InlineData("there is a temperatrue in it", "--C-")]
    [InlineData("the constrastive loss is over the batch", "-C--")]
    [InlineData("there is a tempo in it", "----")]
    [InlineData("they are patched together in it", "----")]
    public void A_slip_of_the_finger_in_a_long_word_is_forgiven(string answer, string states) => Assert.Equal(states, Sample.Grade(answer).States());

    [Fact]
    public void A_word_that_is_a_slip_away_but_begins_otherwise_is_another_word()
    {
        ImmutableArray<KeyPoint> points = [new("It is pretrained.", 1, [Sample.Term("pretrained")])];
        Assert.Equal("-", KeyPointGrader.Grade("en", "Why?", points, "because it was retrained").States());
        Assert.Equal("C", KeyPointGrader.Grade("en", "Why?", points, "because it was pretraned").States());
    }

    [Fact]
    public void The_evidence_is_the_learners_own_words()
    {
        var verdict = Sample.Grade("First, the Vision  Encoder sees it. Then InfoNCE, with temprature; and ＩｎｆｏＮＣＥ is over the whole BATCH.");
        Assert.Equal(["Vision  Encoder"], verdict.Points[0].Evidence);
        Assert.Equal(["InfoNCE", "BATCH"], verdict.Points[1].Evidence);
        Assert.Equal(["temprature"], verdict.Points[2].Evidence);
        Assert.Empty(verdict.Points[3].Evidence);
    }

    [Fact]
    public void A_piece_of_a_longer_term_of_another_point_does_not_count_but_its_head_does()
    {
        ImmutableArray<KeyPoint> points =
        [
            new("Batch normalization steadies it.", 1, [Sample.Term("batch normalization")]),
            new("It needs a big batch.", 1, [Sample.Term("batch")]),
            new("A normalization.", 1, [Sample.Term("normalization")]),
        ];
        Assert.Equal("C-C", KeyPointGrader.Grade("en", "Why?", points, "it has batch normalization in it").States());
        Assert.Equal("CCC", KeyPointGrader.Grade("en", "Why?", points, "it has batch normalization in it and the batch is big").States());
    }

    [Theory]
    [InlineData("en", "linear", "it is a non-linear thing", "-")]
    [InlineData("en", "linear", "it is a linear thing", "C")]
    [InlineData("en", "supervised", "it is self-supervised", "-")]
    [InlineData("zh", "监督学习", "这是自监督学习", "-")]
    [InlineData("zh", "监督学习", "这是无监督学习", "-")]
    [InlineData("zh", "监督学习", "这是监督学习", "C")]
    [InlineData("zh", "线性", "这是非线性的", "-")]
    public void A_prefix_that_turns_the_meaning_makes_another_term(string language, string term, string answer, string state) =>
        Assert.Equal(state, KeyPointGrader.Grade(language, "?", [new KeyPoint("x", 1, [Sample.Term(term)])], answer).States());

    [Theory]
    [InlineData("非托管的句柄用SafeHandle包起来就行", "C")]
    [InlineData("这里并不用SafeHandle来包装句柄", "P")]
    public void A_word_that_only_begins_like_a_denial_denies_nothing(string answer, string state) =>
        Assert.Equal(state, KeyPointGrader.Grade("zh", "?", [new KeyPoint("x", 1, [Sample.Term("SafeHandle")])], answer).States());

    [Theory]
    [InlineData("cannot be forged", "without the key it can be forged by nobody", "C")]
    [InlineData("cannot be forged", "a token can be forged by everybody", "-")]
    [InlineData("cannot be forged", "a token can't simply be forged", "C")]
    [InlineData("cannot be forged", "a forged one is not what you get", "C")]
    [InlineData("doesn't share memory", "these processes share a memory", "-")]
    [InlineData("doesn't share memory", "their memory isn't something they share", "C")]
    [InlineData("without labels", "the labels are given by people", "-")]
    [InlineData("without labels", "it needs no human labels", "C")]
    public void A_term_that_denies_is_met_by_a_denial_in_other_words_and_never_by_its_opposite(string term, string answer, string state) =>
        Assert.Equal(state, KeyPointGrader.Grade("en", "?", [new KeyPoint("x", 1, [Sample.Term(term)])], answer).States());

    [Theory]
    [InlineData("一步一步", "它一步就画好了图", "-")]
    [InlineData("一步一步", "它是一步再一步地画图的", "C")]
    [InlineData("一步一步", "它一步一步地画图", "C")]
    [InlineData("逐层逐层", "它逐层处理", "-")]
    [InlineData("一个一个生成", "模型生成了一个完整的句子", "-")]
    public void A_term_that_says_a_thing_twice_is_not_met_by_saying_it_once(string term, string answer, string state) =>
        Assert.Equal(state, KeyPointGrader.Grade("zh", "?", [new KeyPoint("x", 1, [Sample.Term(term)])], answer).States());

    [Theory]
    [InlineData("zh", "氧气", "它并不释放氧气", true)]
    [InlineData("zh", "氧气", "它没有释放氧气", true)]
    [InlineData("zh", "氧气", "它无法放出氧气", true)]
    [InlineData("zh", "氧气", "它不会放出氧气", true)]
    [InlineData("zh", "氧气", "它放出的是氮气而非氧气", true)]
    [InlineData("zh", "氧气", "它未能放出氧气", true)]
    [InlineData("zh", "氧气", "它并非放出氧气", true)]
    [InlineData("zh", "氧气", "氧气不会被放出来", true)]
    [InlineData("zh", "氧气", "它不得不放出氧气", false)]
    [InlineData("zh", "氧气", "它不能不放出氧气", false)]
    [InlineData("zh", "氧气", "叶子无不放出氧气", false)]
    [InlineData("zh", "氧气", "它放出的无非是氧气", false)]
    [InlineData("zh", "氧气", "它放出氧气而非氮气", false)]
    [InlineData("zh", "氧气", "它不仅放出氧气", false)]
    [InlineData("en", "oxygen", "it cannot release any oxygen", true)]
    [InlineData("en", "oxygen", "it can’t release any oxygen", true)]
    [InlineData("en", "oxygen", "it wouldn't release the oxygen", true)]
    [InlineData("en", "oxygen", "oxygen isn't released", true)]
    [InlineData("en", "oxygen", "it doesn't only need light, it releases oxygen", false)]
    [InlineData("en", "oxygen", "it is not nitrogen but oxygen that it releases", false)]
    public void What_is_denied_is_asked_about_and_what_only_sounds_like_it_is_not(string language, string term, string answer, bool isAsked)
    {
        var point = KeyPointGrader.Grade(language, "?", [new KeyPoint("x", 1, [Sample.Term(term)])], answer).Points[0];
        Assert.Equal((isAsked, isAsked ? PointState.Partly : PointState.Covered), (point.IsDenied, point.State));
    }

    [Fact]
    public void The_words_of_the_question_are_no_evidence()
    {
        ImmutableArray<KeyPoint> points = [new("Attention costs quadratic time, as every pair is compared.", 1, [Sample.Term("attention", "pairwise comparison"), Sample.Term("quadratic")])];
        Assert.Equal("P", KeyPointGrader.Grade("en", "What does attention cost?", points, "The attention is quadratic in its length").States());
        Assert.Equal("C", KeyPointGrader.Grade("en", "What does attention cost?", points, "Because of pairwise comparison it is quadratic in its length").States());
    }

    [Fact]
    public void A_term_that_only_repeats_the_question_asks_nothing_of_the_learner()
    {
        ImmutableArray<KeyPoint> points = [new("Attention is quadratic.", 1, [Sample.Term("attention"), Sample.Term("quadratic")])];
        Assert.Equal("C", KeyPointGrader.Grade("en", "What does attention cost?", points, "It is quadratic in the length").States());
        ImmutableArray<KeyPoint> chinese = [new("注意力是平方复杂度。", 1, [Sample.Term("注意力"), Sample.Term("平方")])];
        Assert.Equal("C", KeyPointGrader.Grade("zh", "注意力的代价是什么？", chinese, "是长度的平方").States());
    }

    [Theory]
    [InlineData("The sequence is read in both directions at once by the encoder.", "C")]
    [InlineData("A sequence has two directions.", "P")]
    [InlineData("It sees what stands before and after.", "-")]
    public void A_point_without_terms_is_recognised_by_the_words_of_its_text(string answer, string state) =>
        Assert.Equal(state, KeyPointGrader.Grade("en", "What is BERT?", [new KeyPoint("The encoder reads the sequence in both directions.", 1, [])], answer).States());

    [Theory]
    [InlineData("编码器会双向地阅读整个序列", "C")]
    [InlineData("它是双向的编码器", "P")]
    [InlineData("它会看到前后文", "-")]
    public void A_chinese_point_without_terms_is_recognised_by_the_words_of_its_text(string answer, string state) =>
        Assert.Equal(state, KeyPointGrader.Grade("zh", "什么是 BERT？", [new KeyPoint("编码器双向阅读序列。", 1, [])], answer).States());

    [Theory]
    [InlineData("")]
    [InlineData(" \n\t　")]
    [InlineData("?!… 👍 —")]
    public void An_answer_without_a_word_is_empty(string answer) => Assert.Equal(Guard.Empty, Sample.Grade(answer).Guard);

    [Fact]
    public void An_answer_that_is_too_long_is_not_graded()
    {
        var long4000 = string.Concat(Enumerable.Repeat("It has an image encoder. ", 160));
        Assert.Equal(4_000, long4000.Length);
        Assert.Equal(Guard.None, Sample.Grade(long4000).Guard);
        Assert.Equal(Guard.TooLong, Sample.Grade(long4000 + "x").Guard);
    }

    [Fact]
    public void A_question_without_key_points_is_not_gradable() => Assert.Equal(Guard.NotGradable, KeyPointGrader.Grade("en", "Why?", [], "Because of this.").Guard);

    [Fact]
    public void A_refused_answer_shows_nothing_that_helps_to_guess()
    {
        var verdict = Sample.Grade("image encoder, text encoder, contrastive, batch, temperature, zero-shot, prompt");
        Assert.Equal(("----", 0.0, Guard.KeywordList, false), (verdict.States(), verdict.Coverage, verdict.Guard, verdict.IsGraded));
        Assert.All(verdict.Points, p => Assert.Empty(p.Evidence));
    }
}
