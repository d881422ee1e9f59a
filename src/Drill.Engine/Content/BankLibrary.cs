using System.Collections.Immutable;

namespace Drill.Content;

/// <summary>Holds the bank in use. Readers take <see cref="Current"/> once and keep it for as long as they work; a reload swaps the whole.</summary>
public sealed class BankLibrary
{
    private volatile Compilation current = new(QuestionBank.Empty, []);

    /// <summary>Raised after every swap, on the thread that made it: pages that show the bank look again.</summary>
    public event EventHandler? Changed;

    /// <summary>The bank in use.</summary>
    public QuestionBank Current => current.Bank;

    /// <summary>What is wrong in the files as they were read last, also when the bank in use is an older one.</summary>
    public ImmutableArray<Problem> Problems => current.Problems;

    /// <summary>The banks of which an older version is in use, because their files have errors now.</summary>
    public ImmutableArray<string> KeptBanks => current.KeptBanks;

    /// <summary>The bank in use with all that is known of it.</summary>
    internal Compilation Compilation => current;

    /// <summary>Puts a compiled bank in use.</summary>
    public void Swap(Compilation compilation)
    {
        current = compilation;
        Changed?.Invoke(this, EventArgs.Empty);
    }
}

/// <summary>A bank and everything that was wrong in its files.</summary>
public sealed record Compilation(QuestionBank Bank, ImmutableArray<Problem> Problems)
{
    /// <summary>Whether any problem is an error.</summary>
    public bool HasErrors => Problems.Any(p => p.Severity == Severity.Error);

    /// <summary>
    /// The banks of which <see cref="Bank"/> holds an older version, because their files have errors now: the ids of banks in our own format, the paths of
    /// other files.
    /// </summary>
    public ImmutableArray<string> KeptBanks { get; init; } = [];

    /// <summary>The files that <see cref="Bank"/> was made of; null when it was not read from files.</summary>
    internal BankReadings? Readings { get; init; }

    /// <summary>What was wrong in the files that <see cref="Bank"/> was made of.</summary>
    internal ImmutableArray<Problem> ErrorsInUse
    {
        get => field.IsDefault ? Problems : field;
        init;
    }
}
