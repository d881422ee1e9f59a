using System.Collections.Immutable;

namespace Drill.Grading;

/// <summary>Prefixes written as words of their own that make another idea of what follows.</summary>
internal static class TurningWords
{
    /// <summary>Whether the word before makes another idea of what begins here: non-linear is not linear, 自监督 is not 监督.</summary>
    public static bool Turn(ImmutableArray<Token> tokens, int i)
    {
        if (i == 0 || tokens[i].Gap != Gap.Soft)
        {
            return false;
        }

        var before = tokens[i - 1].Word;
        return before switch
        {
            "non" or "anti" or "un" or "非" or "无" => true,
            "self" or "semi" or "weakly" => tokens[i].Key is "supervis",
            "自" or "半" or "弱" => tokens[i].Key is "监" && i + 1 < tokens.Length && tokens[i + 1].Key is "督",
            _ => false,
        };
    }
}
