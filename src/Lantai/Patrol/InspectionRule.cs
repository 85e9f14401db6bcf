using Lantai.Packs;
using Lantai.Wording;

namespace Lantai.Patrol;

/// <summary>A case for which a site fails an inspection at once (单项否决): a row of packs/checks/inspection.csv.</summary>
/// <param name="Checks">Whose findings count; empty where only a person can tell.</param>
/// <param name="Classes">Of the columns on which they stand; empty for all.</param>
/// <param name="Limit">From how many on; null where only a person can tell.</param>
public sealed record InspectionRule(string Id, string Title, string Case, IReadOnlyList<string> Checks, IReadOnlyList<string> Classes, int? Limit, Citation Basis)
{
    /// <exception cref="RefusedException">A row names a check or a class that there is not, or has no limit.</exception>
    internal static IReadOnlyList<InspectionRule> Load(PackFolder packs, IReadOnlyCollection<string> checks, IReadOnlyList<ColumnClass> classes)
    {
        var path = packs.Find("checks", "inspection", ".csv");
        var file = Path.GetFileName(path);
        return [.. PackTable.Read(path, "编号", "项目", "情形", "检查项", "栏目类别", "限值", "依据", "把握").Select(Of)];

        InspectionRule Of(PackRow row)
        {
            var (wanted, kinds) = (row.Words("检查项"), row.Words("栏目类别"));
            if (wanted.FirstOrDefault(check => !checks.Contains(check)) is { } strange) throw row.Wrong(file, $"没有编号为“{strange}”的检查项。");
            if (kinds.FirstOrDefault(kind => !classes.Any(known => known.Name == kind)) is { } other) throw row.Wrong(file, $"没有“{other}”这一栏目类别。");
            return new(row["编号"], row["项目"], row["情形"], wanted, kinds, wanted.Count > 0 ? row.Count(file, "限值") : null, row.Basis(file));
        }
    }
}
