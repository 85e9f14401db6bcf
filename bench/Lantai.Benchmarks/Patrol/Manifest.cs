using System.Text.Json;

namespace Lantai.Benchmarks.Patrol;

/// <summary>Holds a report against what was planted.</summary>
internal static class Manifest
{
    /// <returns>Planted faults that the report lacks, and findings of the report that were not planted; a line for each.</returns>
    public static (List<string> Missing, List<string> Unexpected) Compare(GovernmentSite site, string root, JsonElement report)
    {
        var planted = site.Faults.Select(fault => new PlantedFault(fault.Check, root + fault.Page, Absolute(fault.Target, root))).ToHashSet();
        var found = new HashSet<PlantedFault>();
        var unexpected = new List<string>();
        foreach (var finding in report.GetProperty("findings").EnumerateArray())
        {
            var (check, page, target) = (finding.GetProperty("check").GetString()!, finding.GetProperty("page").GetString()!, finding.GetProperty("target").GetString());
            var same = new PlantedFault(check, page, target);
            if (planted.Contains(same)) found.Add(same);
            else unexpected.Add($"{check} {page} → {target} “{finding.GetProperty("stated").GetString()}” {finding.GetProperty("message").GetString()} {finding.GetProperty("evidence").GetString()}");
        }
        return ([.. planted.Except(found).Select(fault => fault.ToString()).Order(StringComparer.Ordinal)], unexpected);
    }

    private static string? Absolute(string? target, string root) => target is ['/', ..] ? root + target : target;
}
