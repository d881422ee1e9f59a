using Drill.Content.Own;

namespace Drill.Content.Checks;

/// <summary>Reminds whoever imported a bank to say under which licence its text is.</summary>
internal static class LicenceCheck
{
    public static IEnumerable<Problem> Check(CheckedFile file)
    {
        if (file.Reading.IsOwn && string.Equals(file.Reading.Licence, Authoring.BankImport.UnknownLicence, StringComparison.OrdinalIgnoreCase))
        {
            var front = FrontMatter.Read(file.Text, null);
            yield return new Problem(file.Reading.File.Path, Math.Max(front.LineOf("licence"), front.LineOf("license")), 1, Severity.Warning, ProblemCodes.UnknownLicence,
                "Nobody has said yet under which licence the text is; write it, or ask whoever wrote the text.");
        }
    }
}
