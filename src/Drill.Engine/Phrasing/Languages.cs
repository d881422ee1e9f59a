namespace Drill.Phrasing;

/// <summary>The languages the bot itself speaks.</summary>
public static class Languages
{
    /// <summary>English.</summary>
    public const string English = "en";

    /// <summary>Chinese, in simplified characters.</summary>
    public const string Chinese = "zh";

    /// <summary>The first of the wishes that the bot speaks, else English. Wishes are BCP 47 tags such as <c>zh-Hans-CN</c>; null and unknown ones are passed over.</summary>
    public static string Choose(params ReadOnlySpan<string?> wishes)
    {
        foreach (var wish in wishes)
        {
            if (Match(wish) is { } language)
            {
                return language;
            }
        }

        return English;
    }

    /// <summary>The language of ours that a tag or a name (<c>中文</c>, <c>English</c>) means, or null.</summary>
    public static string? Match(string? text)
    {
        var primary = (text ?? string.Empty).Trim().Split('-', '_')[0];
        return primary.ToLowerInvariant() switch
        {
            "en" or "english" or "英文" or "英语" => English,
            "zh" or "chinese" or "中文" or "汉语" or "简体中文" => Chinese,
            _ => null,
        };
    }
}
