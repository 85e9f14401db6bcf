using System.Globalization;

namespace Lantai.Disclosure.Desk;

/// <summary>Articles ticked in a list, each as id:revision.</summary>
public sealed class ManyInput
{
    public string[]? Ticked { get; set; }

    internal IReadOnlyList<(long Id, int Seen)> Read() =>
        [.. (Ticked ?? []).Select(text => text.Split(':')).Where(parts => parts.Length == 2)
            .Select(parts => long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var seen) ? (id, seen) : (0, 0))
            .Where(pair => pair.Item1 > 0)];
}
