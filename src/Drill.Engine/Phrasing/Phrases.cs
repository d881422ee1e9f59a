using Drill.Conversation;
using Drill.Schedule;
using Drill.Standing;
using NodaTime;

namespace Drill.Phrasing;

/// <summary>
/// Everything the bot says, one subclass for each language, so that a missing translation does not compile. Phrases are plain text: whatever people typed goes in
/// as data and is shown as it is. Each says what to do next where there is something to do.
/// </summary>
internal abstract class Phrases
{
    public abstract string Language { get; }

    /// <summary>The language in itself.</summary>
    public abstract string LanguageName { get; }

    // The menu: at most 100 characters each.
    public abstract string QuestionSummary { get; }

    public abstract string AnswerSummary { get; }

    public abstract string HintSummary { get; }

    public abstract string RevealSummary { get; }

    public abstract string SkipSummary { get; }

    public abstract string TodaySummary { get; }

    public abstract string LeaderboardSummary { get; }

    public abstract string MeSummary { get; }

    public abstract string TopicsSummary { get; }

    public abstract string DailySummary { get; }

    public abstract string SettingsSummary { get; }

    public abstract string ReportSummary { get; }

    public abstract string HelpSummary { get; }

    // Buttons: at most 40 characters each.
    public abstract string AnswerButton { get; }

    public abstract string ChooseButton { get; }

    public abstract string SubmitButton { get; }

    public abstract string HintButton { get; }

    public abstract string RevealButton { get; }

    public abstract string SkipButton { get; }

    public abstract string NextButton { get; }

    public abstract string ReportButton { get; }

    public abstract string TryAgainButton { get; }

    public abstract string SaidButton { get; }

    public abstract string TurnOnButton { get; }

    public abstract string TurnOffButton { get; }

    public abstract string PostNowButton { get; }

    // Posts.
    public abstract string DailyTitle(LocalDate date);

    public abstract string QuestionTitle(long number);

    public abstract string PostFooter(int level, bool severalRight, bool isPrivate, string closes);

    public abstract string QuestionComing { get; }

    public abstract string NoQuestionYet { get; }

    public abstract string PostGone { get; }

    public abstract string NothingToAsk { get; }

    public abstract string NoDailyYet(string next);

    public abstract string DailyIsOff { get; }

    public abstract string AnswerTitle(string question);

    public abstract string NoReferenceAnswer { get; }

    public abstract string Sources { get; }

    public abstract string HintTitle { get; }

    public abstract string NoHint { get; }

    public abstract string PeekCosts { get; }

    public abstract string Skipped { get; }

    public abstract string ClosedTitle(string question);

    public abstract string ClosedOpen(int people, double coverage);

    public abstract string ClosedChoice(int people, int right);

    public abstract string MostMissed { get; }

    public abstract string ClosedVoided { get; }

    public abstract string CoverageByPoint { get; }

    /// <summary>Before the names of those who did best.</summary>
    public abstract string Best { get; }

    /// <summary>So many with equal points that none is named.</summary>
    public abstract string ManyBest(int people, double points);

    // Answers.
    public abstract string BoxTitle { get; }

    public abstract string BoxLabel { get; }

    public abstract string EmptyAnswer { get; }

    public abstract string EmptyChoice { get; }

    public abstract string AnswerTooLong(int length, int maximum);

    public abstract string NoSuchOption(IReadOnlyList<string> labels);

    public abstract string ChooseSeveral { get; }

    public abstract string KeywordList { get; }

    public abstract string CopiedQuestion { get; }

    public abstract string ChoiceVerdict(bool isRight, string chosen);

    public abstract string OpenVerdict(int covered, int all);

    public abstract string MissingFirst { get; }

    public abstract string MoreMissing(int count);

    public abstract string Quoted(IEnumerable<string> words);

    public abstract string NotGradable { get; }

    public abstract string LexicalNote { get; }

    public abstract string Ranked(double points);

    public abstract string Practice { get; }

    public abstract string PracticeAgain { get; }

    public abstract string PracticeClosed { get; }

    public abstract string PracticePeeked { get; }

    public abstract string PracticeCap(int posts);

    public abstract string PracticeVoided { get; }

    public abstract string NotScoredAgain { get; }

    /// <summary>Asks about a key point that the answer seems to deny.</summary>
    public abstract string Denied { get; }

    public abstract string GradedByModel(string model);

    public abstract string GradedByWordsInstead { get; }

    public abstract string NextTry(bool hasHint);

    public abstract string NextDone { get; }

    public abstract string NextReveal(string when);

    public abstract string SaidTitle { get; }

    public abstract string SaidNote { get; }

    public abstract string NothingToMark { get; }

    // Standings.
    public abstract string WhomToHide { get; }

    public abstract string HiddenNow(string name);

    public abstract string ShownAgain(string name);

    public abstract string HiddenPeople(IReadOnlyList<string> names);

    public abstract string NoSuchPerson(string given);

    public abstract string SeveralPeople(string given);

    public abstract string Voided(long number, string question, bool isVoided);

    public abstract string NoSuchPost(string given);

    public abstract string WithOwnMarks(double share);

    // Pictures, in words for those who cannot see them.
    public abstract string DaysPicture(int days, int weeks, int topics);

    public abstract string StandingsPicture(int people);

    public abstract string PeriodName(StandingPeriod period);

    public abstract string LeaderboardTitle(StandingPeriod period, string? topic);

    public abstract string LeaderboardEmpty { get; }

    public abstract string LeaderboardPeople(int people);

    public abstract string You(string name);

    public abstract string Nameless { get; }

    public abstract string Points(double points);

    public abstract string MeTitle { get; }

    public abstract string MeEmpty { get; }

    public abstract string MePoints(StandingPeriod period);

    public abstract string PointsAndRank(double points, int rank, int people);

    public abstract string NotRankedYet { get; }

    public abstract string StreakLabel { get; }

    public abstract string Streak(int current, int longest, int freezes);

    public abstract string ByTopic { get; }

    public abstract string Percent(double share);

    public abstract string Answers(int count);

    // Topics, help, reports.
    public abstract string TopicsTitle(int questions);

    public abstract string TopicsNext { get; }

    public abstract string AndMore(int count);

    public abstract string UnknownTopic(string given, string? suggestion, IReadOnlyList<string> topics);

    public abstract string HelpTitle { get; }

    public abstract string HelpIntroduction(bool isPrivate);

    public abstract string HelpForAdmins { get; }

    public abstract string UnknownCommand(string given, string? suggestion);

    public abstract string UnknownButton { get; }

    public abstract string AdminsOnly { get; }

    public abstract string Reported(string question, bool hasReason);

    // Settings.
    public abstract string SettingsTitle { get; }

    public abstract string SettingsNext { get; }

    public abstract string OwnLanguage { get; }

    public abstract string ChatLanguage { get; }

    public abstract string ZoneLabel { get; }

    public abstract string FormLabel { get; }

    public abstract string FormName(string form);

    public abstract string HideLabel { get; }

    public abstract string PicturesLabel { get; }

    public abstract string UnknownLanguage(string given);

    public abstract string UnknownForm(string given);

    public abstract string UnknownSetting(string given);

    // The daily.
    public abstract string DailyOnTitle { get; }

    public abstract string DailyOffTitle { get; }

    public abstract string HourLabel { get; }

    public abstract string WeekdaysLabel { get; }

    public abstract string TopicsLabel { get; }

    public abstract string LevelsLabel { get; }

    public abstract string RevealLabel { get; }

    public abstract string AllOfThem { get; }

    public abstract string Weekdays(Weekdays days);

    public abstract string Reveal(RevealRule rule);

    public abstract string NextPosts { get; }

    public abstract string DailyNext { get; }

    public abstract string StepLabel(FollowUp step);

    public abstract string OnOff(bool isOn);

    public abstract string OnOrOff(string command);

    public abstract string NoSuchStep { get; }

    /// <param name="names">In the platform's own words.</param>
    /// <param name="isRefusal">Whether the daily was not switched on because of it.</param>
    public abstract string MissingPermissions(IReadOnlyList<string> names, bool isRefusal);

    /// <summary>What a platform gives as its reason, as a sentence: some end theirs and some do not.</summary>
    protected static string Ended(string reason, char end) => reason is [.., '.' or '!' or '?' or '。' or '！' or '？'] ? reason : reason + end;

    /// <summary>To the person who switched a daily on that could not be posted, in their private chat.</summary>
    public abstract string DailyRefused(LocalDate date, string reason);

    /// <summary>A daily is paused although its last post arrived: the bot can no longer speak there.</summary>
    public abstract string DailyPaused(string reason);

    public abstract string Welcome { get; }

    public abstract string VotesLabel { get; }

    public abstract string Votes(bool isQuiz);

    public abstract string NothingFits { get; }

    public abstract string LastSent(string when);

    public abstract string LastWaiting(string when);

    public abstract string LastRefused(string when, string reason);

    public abstract string LastSkipped(string when);

    public abstract string LastInDoubt(string when);

    public abstract string Doubtful(int count);

    public abstract string UnknownDaily(string given, string? suggestion);

    /// <summary>What is wrong with something typed about time, and how to mend it.</summary>
    public abstract string Explain(TextError error);

    /// <summary>A local time within a sentence: the clock alone when it is on <paramref name="today"/>, else with the day; always with the zone. Without a today it stands alone, as in a list.</summary>
    public abstract string Moment(LocalDateTime at, LocalDate? today, string zone);
}
