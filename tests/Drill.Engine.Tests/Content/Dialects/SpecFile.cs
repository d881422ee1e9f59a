namespace Drill.Engine.Tests.Content.Dialects;

/// <summary>
/// One example of a spec file. A spec file is Markdown: prose for people, and below each heading of the second level a fenced block <c>markdown</c>
/// (the input; its info string may name the file) and one <c>expect</c> (what is read).
/// </summary>
public sealed record SpecExample(string Spec, string Name, string FileName, string Input, string Expected)
{
    public override string ToString() => $"{Spec}: {Name}";
}

internal static class SpecFile
{
    public static IEnumerable<SpecExample> Read(string path)
    {
        var lines = File.ReadAllText(path).ReplaceLineEndings("\n").Split('\n');
        string? name = null;
        string? input = null;
        var file = "bank.md";
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i].StartsWith("## ", StringComparison.Ordinal))
            {
                name = lines[i][3..].Trim();
                input = null;
                file = "bank.md";
            }
            else if (lines[i].StartsWith("```", StringComparison.Ordinal) && name is not null)
            {
                var fence = lines[i][..lines[i].AsSpan().IndexOfAnyExcept('`')];
                var info = lines[i][fence.Length..].Trim();
                var start = ++i;
                while (i < lines.Length && !string.Equals(lines[i], fence, StringComparison.Ordinal))
                {
                    i++;
                }

                var text = string.Join('\n', lines[start..i]);
                if (info.StartsWith("markdown", StringComparison.Ordinal))
                {
                    input = text;
                    file = info.Length > 9 ? info[9..].Trim() : file;
                }
                else if (info is "expect" && input is not null)
                {
                    yield return new SpecExample(Path.GetFileNameWithoutExtension(path), name, file, input, text.Trim('\n'));
                }
            }
        }
    }
}
