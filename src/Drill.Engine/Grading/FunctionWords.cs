using System.Collections.Frozen;

namespace Drill.Grading;

/// <summary>The small words that hold sentences together and say nothing of a subject.</summary>
internal static class FunctionWords
{
    private static readonly FrozenSet<string> English = (
        "a an the this that these those here there it its itself he him his she her hers we us our ours you your yours they them their theirs i me my mine one ones "
        + "who whom whose which what when where why how whether if then else than as so such thus hence therefore because since although though while whereas unless until "
        + "and or but nor yet also too both either neither not no never only just even still already again ever always often usually sometimes rather quite very much many more most "
        + "less least few little some any all each every other others another same own several enough almost about above across after against along among around at before behind "
        + "below beneath beside between beyond by despite down during except for from in inside into like near of off on onto out outside over per through throughout to toward "
        + "towards under up upon via with within without is are was were be been being am do does did doing done have has had having can could may might must shall should will "
        + "would cannot can't don't doesn't didn't isn't aren't wasn't weren't won't it's that's there's let lets get gets got make makes made use uses used using means mean "
        + "called e.g i.e etc eg ie instead however moreover furthermore otherwise first second finally next once well now back away yes")
        .Split(' ').ToFrozenSet(StringComparer.Ordinal);

    /// <summary>These turn a meaning round, and so does whatever denies: a phrase that holds one is not found without it.</summary>
    private static readonly FrozenSet<string> Turning = FrozenSet.Create(StringComparer.Ordinal, "only", "before", "after", "both");

    private static readonly FrozenSet<string> Han =
        "的地得了着过是在和与及或而且但也都就还又才只再很更最不没未无有用以于从到由把被将让使给向往为对跟同这那它其此该每各某个种些么吗呢吧啊我你他她们会能可要应须需则所之如若因故即并后前中里时等通来去做成叫称"
        .Select(c => c.ToString()).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Those that may stand inside a Chinese term without changing it.</summary>
    private static readonly FrozenSet<string> HanFillers = FrozenSet.Create(StringComparer.Ordinal, "的", "地", "得", "了", "之");

    /// <summary>Whether a word is one.</summary>
    public static bool Contains(Token token) => token.IsHan ? Han.Contains(token.Key) : English.Contains(token.Word);

    /// <summary>Whether a word does not matter when the words of a phrase are looked for apart.</summary>
    public static bool IsLoose(Token token) => Contains(token) && !Turning.Contains(token.Word) && !Negation.IsWord(token);

    /// <summary>Whether a character may be stepped over inside a term.</summary>
    public static bool IsFiller(Token token) => token.IsHan && HanFillers.Contains(token.Key);
}
