using Lantai.AnnualReports;
using Lantai.Assessment;
using Lantai.Calendar;
using Lantai.Packs;
using Lantai.Storage;

namespace Lantai.Verification.Published;

/// <summary>Units' annual reports as last checked, as facts: in time or late, and without an error or with which.</summary>
internal static class PublishedFacts
{
    public const string InTime = "年报按时";
    public const string Overdue = "年报逾期";
    private const string Right = "年报无差错";
    private const string Wrong = "年报差错";

    private static readonly IReadOnlyList<FactKind> Kinds =
    [
        new(InTime, "在期限内公布的一份年度报告，日期是本平台第一次公布之日（不在本平台公布的，报告写明的公布或成文日期，没有写的不计），对象是年度", "份"),
        new(Overdue, "过了期限才公布、或者布置了而到期没有公布的一份年度报告，日期是期限的次日，对象是年度；没有布置的年度，没有核验的单位不计", "份"),
        new(Right, "最近一次核验没有错误（逾期另计）、各表都能读出的一份年度报告，日期是公布日期，没有写的是核验之日，对象是年度", "份"),
        new(Wrong, "最近一次核验查出的一处错误（逾期另计），日期同上，类别是检查项目，对象是年度", "处"),
    ];

    public static FactSource Source(PackFolder packs, TimeProvider time) => new("年度报告核验", Kinds, (db, query, stop) => ReadAsync(packs, time, db, query, stop));

    private static async Task<IReadOnlyList<Fact>> ReadAsync(PackFolder packs, TimeProvider time, LantaiDb db, FactQuery query, CancellationToken stop)
    {
        if (!Kinds.Any(kind => query.Names.Contains(kind.Name))) return [];
        var region = await db.FindAsync<Units.Region>([query.RegionId], stop);
        var reports = await db.ReadFindingsAsync(query.RegionId, stop);
        var first = await ReportEditionFacts.FirstAsync(db, query.RegionId, stop);
        var checkedFacts =
            from report in reports
            where report.UnitId is { } unit && query.Units.ContainsKey(unit)
            from fact in Of(report, !first.ContainsKey((report.Year, report.UnitId!.Value)), query.Units[report.UnitId!.Value], $"/desk/{region!.Key}/verification/annual/report?id={report.Id}")
            select fact;
        var known = reports.Where(report => report.UnitId is not null).Select(report => (report.Year, report.UnitId!.Value)).ToHashSet();
        var editions = await ReportEditionFacts.ReadAsync(db, query, AnnualFormats.Read(packs), first, known, time.Today(), stop);
        return
        [
            .. from fact in checkedFacts.Concat(editions)
               where query.Names.Contains(fact.Name) && fact.Day <= query.Until && (query.From is null || fact.Day >= query.From)
               orderby fact.Day
               select fact,
        ];
    }

    /// <param name="isElsewhere">Not published here: the day is what the report states.</param>
    private static IEnumerable<Fact> Of(PublishedReport report, bool isElsewhere, string unit, string link)
    {
        var row = new Fact(unit, InTime, report.PublishedOn ?? OfficeTime.Day(report.CheckedAt)) { Item = $"{report.Year}年度", Note = report.Source, Link = link };
        if (isElsewhere && report.PublishedOn is not null) yield return report.IsLate ? row with { Name = Overdue, Day = report.DueOn.AddDays(1) } : row;
        // Lateness is a fact of its own: counted here too, one report would be charged twice.
        var errors = report.Findings.Where(finding => finding is { Severity: Severity.Error, Kind: not "late" }).ToList();
        // A report whose tables cannot be read may be wrong all over.
        if (errors.Count == 0 && !report.Findings.Exists(finding => finding is { Severity: Severity.Unverifiable, Kind: "missing_cell" })) yield return row with { Name = Right };
        foreach (var error in errors) yield return row with { Name = Wrong, Class = error.Title, Note = error.Message };
    }
}
