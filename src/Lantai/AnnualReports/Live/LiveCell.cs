namespace Lantai.AnnualReports;

/// <summary>Where a cell's figure comes from.</summary>
public enum CellSource { Cases, Contests, Policies, Units, Typed, Imported, Nothing }

/// <summary>One thing that a cell counts.</summary>
/// <param name="Name">A case number, a document's title; never an applicant.</param>
/// <param name="Link">Its page at the desk, within the region: requests/12.</param>
/// <param name="Note">What it counts for: 予以公开, 制发.</param>
public sealed record CountedThing(string Name, DateOnly On, string Link, string Note);

/// <summary>A cell with what it counts: the figure is the number of the things, or the sum of what the things say.</summary>
public sealed record LiveCell(CellSource Source, IReadOnlyList<CountedThing> Things)
{
    public AnnualCell Cell { get; init; } = AnnualCell.Of(Things.Count);

    /// <summary>What may belong here too, and is not counted until somebody says whose it is.</summary>
    public IReadOnlyList<CountedThing> Undecided { get; init; } = [];
}

public static class CellSources
{
    extension(CellSource source)
    {
        public string Title => source switch
        {
            CellSource.Cases => "依申请公开登记",
            CellSource.Contests => "复议诉讼登记",
            CellSource.Policies => "政策文件库",
            CellSource.Units => "各单位报告之和",
            CellSource.Typed => "填报",
            CellSource.Imported => "导入",
            CellSource.Nothing => "未填",
        };
    }
}
