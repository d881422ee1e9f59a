using System.Collections.Immutable;
using Drill.Text;

namespace Drill.TelegramChat.Rendering;

/// <summary>Parts a message that has more entities than Telegram keeps: between blocks, and within a block that has too many by itself between spans.</summary>
internal static class EntityBudget
{
    public static IEnumerable<ImmutableArray<FlowBlock>> Split(ImmutableArray<FlowBlock> blocks)
    {
        if (blocks.Sum(CountOf) <= TelegramLimits.Entities)
        {
            return [blocks];
        }

        var messages = new List<ImmutableArray<FlowBlock>>();
        var current = ImmutableArray.CreateBuilder<FlowBlock>();
        var used = 0;
        foreach (var block in blocks.SelectMany(Parts))
        {
            var count = CountOf(block);
            if (used + count > TelegramLimits.Entities && current.Count > 0)
            {
                messages.Add(current.DrainToImmutable());
                used = 0;
            }

            current.Add(current.Count == 0 ? block with { IsTight = false } : block);
            used += count;
        }

        messages.Add(current.DrainToImmutable());
        return messages;
    }

    /// <summary>At most so many entities a block becomes: one for each look of each span, one for the quotation around it or for its code.</summary>
    private static int CountOf(FlowBlock block) =>
        (block.Quotes > 0 ? 1 : 0) + (block.Kind == FlowKind.Code ? 1 : 0) + block.Spans.Sum(s => CountOf(block, s));

    private static int CountOf(FlowBlock block, FlowSpan span) =>
        TelegramRenderer.KindsOf(block.HeadingLevel > 0 ? span with { Styles = span.Styles | FlowStyles.Bold } : span).Length;

    private static IEnumerable<FlowBlock> Parts(FlowBlock block)
    {
        if (CountOf(block) <= TelegramLimits.Entities)
        {
            yield return block;
            yield break;
        }

        var spans = ImmutableArray.CreateBuilder<FlowSpan>();
        var used = 1;
        var part = block;
        foreach (var span in block.Spans)
        {
            var count = CountOf(block, span);
            if (used + count > TelegramLimits.Entities)
            {
                yield return part with { Spans = spans.DrainToImmutable() };
                part = block with { Marker = null };
                used = 1;
            }

            spans.Add(span);
            used += count;
        }

        yield return part with { Spans = spans.DrainToImmutable() };
    }
}
