using System.Globalization;

namespace Drill.Bench.Load;

/// <summary>The arguments of a load: <c>--name value</c> pairs after what is to be measured.</summary>
internal sealed class LoadArguments
{
    private readonly Dictionary<string, string> values = new(StringComparer.Ordinal);

    public LoadArguments(IReadOnlyList<string> arguments)
    {
        for (var i = 0; i < arguments.Count; i += 2)
        {
            if (!arguments[i].StartsWith("--", StringComparison.Ordinal) || i + 1 == arguments.Count)
            {
                throw new ArgumentException($"'{arguments[i]}' is no --name value.", nameof(arguments));
            }

            values[arguments[i][2..]] = arguments[i + 1];
        }
    }

    /// <summary>Where the published bot lies; it is published there when it is missing.</summary>
    public string Bot => values.TryGetValue("bot", out var folder) ? Path.GetFullPath(folder) : Path.Combine(Path.GetTempPath(), "drill-bench-bot");

    public double Number(string name, double usual) => values.TryGetValue(name, out var value) ? double.Parse(value, CultureInfo.InvariantCulture) : usual;

    public string Text(string name, string usual) => values.GetValueOrDefault(name, usual);

    public int Whole(string name, int usual) => (int)Number(name, usual);
}
