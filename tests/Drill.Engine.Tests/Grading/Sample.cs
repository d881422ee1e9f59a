using System.Collections.Immutable;
using Drill.Grading;
using Drill.Questions;

namespace Drill.Engine.Tests.Grading;

/// <summary>A question in two languages, with one sentence for each of its key points.</summary>
internal static class Sample
{
    public const string English = "How does CLIP learn from image–text pairs?";

    public const string Chinese = "CLIP 怎样从图文对中学习？";

    public static readonly ImmutableArray<KeyPoint> EnglishPoints =
    [
        new("Two encoders, one for images and one for texts, are trained together.", 3, [Term("image encoder", "vision encoder", "图像编码器"), Term("text encoder", "文本编码器")]),
        new("The loss is contrastive over all pairs of a batch.", 3, [Term("contrastive", "InfoNCE", "contrastive loss", "contrastive learning", "对比学习", "对比损失"), Term("batch", "in-batch negatives", "批次", "负样本")]),
        new("The similarity is scaled by a learned temperature.", 1, [Term("temperature", "logit scale", "温度")]),
        new("It then classifies without further training, by prompts.", 2, [Term("zero-shot", "without fine-tuning", "零样本"), Term("prompt", "text template", "提示")]),
    ];

    public static readonly ImmutableArray<KeyPoint> ChinesePoints =
    [
        new("图像与文本两个编码器联合训练。", 3, [Term("图像编码器", "image encoder"), Term("文本编码器", "text encoder")]),
        new("在一个批次的所有配对上做对比损失。", 3, [Term("对比学习", "对比损失", "contrastive", "InfoNCE"), Term("批次", "负样本", "batch")]),
        new("相似度由可学习的温度缩放。", 1, [Term("温度", "temperature")]),
        new("之后用提示做零样本分类。", 2, [Term("零样本", "zero-shot"), Term("提示", "prompt")]),
    ];

    public static readonly string[] EnglishSentences =
    [
        "It has an image encoder and a text encoder, which are trained together.",
        "The model pulls the matching captions towards each other with a contrastive loss that runs over the whole batch.",
        "The similarity is divided by a temperature that it learns as well.",
        "After that it can do zero-shot classification, because a prompt such as a photo of a dog stands for the class.",
    ];

    public static readonly string[] ChineseSentences =
    [
        "它有一个图像编码器和一个文本编码器，两者是一起训练的。",
        "训练时用的是对比学习，也就是让同一批次里配对的样本靠近、不配对的远离。",
        "相似度会除以一个可以学习的温度。",
        "训练好以后，它可以用提示去做零样本的分类。",
    ];

    public static Verdict Grade(string answer) => KeyPointGrader.Grade("en", English, EnglishPoints, answer);

    public static Verdict GradeChinese(string answer) => KeyPointGrader.Grade("zh", Chinese, ChinesePoints, answer);

    public static string States(this Verdict verdict) =>
        string.Concat(verdict.Points.Select(p => p.State switch { PointState.Covered => 'C', PointState.Partly => 'P', _ => '-' }));

    public static KeyTerm Term(string text, params ImmutableArray<string> aliases) => new(text, aliases);
}
