using Drill.Phrasing;

namespace Drill.TelegramChat.Wording;

/// <summary>What the adapter says itself, because it is about Telegram and not about practising. Toasts and alerts have at most 200 characters.</summary>
internal abstract class TelegramPhrases
{
    private static readonly EnglishTelegramPhrases English = new();
    private static readonly ChineseTelegramPhrases Chinese = new();

    public static TelegramPhrases For(string? language) => string.Equals(Languages.Choose(language), Languages.Chinese, StringComparison.Ordinal) ? Chinese : English;

    /// <summary>A toast: the answer lies below, for one pair of eyes.</summary>
    public abstract string OnlyYouSeeIt { get; }

    /// <summary>An alert: the whole lies in the private chat; <paramref name="gist"/> is its beginning.</summary>
    public abstract string InPrivate(string gist);

    /// <summary>Said in the group to somebody whom the bot cannot write to; above <see cref="OpenButton"/>.</summary>
    public abstract string CannotWriteToYou { get; }

    public abstract string OpenButton { get; }

    /// <summary>The prompt in the private chat; at most 64 characters of it fit into the field.</summary>
    public abstract string WriteHere { get; }

    public abstract string LinkIsNotYours { get; }

    public abstract string YouAreAnonymous { get; }

    public abstract string EditsDoNotCount { get; }

    public abstract string SomethingWentWrong { get; }

    /// <summary>To an admin, once: the bot could not delete an answer that everybody sees.</summary>
    public abstract string CannotDelete(string group);
}

/// <inheritdoc/>
internal sealed class EnglishTelegramPhrases : TelegramPhrases
{
    public override string OnlyYouSeeIt => "Below, only for you. Nothing there? Open our private chat and press again.";

    public override string InPrivate(string gist) => gist.Length == 0 ? "I wrote to you in our private chat." : gist + "\n\nThe full text is in our private chat.";

    public override string CannotWriteToYou => "I answer where only you can read it, but I cannot write to you yet. Tap the button once, then Start.";

    public override string OpenButton => "Open our private chat";

    public override string WriteHere => "Reply to this message with your answer. Only I read it.";

    public override string LinkIsNotYours => "This link was made for somebody else, or it is broken. Press the button below the question yourself.";

    public override string YouAreAnonymous => "You write in the name of the group, so I cannot tell who you are and keep no score for you. Turn off “Remain Anonymous” in your admin rights, or write to me in private.";

    public override string EditsDoNotCount => "I graded what you wrote first. Send the new version as a new message to try again.";

    public override string SomethingWentWrong => "Something went wrong here. Nothing is lost; please try again in a moment.";

    public override string CannotDelete(string group) =>
        $"In “{group}” somebody answered where everybody can read it, and I may not delete messages there. Make me an admin with the right “Delete messages”, and answers stay hidden until the question closes. I will not ask again.";
}

/// <inheritdoc/>
internal sealed class ChineseTelegramPhrases : TelegramPhrases
{
    public override string OnlyYouSeeIt => "就在下面，只有你能看到。没有显示？打开与我的私聊，再点一次。";

    public override string InPrivate(string gist) => gist.Length == 0 ? "我已在私聊中回复你。" : gist + "\n\n完整内容在我们的私聊里。";

    public override string CannotWriteToYou => "我只在你一个人能看到的地方回复，但现在还不能给你发消息。点一下按钮，再点“开始”即可。";

    public override string OpenButton => "打开私聊";

    public override string WriteHere => "请回复这条消息写下你的答案，只有我会看到。";

    public override string LinkIsNotYours => "这个链接是给别人的，或者已经失效。请直接点题目下面的按钮。";

    public override string YouAreAnonymous => "你正以群组的名义发言，我不知道你是谁，没法给你记分。请在管理员权限里关闭“保持匿名”，或私聊我。";

    public override string EditsDoNotCount => "评分以你最初发出的内容为准。想再试一次，请另发一条新消息。";

    public override string SomethingWentWrong => "出了点问题，数据没有丢失，请稍后再试。";

    public override string CannotDelete(string group) =>
        $"在“{group}”里，有人把答案发在了大家都看得到的地方，而我没有删除消息的权限。请把我设为管理员并勾选“删除消息”，这样在题目截止前答案不会公开。此事我不会再提醒。";
}
