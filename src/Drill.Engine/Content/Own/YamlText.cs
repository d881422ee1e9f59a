using System.Text;

namespace Drill.Content.Own;

/// <summary>Writes a value of front matter: plainly when YAML cannot misread it, else in double quotes.</summary>
internal static class YamlText
{
    private const string PlainSigns = " ,.()/+_-:'!?=~&%";

    public static string Of(string value)
    {
        var text = value.ReplaceLineEndings(" ").Trim();
        return IsPlain(text) ? text : Quoted(text);
    }

    private static bool IsPlain(string text) =>
        text.Length > 0
        && char.IsLetterOrDigit(text[0])
        && text.All(c => char.IsLetterOrDigit(c) || PlainSigns.Contains(c, StringComparison.Ordinal))
        && !text.Contains(": ", StringComparison.Ordinal)
        && !text.EndsWith(':');

    private static string Quoted(string text)
    {
        var quoted = new StringBuilder(text.Length + 8).Append('"');
        foreach (var c in text)
        {
            _ = c is '"' or '\\' ? quoted.Append('\\').Append(c) : quoted.Append(char.IsControl(c) ? ' ' : c);
        }

        return quoted.Append('"').ToString();
    }
}
