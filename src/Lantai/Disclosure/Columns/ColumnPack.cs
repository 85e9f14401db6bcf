using Lantai.Packs;

namespace Lantai.Disclosure;

/// <summary>A column as a pack writes it.</summary>
internal sealed record ColumnRow(
    string Key, string Name, ColumnKind Kind, string Description, string Keywords, Cycle? Cycle, IReadOnlyList<ReviewKind> Reviews, Citation Basis);

/// <summary>Reads <c>packs/columns</c>: the columns that a portal has by rule.</summary>
internal static class ColumnPack
{
    private static readonly (string Word, ColumnKind Kind)[] Kinds =
    [
        ("guide", ColumnKind.Guide), ("rules", ColumnKind.Rules), ("statutory", ColumnKind.Statutory), ("annual-report", ColumnKind.AnnualReport),
        ("policy", ColumnKind.Policy), ("interpretation", ColumnKind.Interpretation), ("notice", ColumnKind.Notice), ("news", ColumnKind.News),
    ];

    private static readonly (string Word, ReviewKind Kind)[] Reviews =
    [
        ("editor", ReviewKind.Editor), ("section", ReviewKind.Section), ("attribute", ReviewKind.Attribute), ("secrecy", ReviewKind.Secrecy),
            ("leader", ReviewKind.Leader),
    ];

    /// <exception cref="RefusedException">The pack has mistakes; the sentences name line and key.</exception>
    public static IReadOnlyList<ColumnRow> Read(PackFile file)
    {
        var map = file.Root.Map();
        map.Required("name").Text();
        map.Text("clause");
        var rows = map.Required("columns").Items().Select(ReadColumn).ToList();
        map.End();
        file.ThrowIfWrong();
        return rows;
    }

    private static ColumnRow ReadColumn(PackNode node)
    {
        var map = node.Map();
        var reviews = map.Optional("reviews")?.Items().Select(item => item.OneOf(Reviews)).ToList();
        foreach (var needed in (ReviewKind[])[ReviewKind.Editor, ReviewKind.Secrecy, ReviewKind.Leader])
            if (reviews?.Contains(needed) == false) node.Wrong($"“{needed.Title}”不能省。");
        var row = new ColumnRow(
            map.Required("key").Text(), map.Required("name").Text(), map.Required("kind").OneOf(Kinds), map.Required("description").Text(),
            map.Required("keywords").Text(), ReadCycle(map.Optional("cycle")), reviews ?? [.. Enum.GetValues<ReviewKind>()], map.Citation());
        map.End();
        return row;
    }

    internal static Cycle? ReadCycle(PackNode? node)
    {
        if (node is null) return null;
        try
        {
            return Cycle.Parse(node.Text());
        }
        catch (RefusedException refusal)
        {
            node.Wrong(refusal.Message);
            return null;
        }
    }
}
