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
            "non" or "anti" or "un" => true,

            // 而非, 并非, 并无 deny what follows, which is then asked about.
            "非" or "无" => i == 1 || tokens[i - 1].Gap != Gap.Soft || tokens[i - 2].Word is not ("而" or "并" or "绝" or "决" or "既" or "又" or "亦" or "且" or "毫"),
            "self" or "semi" or "weakly" => tokens[i].Key is "supervis",
            "自" or "半" or "弱" => tokens[i].Key is "监" && i + 1 < tokens.Length && tokens[i + 1].Key is "督",
            _ => false,
        };
    }
}
