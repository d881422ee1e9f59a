using Drill.WebChat.Rooms;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Drill.WebChat.Entering;

/// <summary>Decides from a request who somebody is and what they may see.</summary>
internal sealed class Gate(IOptions<WebChatOptions> options, AdminRoster roster)
{
    public const string ZoneCookieName = "drill_zone";
    public const string ThemeCookieName = "drill_theme";

    private const string DefaultZone = "UTC";

    /// <summary>Whether the person still has to show a key before they may enter.</summary>
    public bool AsksForKey(HttpRequest request) => options.Value.NeedsKey && LevelOf(request) == KeyLevel.None;

    /// <summary>Whether a key would make the person an admin that they are not yet.</summary>
    public bool KeyWouldHelp(HttpRequest request) => !options.Value.EverybodyIsAdmin && LevelOf(request) != KeyLevel.Admin;

    /// <summary>The person, or null when they have not entered or may not (any more).</summary>
    public Visitor? VisitorOf(HttpRequest request)
    {
        var cookie = PersonCookie.Read(request);
        if (cookie is null || AsksForKey(request))
        {
            return null;
        }

        var isAdmin = options.Value.EverybodyIsAdmin || LevelOf(request) == KeyLevel.Admin;
        if (isAdmin)
        {
            roster.Add(cookie.UserId);
        }

        return new Visitor(cookie.UserId, cookie.Name, Languages.Of(request), ZoneOf(request), isAdmin);
    }

    public static string ZoneOf(HttpRequest request) =>
        request.Cookies[ZoneCookieName] is { Length: > 0 and <= 64 } zone
            && NodaTime.DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) is not null ? zone : DefaultZone;

    /// <summary>The theme that was chosen on the page, or null to follow the system.</summary>
    public static string? ThemeOf(HttpRequest request) => request.Cookies[ThemeCookieName] switch
    {
        "dark" => "dark",
        "light" => "light",
        _ => null,
    };

    private KeyLevel LevelOf(HttpRequest request) => KeyProof.Verify(request.Cookies[KeyProof.CookieName], options.Value);
}
