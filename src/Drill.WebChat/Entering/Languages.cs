using Microsoft.AspNetCore.Http;

namespace Drill.WebChat.Entering;

/// <summary>Which of our languages a person reads.</summary>
internal static class Languages
{
    public const string CookieName = "drill_lang";
    public const string English = "en";
    public const string Chinese = "zh";

    /// <summary>The language that was chosen on the page, else the first of the browser's that we speak, else English.</summary>
    public static string Of(HttpRequest request) =>
        Known(request.Cookies[CookieName])
        ?? request.GetTypedHeaders().AcceptLanguage
            .Where(l => l.Quality is not 0)
            .OrderByDescending(l => l.Quality ?? 1)
            .Select(l => Known(l.Value.Value?.Split('-', 2)[0]))
            .FirstOrDefault(l => l is not null)
        ?? English;

    public static string? Known(string? tag) =>
        string.Equals(tag, English, StringComparison.OrdinalIgnoreCase) ? English
        : string.Equals(tag, Chinese, StringComparison.OrdinalIgnoreCase) ? Chinese
        : null;
}
