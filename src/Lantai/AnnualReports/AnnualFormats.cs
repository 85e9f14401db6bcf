using Lantai.Packs;

namespace Lantai.AnnualReports;

/// <summary>The formats of all years, the newest first.</summary>
public sealed class AnnualFormats
{
    private static readonly Lazy<AnnualFormats> Beside = new(() => Read(PackFolder.BesideProgram));

    private AnnualFormats(IEnumerable<AnnualFormat> formats) => All = [.. formats.OrderByDescending(format => format.FirstYear)];

    /// <summary>The packs shipped with the program.</summary>
    public static AnnualFormats Shipped => Beside.Value;

    public IReadOnlyList<AnnualFormat> All { get; }

    public AnnualFormat Newest => All[0];

    /// <exception cref="RefusedException">A pack is wrong, or there is none.</exception>
    public static AnnualFormats Read(PackFolder packs)
    {
        var names = packs.Names("annual");
        if (names.Count == 0) throw new RefusedException("没有年度报告格式的规则包（annual），请检查程序的packs文件夹。");
        return new AnnualFormats(names.Select(name => AnnualFormatPack.Read(PackFile.Read(packs.Find("annual", name)))));
    }

    /// <summary>The first year of which any format is known.</summary>
    public int FirstYear => All[^1].FirstYear;

    /// <summary>The format that the year is reported in; null for years before the first.</summary>
    public AnnualFormat? Of(int year) => All.FirstOrDefault(format => format.IsFor(year));

    /// <inheritdoc cref="Of"/>
    /// <exception cref="RefusedException">There is none.</exception>
    public AnnualFormat Required(int year) => Of(year) ?? throw new RefusedException($"没有{year}年度报告的格式；可以编制的年度从{FirstYear}年起。");
}
