using Markdig.Syntax;

namespace Drill.Content.Dialects;

/// <summary>What every manner needs to look at one file.</summary>
internal sealed class DialectContext(MarkdownSource source)
{
    public MarkdownSource Source => source;

    public PartBodies Bodies { get; } = new(source);

    /// <summary>What is added to the confidence of every question: a little where the file calls itself a bank.</summary>
    public double Bias { get; set; }

    /// <summary>The file's contents lists.</summary>
    public Contents? Contents { get; set; }

    /// <summary>Whether this is a file of lists that ask: then a list among them asks too, whatever its words.</summary>
    public bool ListsAsk { get; set; }

    /// <summary>From where to where in the file lists ask, when they do.</summary>
    public (int Start, int End) AskingLists { get; set; }

    /// <summary>The outline of some blocks.</summary>
    public RootPart Outline(IReadOnlyList<Block> blocks, int from = 0) => new OutlineBuilder(source, Bodies).Build(blocks, from);
}

/// <summary>Questions that one manner found among the parts of a section.</summary>
/// <param name="Manner">Its name.</param>
/// <param name="Finds">The questions, in order.</param>
/// <param name="Parts">The indexes of the parts they take.</param>
internal sealed record Proposal(string Manner, List<QuestionFind> Finds, HashSet<int> Parts)
{
    /// <summary>How sure the manner is of all of it.</summary>
    public double Value { get; } = Finds.Sum(f => Math.Max(0.1, f.Confidence));
}
