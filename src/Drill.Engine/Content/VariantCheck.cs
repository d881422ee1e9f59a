namespace Drill.Content;

/// <summary>Compares a variant of a question with that of the bank's first language: a group may answer the one or the other, for the same points.</summary>
internal static class VariantCheck
{
    public static IEnumerable<(Severity Severity, string Code, string Message)> Compare(ReadQuestion first, ReadQuestion variant)
    {
        if (first.Level != variant.Level)
        {
            yield return (Severity.Error, ProblemCodes.VariantLevel, $"the level is {variant.Level}, but {first.Level}");
        }

        if (!string.Equals(first.Topic, variant.Topic, StringComparison.Ordinal))
        {
            yield return (Severity.Warning, ProblemCodes.VariantTopic, $"the topic is '{variant.Topic}', but '{first.Topic}'");
        }

        if (first.Answer.IsEmpty != variant.Answer.IsEmpty)
        {
            yield return (Severity.Error, ProblemCodes.VariantAnswer, first.Answer.IsEmpty ? "there is an answer here, but none" : "there is no answer here, but one");
        }

        if (first.KeyPoints.Length > 0 && variant.KeyPoints.IsEmpty)
        {
            yield return (Severity.Error, ProblemCodes.VariantLacksKeyPoints, $"there are no key points here, but {first.KeyPoints.Length}");
        }
        else if (first.KeyPoints.Length != variant.KeyPoints.Length)
        {
            yield return (Severity.Error, ProblemCodes.VariantKeyPoints, $"there are {variant.KeyPoints.Length} key points here, but {first.KeyPoints.Length}");
        }
        else if (!first.KeyPoints.Select(p => p.Weight).SequenceEqual(variant.KeyPoints.Select(p => p.Weight)))
        {
            yield return (Severity.Error, ProblemCodes.VariantKeyPoints, $"the weights are {Weights(variant)}, but {Weights(first)}");
        }

        if (first.Choices.Length != variant.Choices.Length)
        {
            yield return (Severity.Error, ProblemCodes.VariantChoices, $"there are {variant.Choices.Length} choices here, but {first.Choices.Length}");
            yield break;
        }

        for (var i = 0; i < first.Choices.Length; i++)
        {
            if (!first.Choices[i].Options.Select(o => o.IsRight).SequenceEqual(variant.Choices[i].Options.Select(o => o.IsRight)))
            {
                yield return (Severity.Error, ProblemCodes.VariantChoices, $"the right options are {Right(variant, i)}, but {Right(first, i)}");
            }
        }
    }

    private static string Weights(ReadQuestion question) => string.Join(", ", question.KeyPoints.Select(p => p.Weight));

    private static string Right(ReadQuestion question, int index) =>
        $"{string.Join(", ", question.Choices[index].Options.Where(o => o.IsRight).Select(o => o.Label))} of {question.Choices[index].Options.Length}";
}
