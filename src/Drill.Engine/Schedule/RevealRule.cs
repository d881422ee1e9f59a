using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using NodaTime;

namespace Drill.Schedule;

/// <summary>When the answer to a post is shown to all.</summary>
internal abstract partial record RevealRule
{
    /// <summary>The shortest time a post stays open.</summary>
    public static readonly Duration Shortest = Duration.FromMinutes(1);

    /// <summary>The longest time a post stays open.</summary>
    public static readonly Duration Longest = Duration.FromDays(7);

    private const int MaximumLength = 64;

    private RevealRule()
    {
    }

    /// <summary>The instant of the reveal of what was posted at an instant in a zone.</summary>
    public abstract Instant RevealAt(Instant posted, DateTimeZone zone);

    /// <summary>The form that is stored and that <see cref="Parse"/> reads back: <c>12h</c>, <c>90m</c>, <c>21:00</c>.</summary>
    public abstract override string ToString();

    /// <summary>Reads <c>12h</c>, <c>90m</c>, <c>1h 30m</c>, <c>2 days</c>, <c>12小时</c>, <c>半小时</c>, or a time of day such as <c>21:00</c>.</summary>
    public static Parsed<RevealRule> Parse(string text)
    {
        if (TypedText.Check(text, MaximumLength) is { } wrong)
        {
            return wrong;
        }

        var normal = TypedText.WithDigits(TypedText.Normalise(text), "个小天日分点时钟");
        if (BareNumber().IsMatch(normal))
        {
            return ForBareNumber(text, normal);
        }

        if (DelayPattern().Match(normal.Replace("半", "0.5", StringComparison.Ordinal)) is { Success: true } delay
            && (delay.Groups["d"].Success || delay.Groups["h"].Success || delay.Groups["m"].Success))
        {
            var minutes = (Number(delay, "d") * 24 * 60) + (Number(delay, "h") * 60) + Number(delay, "m");
            return minutes * 60 >= Shortest.TotalSeconds && minutes * 60 <= Longest.TotalSeconds
                ? new AfterDelay(Duration.FromMinutes((long)Math.Round(minutes)))
                : TextError.Of(TextErrorKind.DelayOutOfRange, text, "1m", "7d");
        }

        var times = TimeText.ParseHours(text);
        return times switch
        {
            { Ok: false } => times.Error!,
            { Value.Count: 1 } => new AtTimeOfDay(times.Value[0]),
            _ => TextError.Of(TextErrorKind.TooManyTimes, text, times.Value.Select(TimeText.FormatHour)),
        };
    }

    /// <summary>12 may be an hour of the day or a number of hours: guessing wrong would reveal an answer half a day off.</summary>
    private static TextError ForBareNumber(string text, string normal)
    {
        var number = int.Parse(normal, CultureInfo.InvariantCulture);
        var ways = new List<string>();
        if (number is >= 1 and <= 168)
        {
            ways.Add(string.Create(CultureInfo.InvariantCulture, $"{number}h"));
        }

        if (number < 24)
        {
            ways.Add(TimeText.FormatHour(number * 60));
        }

        return ways.Count > 0 ? TextError.Of(TextErrorKind.Ambiguous, text, ways) : TextError.Of(TextErrorKind.NotUnderstood, text, "12h", "21:00");
    }

    private static double Number(Match match, string group) =>
        match.Groups[group].Success ? double.Parse(match.Groups[group].ValueSpan, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(@"^\d{1,4}$", RegexOptions.NonBacktracking)]
    private static partial Regex BareNumber();

    [GeneratedRegex(
        @"^(?:after|in|过)?\s*(?:(?<d>\d{1,3}(?:\.\d)?)\s*(?:days?|d|个?天|日))?\s*(?:(?<h>\d{1,4}(?:\.\d{1,2})?)\s*(?:hours?|hrs?|h|个?小时|个?钟头))?\s*(?:(?<m>\d{1,5})\s*(?:minutes?|mins?|m|分钟|分))?\s*(?:later|之?后|以后)?$",
        RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex DelayPattern();

    /// <summary>A fixed time after the post.</summary>
    /// <param name="Delay">Whole minutes.</param>
    public sealed record AfterDelay(Duration Delay) : RevealRule
    {
        /// <inheritdoc/>
        public override Instant RevealAt(Instant posted, DateTimeZone zone) => posted + Delay;

        /// <inheritdoc/>
        public override string ToString()
        {
            var minutes = (long)Delay.TotalMinutes;
            var text = new StringBuilder();
            if (minutes >= 120 && minutes % 60 == 0)
            {
                return text.Append(CultureInfo.InvariantCulture, $"{minutes / 60}h").ToString();
            }

            return minutes == 60 ? "1h" : text.Append(CultureInfo.InvariantCulture, $"{minutes}m").ToString();
        }
    }

    /// <summary>The first time, at least a minute after the post, that the chat's clocks show this.</summary>
    /// <param name="MinuteOfDay">0 to 1439.</param>
    public sealed record AtTimeOfDay(int MinuteOfDay) : RevealRule
    {
        /// <inheritdoc/>
        public override Instant RevealAt(Instant posted, DateTimeZone zone)
        {
            var earliest = posted + Shortest;
            for (var date = posted.InZone(zone).Date.PlusDays(-1); ; date = date.PlusDays(1))
            {
                if (LocalMoments.Exists(date, zone) && LocalMoments.Resolve(date, MinuteOfDay, zone).At is var at && at >= earliest)
                {
                    return at;
                }
            }
        }

        /// <inheritdoc/>
        public override string ToString() => TimeText.FormatHour(MinuteOfDay);
    }
}
