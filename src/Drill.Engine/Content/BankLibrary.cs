using System.Collections.Immutable;

namespace Drill.Content;

/// <summary>Holds the bank in use. Readers take <see cref="Current"/> once and keep it for as long as they work; a reload swaps the whole.</summary>
public sealed class BankLibrary
{
    private volatile Compilation current = new(QuestionBank.Empty, []);

    /// <summary>The bank in use.</summary>
    public QuestionBank Current => current.Bank;

    /// <summary>What was wrong when the bank in use was read, or when a later reading failed.</summary>
    public ImmutableArray<Problem> Problems => current.Problems;

    /// <summary>Puts a compiled bank in use.</summary>
    public void Swap(Compilation compilation) => current = compilation;

    /// <summary>Keeps the bank in use and remembers what is wrong with the newer one.</summary>
    public void KeepWith(ImmutableArray<Problem> problems) => current = current with { Problems = problems };
}

/// <summary>A bank and everything that was wrong in its files.</summary>
public sealed record Compilation(QuestionBank Bank, ImmutableArray<Problem> Problems)
{
    /// <summary>Whether any problem is an error.</summary>
    public bool HasErrors => Problems.Any(p => p.Severity == Severity.Error);
}
