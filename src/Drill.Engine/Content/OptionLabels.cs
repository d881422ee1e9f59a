using System.Globalization;

namespace Drill.Content;

/// <summary>Labels for options whose author wrote none.</summary>
internal static class OptionLabels
{
    /// <summary>A, B, C … Z, 27, 28 …</summary>
    public static string At(int index) => index < 26 ? ((char)('A' + index)).ToString() : (index + 1).ToString(CultureInfo.InvariantCulture);
}
