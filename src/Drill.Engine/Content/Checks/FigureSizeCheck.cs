namespace Drill.Content.Checks;

/// <summary>Measures the pictures that a platform would refuse to show or that a phone cannot show well.</summary>
internal static class FigureSizeCheck
{
    public static IEnumerable<Problem> Check(CheckedFile file, IReadOnlyDictionary<string, string> figures)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var question in file.Reading.Questions)
        {
            foreach (var figure in question.Figures.Where(f => seen.Add(f.Source)))
            {
                if (!figures.TryGetValue(figure.Source, out var path))
                {
                    continue;
                }

                var name = figure.Source[(figure.Source.LastIndexOf('/') + 1)..];
                if (PictureSize.Of(path) is not { } size)
                {
                    yield return file.Warn(question, ProblemCodes.BadFigure, $"'{figure.Source}' cannot be read as a PNG, JPEG, WebP or GIF; its content is another than its name says.", name);
                }
                else if (size.Width + size.Height > ContentLimits.FigureSides || Math.Max(size.Width, size.Height) > ContentLimits.FigureRatio * Math.Min(size.Width, size.Height))
                {
                    yield return file.Warn(question, ProblemCodes.FigureTooLarge,
                        $"The picture '{figure.Source}' is {size.Width}×{size.Height}; Telegram shows at most {ContentLimits.FigureSides} for both sides together, and no side {ContentLimits.FigureRatio} times the other.", name);
                }
            }
        }
    }
}
