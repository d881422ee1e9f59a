using System.Text;

namespace Drill.Text;

/// <summary>
/// Shows TeX with Unicode's own characters, for platforms that cannot set mathematics: <c>\frac{a}{b}</c> is a/b, <c>x^2</c> is x², <c>\alpha</c> is α.
/// What it does not know it shows by name, so nothing gets lost.
/// </summary>
public static class ReadableTex
{
    /// <summary>The formula as text; <c>\\</c> starts a new line.</summary>
    public static string Of(string tex)
    {
        ArgumentNullException.ThrowIfNull(tex);
        return new TexReader(tex).ReadAll();
    }
}

/// <summary>Reads TeX once from left to right; groups nest as deep as <see cref="MaximumDepth"/>, deeper ones are read as if their braces were absent.</summary>
internal sealed class TexReader(string tex)
{
    private const int MaximumDepth = 24;

    private int position;
    private int depth;

    public string ReadAll()
    {
        var text = new StringBuilder(tex.Length);
        while (position < tex.Length)
        {
            Read(text, untilBrace: false);
            if (position < tex.Length)
            {
                // A closing brace that nothing opened.
                position++;
            }
        }

        return Tidy(text);
    }

    private void Read(StringBuilder text, bool untilBrace)
    {
        while (position < tex.Length)
        {
            var c = tex[position];
            if (c == '}')
            {
                if (untilBrace)
                {
                    return;
                }

                position++;
                continue;
            }

            ReadOne(text);
        }
    }

    private void ReadOne(StringBuilder text)
    {
        var c = tex[position++];
        switch (c)
        {
            case '\\':
                ReadCommand(text);
                break;
            case '{':
                text.Append(ReadGroupRest());
                break;
            case '^' or '_':
                TrimEnd(text);
                text.Append(ScriptLetters.Raise(ReadArgument(), c == '^'));
                break;
            case '&' or '~' or '\n' or '\t' or '\r':
                text.Append(' ');
                break;
            case '\'':
                text.Append('′');
                break;
            case '-':
                text.Append('−');
                break;
            case '*':
                text.Append('∗');
                break;
            default:
                text.Append(c);
                break;
        }
    }

    /// <summary>What stands in braces, or the next single thing.</summary>
    private string ReadArgument()
    {
        while (position < tex.Length && tex[position] == ' ')
        {
            position++;
        }

        if (position >= tex.Length || tex[position] == '}')
        {
            return "";
        }

        if (tex[position] == '{')
        {
            position++;
            return ReadGroupRest();
        }

        if (depth >= MaximumDepth)
        {
            return tex[position++].ToString();
        }

        depth++;
        var single = new StringBuilder();
        ReadOne(single);
        depth--;
        return Tidy(single);
    }

    private string ReadGroupRest()
    {
        if (depth >= MaximumDepth)
        {
            return "";
        }

        depth++;
        var group = new StringBuilder();
        Read(group, untilBrace: true);
        depth--;
        position++;
        return Tidy(group);
    }

    private void ReadCommand(StringBuilder text)
    {
        if (position >= tex.Length)
        {
            return;
        }

        var start = position;
        while (position < tex.Length && char.IsAsciiLetter(tex[position]))
        {
            position++;
        }

        if (position == start)
        {
            var sign = tex[position++];
            text.Append(sign switch { '\\' => '\n', ',' or ';' or ':' or ' ' or '>' => ' ', '!' => '\0', '|' => '‖', _ => sign });
            return;
        }

        var name = tex[start..position];
        switch (name)
        {
            case "frac" or "dfrac" or "tfrac" or "cfrac":
                text.Append(Bracket(ReadArgument())).Append('/').Append(Bracket(ReadArgument()));
                break;
            case "binom":
                text.Append("C(").Append(ReadArgument()).Append(", ").Append(ReadArgument()).Append(')');
                break;
            case "sqrt":
                ReadRoot(text);
                break;
            case "text" or "textbf" or "textit" or "textrm" or "texttt" or "mbox" or "operatorname":
                text.Append(ReadArgument().Replace('−', '-').Replace('∗', '*').Replace('′', '\''));
                break;
            case "mathrm" or "mathbf" or "mathit" or "mathsf" or "mathtt" or "mathcal" or "mathfrak" or "mathscr" or "boldsymbol" or "bm"
                or "displaystyle" or "textstyle" or "limits" or "nolimits"
                or "left" or "right" or "big" or "Big" or "bigg" or "Bigg" or "bigl" or "bigr" or "Bigl" or "Bigr" or "middle" or "mathop" or "underbrace" or "overbrace":
                SkipDot(name);
                break;
            case "mathbb":
                text.Append(string.Concat(ReadArgument().Select(TexSymbols.DoubleStruck)));
                break;
            case "begin" or "end":
                ReadEnvironment(text, ReadArgument(), name.Length == 5);
                break;
            case "hat" or "widehat" or "bar" or "overline" or "tilde" or "widetilde" or "vec" or "dot" or "ddot":
                text.Append(TexSymbols.Accent(name, ReadArgument()));
                break;
            case "quad" or "qquad":
                text.Append(' ');
                break;
            default:
                text.Append(TexSymbols.Find(name) ?? name);
                break;
        }
    }

    /// <summary><c>\left.</c> is no bracket at all.</summary>
    private void SkipDot(string name)
    {
        if (name is "left" or "right" && position < tex.Length && tex[position] == '.')
        {
            position++;
        }
    }

    private void ReadRoot(StringBuilder text)
    {
        if (position < tex.Length && tex[position] == '[' && tex.IndexOf(']', position) is > 0 and var end)
        {
            text.Append(ScriptLetters.Raise(tex[(position + 1)..end], up: true));
            position = end + 1;
        }

        text.Append('√').Append(Bracket(ReadArgument()));
    }

    private static void ReadEnvironment(StringBuilder text, string environment, bool begins)
    {
        text.Append((environment, begins) switch
        {
            ("bmatrix" or "matrix", true) => "[",
            ("bmatrix" or "matrix", false) => "]",
            ("pmatrix", true) => "(",
            ("pmatrix", false) => ")",
            ("cases", true) => "{ ",
            ("vmatrix", _) => "|",
            _ => "",
        });
    }

    private static string Bracket(string text) => text.Length <= 1 || text.All(c => char.IsLetterOrDigit(c) || c == '.') ? text : $"({text})";

    private static void TrimEnd(StringBuilder text)
    {
        while (text.Length > 0 && text[^1] == ' ')
        {
            text.Length--;
        }
    }

    private static string Tidy(StringBuilder text)
    {
        var result = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '\0' || (c == ' ' && (result.Length == 0 || result[^1] is ' ' or '\n')))
            {
                continue;
            }

            if (c == '\n')
            {
                TrimEnd(result);
            }

            result.Append(c);
        }

        return result.ToString().Trim();
    }
}

/// <summary>The characters that TeX has names for.</summary>
internal static class TexSymbols
{
    private static readonly Dictionary<string, string> Names = Parse(
        """
        alpha α beta β gamma γ delta δ epsilon ε varepsilon ε zeta ζ eta η theta θ vartheta ϑ iota ι kappa κ lambda λ mu μ nu ν xi ξ pi π rho ρ sigma σ tau τ
        upsilon υ phi φ varphi φ chi χ psi ψ omega ω Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Upsilon Υ Phi Φ Psi Ψ Omega Ω
        times × cdot · div ÷ pm ± mp ∓ ast ∗ star ⋆ circ ∘ bullet • oplus ⊕ otimes ⊗ odot ⊙ leq ≤ le ≤ geq ≥ ge ≥ neq ≠ ne ≠ approx ≈ sim ∼ simeq ≃ equiv ≡
        propto ∝ ll ≪ gg ≫ in ∈ notin ∉ ni ∋ subset ⊂ subseteq ⊆ supset ⊃ supseteq ⊇ cup ∪ cap ∩ setminus ∖ emptyset ∅ varnothing ∅ forall ∀ exists ∃ neg ¬
        land ∧ wedge ∧ lor ∨ vee ∨ to → rightarrow → leftarrow ← leftrightarrow ↔ Rightarrow ⇒ Leftarrow ⇐ Leftrightarrow ⇔ implies ⇒ iff ⇔ mapsto ↦ uparrow ↑
        downarrow ↓ longrightarrow ⟶ sum ∑ prod ∏ int ∫ iint ∬ oint ∮ partial ∂ nabla ∇ infty ∞ ldots … cdots ⋯ dots … vdots ⋮ ddots ⋱ prime ′ angle ∠ perp ⊥
        parallel ∥ mid | vert | Vert ‖ lVert ‖ rVert ‖ lvert | rvert | langle ⟨ rangle ⟩ lfloor ⌊ rfloor ⌋ lceil ⌈ rceil ⌉ lbrace { rbrace } ell ℓ hbar ℏ Re ℜ Im ℑ aleph ℵ
        top ⊤ bot ⊥ vdash ⊢ models ⊨ triangle △ square □ diamond ⋄ checkmark ✓ dagger † cong ≅ prec ≺ succ ≻ because ∵ therefore ∴ degree ° colon : lt < gt >
        """);

    public static string? Find(string name) => Names.GetValueOrDefault(name);

    public static string DoubleStruck(char c) => c switch
    {
        'R' => "ℝ",
        'N' => "ℕ",
        'Z' => "ℤ",
        'Q' => "ℚ",
        'C' => "ℂ",
        'P' => "ℙ",
        'H' => "ℍ",
        'E' => "𝔼",
        '1' => "𝟙",
        _ => c.ToString(),
    };

    public static string Accent(string name, string letter)
    {
        if (letter.Length != 1)
        {
            return $"{name}({letter})";
        }

        return letter + name switch
        {
            "hat" or "widehat" => "\u0302",
            "bar" or "overline" => "\u0304",
            "tilde" or "widetilde" => "\u0303",
            "vec" => "\u20D7",
            "dot" => "\u0307",
            _ => "\u0308",
        };
    }

    private static Dictionary<string, string> Parse(string table)
    {
        var words = table.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i + 1 < words.Length; i += 2)
        {
            names[words[i]] = words[i + 1];
        }

        return names;
    }
}
