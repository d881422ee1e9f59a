namespace Drill.DiscordChat.Wording;

internal sealed class ChineseDiscordPhrases : DiscordPhrases
{
    public override string Language => "zh";

    public override IReadOnlyList<string> Locales => ["zh-CN", "zh-TW"];

    public override string BoxWasLate => "刚才响应慢了，输入框没能打开。点下面的按钮就能作答。";

    public override string OpenBox => "写答案";

    public override string Failed => "我这边出了点问题，请稍后再试一次。";

    public override string UnknownControl => "这个按钮已经失效。输入 /today 查看当前题目。";

    public override string Done => "好了。";

    public override string Choose => "选一项";

    public override string Option(string command, string option) => (command, option) switch
    {
        ("answer", "text") => "用自己的话作答",
        ("report", "reason") => "这道题哪里有问题",
        (_, "topic") => "只要这个话题的题目",
        (_, "level") => "难度：1 易、2 中、3 难",
        (_, "period") => "看哪个排行榜",
        (_, "action") => "要查看或修改什么；不填则显示状态",
        ("daily", "value") => "新的值，例如 9:00、Asia/Shanghai、mon-fri、1-2、12h",
        (_, "setting") => "要改哪一项；不填则显示全部",
        ("settings", "value") => "新的值，例如 zh、en、Asia/Shanghai",
        _ => "命令的内容",
    };
}
