using Drill.WebChat.Pages;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace Drill.WebChat.Entering;

/// <summary>The plain HTTP forms that set cookies, which a circuit cannot do: entering, another name, another language, leaving.</summary>
internal static class EnterEndpoints
{
    private const string Home = "~/";
    private const string You = "~/you";
    private const int LargestForm = 16 * 1024;

    private static readonly TimeSpan Keep = TimeSpan.FromDays(365);

    public static IEndpointConventionBuilder MapEntering(this IEndpointRouteBuilder endpoints)
    {
        var group = endpoints.MapGroup("");
        group.MapPost("/enter", EnterAsync).DisableAntiforgery();
        group.MapGet("/enter", () => TypedResults.LocalRedirect(Home));
        group.MapPost("/language", LanguageAsync).DisableAntiforgery();
        group.MapPost("/leave", LeaveAsync).DisableAntiforgery();
        return group;
    }

    /// <summary>Turns a link with a key into a cookie and sends the person on to the same page without it.</summary>
    /// <returns>Whether the request has been answered.</returns>
    public static bool ConsumeKeyLink(HttpContext context, WebChatOptions options, WrongKeyLimit limit)
    {
        if (!HttpMethods.IsGet(context.Request.Method) || context.Request.Path != "/" || !context.Request.Query.TryGetValue("key", out var typed))
        {
            return false;
        }

        var problem = TakeKey(context, typed, options, limit);
        context.Response.Redirect(context.Request.PathBase + (problem == EnterProblem.None ? "/" : "/?problem=" + problem));
        return true;
    }

    // The forms are checked by hand instead of by the middleware: a form from before a restart deserves a sentence, not a bare 400.
    private static async Task<Results<RedirectHttpResult, RazorComponentResult<App>>> EnterAsync(
        HttpContext context, IAntiforgery antiforgery, IOptions<WebChatOptions> options, WrongKeyLimit limit, Gate gate)
    {
        var form = await ReadFormAsync(context, antiforgery);
        if (form is null)
        {
            return Again(context, EnterProblem.Stale, null);
        }

        var typedName = form["name"].ToString();
        var typedKey = form["key"].ToString();
        var verdict = NameRules.Check(typedName);
        if (verdict.Problem != NameProblem.None)
        {
            return Again(context, verdict.Problem == NameProblem.Empty ? EnterProblem.NameEmpty : EnterProblem.NameTooLong, typedName);
        }

        if (typedKey.Length > 0 && gate.KeyWouldHelp(context.Request) && TakeKey(context, typedKey, options.Value, limit) is var problem and not EnterProblem.None)
        {
            return Again(context, problem, typedName);
        }

        if (typedKey.Length == 0 && gate.AsksForKey(context.Request))
        {
            return Again(context, EnterProblem.KeyWrong, typedName);
        }

        var known = PersonCookie.Read(context.Request);
        var person = known is null ? PersonCookie.Create(verdict.Name) : known with { Name = verdict.Name };
        Append(context, PersonCookie.CookieName, person.ToString());
        return TypedResults.LocalRedirect(Home);
    }

    private static async Task<RedirectHttpResult> LanguageAsync(HttpContext context, IAntiforgery antiforgery)
    {
        var form = await ReadFormAsync(context, antiforgery);
        if (Languages.Known(form?["language"]) is { } language)
        {
            Append(context, Languages.CookieName, language);
        }

        return TypedResults.LocalRedirect(string.Equals(form?["back"], "you", StringComparison.Ordinal) ? You : Home);
    }

    private static async Task<RedirectHttpResult> LeaveAsync(HttpContext context, IAntiforgery antiforgery)
    {
        if (await ReadFormAsync(context, antiforgery) is null)
        {
            return TypedResults.LocalRedirect(You);
        }

        context.Response.Cookies.Delete(PersonCookie.CookieName);
        context.Response.Cookies.Delete(KeyProof.CookieName);
        return TypedResults.LocalRedirect(Home);
    }

    private static EnterProblem TakeKey(HttpContext context, string? typed, WebChatOptions options, WrongKeyLimit limit)
    {
        var address = context.Connection.RemoteIpAddress;
        if (!limit.MayTry(address))
        {
            return EnterProblem.TooManyKeys;
        }

        var level = KeyProof.LevelOf(typed, options);
        if (level == KeyLevel.None)
        {
            limit.CountWrong(address);
            return EnterProblem.KeyWrong;
        }

        Append(context, KeyProof.CookieName, KeyProof.Issue(level, options));
        return EnterProblem.None;
    }

    private static async Task<IFormCollection?> ReadFormAsync(HttpContext context, IAntiforgery antiforgery)
    {
        if (!context.Request.HasFormContentType || context.Request.ContentLength > LargestForm || !await antiforgery.IsRequestValidAsync(context))
        {
            return null;
        }

        return await context.Request.ReadFormAsync(context.RequestAborted);
    }

    private static RazorComponentResult<App> Again(HttpContext context, EnterProblem problem, string? typedName)
    {
        context.Response.StatusCode = problem == EnterProblem.TooManyKeys ? StatusCodes.Status429TooManyRequests : StatusCodes.Status422UnprocessableEntity;
        return new RazorComponentResult<App>(new { Problem = problem, TypedName = typedName });
    }

    private static void Append(HttpContext context, string name, string value) => context.Response.Cookies.Append(name, value, new CookieOptions
    {
        HttpOnly = true,
        IsEssential = true,
        MaxAge = Keep,
        Path = context.Request.PathBase.HasValue ? context.Request.PathBase.Value : "/",
        SameSite = SameSiteMode.Lax,
        Secure = context.Request.IsHttps,
    });
}

/// <summary>Why a person could not enter.</summary>
public enum EnterProblem
{
    /// <summary>Nothing is wrong.</summary>
    None,

    /// <summary>The name has nothing to see.</summary>
    NameEmpty,

    /// <summary>The name is longer than 40 characters.</summary>
    NameTooLong,

    /// <summary>The key is not right.</summary>
    KeyWrong,

    /// <summary>Too many wrong keys from one address.</summary>
    TooManyKeys,

    /// <summary>The form is from before a restart, or from another page.</summary>
    Stale,
}
