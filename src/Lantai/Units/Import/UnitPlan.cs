using System.Security.Cryptography;
using System.Text;

namespace Lantai.Units.Import;

/// <summary>What an import does to a unit.</summary>
internal enum PlanKind { New, Changed, Same }

/// <summary>What a row of the file would do.</summary>
/// <param name="Row">The row's number in the file.</param>
/// <param name="UnitId">The unit that it means; null for a new one.</param>
/// <param name="Before">What the register says now.</param>
/// <param name="After">What it would say.</param>
internal sealed record PlanLine(int Row, long? UnitId, UnitEntry? Before, UnitEntry After)
{
    /// <summary>For a new unit: one that the file leaves out and that is called almost alike.</summary>
    public string? Near { get; init; }

    public IReadOnlyList<FieldChange> Changes { get; } = FieldChange.Between(Before ?? new UnitEntry(), After);

    public PlanKind Kind => Before is null ? PlanKind.New : Changes.Count > 0 ? PlanKind.Changed : PlanKind.Same;
}

/// <summary>What an import would do, row by row. With errors it does nothing at all.</summary>
/// <param name="NewGroups">Groups that would be made, in their order.</param>
/// <param name="NotListed">Units of the register that the file leaves out; they stay as they are.</param>
internal sealed record UnitPlan(
    IReadOnlyList<PlanLine> Lines, IReadOnlyList<string> NewGroups, IReadOnlyList<string> NotListed, IReadOnlyList<RowError> Errors)
{
    public bool ChangesNothing => NewGroups.Count == 0 && Count(PlanKind.New) == 0 && Count(PlanKind.Changed) == 0;

    public int Count(PlanKind kind) => Lines.Count(line => line.Kind == kind);

    /// <summary>新增3个，修改1个，不变59个，未列出2个.</summary>
    public string Summary =>
        $"新增{Count(PlanKind.New)}个，修改{Count(PlanKind.Changed)}个，不变{Count(PlanKind.Same)}个，未列出{NotListed.Count}个";

    /// <summary>
    /// Equal for plans that do the same, so that what is confirmed is what was shown: SHA-256 in hex over all that
    /// would be written.
    /// </summary>
    public string Fingerprint
    {
        get
        {
            var text = new StringBuilder();
            foreach (var group in NewGroups) text.Append(group).Append('\n');
            foreach (var line in Lines.Where(line => line.Kind != PlanKind.Same))
                text.Append(line.Row).Append('\t').Append(line.UnitId).Append('\t').AppendJoin('\t', line.Changes).Append('\n');
            return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
        }
    }
}
