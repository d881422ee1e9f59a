using System.Collections.Immutable;

namespace Drill.Content.Watching;

/// <summary>
/// Decides what a later reading puts in use. A reload never makes a bank worse: a bank is renewed whole when its files have no error, or at least no more
/// errors than they had when the bank in use was read; else its last good version stays, whole.
/// </summary>
internal static class BankReload
{
    /// <summary>The compilation to use now.</summary>
    /// <param name="current">What is in use; it knows the readings it was made of.</param>
    /// <param name="readings">What the files say now.</param>
    public static Compilation Next(Compilation current, BankReadings readings)
    {
        var next = BankCompiler.Assemble(readings) with { Readings = readings };
        if (current.Bank.Questions.IsEmpty || current.Readings is not { } old)
        {
            return next;
        }

        // A path that is gone is more likely a mount that failed than a wish to forget everything.
        if (next.Bank.Questions.IsEmpty || readings.Problems.Any(p => p.Severity == Severity.Error))
        {
            return current with { Problems = next.Problems, ErrorsInUse = current.ErrorsInUse, KeptBanks = [.. Groups(old).Select(g => g.Name).Distinct(StringComparer.Ordinal)] };
        }

        var oldGroups = Groups(old);
        var newGroups = Groups(readings, oldGroups);
        var before = Errors(oldGroups, current.ErrorsInUse);
        var now = Errors(newGroups, next.Problems);
        var kept = now.Where(g => before.TryGetValue(g.Key, out var errors) && g.Value > errors).Select(g => g.Key).ToHashSet(StringComparer.Ordinal);
        if (kept.Count == 0)
        {
            return next;
        }

        var mixed = Mix(old, oldGroups, readings, newGroups, kept);
        var bank = BankCompiler.Assemble(mixed);
        return bank with
        {
            Problems = next.Problems,
            Readings = mixed,
            ErrorsInUse = [.. next.Problems.Where(p => !kept.Contains(GroupOf(newGroups, p))), .. current.ErrorsInUse.Where(p => kept.Contains(GroupOf(oldGroups, p)))],
            KeptBanks = [.. oldGroups.Select(g => g.Name).Where(kept.Contains).Distinct(StringComparer.Ordinal)],
        };
    }

    // Files of our own format are grouped by their bank, others stand alone. A file whose front matter broke belongs where it belonged.
    private static ImmutableArray<Group> Groups(BankReadings readings, ImmutableArray<Group> before = default)
    {
        var known = before.IsDefault ? [] : before.ToDictionary(g => g.Path, g => g.Name, StringComparer.Ordinal);
        return [.. readings.Files.Select((file, i) => new Group(
            file.Path,
            readings.Results[i].Reading is { } reading ? (reading.IsOwn ? reading.Bank : file.Path) : known.GetValueOrDefault(file.Path, file.Path)))];
    }

    private static Dictionary<string, int> Errors(ImmutableArray<Group> groups, ImmutableArray<Problem> problems)
    {
        var byFile = problems.Where(p => p.Severity == Severity.Error).CountBy(p => p.Path, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        return groups.GroupBy(g => g.Name, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Sum(f => byFile.GetValueOrDefault(f.Path)), StringComparer.Ordinal);
    }

    private static string GroupOf(ImmutableArray<Group> groups, Problem problem) =>
        groups.FirstOrDefault(g => string.Equals(g.Path, problem.Path, StringComparison.Ordinal))?.Name ?? problem.Path;

    private static BankReadings Mix(BankReadings old, ImmutableArray<Group> oldGroups, BankReadings now, ImmutableArray<Group> newGroups, HashSet<string> kept)
    {
        var files = ImmutableArray.CreateBuilder<ContentFile>();
        var results = ImmutableArray.CreateBuilder<FileResult>();
        var placed = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < now.Files.Length; i++)
        {
            if (!kept.Contains(newGroups[i].Name))
            {
                Add(now, i);
            }
            else if (placed.Add(newGroups[i].Name))
            {
                for (var k = 0; k < old.Files.Length; k++)
                {
                    if (string.Equals(oldGroups[k].Name, newGroups[i].Name, StringComparison.Ordinal))
                    {
                        Add(old, k);
                    }
                }
            }
        }

        return now with { Files = files.DrainToImmutable(), Results = results.DrainToImmutable() };

        void Add(BankReadings from, int index)
        {
            files.Add(from.Files[index]);
            results.Add(from.Results[index]);
        }
    }

    private sealed record Group(string Path, string Name);
}
