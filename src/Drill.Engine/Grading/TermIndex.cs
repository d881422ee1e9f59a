using System.Collections.Immutable;

namespace Drill.Grading;

/// <summary>Finds the terms of a question in an answer: as phrases, then with a slip of the finger, then with their words a little apart.</summary>
internal sealed class TermIndex
{
    /// <summary>A word shorter than this is never taken for a misspelling: too many short words are neighbours.</summary>
    private const int ShortestForTypo = 6;

    /// <summary>Within a phrase the other words bear witness: a rainbow tabel is a rainbow table.</summary>
    private const int ShortestWithinPhrase = 4;

    private const int MaximumFillers = 2;

    private const int Beginning = 3;

    private const int LongestCompound = 40;

    private readonly ImmutableArray<TermForm> forms;
    private readonly Node root = new();
    private readonly HashSet<string> keys = new(StringComparer.Ordinal);
    private readonly ILookup<char, string> spellings;
    private readonly ILookup<char, string> shortSpellings;
    private readonly HashSet<string> known;
    private readonly HashSet<string> beginnings;

    /// <summary>Makes an index.</summary>
    /// <param name="forms">Every form of every term.</param>
    /// <param name="words">Every word of every term, as the author spells it.</param>
    /// <param name="known">Words that are spelt right though no term has them.</param>
    public TermIndex(ImmutableArray<TermForm> forms, IEnumerable<string> words, HashSet<string> known)
    {
        this.forms = forms;
        this.known = known;
        foreach (var form in forms)
        {
            Insert(form.Tokens.Select(t => t.Key), form);
            if (form.Tokens.Skip(1).Any(t => t.Gap == Gap.Hard))
            {
                // "Last in, first out" may be written with its comma or without.
                Insert(form.Tokens.Select((t, i) => i > 0 && t.Gap == Gap.Hard ? AfterComma(t.Key) : t.Key), form);
            }

            keys.UnionWith(form.Tokens.Select(t => t.Key));
            if (form.Tokens.Length is 2 or 3 && form.Tokens.All(t => !t.IsHan) && Compound(string.Concat(form.Tokens.Select(t => t.Word))) is { } compound)
            {
                Insert([compound], form);
                keys.Add(compound);
            }
        }

        var spelt = words.Where(w => w.All(char.IsAsciiLetterLower)).Distinct(StringComparer.Ordinal).ToArray();
        spellings = spelt.Where(w => w.Length >= ShortestForTypo).ToLookup(w => w[0]);
        shortSpellings = spelt.Where(w => w.Length is >= ShortestWithinPhrase and < ShortestForTypo).ToLookup(w => w[0]);
        beginnings = keys.Where(k => k.Length >= Beginning).Select(k => k[..Beginning]).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>Everything found, in no particular order; a form may be found at several places.</summary>
    public ImmutableArray<FoundTerm> FindAll(ImmutableArray<Token> tokens)
    {
        var corrected = Correct(tokens, ShortestForTypo, spellings);
        var near = Correct(tokens, ShortestWithinPhrase, shortSpellings);
        var compounds = Compounds(tokens);
        var phrases = new List<FoundTerm>();
        for (var i = 0; i < tokens.Length; i++)
        {
            if (!TurningWords.Turn(tokens, i))
            {
                Walk(root, tokens, corrected, near, compounds, i, i, 0, phrases);
            }
        }

        var kept = NotSwallowed(phrases);
        var sought = kept.Select(f => (f.Form.Point, f.Form.Term)).ToHashSet();
        kept.AddRange(new LooseSearch(tokens, corrected).Find(forms.Where(f => !sought.Contains((f.Point, f.Term)))));
        return [.. kept];
    }

    private static string AfterComma(string key) => "," + key;

    private static string? Compound(string word) => word.Length >= ShortestForTypo || word.Any(char.IsAsciiDigit) ? Tokenizer.Stem(word) : null;

    private static void Report(Node node, int first, int last, List<FoundTerm> found)
    {
        foreach (var form in node.Forms)
        {
            found.Add(new FoundTerm(form, first, last));
        }
    }

    private void Insert(IEnumerable<string> path, TermForm form)
    {
        var node = root;
        foreach (var key in path)
        {
            if (!node.Next.TryGetValue(key, out var next))
            {
                next = new Node();
                node.Next.Add(key, next);
            }

            node = next;
        }

        node.Forms.Add(form);
    }

    private static void Walk(Node node, ImmutableArray<Token> tokens, string?[] corrected, string?[] near, string?[] compounds, int first, int i, int fillers, List<FoundTerm> found)
    {
        if (i >= tokens.Length)
        {
            return;
        }

        if (i > first && tokens[i].Gap != Gap.Soft)
        {
            if (tokens[i].Gap == Gap.Hard && node.Next.TryGetValue(AfterComma(tokens[i].Key), out var beyond))
            {
                Report(beyond, first, i, found);
                Walk(beyond, tokens, corrected, near, compounds, first, i + 1, fillers, found);
            }

            return;
        }

        var advanced = false;
        if (node.Next.TryGetValue(tokens[i].Key, out var next) || (corrected[i] is { } right && node.Next.TryGetValue(right, out next))
            || (i > first && near[i] is { } meant && node.Next.TryGetValue(meant, out next)))
        {
            advanced = true;
            Report(next, first, i, found);
            Walk(next, tokens, corrected, near, compounds, first, i + 1, fillers, found);
        }

        if (compounds[i] is { } compound && node.Next.TryGetValue(compound, out next))
        {
            Report(next, first, i + 1, found);
            Walk(next, tokens, corrected, near, compounds, first, i + 2, fillers, found);
        }

        if (!advanced && i > first && fillers < MaximumFillers && FunctionWords.IsFiller(tokens[i]))
        {
            Walk(node, tokens, corrected, near, compounds, first, i + 1, fillers + 1, found);
        }
    }

    /// <summary>
    /// Leaves out what is only a piece of a longer phrase that means something else: "batch" in "batch normalization". The end of a longer phrase is
    /// its head and does count ("loss" in "contrastive loss"), and so does a piece of a phrase of the same key point.
    /// </summary>
    /// <param name="phrases">In the order of their first words.</param>
    private static List<FoundTerm> NotSwallowed(List<FoundTerm> phrases)
    {
        // How far the phrases up to here reach: the farthest, and the farthest of any other key point than that one's.
        (int Point, int Last) far = (-1, -1), second = (-1, -1);
        var kept = new List<FoundTerm>(phrases.Count);
        for (var start = 0; start < phrases.Count;)
        {
            var end = start;
            for (; end < phrases.Count && phrases[end].First == phrases[start].First; end++)
            {
                var (point, last) = (phrases[end].Form.Point, phrases[end].Last);
                if (point == far.Point)
                {
                    far.Last = Math.Max(far.Last, last);
                }
                else if (last > far.Last)
                {
                    (second, far) = (far, (point, last));
                }
                else if (last > second.Last)
                {
                    second = (point, last);
                }
            }

            for (; start < end; start++)
            {
                var piece = phrases[start];
                if ((piece.Form.Point == far.Point ? second : far).Last <= piece.Last)
                {
                    kept.Add(piece);
                }
            }
        }

        return kept;
    }

    /// <summary>For each word what it and the next make when written together: fine-tuning is finetuning. Only where a term begins like that.</summary>
    private string?[] Compounds(ImmutableArray<Token> tokens)
    {
        var compounds = new string?[tokens.Length];
        var starts = beginnings.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var i = 0; i + 1 < tokens.Length; i++)
        {
            var (word, next) = (tokens[i], tokens[i + 1]);
            var length = word.Word.Length + next.Word.Length;
            if (!word.IsHan && !next.IsHan && next.Gap == Gap.Soft && length is >= Beginning and <= LongestCompound
                && (word.Word.Length < Beginning || starts.Contains(word.Word.AsSpan(0, Beginning))))
            {
                compounds[i] = Compound(word.Word + next.Word);
            }
        }

        return compounds;
    }

    /// <summary>For each word that no term has: the one word of a term that is a slip away, by its key.</summary>
    private string?[] Correct(ImmutableArray<Token> tokens, int shortest, ILookup<char, string> right)
    {
        var corrected = new string?[tokens.Length];
        var seen = new Dictionary<string, string?>(StringComparer.Ordinal);
        for (var i = 0; i < tokens.Length; i++)
        {
            var word = tokens[i].Word;
            if (tokens[i].IsHan || word.Length < shortest - 1 || keys.Contains(tokens[i].Key) || known.Contains(word) || FunctionWords.Contains(tokens[i]))
            {
                continue;
            }

            if (!seen.TryGetValue(word, out var meant))
            {
                meant = right[word[0]].FirstOrDefault(s => Text.EditDistance.Within(s, word, 1)) is { } spelling ? Tokenizer.Stem(spelling) : null;
                seen.Add(word, meant);
            }

            corrected[i] = meant;
        }

        return corrected;
    }

    private sealed class Node
    {
        public Dictionary<string, Node> Next { get; } = new(StringComparer.Ordinal);

        public List<TermForm> Forms { get; } = [];
    }
}
