using System.Globalization;
using Drill.WebChat.Entering;
using Drill.WebChat.Talking;
using NodaTime;
using NodaTime.Text;

namespace Drill.WebChat.Wording;

internal sealed class EnglishWebPhrases : WebPhrases
{
    private static readonly LocalDatePattern DayPattern = LocalDatePattern.Create("dddd d MMMM uuuu", CultureInfo.InvariantCulture);

    public static EnglishWebPhrases Instance { get; } = new();

    public override string Tag => "en";

    public override string Tagline => "Interview practice, together";
    public override string EnterLead => "Practise interview questions with other people in one room, a little every day.";
    public override string EnterPointAnswer => "Answer in your own words. Nobody else sees your answer.";
    public override string EnterPointFeedback => "See at once which key points you covered and which you missed.";
    public override string EnterPointDaily => "One question a day for everybody, and standings to look forward to.";
    public override string YourName => "Your name";
    public override string NameHelp => "As the others will see it, up to 40 characters.";
    public override string AccessKey => "Access key";
    public override string AccessKeyHelp => "Whoever runs this bot can tell you.";
    public override string AdminKeyOptional => "Admin key (optional)";
    public override string Enter => "Enter the room";
    public override string CookieNote => "One cookie keeps you signed in on this browser. There is no password.";

    public override string Places => "Places";
    public override string SkipToMessages => "Skip to the messages";
    public override string Room => "Room";
    public override string RoomSubtitle => "Everybody sees this, except what is marked as yours alone.";
    public override string PrivateChat => "Private";
    public override string PrivateSubtitle => "Just you and the bot. Practice here never ranks.";
    public override string Standings => "Standings";
    public override string Bank => "Bank";
    public override string You => "You";
    public override string NewMessages(int count) => count == 1 ? "1 new message" : string.Create(CultureInfo.InvariantCulture, $"{count} new messages");

    public override string Messages => "Messages";
    public override string BotName => "Drill";
    public override string BotBadge => "bot";
    public override string OnlyYou => "Only you see this";
    public override string OlderMessages => "Show older messages";
    public override string Beginning => "This is the beginning.";
    public override string EmptyRoomTitle => "Nothing asked yet";
    public override string EmptyRoomText => "Ask for the first question. Everybody in the room gets the same one and answers in private.";
    public override string EmptyPrivateTitle => "Your own practice";
    public override string EmptyPrivateText => "Ask for a question and write your answer right here. Nobody else can see this chat.";
    public override string AskAQuestion => "Ask a question";
    public override string SeeCommands => "What can I do?";
    public override string JumpToLatest => "Latest messages";
    public override string Today => "Today";
    public override string Yesterday => "Yesterday";
    public override string MessageActions => "Actions";
    public override string Chosen => "chosen";

    public override string WriteInRoom => "Message everybody, or type / for commands";
    public override string WriteToBot => "Write to the bot, or type / for commands";
    public override string ComposerHelp => "Enter sends, Shift+Enter starts a new line, / opens the commands.";
    public override string Send => "Send";
    public override string Cancel => "Cancel";
    public override string Commands => "Commands";
    public override string ForAdmins => "admins";
    public override string BoxHelp => "Ctrl+Enter sends, Esc closes and keeps your draft.";
    public override string TheQuestion => "The question";
    public override string NotConnected => "Not sent: the connection is down. Your text is kept, try again in a moment.";
    public override string Sending => "Sending…";
    public override string CountLabel => "characters";
    public override string Dismiss => "Dismiss";

    public override string StandingsEmpty => "Nobody has points yet. The first answer opens the table.";
    public override string StandingsUnavailable => "The standings cannot be read just now.";
    public override string Week => "Week";
    public override string Month => "Month";
    public override string AllTime => "All";
    public override string Window => "Time window";

    public override string BankLead(int questions, int topics) =>
        string.Create(CultureInfo.InvariantCulture, $"{Questions(questions)} in {topics} {(topics == 1 ? "topic" : "topics")}, as the bot has them now.");
    public override string BankEmpty => "The bank has no questions. The list of problems below says why.";
    public override string BankForAdmins => "The question bank holds the answers, so only admins can read it.";
    public override string Topics => "Topics";
    public override string Problems => "Problems in the files";
    public override string NoProblems => "No problems found.";
    public override string ProblemCount(int errors, int warnings) => string.Create(
        CultureInfo.InvariantCulture,
        $"{errors} {(errors == 1 ? "error" : "errors")}, {warnings} {(warnings == 1 ? "warning" : "warnings")}");
    public override string ErrorWord => "error";
    public override string WarningWord => "warning";
    public override string Level(int level) => level switch
    {
        1 => "Basics",
        2 => "Working knowledge",
        _ => "Depth",
    };
    public override string Questions(int count) => string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? "question" : "questions")}");
    public override string ShowAnswer => "Show the answer";
    public override string SpoilerWarning => "This question may be open in the room right now. Looking here is not recorded as a reveal, so play fair.";
    public override string NoAnswer => "The source gives no answer to this question.";
    public override string ReferenceAnswer => "Reference answer";
    public override string KeyPoints => "Key points";
    public override string Weight(int weight) => string.Create(CultureInfo.InvariantCulture, $"weight {weight}");
    public override string Hint => "Hint";
    public override string Choices => "Choices";
    public override string RightChoice => "right";
    public override string Sources => "Sources";
    public override string Preview => "Preview";
    public override string PreviewLead => "How each platform will show it, split where its limits split it.";
    public override string PreviewPrompt => "Question";
    public override string PreviewAnswer => "Answer";
    public override string AsSent => "What is sent";
    public override string AsSeen => "What people see";
    public override string PreviewLength(int length, int limit) => string.Create(CultureInfo.InvariantCulture, $"{length} of {limit}");
    public override string NoPreviews => "No platform offers a preview.";
    public override string SideBySide => "Side by side";
    public override string LightLook => "light";
    public override string DarkLook => "dark";
    public override string PhoneLook => "Web, on a phone";
    public override string KeptBanks(string banks) => $"The files of {banks} have errors now, so the last good version stays in use until they are mended.";
    public override string Variant => "Language of the question";
    public override string NoSuchQuestion => "The bank has no such question (any more).";
    public override string NoSuchPage => "There is no such page.";
    public override string BackToRoom => "Back to the room";

    public override string YouLead => "How the others see you, and how you see the page.";
    public override string ChangeName => "Change name";
    public override string LanguageWord => "Language";
    public override string Appearance => "Appearance";
    public override string ThemeSystem => "Like the system";
    public override string ThemeLight => "Light";
    public override string ThemeDark => "Dark";
    public override string BecomeAdmin => "Become an admin";
    public override string Admin => "admin";
    public override string Save => "Save";
    public override string Leave => "Leave";
    public override string LeaveWarning => "This browser forgets you for good. Your points stay in the standings, but you cannot come back as the same person.";
    public override string LeaveReally => "Leave for good";

    public override string Reconnecting => "Connection lost. Reconnecting…";
    public override string ServerAway => "The bot is away. This page comes back by itself as soon as it returns; what you wrote is kept.";
    public override string TryNow => "Try now";
    public override string ErrorHappened => "Something went wrong on this page.";
    public override string Reload => "Reload";

    public override string About(EnterProblem problem) => problem switch
    {
        EnterProblem.NameEmpty => "Please write a name with at least one visible character.",
        EnterProblem.NameTooLong => "That name is too long: at most 40 characters.",
        EnterProblem.KeyWrong => "That key is not right.",
        EnterProblem.TooManyKeys => "Too many wrong keys. Please wait a minute.",
        EnterProblem.Stale => "The page was out of date. Please send it once more.",
        _ => "",
    };

    public override string About(Refusal refusal) => refusal switch
    {
        Refusal.Empty => "There is nothing to send.",
        Refusal.TalkTooLong => "That is too long for the room: at most 2,000 characters.",
        Refusal.FarTooLong => "That is far too long: at most 10,000 characters can be sent.",
        Refusal.TooFast => "That was a lot at once. Please wait a few seconds.",
        Refusal.NotACommand => "That is not a command. Type / to see them all. To say it in the room, begin with another character.",
        Refusal.Failed => "That did not work; the bot had a problem. Your text is kept, please try again.",
        _ => "",
    };

    public override string Day(LocalDate day) => DayPattern.Format(day);
}
