using NodaTime;

namespace Drill.Data;

/// <summary>How instants and dates lie in the database.</summary>
internal static class Instants
{
    private static readonly LocalDate Epoch = new(1970, 1, 1);

    public static long ToStored(this Instant instant) => instant.ToUnixTimeMilliseconds();

    public static Instant ToInstant(this long milliseconds) => Instant.FromUnixTimeMilliseconds(milliseconds);

    public static int ToStored(this LocalDate date) => Period.DaysBetween(Epoch, date);

    public static LocalDate ToLocalDate(this int days) => Epoch.PlusDays(days);

    public static Instant GetInstant(this TimeProvider time) => Instant.FromDateTimeOffset(time.GetUtcNow());
}
