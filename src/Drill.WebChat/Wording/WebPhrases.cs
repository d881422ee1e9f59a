using Drill.WebChat.Entering;
using Drill.WebChat.Talking;
using NodaTime;

namespace Drill.WebChat.Wording;

/// <summary>
/// Every text of the page itself, one subclass per language: a missing translation does not compile. What the bot says comes from the engine.
/// </summary>
internal abstract class WebPhrases
{
    /// <summary>The language tag for the document.</summary>
    public abstract string Tag { get; }

    // Entering
    public abstract string Tagline { get; }
    public abstract string EnterLead { get; }
    public abstract string EnterPointAnswer { get; }
    public abstract string EnterPointFeedback { get; }
    public abstract string EnterPointDaily { get; }
    public abstract string YourName { get; }
    public abstract string NameHelp { get; }
    public abstract string AccessKey { get; }
    public abstract string AccessKeyHelp { get; }
    public abstract string AdminKeyOptional { get; }
    public abstract string Enter { get; }
    public abstract string CookieNote { get; }

    // Places and navigation
    public abstract string Places { get; }
    public abstract string SkipToMessages { get; }
    public abstract string Room { get; }
    public abstract string RoomSubtitle { get; }
    public abstract string PrivateChat { get; }
    public abstract string PrivateSubtitle { get; }
    public abstract string Standings { get; }
    public abstract string Bank { get; }
    public abstract string You { get; }
    public abstract string NewMessages(int count);

    // Messages
    public abstract string Messages { get; }
    public abstract string BotName { get; }
    public abstract string BotBadge { get; }
    public abstract string OnlyYou { get; }
    public abstract string OlderMessages { get; }
    public abstract string Beginning { get; }
    public abstract string EmptyRoomTitle { get; }
    public abstract string EmptyRoomText { get; }
    public abstract string EmptyPrivateTitle { get; }
    public abstract string EmptyPrivateText { get; }
    public abstract string AskAQuestion { get; }
    public abstract string SeeCommands { get; }
    public abstract string JumpToLatest { get; }
    public abstract string Today { get; }
    public abstract string Yesterday { get; }
    public abstract string MessageActions { get; }
    public abstract string Chosen { get; }

    // Composer and box
    public abstract string WriteInRoom { get; }
    public abstract string WriteToBot { get; }
    public abstract string ComposerHelp { get; }
    public abstract string Send { get; }
    public abstract string Cancel { get; }
    public abstract string Commands { get; }
    public abstract string ForAdmins { get; }
    public abstract string BoxHelp { get; }
    public abstract string TheQuestion { get; }
    public abstract string NotConnected { get; }
    public abstract string Sending { get; }
    public abstract string CountLabel { get; }
    public abstract string Dismiss { get; }

    // Standings
    public abstract string StandingsEmpty { get; }
    public abstract string StandingsUnavailable { get; }
    public abstract string Week { get; }
    public abstract string Month { get; }
    public abstract string AllTime { get; }
    public abstract string Window { get; }

    // Bank
    public abstract string BankLead(int questions, int topics);
    public abstract string BankEmpty { get; }
    public abstract string BankForAdmins { get; }
    public abstract string Topics { get; }
    public abstract string Problems { get; }
    public abstract string NoProblems { get; }
    public abstract string ProblemCount(int errors, int warnings);
    public abstract string ErrorWord { get; }
    public abstract string WarningWord { get; }
    public abstract string Level(int level);
    public abstract string Questions(int count);
    public abstract string ShowAnswer { get; }
    public abstract string SpoilerWarning { get; }
    public abstract string NoAnswer { get; }
    public abstract string ReferenceAnswer { get; }
    public abstract string KeyPoints { get; }
    public abstract string Weight(int weight);
    public abstract string Hint { get; }
    public abstract string Choices { get; }
    public abstract string RightChoice { get; }
    public abstract string Sources { get; }
    public abstract string Preview { get; }
    public abstract string PreviewLead { get; }
    public abstract string PreviewPrompt { get; }
    public abstract string PreviewAnswer { get; }
    public abstract string AsSent { get; }
    public abstract string AsSeen { get; }
    public abstract string PreviewLength(int length, int limit);
    public abstract string NoPreviews { get; }
    public abstract string SideBySide { get; }
    public abstract string LightLook { get; }
    public abstract string DarkLook { get; }
    public abstract string PhoneLook { get; }
    public abstract string KeptBanks(string banks);
    public abstract string Variant { get; }
    public abstract string NoSuchQuestion { get; }
    public abstract string NoSuchPage { get; }
    public abstract string BackToRoom { get; }

    // You
    public abstract string YouLead { get; }
    public abstract string ChangeName { get; }
    public abstract string LanguageWord { get; }
    public abstract string Appearance { get; }
    public abstract string ThemeSystem { get; }
    public abstract string ThemeLight { get; }
    public abstract string ThemeDark { get; }
    public abstract string BecomeAdmin { get; }
    public abstract string Admin { get; }
    public abstract string Save { get; }
    public abstract string Leave { get; }
    public abstract string LeaveWarning { get; }
    public abstract string LeaveReally { get; }

    // Connection
    public abstract string Reconnecting { get; }
    public abstract string ServerAway { get; }
    public abstract string TryNow { get; }
    public abstract string ErrorHappened { get; }
    public abstract string Reload { get; }

    public abstract string About(EnterProblem problem);

    public abstract string About(Refusal refusal);

    /// <summary>A day for the line between two days of messages.</summary>
    public abstract string Day(LocalDate day);

    public static WebPhrases For(string language) =>
        string.Equals(language, Languages.Chinese, StringComparison.Ordinal) ? ChineseWebPhrases.Instance : EnglishWebPhrases.Instance;
}
