using System.Text;

namespace Drill.Text;

/// <summary>Raised and lowered characters, for text that knows neither <c>&lt;sup&gt;</c> nor TeX.</summary>
internal static class ScriptLetters
{
    private const string Plain = "0123456789+-=()";
    private const string Raised = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾";
    private const string Lowered = "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎";
    private const string PlainUp = "abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVW";
    private const string RaisedUp = "ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂ";
    private const string PlainDown = "aehijklmnoprstuvx";
    private const string LoweredDown = "ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ";

    /// <summary>The text raised or lowered with Unicode's own characters when it has them all, else marked with ^ or _.</summary>
    public static string Raise(string text, bool up)
    {
        if (text.Length == 0)
        {
            return "";
        }

        var result = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            var mapped = Map(c, Plain, up ? Raised : Lowered);
            mapped = mapped == '\0' ? Map(c, up ? PlainUp : PlainDown, up ? RaisedUp : LoweredDown) : mapped;
            if (mapped == '\0')
            {
                return Mark(text, up);
            }

            result.Append(mapped);
        }

        return result.ToString();
    }

    private static string Mark(string text, bool up)
    {
        var sign = up ? '^' : '_';
        var single = text.Length == 1 || text is [('[' or '('), .., (']' or ')')] || text.All(char.IsLetterOrDigit);
        return single ? $"{sign}{text}" : $"{sign}({text})";
    }

    private static char Map(char c, string from, string to) => from.IndexOf(c, StringComparison.Ordinal) is >= 0 and var i ? to[i] : '\0';
}
