using Drill.Text;

namespace Drill.Content;

internal static class PlainText
{
    public static string Of(Body b) => string.Join("\n\n", b.Blocks.Select(One));

    private static string One(Block x) => x switch
    {
        Paragraph p => InlineText.Of(p.Inlines),
        Heading h => InlineText.Of(h.Inlines),
        CodeBlock c => c.Code,
        BulletList l => string.Join("\n", l.Items.Select(i => "- " + Of(new Body(i.Blocks)))),
        Quote q => Of(new Body(q.Blocks)),
        _ => "",
    };
}
