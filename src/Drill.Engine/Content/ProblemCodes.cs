namespace Drill.Content;

/// <summary>Every code that a <see cref="Problem"/> can carry. Codes are stable: scripts look for them.</summary>
public static class ProblemCodes
{
    /// <summary>A path that does not exist.</summary>
    public const string MissingPath = "missing-path";

    /// <summary>A file that cannot be opened.</summary>
    public const string UnreadableFile = "unreadable-file";

    /// <summary>A file that is too large.</summary>
    public const string FileTooLarge = "file-too-large";

    /// <summary>A file that is not UTF-8.</summary>
    public const string NotUtf8 = "not-utf8";

    /// <summary>A folder without any Markdown file.</summary>
    public const string NoMarkdown = "no-markdown";

    /// <summary>A link that leads out of the folder.</summary>
    public const string LinkOutside = "link-outside";

    /// <summary>More files than one run reads.</summary>
    public const string TooManyFiles = "too-many-files";

    /// <summary>More problems in one file than are listed.</summary>
    public const string TooManyProblems = "too-many-problems";

    /// <summary>A file in which no question was recognised.</summary>
    public const string NoQuestions = "no-questions";

    /// <summary>Markdown that nests too deep to be read.</summary>
    public const string TooDeep = "too-deep";

    /// <summary>Front matter that is not YAML.</summary>
    public const string FrontMatterSyntax = "front-matter-syntax";

    /// <summary>A key that front matter does not know.</summary>
    public const string UnknownKey = "unknown-key";

    /// <summary>A key of front matter that is needed.</summary>
    public const string MissingKey = "missing-key";

    /// <summary>A value of front matter that cannot be.</summary>
    public const string BadValue = "bad-value";

    /// <summary>A question without id.</summary>
    public const string MissingId = "missing-id";

    /// <summary>An id of the wrong form.</summary>
    public const string BadId = "bad-id";

    /// <summary>An id that two questions carry.</summary>
    public const string DuplicateId = "duplicate-id";

    /// <summary>A question without level.</summary>
    public const string MissingLevel = "missing-level";

    /// <summary>A level other than 1, 2, 3.</summary>
    public const string BadLevel = "bad-level";

    /// <summary>Something on a question's meta line that is not known.</summary>
    public const string UnknownMeta = "unknown-meta";

    /// <summary>A tag too many or too long.</summary>
    public const string BadTags = "bad-tags";

    /// <summary>A section that is not known.</summary>
    public const string UnknownSection = "unknown-section";

    /// <summary>A section that comes twice.</summary>
    public const string DuplicateSection = "duplicate-section";

    /// <summary>A section without content.</summary>
    public const string EmptySection = "empty-section";

    /// <summary>A question with neither answer nor choices.</summary>
    public const string MissingAnswer = "missing-answer";

    /// <summary>An answer that is only a promise of one.</summary>
    public const string StubAnswer = "stub-answer";

    /// <summary>A question without key points.</summary>
    public const string MissingKeyPoints = "missing-key-points";

    /// <summary>A section of key points that is not a list, or an item that says nothing.</summary>
    public const string BadKeyPoint = "bad-key-point";

    /// <summary>A weight that is not 1 to 10.</summary>
    public const string BadWeight = "bad-weight";

    /// <summary>More key points than a question may have.</summary>
    public const string TooManyKeyPoints = "too-many-key-points";

    /// <summary>A key point without terms: nothing can be recognised.</summary>
    public const string MissingTerms = "missing-terms";

    /// <summary>Terms or aliases too many or too long.</summary>
    public const string BadTerm = "bad-term";

    /// <summary>Choices that are not a task list of 2 to 10 options.</summary>
    public const string BadChoices = "bad-choices";

    /// <summary>Choices of which none is right.</summary>
    public const string NoRightChoice = "no-right-choice";

    /// <summary>Two options that are the same.</summary>
    public const string DuplicateOption = "duplicate-option";

    /// <summary>A title longer than a platform can show.</summary>
    public const string TitleTooLong = "title-too-long";

    /// <summary>A prompt longer than a platform can show.</summary>
    public const string PromptTooLong = "prompt-too-long";

    /// <summary>A hint longer than a nudge.</summary>
    public const string HintTooLong = "hint-too-long";

    /// <summary>A key point longer than a platform can show.</summary>
    public const string KeyPointTooLong = "key-point-too-long";

    /// <summary>An option longer than a platform can show.</summary>
    public const string OptionTooLong = "option-too-long";

    /// <summary>An explanation longer than a platform can show.</summary>
    public const string ExplanationTooLong = "explanation-too-long";

    /// <summary>A picture that is not there.</summary>
    public const string MissingFigure = "missing-figure";

    /// <summary>A picture outside the bank's folder.</summary>
    public const string FigureOutside = "figure-outside";

    /// <summary>A picture that is too large.</summary>
    public const string FigureTooLarge = "figure-too-large";

    /// <summary>A file that is not a picture the platforms show.</summary>
    public const string BadFigure = "bad-figure";

    /// <summary>A picture without alternative text.</summary>
    public const string MissingAlternativeText = "missing-alternative-text";

    /// <summary>A variant whose level differs from that of the first language.</summary>
    public const string VariantLevel = "variant-level";

    /// <summary>A variant whose topic or tags differ from those of the first language.</summary>
    public const string VariantTopic = "variant-topic";

    /// <summary>A variant without the key points that the first language has.</summary>
    public const string VariantLacksKeyPoints = "variant-lacks-key-points";

    /// <summary>A variant whose key points differ in number or weight.</summary>
    public const string VariantKeyPoints = "variant-key-points";

    /// <summary>A variant whose choices differ in number, or in which are right.</summary>
    public const string VariantChoices = "variant-choices";

    /// <summary>A variant that has an answer where the first language has none, or the reverse.</summary>
    public const string VariantAnswer = "variant-answer";

    /// <summary>Two files that call one topic by different names.</summary>
    public const string TopicTitle = "topic-title";

    /// <summary>Two questions of a foreign bank that carry the same words or anchor.</summary>
    public const string DuplicateTitle = "duplicate-title";

    /// <summary>A key point that the reference answer does not cover.</summary>
    public const string KeyPointNotCovered = "key-point-not-covered";

    /// <summary>A term that the question itself says.</summary>
    public const string TermInQuestion = "term-in-question";

    /// <summary>A hint that covers a key point.</summary>
    public const string HintGivesAway = "hint-gives-away";

    /// <summary>A wrong option that covers a key point.</summary>
    public const string OptionGivesAway = "option-gives-away";

    /// <summary>Choices of which the right option is nearly always the longest.</summary>
    public const string RightIsLongest = "right-is-longest";

    /// <summary>Choices of which the right option nearly always stands in the same place.</summary>
    public const string RightInOnePlace = "right-in-one-place";

    /// <summary>A link to a file that is not there.</summary>
    public const string DeadLink = "dead-link";

    /// <summary>Code that does not say its language.</summary>
    public const string CodeLanguage = "code-language";

    /// <summary>Two questions that ask nearly the same.</summary>
    public const string NearDuplicate = "near-duplicate";

    /// <summary>A question without a variant in a language that the rest of its bank has.</summary>
    public const string MissingVariant = "missing-variant";

    /// <summary>A question that takes several messages on a platform.</summary>
    public const string PromptSplit = "prompt-split";

    /// <summary>An answer that takes more messages on a platform than anybody reads.</summary>
    public const string AnswerTooLong = "answer-too-long";

    /// <summary>An imported bank whose licence nobody has said yet.</summary>
    public const string UnknownLicence = "unknown-licence";

    /// <summary>Choices that an import could only keep as text.</summary>
    public const string KeptAsText = "kept-as-text";

    /// <summary>Something that an import kept under Notes.</summary>
    public const string KeptInNotes = "kept-in-notes";

    /// <summary>A question of an earlier import that the source no longer has; it stays.</summary>
    public const string NoLongerInSource = "no-longer-in-source";

    /// <summary>A file that an import would have written over.</summary>
    public const string NotOverwritten = "not-overwritten";

    /// <summary>A picture that an import could not copy or fetch.</summary>
    public const string FigureNotCopied = "figure-not-copied";

    /// <summary>A question or choice that speaks of code or a picture that is not shown with it.</summary>
    public const string UnseenReference = "unseen-reference";

    /// <summary>A part of a foreign bank that looks like a question but could not be understood.</summary>
    public const string UnclearQuestion = "unclear-question";
}
