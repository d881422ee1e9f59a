using System.Globalization;
using Drill.WebChat.Entering;
using Drill.WebChat.Talking;
using NodaTime;

namespace Drill.WebChat.Wording;

internal sealed class ChineseWebPhrases : WebPhrases
{
    private const string Weekdays = "一二三四五六日";

    public static ChineseWebPhrases Instance { get; } = new();

    public override string Tag => "zh-Hans";

    public override string Tagline => "一起练面试";
    public override string EnterLead => "和大家在同一个房间里练习面试题，每天进步一点。";
    public override string EnterPointAnswer => "用自己的话作答，别人看不到你的答案。";
    public override string EnterPointFeedback => "立刻看到答对了哪些要点、漏掉了哪些。";
    public override string EnterPointDaily => "每天一题，人人同题，还有排行榜。";
    public override string YourName => "你的名字";
    public override string NameHelp => "别人看到的名字，最多 40 个字符。";
    public override string AccessKey => "访问口令";
    public override string AccessKeyHelp => "请向部署这个机器人的人索取。";
    public override string AdminKeyOptional => "管理员口令（可选）";
    public override string Enter => "进入房间";
    public override string CookieNote => "用一个 Cookie 在本浏览器上记住你，不需要密码。";

    public override string Places => "导航";
    public override string SkipToMessages => "跳到消息";
    public override string Room => "房间";
    public override string RoomSubtitle => "除标明“仅你可见”的内容外，所有人都能看到。";
    public override string PrivateChat => "私聊";
    public override string PrivateSubtitle => "只有你和机器人。这里的练习不计入排行。";
    public override string Standings => "排行榜";
    public override string Bank => "题库";
    public override string You => "我";
    public override string NewMessages(int count) => string.Create(CultureInfo.InvariantCulture, $"{count} 条新消息");

    public override string Messages => "消息";
    public override string BotName => "Drill";
    public override string BotBadge => "机器人";
    public override string OnlyYou => "仅你可见";
    public override string OlderMessages => "显示更早的消息";
    public override string Beginning => "已经到开头了。";
    public override string EmptyRoomTitle => "还没有题目";
    public override string EmptyRoomText => "来出第一道题吧。房间里的每个人都拿到同一道题，各自私下作答。";
    public override string EmptyPrivateTitle => "自己练习";
    public override string EmptyPrivateText => "要一道题，直接在这里写答案。别人看不到这个聊天。";
    public override string AskAQuestion => "出一道题";
    public override string SeeCommands => "我能做什么？";
    public override string JumpToLatest => "最新消息";
    public override string Today => "今天";
    public override string Yesterday => "昨天";
    public override string MessageActions => "操作";
    public override string Chosen => "已选";

    public override string WriteInRoom => "对大家说点什么，或输入 / 查看命令";
    public override string WriteToBot => "写给机器人，或输入 / 查看命令";
    public override string ComposerHelp => "回车发送，Shift+回车换行，/ 打开命令列表。";
    public override string Send => "发送";
    public override string Cancel => "取消";
    public override string Commands => "命令";
    public override string ForAdmins => "管理员";
    public override string BoxHelp => "Ctrl+回车发送，Esc 关闭并保留草稿。";
    public override string TheQuestion => "题目";
    public override string NotConnected => "未发送：连接断开了。文字已保留，请稍后再试。";
    public override string Sending => "发送中…";
    public override string CountLabel => "字符";
    public override string Dismiss => "关闭";

    public override string StandingsEmpty => "还没有人得分。第一个答案就会出现在榜上。";
    public override string StandingsUnavailable => "暂时无法读取排行榜。";
    public override string Week => "本周";
    public override string Month => "本月";
    public override string AllTime => "全部";
    public override string Window => "时间范围";

    public override string BankLead(int questions, int topics) => string.Create(CultureInfo.InvariantCulture, $"机器人现有 {questions} 道题，{topics} 个话题。");
    public override string BankEmpty => "题库里没有题目，原因见下面的问题列表。";
    public override string BankForAdmins => "题库里有答案，只有管理员可以查看。";
    public override string Topics => "话题";
    public override string Problems => "文件中的问题";
    public override string NoProblems => "没有发现问题。";
    public override string ProblemCount(int errors, int warnings) => string.Create(CultureInfo.InvariantCulture, $"{errors} 个错误，{warnings} 个警告");
    public override string ErrorWord => "错误";
    public override string WarningWord => "警告";
    public override string Level(int level) => level switch
    {
        1 => "基础",
        2 => "进阶",
        _ => "深入",
    };
    public override string Questions(int count) => string.Create(CultureInfo.InvariantCulture, $"{count} 道题");
    public override string ShowAnswer => "显示答案";
    public override string SpoilerWarning => "这道题可能正在房间里进行。在这里查看不会记为“看过答案”，请自觉。";
    public override string NoAnswer => "题库没有给出这道题的答案。";
    public override string ReferenceAnswer => "参考答案";
    public override string KeyPoints => "要点";
    public override string Weight(int weight) => string.Create(CultureInfo.InvariantCulture, $"权重 {weight}");
    public override string Hint => "提示";
    public override string Choices => "选项";
    public override string RightChoice => "正确";
    public override string Sources => "来源";
    public override string Preview => "预览";
    public override string PreviewLead => "各平台上的样子，按各自的长度限制拆分。";
    public override string PreviewPrompt => "题目";
    public override string PreviewAnswer => "答案";
    public override string AsSent => "实际发送的内容";
    public override string AsSeen => "看到的样子";
    public override string PreviewLength(int length, int limit) => string.Create(CultureInfo.InvariantCulture, $"{length} / {limit}");
    public override string NoPreviews => "没有平台提供预览。";
    public override string SideBySide => "并排";
    public override string LightLook => "浅色";
    public override string DarkLook => "深色";
    public override string PhoneLook => "网页，手机宽度";
    public override string KeptBanks(string banks) => $"{banks} 的文件现在有错误，修好之前仍使用上一个正确的版本。";
    public override string Variant => "题目语言";
    public override string NoSuchQuestion => "题库里没有（或不再有）这道题。";
    public override string NoSuchPage => "没有这个页面。";
    public override string BackToRoom => "回到房间";

    public override string YouLead => "设置别人看到的名字，以及页面的语言和外观。";
    public override string ChangeName => "修改名字";
    public override string LanguageWord => "语言";
    public override string Appearance => "外观";
    public override string ThemeSystem => "跟随系统";
    public override string ThemeLight => "浅色";
    public override string ThemeDark => "深色";
    public override string BecomeAdmin => "成为管理员";
    public override string Admin => "管理员";
    public override string Save => "保存";
    public override string Leave => "离开";
    public override string LeaveWarning => "此浏览器将不再记住你。积分会留在排行榜上，但你无法再以同一身份进入。";
    public override string LeaveReally => "确认离开";

    public override string Reconnecting => "连接断开，正在重连…";
    public override string ServerAway => "机器人暂时不在。它一回来，本页面就会自动恢复；你写的内容已保留。";
    public override string TryNow => "立即重试";
    public override string ErrorHappened => "页面出了点问题。";
    public override string Reload => "重新加载";

    public override string About(EnterProblem problem) => problem switch
    {
        EnterProblem.NameEmpty => "请写一个至少有一个可见字符的名字。",
        EnterProblem.NameTooLong => "名字太长了，最多 40 个字符。",
        EnterProblem.KeyWrong => "口令不对。",
        EnterProblem.TooManyKeys => "口令错误次数太多，请等一分钟。",
        EnterProblem.Stale => "页面已过期，请再提交一次。",
        _ => "",
    };

    public override string About(Refusal refusal) => refusal switch
    {
        Refusal.Empty => "没有可发送的内容。",
        Refusal.TalkTooLong => "这段话太长了，房间里一次最多 2,000 个字符。",
        Refusal.FarTooLong => "太长了，一次最多能发送 10,000 个字符。",
        Refusal.TooFast => "发得太快了，请等几秒钟。",
        Refusal.NotACommand => "这不是命令。输入 / 可查看全部命令；想在房间里说这句话，请换个开头。",
        Refusal.Failed => "没有成功，机器人出了问题。文字已保留，请再试一次。",
        _ => "",
    };

    public override string Day(LocalDate day) =>
        string.Create(CultureInfo.InvariantCulture, $"{day.Year}年{day.Month}月{day.Day}日 星期{Weekdays[(int)day.DayOfWeek - 1]}");
}
