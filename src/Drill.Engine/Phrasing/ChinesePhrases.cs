using System.Globalization;
using Drill.Conversation;
using Drill.Schedule;
using Drill.Standing;
using NodaTime;
using NodaTime.Text;

namespace Drill.Phrasing;

/// <summary>Chinese, in simplified characters.</summary>
internal sealed class ChinesePhrases : Phrases
{
    private static readonly CultureInfo Culture = CultureInfo.GetCultureInfo("zh-CN");
    private static readonly LocalDatePattern Date = LocalDatePattern.Create("uuuu'年'M'月'd'日'", Culture);
    private static readonly LocalDateTimePattern Clock = LocalDateTimePattern.Create("HH:mm", Culture);
    private static readonly string[] DayNames = ["周一", "周二", "周三", "周四", "周五", "周六", "周日"];

    public override string Language => Languages.Chinese;

    public override string LanguageName => "中文";

    public override string QuestionSummary => "在这里出一道题";

    public override string AnswerSummary => "回答当前的题：用自己的话，或写选项字母";

    public override string HintSummary => "给点提示，仅你可见";

    public override string RevealSummary => "看答案，仅你可见";

    public override string SkipSummary => "跳过当前的题";

    public override string TodaySummary => "再看一次今天的题";

    public override string LeaderboardSummary => "这里的排行榜";

    public override string MeSummary => "我的积分、名次、连续天数和各话题成绩";

    public override string TopicsSummary => "有哪些话题可以练";

    public override string DailySummary => "每日一题：什么时候发、发什么";

    public override string SettingsSummary => "语言、时区、题型";

    public override string ReportSummary => "反馈这道题有错或不清楚";

    public override string HelpSummary => "我能做什么";

    public override string AnswerButton => "作答";

    public override string ChooseButton => "选择";

    public override string SubmitButton => "提交";

    public override string HintButton => "提示";

    public override string RevealButton => "看答案";

    public override string SkipButton => "跳过";

    public override string NextButton => "下一题";

    public override string ReportButton => "题目有问题";

    public override string TryAgainButton => "再试一次";

    public override string SaidButton => "我换了种说法";

    public override string TurnOnButton => "开启";

    public override string TurnOffButton => "关闭";

    public override string PostNowButton => "现在发一题";

    public override string DailyTitle(LocalDate date) => $"每日一题 · {Day(date)}";

    public override string QuestionTitle(long number) => string.Create(Culture, $"第 {number} 题");

    public override string PostFooter(int level, bool severalRight, bool isPrivate, string closes) =>
        $"{LevelName(level)}{(severalRight ? " · 多选题" : string.Empty)}"
        + (isPrivate ? " · 自己练习，不计入排行" : $" · 你的回答只有自己看得到，{closes}公布答案。首次作答前看提示或答案，这题就不计入排行。");

    public override string QuestionComing => "题目马上就来。";

    public override string NoQuestionYet => "这里还没有题目。发 /question 出一道。";

    public override string PostGone => "在这里找不到那道题了。发 /question 出一道新的。";

    public override string NothingToAsk => "没有符合条件的题。/topics 列出所有话题。";

    public override string NoDailyYet(string next) => $"今天的题还没发，下一题：{next}。想现在就练，发 /question。";

    public override string DailyIsOff => "这里还没有开启每日一题，管理员可以发 /daily on 9:00 上海（换成你们的时区）开启。想现在就练，发 /question。";

    public override string AnswerTitle(string question) => $"答案 · {question}";

    public override string NoReferenceAnswer => "题库没有给出这道题的答案。";

    public override string Sources => "来源";

    public override string HintTitle => "提示";

    public override string NoHint => "这道题没有提示。先写有把握的部分，每个要点都算分。";

    public override string PeekCosts => "你在首次作答前看过了，这题算练习，不计入排行。";

    public override string Skipped => "已跳过，别人看不到。想看答案随时可以看。";

    public override string ClosedTitle(string question) => $"公布答案 · {question}";

    public override string ClosedOpen(int people, double coverage) => people == 0
        ? "这次没有人作答。答案如下："
        : string.Create(Culture, $"{people} 人作答，平均覆盖 {coverage * 100:0}% 的要点。");

    public override string ClosedChoice(int people, int right) => people == 0
        ? "这次没有人作答。答案如下："
        : string.Create(Culture, $"{people} 人作答，其中 {right} 人一次选对。");

    public override string MostMissed => "大家漏得最多的一点：";

    public override string ClosedVoided => "管理员已将这题移出排行。";

    public override string CoverageByPoint => "各要点覆盖情况";

    public override string Best => "表现最好：";

    public override string ManyBest(int people, double points) => string.Create(Culture, $"{people} 人并列，各 {Points(points)}。");

    public override string BoxTitle => "你的回答";

    public override string BoxLabel => "用自己的话写，什么语言都可以";

    public override string EmptyAnswer => "还没有内容可以评。把回答写在 /answer 后面，或点题目下面的“作答”。";

    public override string EmptyChoice => "还没有选。点一个选项，或发 /answer B。";

    public override string AnswerTooLong(int length, int maximum) =>
        string.Create(Culture, $"这段有 {length} 个字符，上限是 {maximum}。这次没有计入，缩短后再发一次就好。");

    public override string NoSuchOption(IReadOnlyList<string> labels) => $"没有这个选项。请用 {string.Join("、", labels)} 作答。";

    public override string ChooseSeveral => "勾选所有正确的选项，然后提交。";

    public override string KeywordList => "这看起来只是一串关键词，没有评分。请写成完整的句子再发一次，这次不计作答次数。";

    public override string CopiedQuestion => "这是题目原文，没有评分。请写出你知道的内容，这次不计作答次数。";

    public override string ChoiceVerdict(bool isRight, string chosen) => isRight ? $"选对了：{chosen}。" : $"{chosen} 还不是完整的正确选择。";

    public override string OpenVerdict(int covered, int all) => covered == all
        ? string.Create(Culture, $"{all} 个要点全部覆盖。")
        : string.Create(Culture, $"覆盖了 {all} 个要点中的 {covered} 个。");

    public override string MissingFirst => "还没识别到、也最重要的一点：";

    public override string MoreMissing(int count) => string.Create(Culture, $"另外还有 {count} 个要点没识别到。再试一次，或者看答案。");

    public override string Quoted(IEnumerable<string> words) => string.Concat(words.Select(w => $"“{w}”"));

    public override string NotGradable => "记下了。这道题没有可以评分的要点，请自己和答案对照。";

    public override string LexicalNote => "我按关键词识别，换了说法的好答案可能识别不到。";

    public override string Ranked(double points) => $"计入排行：{Points(points)}。";

    public override string Practice => "这是练习：计入连续天数，不计入排行。";

    public override string PracticeAgain => "再次作答算练习，排行以第一次为准。";

    public override string PracticeClosed => "答案已经公布，这次算练习。";

    public override string PracticePeeked => "你已经看过这道题的提示、答案或点评，这次算练习。";

    public override string PracticeCap(int posts) => string.Create(Culture, $"你今天在这里已有 {posts} 次计分作答，这次算练习，明天继续计分。");

    public override string PracticeVoided => "管理员已将这题移出排行，这次算练习。";

    public override string NotScoredAgain => "这次仍然不是用自己的话写的句子，无法评分，并已计为首次作答。";

    public override string Denied => "这里是否定的意思吗？我无法判断，先按一半计分。如果不是，请换个说法再答一次。";

    public override string GradedByModel(string model) => $"由模型 {model} 阅读评分，每处引用都和你的原文核对过。";

    public override string GradedByWordsInstead => "模型暂时不可用，这次改用关键词识别，换了说法的好答案可能识别不到。";

    public override string NextTry(bool hasHint) => hasHint ? "下一步：再试一次，需要的话先看提示，答案不急着看。" : "下一步：先再试一次，然后再看答案。";

    public override string NextDone => "下一步：对照一遍答案，或者做下一题。";

    public override string NextReveal(string when) => $"下一步：{when}向所有人公布答案。";

    public override string SaidTitle => "下面哪些要点你其实用别的话说到了？";

    public override string SaidNote => "自己标记的只用于练习，不影响排行。";

    public override string NothingToMark => "这里还没有你的作答可以标记，请先作答。";

    public override string WhomToHide => "要隐藏谁？发 /leaderboard hide 加名字或名次；/leaderboard show 可以恢复。";

    public override string HiddenNow(string name) => $"已将 {name} 移出这里的排行。/leaderboard show {name} 可以恢复，积分不会丢。";

    public override string ShownAgain(string name) => $"{name} 已回到这里的排行。";

    public override string HiddenPeople(IReadOnlyList<string> names) => $"不在排行中：{string.Join("、", names)}。";

    public override string NoSuchPerson(string given) => $"这里没有名叫“{given}”的人作答过。请用 /leaderboard all 里显示的名字或名次。";

    public override string SeveralPeople(string given) => $"这里有好几位“{given}”。请用 /leaderboard all 里的名次。";

    public override string Voided(long number, string question, bool isVoided) => isVoided
        ? string.Create(Culture, $"第 {number} 题“{question}”已移出排行。/daily unvoid {number} 可以撤回。")
        : string.Create(Culture, $"第 {number} 题“{question}”已重新计入排行。");

    public override string NoSuchPost(string given) => $"这里没有第 {given} 题。请写题号（例如 /daily void 12）或每日一题的日期（例如 /daily void 2026-11-30）；不写则指最近一题。";

    public override string WithOwnMarks(double share) => $"（算上自己标记的为 {Percent(share)}）";

    public override string DaysPicture(int days, int weeks, int topics) =>
        string.Create(Culture, $"最近 {weeks} 周的日历，共练习 {days} 天{(topics > 0 ? "；下面每个话题一条，顺序与上面的列表相同" : string.Empty)}。");

    public override string StandingsPicture(int people) => string.Create(Culture, $"{people} 人的积分条形图，顺序与上面的列表相同。");

    public override string PeriodName(StandingPeriod period) => period switch
    {
        StandingPeriod.Week => "本周",
        StandingPeriod.Month => "本月",
        _ => "全部",
    };

    public override string LeaderboardTitle(StandingPeriod period, string? topic) =>
        topic is null ? $"排行榜 · {PeriodName(period)}" : $"排行榜 · {PeriodName(period)} · {topic}";

    public override string LeaderboardEmpty => "还没有人得分。答对下一题，你就是第一。";

    public override string LeaderboardPeople(int people) => string.Create(Culture, $"共 {people} 人。");

    public override string You(string name) => $"{name}（你）";

    public override string Nameless => "某人";

    public override string Points(double points) => string.Create(Culture, $"{points:0.#} 分");

    public override string MeTitle => "我的记录";

    public override string MeEmpty => "还没有记录。答一道题，这里就有内容了。";

    public override string MePoints(StandingPeriod period) => period == StandingPeriod.Week ? "本周：" : "累计：";

    public override string PointsAndRank(double points, int rank, int people) => string.Create(Culture, $"{Points(points)}，{people} 人中第 {rank} 名");

    public override string NotRankedYet => "还没有计分的作答";

    public override string StreakLabel => "连续：";

    public override string Streak(int current, int longest, int freezes) =>
        string.Create(Culture, $"{current} 天（最长 {longest} 天，剩余断签保护 {freezes} 次）");

    public override string ByTopic => "各话题首次作答";

    public override string Percent(double share) => string.Create(Culture, $"{share * 100:0}%");

    public override string Answers(int count) => string.Create(Culture, $"{count} 次作答");

    public override string TopicsTitle(int questions) => string.Create(Culture, $"共有 {questions} 道题");

    public override string TopicsNext => "发 /question 加上话题的短名，就出那个话题的题。";

    public override string AndMore(int count) => string.Create(Culture, $"……还有 {count} 个。");

    public override string UnknownTopic(string given, string? suggestion, IReadOnlyList<string> topics)
    {
        var start = given.Length == 0 ? "要哪些话题？" : $"没有“{given}”这个话题。";
        var guess = suggestion is null ? string.Empty : $"是不是想说 {suggestion}？";
        return $"{start}{guess}可选：{string.Join("、", topics.Take(20))}。";
    }

    public override string HelpTitle => "Drill：一起练面试题";

    public override string HelpIntroduction(bool isPrivate) => isPrivate
        ? "要一道题，用自己的话回答，逐个要点看看覆盖了多少。"
        : "题目大家一起看，回答只有自己知道：点题目下面的按钮，或用这些命令。";

    public override string HelpForAdmins => "管理员可用";

    public override string UnknownCommand(string given, string? suggestion) =>
        suggestion is null ? $"没有 /{given} 这个命令。/help 列出所有命令。" : $"没有 /{given} 这个命令。是不是想说 /{suggestion}？";

    public override string UnknownButton => "这个按钮已经失效。/help 列出能用的命令。";

    public override string AdminsOnly => "只有管理员可以修改。";

    public override string Reported(string question, bool hasReason) => hasReason
        ? $"谢谢！题库的维护者会看到你对“{question}”的说明。"
        : $"谢谢！“{question}”已标记。可以用 /report 加几个字，说明哪里有问题。";

    public override string SettingsTitle => "设置";

    public override string SettingsNext =>
        "用 /settings language zh、/settings hide on 修改。管理员还可以：/settings chat language zh、/settings zone 上海、/settings form open（问答）、choice（选择）或 mixed（混合）、/settings pictures off。";

    public override string OwnLanguage => "你的语言：";

    public override string ChatLanguage => "这里的语言：";

    public override string ZoneLabel => "时区：";

    public override string FormLabel => "题型：";

    public override string FormName(string form) => form switch
    {
        "open" => "问答",
        "choice" => "选择",
        _ => "问答与选择混合",
    };

    public override string HideLabel => "在排行中隐藏我的名字：";

    public override string PicturesLabel => "这里的图片：";

    public override string UnknownLanguage(string given) => $"我不会说“{given}”。可选 zh（中文）或 en（English）。";

    public override string UnknownForm(string given) => $"没有“{given}”这种题型。可选 open（问答）、choice（选择）、mixed（混合）。";

    public override string UnknownSetting(string given) => $"没有“{given}”这项设置。可以改 language、chat language、zone、form、votes、pictures、hide；/settings 查看现状。";

    public override string DailyOnTitle => "每日一题：已开启";

    public override string DailyOffTitle => "每日一题：已关闭";

    public override string HourLabel => "时间：";

    public override string WeekdaysLabel => "发布日：";

    public override string TopicsLabel => "话题：";

    public override string LevelsLabel => "难度：";

    public override string RevealLabel => "公布答案：";

    public override string AllOfThem => "全部";

    public override string Weekdays(Weekdays days) => days switch
    {
        Schedule.Weekdays.All => "每天",
        Schedule.Weekdays.Workdays => "周一至周五",
        Schedule.Weekdays.Weekend => "周六和周日",
        _ => string.Join("、", days.Each().Select(d => DayNames[(int)d - 1])),
    };

    public override string Reveal(RevealRule rule) => rule switch
    {
        RevealRule.AfterDelay { Delay.TotalMinutes: var minutes } when minutes % 60 == 0 => string.Create(Culture, $"{minutes / 60:0} 小时后"),
        RevealRule.AfterDelay { Delay.TotalMinutes: var minutes } => string.Create(Culture, $"{minutes:0} 分钟后"),
        _ => rule.ToString(),
    };

    public override string NextPosts => "接下来三次";

    public override string DailyNext => "修改：/daily on、off、hour 9:00、zone 上海、weekdays 周一至周五、topics、levels 1-2、reveal 12h、now、void。";

    public override string StepLabel(FollowUp step) => step is FollowUp.Thread ? "每题开子区：" : "置顶：";

    public override string OnOff(bool isOn) => isOn ? "开" : "关";

    public override string OnOrOff(string command) => $"请发 {command} on 或 {command} off。";

    public override string NoSuchStep => "这个平台没有这项功能，设置没有变。";

    public override string MissingPermissions(IReadOnlyList<string> names, bool isRefusal) =>
        $"我在这里还缺少权限：{string.Join("、", names)}。{(isRefusal ? "每日一题还没有开启；加上权限后，请再发一次 /daily on。" : "不加的话，题目可能发不完整。")}";

    public override string DailyRefused(LocalDate date, string reason) =>
        $"你在一个群里开启的每日一题（{Day(date)}）没有发出：{Ended(reason, '。')}该群的每日一题已暂停；解决后在群里发一次 /daily status 即可恢复。";

    public override string DailyPaused(string reason) =>
        $"你在一个群里开启的每日一题已暂停：{Ended(reason, '。')}恢复之后就会继续。";

    public override string Welcome =>
        "大家好！我在这里出面试题：每个人私下作答，能看到自己答到了哪些要点、漏了哪些。发 /question 马上来一题；管理员发 /daily on 9:00 上海（换成你们的时区）开启每日一题；其他用法见 /help。";

    public override string VotesLabel => "选择题作答方式：";

    public override string Votes(bool isQuiz) => isQuiz ? "平台自带的测验（如果有）" : "按钮";

    public override string NothingFits => "没有符合这些话题和难度的题，所以发不了。/daily topics all 和 /daily levels all 可以恢复全部。";

    public override string LastSent(string when) => $"上一题：{when}已发出。";

    public override string LastWaiting(string when) => $"上一题：{when}起等待发送。";

    public override string LastRefused(string when, string reason) => $"上一题（{when}）被平台拒绝：{Ended(reason, '。')}解决后在这里再发一次 /daily status，我就继续。";

    public override string LastSkipped(string when) => $"上一题（{when}）没能及时发出，已跳过。";

    public override string LastInDoubt(string when) => $"上一题（{when}）可能没有送到，/today 可以再看。";

    public override string Doubtful(int count) => string.Create(Culture, $"有 {count} 条不确定是否送达。");

    public override string UnknownDaily(string given, string? suggestion) =>
        $"没有 /daily {given} 这个用法。{(suggestion is null ? string.Empty : $"是不是想说 /daily {suggestion}？")}{DailyNext}";

    public override string Explain(TextError error)
    {
        var ways = string.Join(" 或 ", error.Suggestions);
        var guess = ways.Length == 0 ? string.Empty : $"是不是想说 {ways}？";
        var example = ways.Length == 0 ? string.Empty : $"可以这样写：{ways}。";
        return error.Kind switch
        {
            TextErrorKind.Empty => $"后面少了内容。{example}",
            TextErrorKind.TooLong => "太长了，不像是设置。什么都没有改。",
            TextErrorKind.NoSuchHour => $"“{error.Given}”不是有效的时间，应在 0:00 到 23:59 之间。{guess}",
            TextErrorKind.NoSuchMinute => $"“{error.Given}”不是有效的时间，分钟应在 00 到 59 之间。",
            TextErrorKind.TooManyTimes => string.Create(Culture, $"时间太多了：一天最多 {DailySchedule.MaximumSlots} 次，公布答案只能有一个时间。"),
            TextErrorKind.NoSuchLevel => $"没有“{error.Given}”这个难度：1 基础，2 进阶，3 深入。",
            TextErrorKind.Ambiguous => $"“{error.Given}”可以有几种意思。{guess}",
            TextErrorKind.DelayOutOfRange => $"“{error.Given}”超出范围：最短一分钟，最长七天。",
            TextErrorKind.UnknownZone => $"没有“{error.Given}”这个时区。{(guess.Length > 0 ? guess : "请写时区或城市，例如 Asia/Shanghai 或 上海。")}",
            TextErrorKind.OffsetInsteadOfZone => $"“{error.Given}”只是与 UTC 的时差，不含夏令时。{guess}",
            _ => $"看不懂“{error.Given}”。{example}",
        };
    }

    public override string Moment(LocalDateTime at, LocalDate? today, string zone) =>
        at.Date == today ? $"{Clock.Format(at)}（{zone}）" : $"{Day(at.Date)} {Clock.Format(at)}（{zone}）";

    private static string Day(LocalDate date) => $"{Date.Format(date)}{DayNames[(int)date.DayOfWeek - 1]}";

    private static string LevelName(int level) => level switch
    {
        1 => "基础",
        2 => "进阶",
        _ => "深入",
    };
}
