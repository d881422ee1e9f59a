using System.Globalization;

namespace Drill.Content;

/// <summary>Something that is wrong in a bank, and where.</summary>
/// <param name="Path">The file as the caller named it, with forward slashes.</param>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1.</param>
/// <param name="Severity">Whether the question can be used all the same.</param>
/// <param name="Code">A short stable name such as <c>duplicate-id</c>; every code is listed in <see cref="ProblemCodes"/>.</param>
/// <param name="Message">What is wrong and how to mend it, in English, on one line.</param>
public sealed record Problem(string Path, int Line, int Column, Severity Severity, string Code, string Message)
{
    /// <summary><c>file:line:column severity code message</c>.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Path}:{Line}:{Column} {(Severity == Severity.Error ? "error" : "warning")} {Code} {Message}");
}

/// <summary>How bad a <see cref="Problem"/> is.</summary>
public enum Severity
{
    /// <summary>The question is usable.</summary>
    Warning,

    /// <summary>The question (or the file) is left out.</summary>
    Error,
}
