namespace Drill.DiscordChat.Wording;

internal sealed class ChineseDiscordPhrases : DiscordPhrases
{
    public override string Language => "zh";

    public override IReadOnlyList<string> Locales => ["zh-CN", "zh-TW"];

    public override string BoxWasLate => "刚才响应慢了，输入框没能打开。点下面的按钮就能作答。";

    public override string OpenBox => "写答案";

    public override string Failed => "我这边出了点问题，请稍后再试一次。";

    public override string UnknownControl => "这个按钮已经失效。输入 /today 查看今天的题目。";

    public override string Done => "好了。";

    public override string Choose => "选一项";

    public override string Word(string word) => word switch
    {
        "on" => "开启",
        "off" => "关闭",
        "status" => "状态",
        "now" => "现在出一题",
        "hour" => "时间",
        "zone" => "时区",
        "weekdays" => "星期",
        "topics" => "话题",
        "levels" => "难度",
        "reveal" => "公布答案的时间",
        "thread" => "子区",
        "pin" => "置顶",
        "void" => "移出排行",
        "unvoid" => "放回排行",
        "week" => "本周",
        "month" => "本月",
        "all" => "全部",
        "language" => "我的语言",
        "hide" => "在排行里隐藏",
        "show" => "在排行里恢复",
        "chat language" => "本频道的语言",
        "form" => "题型",
        "votes" => "选择题作答方式",
        "pictures" => "图片",
        "1" => "1 基础",
        "2" => "2 进阶",
        "3" => "3 深入",
        _ => word,
    };

    public override string Option(string command, string option) => (command, option) switch
    {
        ("answer", "text") => "用自己的话作答",
        ("report", "reason") => "这道题哪里有问题",
        ("leaderboard", "topic") => "只看这个话题；选隐藏或恢复时填是谁：名字或 @ 提及",
        (_, "topic") => "只要这个话题的题目",
        (_, "level") => "难度：1 基础、2 进阶、3 深入",
        (_, "period") => "看哪个排行榜；管理员可隐藏或恢复某人",
        (_, "action") => "要查看或修改什么；不填则显示状态",
        ("daily", "value") => "新的值，例如 9:00、Asia/Shanghai、mon-fri、1-2、12h",
        (_, "setting") => "要改哪一项；不填则显示全部",
        ("settings", "value") => "新的值，例如 zh、en、Asia/Shanghai",
        _ => "命令的内容",
    };
}
