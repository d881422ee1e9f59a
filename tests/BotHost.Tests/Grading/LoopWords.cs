using BotHost.Tests.Hosting;

namespace BotHost.Tests.Grading;

/// <summary>What people write in one language, and words by which the bot's sentences are known.</summary>
internal sealed record LoopWords(string Language, string Locale)
{
    public required string Question { get; init; }

    public required string Secret { get; init; }

    public required string Hint { get; init; }

    public required string Bag { get; init; }

    public required string Full { get; init; }

    public required string Partial { get; init; }

    public required string Denied { get; init; }

    public required string Quarter { get; init; }

    public required string Quoted { get; init; }

    public required string BagTold { get; init; }

    public required string DenialAsked { get; init; }

    public required string HelpTold { get; init; }

    public required string RankedTold { get; init; }

    public required string AgainTold { get; init; }

    public required string SaidTold { get; init; }

    public static LoopWords English { get; } = new("en", "en-GB")
    {
        Question = DayBank.Question,
        Secret = DayBank.Secret,
        Hint = "Think of what leaves make",
        Bag = "photosynthesis sugar glucose oxygen photosynthesis sugar glucose oxygen",
        Full = "Through photosynthesis the plant makes sugar, and it gives off oxygen while it does so.",
        Partial = "The plant makes sugar by photosynthesis when the sun shines on its leaves.",
        Denied = "By photosynthesis it makes sugar, but it does not release oxygen at all.",
        Quarter = "It does photosynthesis in its leaves when the sun shines.",
        Quoted = "“photosynthesis”",
        BagTold = "list of words",
        DenialAsked = "Did you mean that this is not so",
        HelpTold = "so this is practice",
        RankedTold = "points for the ranking",
        AgainTold = "Another try is practice",
        SaidTold = "Which of these did you say",
    };

    public static LoopWords Chinese { get; } = new("zh", "zh-CN")
    {
        Question = DayBank.ChineseQuestion,
        Secret = DayBank.ChineseSecret,
        Hint = "想想叶子制造什么",
        Bag = "光合作用、糖、氧气、葡萄糖、光合作用、糖、氧气、葡萄糖、氧气",
        Full = "植物通过光合作用把光能变成糖，同时释放出氧气。",
        Partial = "有阳光的时候，叶子通过光合作用制造糖，供自己生长。",
        Denied = "叶子通过光合作用制造糖，但是并不释放氧气。",
        Quarter = "叶子在阳光下进行光合作用。",
        Quoted = "“光合作用”",
        BagTold = "一串关键词",
        DenialAsked = "这里是否定的意思吗",
        HelpTold = "这次算练习",
        RankedTold = "计入排行：",
        AgainTold = "再次作答算练习",
        SaidTold = "其实用别的话说到了",
    };
}
