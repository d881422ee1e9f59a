using System.Collections.Immutable;
using System.Globalization;

namespace Drill.Content;

/// <summary>Gathers what is wrong in one file, so that an author mends everything in one pass.</summary>
internal sealed class ProblemList(string path)
{
    private readonly List<Problem> problems = [];
    private int unlisted;

    public string Path => path;

    public int Count => problems.Count;

    public void Error(int line, int column, string code, string message) => Add(new Problem(path, line, column, Severity.Error, code, message));

    public void Warning(int line, int column, string code, string message) => Add(new Problem(path, line, column, Severity.Warning, code, message));

    public void Add(Severity severity, int line, int column, string code, string message) => Add(new Problem(path, line, column, severity, code, message));

    public ImmutableArray<Problem> ToImmutable()
    {
        if (unlisted > 0)
        {
            problems.Add(new Problem(path, 1, 1, Severity.Warning, ProblemCodes.TooManyProblems,
                string.Create(CultureInfo.InvariantCulture, $"{unlisted} further problems of this file are not listed; mend some of these first.")));
        }

        return [.. problems.OrderBy(p => p.Line).ThenBy(p => p.Column)];
    }

    private void Add(Problem problem)
    {
        if (problems.Count >= ContentLimits.ProblemsPerFile && problem.Severity == Severity.Warning)
        {
            unlisted++;
            return;
        }

        problems.Add(problem);
    }
}
