using Lantai.Disclosure;
using Lantai.Requests;
using Lantai.Requests.Contests;
using Lantai.Requests.Figures;

namespace Lantai.AnnualReports;

/// <summary>
/// The cells that the program's own records fill, by the format of the year. A cell whose records are not kept here is
/// not in it: it is typed, and never taken for 0.
/// </summary>
public static class LiveTables
{
    /// <summary>表三: one application, one row (国办公开办函〔2021〕30号).</summary>
    public static IEnumerable<KeyValuePair<CellAt, LiveCell>> Requests(AnnualFormat format, YearFigures figures)
    {
        var balance = format.Balance;
        IReadOnlyList<(string Key, FigureRow Row)> rows =
        [
            (balance.Left[0], figures.Received), (balance.Left[1], figures.CarriedOver), (balance.Right[0], figures.Total), (balance.Right[1], figures.CarriedOn),
            .. figures.Results.Select(row => (ResultRow(format, row.Row), row)),
        ];
        // In the format of 2019 several results share a row.
        return rows.GroupBy(pair => pair.Key, pair => pair.Row).SelectMany(row => RequestCells(row.Key, [.. row]));
    }

    /// <summary>表四.</summary>
    public static IEnumerable<KeyValuePair<CellAt, LiveCell>> Remedies(int year, IEnumerable<CountedContest> contests)
    {
        var pending = ContestFigures.Pending(year, contests).ToLookup(contest => contest.Path);
        foreach (var path in ContestWords.Paths)
        {
            foreach (var result in ContestWords.Results.Select(result => (ContestResult?)result).Append(null))
                yield return Cell(KeyOf(path), result is { } ended ? KeyOf(ended) : "pending", CellSource.Contests, pending[path].Where(contest => ContestFigures.ResultIn(year, contest) == result).Select(Thing));
            yield return Cell(KeyOf(path), AnnualFormat.TotalColumn, CellSource.Contests, pending[path].Select(Thing));
        }
        CountedThing Thing(CountedContest contest) =>
            new($"{contest.CaseNumber}（{contest.Path.Title}）", contest.LodgedOn, $"requests/{contest.RequestId}", ContestFigures.ResultIn(year, contest)?.Title ?? "尚未审结");
    }

    /// <summary>第二十条第（一）项 of 表二. The format of 2019 asks for what was newly published, which is another thing: it is typed.</summary>
    public static IEnumerable<KeyValuePair<CellAt, LiveCell>> Policies(AnnualFormat format, int year, IReadOnlyList<PolicyInYear> library)
    {
        if (!format.Row("documents").Columns.Any(column => column.Key == "repealed")) yield break;
        foreach (var (row, type) in new[] { ("regulations", PolicyType.Rule), ("documents", PolicyType.Normative) })
        {
            var own = library.Where(policy => policy.Type == type).ToList();
            yield return Documents(row, "made", "制发", own.Where(policy => policy.FormedOn.Year == year));
            yield return Documents(row, "repealed", "废止", own.Where(policy => policy.RepealedOn is not null));
            yield return Documents(row, "valid", "现行有效", own.Where(policy => policy.IsValid));
        }
    }

    private static KeyValuePair<CellAt, LiveCell> Documents(string row, string column, string note, IEnumerable<PolicyInYear> policies)
    {
        var known = policies.ToLookup(policy => policy.UnknownIssuer is null);
        var (at, cell) = Cell(row, column, CellSource.Policies, known[true].Select(policy => Thing(policy, note)));
        return new(at, cell with { Undecided = [.. known[false].Select(policy => Thing(policy, $"{note}，发文机关“{policy.UnknownIssuer}”"))] });

        CountedThing Thing(PolicyInYear policy, string what) =>
            new(policy.Title, policy.RepealedOn is { } on && column == "repealed" ? on : policy.FormedOn, $"disclosure/articles/{policy.ArticleId}", what);
    }

    private static IEnumerable<KeyValuePair<CellAt, LiveCell>> RequestCells(string key, IReadOnlyList<FigureRow> rows)
    {
        var all = rows.SelectMany(row => row.Cases.Select(counted => (counted.Kind, Thing: new CountedThing(counted.CaseNumber, counted.ReceivedOn, $"requests/{counted.RequestId}", row.Title)))).ToList();
        foreach (var kind in ApplicantKinds.All)
            yield return Cell(key, KeyOf(kind), CellSource.Cases, all.Where(counted => counted.Kind == kind).Select(counted => counted.Thing));
        yield return Cell(key, AnnualFormat.TotalColumn, CellSource.Cases, all.Select(counted => counted.Thing));
    }

    private static KeyValuePair<CellAt, LiveCell> Cell(string row, string column, CellSource source, IEnumerable<CountedThing> things) =>
        new(new CellAt(row, column), new LiveCell(source, [.. things.OrderBy(thing => thing.On).ThenBy(thing => thing.Name, StringComparer.Ordinal)]));

    /// <summary>三（四）1 is the first row under （四）; where the format does not divide it, the row of （四） itself.</summary>
    private static string ResultRow(AnnualFormat format, string code)
    {
        var (group, number) = (code[1..4], code[4..]);
        return (format.Requests.Rows.FirstOrDefault(row => row.Group is { } over && over.StartsWith(group, StringComparison.Ordinal) && row.Title.StartsWith(number + ".", StringComparison.Ordinal))
            ?? format.Requests.Rows.FirstOrDefault(row => row.Group is null && row.Title.StartsWith(group, StringComparison.Ordinal))
            ?? throw new RefusedException($"{format.Name}的表三没有“{code}”这一行，请核对规则包annual与decisions。")).Key;
    }

    private static string KeyOf(ApplicantKind kind) => kind switch
    {
        ApplicantKind.Citizen => "person",
        ApplicantKind.Company => "company",
        ApplicantKind.ResearchInstitute => "research",
        ApplicantKind.PublicWelfare => "charity",
        ApplicantKind.LegalService => "legal",
        ApplicantKind.OtherOrganisation => "other",
    };

    private static string KeyOf(ContestPath path) => path switch
    {
        ContestPath.Review => "review",
        ContestPath.DirectSuit => "direct_suit",
        ContestPath.SuitAfterReview => "suit_after_review",
    };

    private static string KeyOf(ContestResult result) => result switch
    {
        ContestResult.Upheld => "upheld",
        ContestResult.Corrected => "corrected",
        ContestResult.Other => "other",
    };
}
