using System.Collections.Frozen;
using System.Collections.Immutable;
using Drill.Questions;

namespace Drill.Content;

/// <summary>All questions the bot knows: compiled whole from every content folder, immutable, swapped whole.</summary>
public sealed class QuestionBank
{
    private readonly FrozenDictionary<string, Question> byId;
    private readonly FrozenDictionary<string, Topic> topicsById;

    /// <summary>Compiles a bank of questions and the topics they belong to. Ids must be unique.</summary>
    public QuestionBank(ImmutableArray<Question> questions, ImmutableArray<Topic> topics)
    {
        Questions = questions;
        Topics = topics;
        byId = questions.ToFrozenDictionary(q => q.Id.Value, StringComparer.Ordinal);
        topicsById = topics.ToFrozenDictionary(t => t.Id, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>
    /// Where the bank's own pictures lie on the disk, by <see cref="Text.Figure.Source"/>. Only pictures that were found inside a content folder are
    /// here, so serving what is found is safe.
    /// </summary>
    public FrozenDictionary<string, string> FigureFiles { get; init; } = FrozenDictionary<string, string>.Empty;

    /// <summary>A bank without questions.</summary>
    public static QuestionBank Empty { get; } = new([], []);

    /// <summary>Every question, in the order of files and lines.</summary>
    public ImmutableArray<Question> Questions { get; }

    /// <summary>Every topic with at least one question, in order of first appearance.</summary>
    public ImmutableArray<Topic> Topics { get; }

    /// <summary>The question with an id, or null when the bank has none such (any more).</summary>
    public Question? Find(QuestionId id) => byId.GetValueOrDefault(id.Value);

    /// <summary>The topic with an id, or null.</summary>
    public Topic? FindTopic(string id) => topicsById.GetValueOrDefault(id);
}

/// <summary>A group of questions.</summary>
/// <param name="Id"><c>[a-z0-9-]{1,32}</c>, the same in every language.</param>
/// <param name="Titles">How people see it, by language tag; at least one.</param>
/// <param name="Count">How many questions it has.</param>
public sealed record Topic(string Id, ImmutableSortedDictionary<string, string> Titles, int Count)
{
    /// <summary>The title for a language, else in English, else any.</summary>
    public string TitleFor(string language)
    {
        var primary = language.Split('-', 2)[0];
        return Titles.GetValueOrDefault(language) ?? Titles.GetValueOrDefault(primary) ?? Titles.GetValueOrDefault("en") ?? Titles.Values.First();
    }
}
