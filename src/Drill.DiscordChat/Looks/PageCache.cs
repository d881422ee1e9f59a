using System.Collections.Concurrent;
using System.Collections.Immutable;
using Drill.Text;

namespace Drill.DiscordChat.Looks;

/// <summary>
/// Long texts as they were laid out before: many ask for the same answer, and to find where a message must end takes many tries. Holds a few hundred; when it is full it starts again,
/// which is cheaper than to know of each when it was last wanted.
/// </summary>
internal sealed class PageCache
{
    private const int Most = 200;
    private const int Long = 1_000;

    private readonly ConcurrentDictionary<Key, ImmutableArray<DiscordPage>> pages = new();

    /// <summary>The pages of blocks: those made before of the same ones, else those that <paramref name="lay"/> makes.</summary>
    public ImmutableArray<DiscordPage> Get(ImmutableArray<FlowBlock> blocks, List<Figure> figures, Func<ImmutableArray<FlowBlock>, List<Figure>, ImmutableArray<DiscordPage>> lay)
    {
        if (blocks.Sum(b => b.Spans.Sum(s => s.Text.Length)) < Long)
        {
            return lay(blocks, figures);
        }

        var key = new Key(blocks, figures);
        if (!pages.TryGetValue(key, out var known))
        {
            if (pages.Count >= Most)
            {
                pages.Clear();
            }

            pages[key] = known = lay(blocks, figures);
        }

        return known;
    }

    /// <summary>Blocks with their figures, compared to the last character.</summary>
    private sealed class Key : IEquatable<Key>
    {
        private readonly ImmutableArray<FlowBlock> blocks;
        private readonly List<Figure> figures;
        private readonly int hash;

        public Key(ImmutableArray<FlowBlock> blocks, List<Figure> figures)
        {
            (this.blocks, this.figures) = (blocks, figures);
            var code = new HashCode();
            foreach (var span in blocks.SelectMany(b => b.Spans))
            {
                code.Add(span.Text, StringComparer.Ordinal);
            }

            hash = code.ToHashCode();
        }

        public bool Equals(Key? other) => other is not null && hash == other.hash && blocks.Length == other.blocks.Length && figures.SequenceEqual(other.figures)
            && blocks.Zip(other.blocks).All(p => p.First.Spans.SequenceEqual(p.Second.Spans) && (p.First with { Spans = p.Second.Spans }).Equals(p.Second));

        public override bool Equals(object? obj) => Equals(obj as Key);

        public override int GetHashCode() => hash;
    }
}
