using System.Globalization;
using Drill.Conversation;
using Drill.Schedule;
using Drill.Standing;
using NodaTime;
using NodaTime.Text;

namespace Drill.Phrasing;

/// <summary>English.</summary>
internal sealed class EnglishPhrases : Phrases
{
    private static readonly CultureInfo Culture = CultureInfo.GetCultureInfo("en-GB");
    private static readonly LocalDatePattern Date = LocalDatePattern.Create("ddd d MMM uuuu", Culture);
    private static readonly LocalDateTimePattern Clock = LocalDateTimePattern.Create("HH:mm", Culture);

    public override string Language => Languages.English;

    public override string LanguageName => "English";

    public override string QuestionSummary => "Ask a question here";

    public override string AnswerSummary => "Answer the current question, in your own words or by letter";

    public override string HintSummary => "A nudge, for you alone";

    public override string RevealSummary => "The answer, for you alone";

    public override string SkipSummary => "Pass on the current question";

    public override string TodaySummary => "Show today's question again";

    public override string LeaderboardSummary => "This chat's ranking";

    public override string MeSummary => "Your points, rank, streak and topics";

    public override string TopicsSummary => "What there is to practise";

    public override string DailySummary => "The question of the day: when, where, what";

    public override string SettingsSummary => "Language, time zone, kind of questions";

    public override string ReportSummary => "Tell the operator that a question is wrong or unclear";

    public override string HelpSummary => "What I can do";

    public override string AnswerButton => "Answer";

    public override string ChooseButton => "Choose";

    public override string SubmitButton => "Submit";

    public override string HintButton => "Hint";

    public override string RevealButton => "Show answer";

    public override string SkipButton => "Skip";

    public override string NextButton => "Next question";

    public override string ReportButton => "Report a problem";

    public override string TryAgainButton => "Try again";

    public override string SaidButton => "I said this differently";

    public override string TurnOnButton => "Turn on";

    public override string TurnOffButton => "Turn off";

    public override string PostNowButton => "Post one now";

    public override string DailyTitle(LocalDate date) => $"Question of the day · {Date.Format(date)}";

    public override string QuestionTitle(long number) => string.Create(Culture, $"Question #{number}");

    public override string PostFooter(int level, bool severalRight, bool isPrivate, string closes) =>
        $"{LevelName(level)}{(severalRight ? " · choose all that are right" : string.Empty)}"
        + (isPrivate ? " · practice, just for you" : $" · your answer stays private, the solution comes {closes}. A hint or the answer before your first try takes it out of the ranking.");

    public override string QuestionComing => "Here it comes.";

    public override string NoQuestionYet => "There is no question here yet. /question asks one.";

    public override string PostGone => "I can't find that question in this chat any more. /question asks a new one.";

    public override string NothingToAsk => "No question fits. /topics shows what there is.";

    public override string NoDailyYet(string next) => $"No question yet today. The next one comes {next}; /question asks one now.";

    public override string DailyIsOff => "The question of the day is off here. An admin turns it on with /daily on 9:00 Europe/London, with your own zone; /question asks one now.";

    public override string AnswerTitle(string question) => $"Answer · {question}";

    public override string NoReferenceAnswer => "This bank gives no answer to this question.";

    public override string Sources => "Sources";

    public override string HintTitle => "Hint";

    public override string NoHint => "This question has no hint. Start with what you are sure of: every point counts.";

    public override string PeekCosts => "You looked before your first try, so this question is practice for you and does not rank.";

    public override string Skipped => "Skipped. Nobody sees that; the answer is here when you want it.";

    public override string ClosedTitle(string question) => $"Time's up · {question}";

    public override string ClosedOpen(int people, double coverage) => people switch
    {
        0 => "Nobody answered this time. Here is the solution:",
        1 => string.Create(Culture, $"One person answered and covered {coverage:P0}."),
        _ => string.Create(Culture, $"{people} people answered and covered {coverage:P0} on average."),
    };

    public override string ClosedChoice(int people, int right) => people switch
    {
        0 => "Nobody answered this time. Here is the solution:",
        1 => right == 1 ? "One person answered, and was right at the first try." : "One person answered, not right at the first try.",
        _ => string.Create(Culture, $"{people} people answered, {right} of them right at the first try."),
    };

    public override string MostMissed => "Missed most often: ";

    public override string ClosedVoided => "An admin took this one out of the ranking.";

    public override string CoverageByPoint => "What was covered";

    public override string Best => "Best: ";

    public override string ManyBest(int people, double points) => string.Create(Culture, $"{people} people with {Points(points)} each.");

    public override string BoxTitle => "Your answer";

    public override string BoxLabel => "In your own words, in any language";

    public override string EmptyAnswer => "Nothing to grade yet. Write your answer after /answer, or press Answer below the question.";

    public override string EmptyChoice => "Nothing chosen yet. Press an option, or write /answer B.";

    public override string AnswerTooLong(int length, int maximum) =>
        string.Create(Culture, $"That is {length:N0} characters; the limit is {maximum:N0}. Nothing was counted: shorten it and send it again.");

    public override string NoSuchOption(IReadOnlyList<string> labels) => $"That is none of the options. Answer with {string.Join(", ", labels)}.";

    public override string ChooseSeveral => "Tick everything that is right, then submit.";

    public override string KeywordList => "That looks like a list of words, so it was not scored. Say it in sentences: this try is free.";

    public override string CopiedQuestion => "That is the question again, so it was not scored. Say what you know about it: this try is free.";

    public override string ChoiceVerdict(bool isRight, string chosen) => isRight ? $"Right: {chosen}." : $"{chosen} is not the whole right choice.";

    public override string OpenVerdict(int covered, int all) => covered == all
        ? string.Create(Culture, $"All {all} key points covered.")
        : string.Create(Culture, $"{covered} of {all} key points covered.");

    public override string MissingFirst => "Not recognised yet, and it matters most: ";

    public override string MoreMissing(int count) => count == 1
        ? "One more point was not recognised. Try again, or look at the answer."
        : string.Create(Culture, $"{count} more points were not recognised. Try again, or look at the answer.");

    public override string Quoted(IEnumerable<string> words) => string.Join(" · ", words.Select(w => $"“{w}”"));

    public override string NotGradable => "Noted. This question has no key points to grade by, so compare with the answer yourself.";

    public override string LexicalNote => "I match words, so I may miss a good paraphrase.";

    public override string Ranked(double points) => $"{Points(points)} for the ranking.";

    public override string Practice => "Practice: it counts for your streak, not for a ranking.";

    public override string PracticeAgain => "Another try is practice; the first one stays in the ranking.";

    public override string PracticeClosed => "The solution is out already, so this is practice.";

    public override string PracticePeeked => "You had seen the hint, the answer or a verdict on this question, so this is practice.";

    public override string PracticeCap(int posts) => string.Create(Culture, $"You have {posts} ranked answers here today, so this is practice. Tomorrow counts again.");

    public override string PracticeVoided => "An admin took this question out of the ranking, so this is practice.";

    public override string NotScoredAgain => "That still isn't in sentences of your own, so it couldn't be scored; it counts as your first try.";

    public override string Denied => "Did you mean that this is not so? I can't tell, so it counts half. If you meant something else, say it in other words.";

    public override string GradedByModel(string model) => $"Read by the model {model}, every quotation checked against your words.";

    public override string GradedByWordsInstead => "The model was not available, so I matched words instead and may miss a good paraphrase.";

    public override string NextTry(bool hasHint) => hasHint
        ? "Next: try again, with the hint if you like; the answer can wait."
        : "Next: try again before you look at the answer.";

    public override string NextDone => "Next: look at the answer once, or go on to another question.";

    public override string NextReveal(string when) => $"Next: the answer comes for everybody {when}.";

    public override string SaidTitle => "Which of these did you say in other words?";

    public override string SaidNote => "Your own marks count for your practice, never for the ranking.";

    public override string NothingToMark => "There is no answer of yours here to mark. Answer first.";

    public override string WhomToHide => "Whom? Write /leaderboard hide and a name or a rank; /leaderboard show brings somebody back.";

    public override string HiddenNow(string name) => $"{name} is out of this chat's ranking. /leaderboard show {name} brings them back with all points.";

    public override string ShownAgain(string name) => $"{name} is back in this chat's ranking.";

    public override string HiddenPeople(IReadOnlyList<string> names) => $"Out of the ranking: {string.Join(", ", names)}.";

    public override string NoSuchPerson(string given) => $"Nobody called “{given}” has answered here. Use the name or the rank as /leaderboard all shows it.";

    public override string SeveralPeople(string given) => $"Several people here are called “{given}”. Use the rank as /leaderboard all shows it.";

    public override string Voided(long number, string question, bool isVoided) => isVoided
        ? string.Create(Culture, $"Question #{number}, “{question}”, is out of the ranking. /daily unvoid {number} takes that back.")
        : string.Create(Culture, $"Question #{number}, “{question}”, counts in the ranking.");

    public override string NoSuchPost(string given) => $"There is no question {given} in this chat. Use its number, such as /daily void 12, the date of a daily, such as /daily void 2026-11-30, or nothing for the latest.";

    public override string WithOwnMarks(double share) => $" ({Percent(share)} with what you marked yourself)";

    public override string DaysPicture(int days, int weeks, int topics) => string.Create(
        Culture, $"A calendar of the last {weeks} weeks with {Days(days)} of practice{(topics > 0 ? ", and a bar for each topic in the order of the list above" : string.Empty)}.");

    public override string StandingsPicture(int people) => string.Create(Culture, $"The points of {people} {(people == 1 ? "person" : "people")} as bars, in the order of the list above.");

    public override string PeriodName(StandingPeriod period) => period switch
    {
        StandingPeriod.Week => "Week",
        StandingPeriod.Month => "Month",
        _ => "All time",
    };

    public override string LeaderboardTitle(StandingPeriod period, string? topic)
    {
        var title = period switch
        {
            StandingPeriod.Week => "This week",
            StandingPeriod.Month => "This month",
            _ => "All time",
        };
        return topic is null ? $"Leaderboard · {title}" : $"Leaderboard · {title} · {topic}";
    }

    public override string LeaderboardEmpty => "Nobody has points yet. Answer the next question and lead.";

    public override string LeaderboardPeople(int people) => people == 1 ? "One person so far." : string.Create(Culture, $"{people} people.");

    public override string You(string name) => $"{name} (you)";

    public override string Nameless => "someone";

    public override string Points(double points) => string.Create(Culture, $"{points:0.#} {(points is 1 ? "point" : "points")}");

    public override string MeTitle => "You";

    public override string MeEmpty => "Nothing to show yet. Answer a question, and this page begins.";

    public override string MePoints(StandingPeriod period) => period == StandingPeriod.Week ? "This week: " : "All time: ";

    public override string PointsAndRank(double points, int rank, int people) => string.Create(Culture, $"{Points(points)}, rank {rank} of {people}");

    public override string NotRankedYet => "no ranked answer yet";

    public override string StreakLabel => "Streak: ";

    public override string Streak(int current, int longest, int freezes) =>
        string.Create(Culture, $"{Days(current)} (longest {Days(longest)}, {freezes} {(freezes == 1 ? "freeze" : "freezes")} kept)");

    public override string ByTopic => "First tries by topic";

    public override string Percent(double share) => string.Create(Culture, $"{share:P0}");

    public override string Answers(int count) => count == 1 ? "1 answer" : string.Create(Culture, $"{count} answers");

    public override string TopicsTitle(int questions) => string.Create(Culture, $"{questions} questions to practise");

    public override string TopicsNext => "Ask one with /question and a topic, such as /question followed by its short name.";

    public override string AndMore(int count) => string.Create(Culture, $"… and {count} more.");

    public override string UnknownTopic(string given, string? suggestion, IReadOnlyList<string> topics)
    {
        var start = given.Length == 0 ? "Which topics?" : $"I don't know the topic “{given}”.";
        var guess = suggestion is null ? string.Empty : $" Did you mean {suggestion}?";
        return $"{start}{guess} There are: {string.Join(", ", topics.Take(20))}.";
    }

    public override string HelpTitle => "Drill: practise interview questions together";

    public override string HelpIntroduction(bool isPrivate) => isPrivate
        ? "Ask for a question, answer in your own words, and see point by point what you covered."
        : "Questions are for all, answers are private: press the button below a question, or use these commands.";

    public override string HelpForAdmins => "For admins";

    public override string UnknownCommand(string given, string? suggestion) =>
        suggestion is null ? $"I don't know the command /{given}. /help lists them all." : $"I don't know the command /{given}. Did you mean /{suggestion}?";

    public override string UnknownButton => "That button does not work any more. /help shows what does.";

    public override string AdminsOnly => "Only admins of this chat can change that.";

    public override string Reported(string question, bool hasReason) => hasReason
        ? $"Thank you. The operator will see your note on “{question}”."
        : $"Thank you, “{question}” is flagged. Add what is wrong with /report and a few words.";

    public override string SettingsTitle => "Settings";

    public override string SettingsNext =>
        "Change with /settings language en, /settings hide on. Admins also: /settings chat language en, /settings zone Europe/London, /settings form open, choice or mixed, /settings pictures off.";

    public override string OwnLanguage => "Your language: ";

    public override string ChatLanguage => "This chat's language: ";

    public override string ZoneLabel => "Time zone: ";

    public override string FormLabel => "Questions: ";

    public override string FormName(string form) => form switch
    {
        "open" => "in your own words",
        "choice" => "multiple choice",
        _ => "own words and multiple choice, mixed",
    };

    public override string HideLabel => "Your name hidden in rankings: ";

    public override string PicturesLabel => "Pictures here: ";

    public override string UnknownLanguage(string given) => $"I don't speak “{given}”. Choose en (English) or zh (中文).";

    public override string UnknownForm(string given) => $"“{given}” isn't a kind of question. Choose open, choice or mixed.";

    public override string UnknownSetting(string given) => $"I don't know the setting “{given}”. There are language, chat language, zone, form, votes, pictures and hide; /settings shows them.";

    public override string DailyOnTitle => "The question of the day is on";

    public override string DailyOffTitle => "The question of the day is off";

    public override string HourLabel => "Hour: ";

    public override string WeekdaysLabel => "Days: ";

    public override string TopicsLabel => "Topics: ";

    public override string LevelsLabel => "Levels: ";

    public override string RevealLabel => "Answer for all: ";

    public override string AllOfThem => "all";

    public override string Weekdays(Weekdays days) => days switch
    {
        Schedule.Weekdays.All => "every day",
        Schedule.Weekdays.Workdays => "Monday to Friday",
        Schedule.Weekdays.Weekend => "Saturday and Sunday",
        _ => string.Join(", ", days.Each().Select(d => Culture.DateTimeFormat.GetDayName((DayOfWeek)((int)d % 7)))),
    };

    public override string Reveal(RevealRule rule) => rule is RevealRule.AtTimeOfDay ? $"at {rule}" : $"after {rule}";

    public override string NextPosts => "Next posts";

    public override string DailyNext => "Change with /daily on, off, hour 9:00, zone Europe/London, weekdays mon-fri, topics, levels 1-2, reveal 12h, now, void.";

    public override string StepLabel(FollowUp step) => step is FollowUp.Thread ? "A thread for each: " : "Pinned: ";

    public override string OnOff(bool isOn) => isOn ? "on" : "off";

    public override string OnOrOff(string command) => $"Say {command} on or {command} off.";

    public override string NoSuchStep => "There is no such thing on this platform; nothing was changed.";

    public override string MissingPermissions(IReadOnlyList<string> names, bool isRefusal) =>
        $"I am missing permissions in this chat: {string.Join(", ", names)}. {(isRefusal ? "Nothing was switched on; give them to me, then say /daily on again." : "Give them to me, or posts may arrive incomplete.")}";

    public override string DailyRefused(LocalDate date, string reason) =>
        $"I could not post the question of {Date.Format(date)} in a group where you switched the daily on: {Ended(reason, '.')} It is paused there. Once that is mended, send /daily status in the group and it goes on.";

    public override string DailyPaused(string reason) =>
        $"The question of the day that you switched on in a group is paused: {Ended(reason, '.')} Once that is undone, it goes on.";

    public override string Welcome =>
        "Hello! I ask interview questions here: everybody answers in private and sees what was covered and what was missed. /question asks one now, an admin starts a question of the day with /daily on 9:00 Europe/London, with your own zone, and /help lists the rest.";

    public override string VotesLabel => "Choices are answered with: ";

    public override string Votes(bool isQuiz) => isQuiz ? "the platform's quiz, where it has one" : "buttons";

    public override string NothingFits => "No question fits these topics and levels, so nothing can be posted. /daily topics all and /daily levels all take everything.";

    public override string LastSent(string when) => $"Last post: sent {when}.";

    public override string LastWaiting(string when) => $"Last post: made {when}, waiting to be sent.";

    public override string LastRefused(string when, string reason) => $"Last post, {when}, was refused: {Ended(reason, '.')} Once that is mended, send /daily status here again and I go on.";

    public override string LastSkipped(string when) => $"Last post, {when}, could not be sent in time and was skipped.";

    public override string LastInDoubt(string when) => $"Last post, {when}, may not have arrived. /today shows it.";

    public override string Doubtful(int count) => string.Create(Culture, $"Posts in doubt: {count}.");

    public override string UnknownDaily(string given, string? suggestion) =>
        $"I don't know /daily {given}.{(suggestion is null ? string.Empty : $" Did you mean /daily {suggestion}?")} {DailyNext}";

    public override string Explain(TextError error)
    {
        var ways = string.Join(" or ", error.Suggestions);
        var guess = ways.Length == 0 ? string.Empty : $" Did you mean {ways}?";
        var example = ways.Length == 0 ? string.Empty : $" Write it like {ways}.";
        return error.Kind switch
        {
            TextErrorKind.Empty => $"Something is missing after the word.{example}",
            TextErrorKind.TooLong => "That is too long to be a setting. Nothing was changed.",
            TextErrorKind.NoSuchHour => $"“{error.Given}” isn't a time of day: hours go from 0:00 to 23:59.{guess}",
            TextErrorKind.NoSuchMinute => $"“{error.Given}” isn't a time of day: minutes go from 00 to 59.",
            TextErrorKind.TooManyTimes => string.Create(Culture, $"That is too many times: at most {DailySchedule.MaximumSlots} a day, and one for the reveal."),
            TextErrorKind.NoSuchLevel => $"There is no level “{error.Given}”: 1 basics, 2 working knowledge, 3 depth.",
            TextErrorKind.Ambiguous => $"“{error.Given}” can mean several things.{guess}",
            TextErrorKind.DelayOutOfRange => $"“{error.Given}” is out of range: one minute at least, seven days at most.",
            TextErrorKind.UnknownZone => $"I don't know the time zone “{error.Given}”.{(guess.Length > 0 ? guess : " Write a zone such as Europe/London or a city.")}",
            TextErrorKind.OffsetInsteadOfZone => $"“{error.Given}” is a distance from UTC and knows no summer time.{guess}",
            _ => $"I don't understand “{error.Given}”.{example}",
        };
    }

    public override string Moment(LocalDateTime at, LocalDate? today, string zone) =>
        today is null ? $"{Date.Format(at.Date)}, {Clock.Format(at)} ({zone})"
        : at.Date == today ? $"at {Clock.Format(at)} ({zone})"
        : $"on {Date.Format(at.Date)} at {Clock.Format(at)} ({zone})";

    private static string Days(int count) => count == 1 ? "1 day" : string.Create(Culture, $"{count} days");

    private static string LevelName(int level) => level switch
    {
        1 => "Basics",
        2 => "Working knowledge",
        _ => "Depth",
    };
}
