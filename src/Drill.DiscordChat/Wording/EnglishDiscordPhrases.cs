namespace Drill.DiscordChat.Wording;

internal sealed class EnglishDiscordPhrases : DiscordPhrases
{
    public override string Language => "en";

    public override IReadOnlyList<string> Locales => ["en-US", "en-GB"];

    public override string BoxWasLate => "That took too long for Discord. Press the button to write your answer.";

    public override string OpenBox => "Write my answer";

    public override string Failed => "Something went wrong on my side. Please try again in a moment.";

    public override string UnknownControl => "This button no longer works. Type /today to see today's question.";

    public override string Done => "Done.";

    public override string Choose => "Choose one";

    public override string Word(string word) => word;

    public override string Option(string command, string option) => (command, option) switch
    {
        ("answer", "text") => "Your answer, in your own words",
        ("report", "reason") => "What is wrong with the question",
        ("leaderboard", "topic") => "Only this topic; after hide and show, whom: a name or a mention",
        (_, "topic") => "Only questions on this topic",
        (_, "level") => "Level: 1 basics, 2 working knowledge, 3 depth",
        (_, "period") => "Which ranking; admins: hide or show somebody",
        (_, "action") => "What to see or change; without it, the status",
        ("daily", "value") => "The new value, such as 9:00, Europe/London, mon-fri, 1-2 or 12h",
        (_, "setting") => "Which setting; without it, all of them",
        ("settings", "value") => "The new value, such as en, zh or Europe/London",
        _ => "What the command is to work on",
    };
}
