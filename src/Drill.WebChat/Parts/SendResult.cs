using System.Globalization;
using System.Text.RegularExpressions;

namespace Drill.WebChat.Parts;

/// <summary>What the script beside a text box is told after sending.</summary>
/// <param name="Ok">Whether it was carried out.</param>
/// <param name="Clear">Whether the box may be emptied.</param>
/// <param name="Message">Why not, for people.</param>
public sealed record SendResult(bool Ok, bool Clear, string? Message)
{
    /// <summary>It was carried out.</summary>
    public static SendResult Sent { get; } = new(Ok: true, Clear: true, Message: null);
}

/// <summary>Keys of actions. The browser makes the key of a text, so that it can send the same one again after the connection broke.</summary>
internal static partial class ActionKey
{
    public static string New() => Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture);

    /// <summary>The browser's key, or a new one when it is none.</summary>
    public static string From(string? key) => key is not null && Shape().IsMatch(key) ? key : New();

    [GeneratedRegex(@"\A[0-9a-f]{32}\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Shape();
}
