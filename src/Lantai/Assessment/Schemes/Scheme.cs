using Lantai.Calendar;
using Lantai.Packs;

namespace Lantai.Assessment;

/// <summary>A document a scheme rests on.</summary>
public sealed record BasisDocument(string Title, string? Number, DateOnly? IssuedOn);

/// <summary>The year's figure (全年总分): the sum of its periods.</summary>
/// <param name="Maximum">The most the year may give; null for none.</param>
public sealed record YearRule(decimal? Maximum)
{
    /// <summary>The year to date.</summary>
    /// <param name="before">The year's figure before the period.</param>
    public decimal Of(decimal before, decimal total) => Maximum is { } most ? Math.Min(before + total, most) : before + total;
}

/// <summary>Units that are scored by one tree of indicators and ranked together.</summary>
/// <param name="OtherNames">What else the group is called: 市直单位 for 区直单位.</param>
/// <param name="Total">The total over the group's indicators.</param>
/// <param name="Measures">Every measure of the tree, by index.</param>
public sealed record SchemeGroup(string Name, IReadOnlyList<string> OtherNames, Indicator Total, IReadOnlyList<Measure> Measures)
{
    /// <summary>In a group without indicators, the band of a unit that no veto hit (合格).</summary>
    public string? Otherwise { get; init; }

    /// <summary>The indicators of the first level.</summary>
    public IReadOnlyList<Indicator> Indicators => Total.Children;

    /// <summary>The indicators that take points: typed cells or rules.</summary>
    public IReadOnlyList<Indicator> Leaves => Indicators.Count == 0 ? [] : [.. Total.Leaves()];
}

/// <summary>Units left out of a scheme, by name or by a mark of the register.</summary>
public sealed record Exclusion(string? Unit, string? Mark, string Because);

/// <summary>What is printed after a unit's name.</summary>
/// <param name="Note">The note itself: 无网站.</param>
/// <param name="Print">As printed: (无网站).</param>
/// <param name="Units">The units by name; those with the mark <paramref name="Note"/> have it too.</param>
public sealed record UnitNote(string Note, string Print, IReadOnlyList<string> Units);

/// <summary>Who has how long for what: 自评, 申诉, 整改.</summary>
public sealed record ProcedureStep(string Name, Deadline Within, Citation Citation)
{
    /// <summary>The last day of the step.</summary>
    public DateOnly EndsOn(DateOnly startedOn, AddWorkdays workdays) => Within.DueOn(startedOn, startedOn.Year, workdays);
}

/// <summary>The stages of scoring in their order (自评、复核), of which the last one entered counts, and the windows.</summary>
public sealed record Procedure(IReadOnlyList<string> Stages, IReadOnlyList<ProcedureStep> Steps);

/// <summary>
/// A scoring scheme (考评方案): the whole rule, as a value. Read from a pack; pure.
/// </summary>
/// <param name="Name">The pack's name, such as <c>yanshi-monthly</c>.</param>
/// <param name="Decimals">To how many places points are rounded (四舍五入) where a rule divides.</param>
public sealed record Scheme(string Name, string Title, PeriodKind Period, int Decimals)
{
    /// <summary>How often it scores: 月, 季度, 年度.</summary>
    public string PeriodTitle => Period switch { PeriodKind.Month => "月", PeriodKind.Quarter => "季度", PeriodKind.Year => "年度" };

    public IReadOnlyList<BasisDocument> Basis { get; init; } = [];

    /// <summary>Null where no year figure is kept.</summary>
    public YearRule? Year { get; init; }

    public required IReadOnlyList<SchemeGroup> Groups { get; init; }

    public required RankingRules Ranking { get; init; }

    public required BandRules Bands { get; init; }

    public IReadOnlyList<Exclusion> Excluded { get; init; } = [];

    public IReadOnlyList<UnitNote> Notes { get; init; } = [];

    public Procedure Procedure { get; init; } = new([], []);

    /// <summary>Facts in these states (申诉成立) count nowhere.</summary>
    public IReadOnlyList<string> VoidStates { get; init; } = [];

    /// <summary>What the reader doubts, for the office to look at.</summary>
    public IReadOnlyList<PackProblem> Warnings { get; init; } = [];

    /// <summary>Reads a scheme by name from the packs, or from a file when it is a path.</summary>
    /// <exception cref="RefusedException">Not found, or wrong: one sentence a mistake, each with file, line and key.</exception>
    public static Scheme Load(string nameOrPath, PackFolder packs)
    {
        var file = PackFile.Read(packs.FindOrPath("schemes", nameOrPath));
        var scheme = SchemeReader.Read(file);
        file.ThrowIfWrong();
        return scheme;
    }

    /// <summary>The group of that name or other name, whatever brackets it is written with; null when there is none.</summary>
    public SchemeGroup? Group(string name) =>
        Groups.FirstOrDefault(group => group.OtherNames.Prepend(group.Name).Any(known => PrintedName.Same(known, name)));
}

/// <summary>Names as people write them: full-width and half-width brackets and blanks make no difference.</summary>
public static class PrintedName
{
    public static bool Same(string a, string b) => string.Equals(Plain(a), Plain(b), StringComparison.Ordinal);

    /// <summary>Without blanks, with full-width brackets.</summary>
    public static string Plain(string name) =>
        string.Concat(name.Where(c => !char.IsWhiteSpace(c)).Select(c => c switch { '(' => '（', ')' => '）', _ => c }));
}
