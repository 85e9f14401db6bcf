using Lantai.Requests.Contests;

namespace Lantai.Requests.Figures;

/// <summary>A reconsideration or lawsuit as table 四 counts it.</summary>
/// <param name="DecidedOn">Null while it is open.</param>
public sealed record CountedContest(ContestPath Path, DateOnly LodgedOn, DateOnly? DecidedOn, ContestResult? Result)
{
    /// <summary>The application it is about.</summary>
    public long RequestId { get; init; }

    /// <inheritdoc cref="Request.UnitId"/>
    public long? UnitId { get; init; }

    /// <inheritdoc cref="CountedCase.CaseNumber"/>
    public string CaseNumber { get; init; } = "";
}

/// <param name="Open">尚未审结 at the end of the year.</param>
public sealed record ContestRow(ContestPath Path, int Upheld, int Corrected, int Other, int Open)
{
    public int Sum => Upheld + Corrected + Other + Open;
}

/// <summary>
/// Table 四 (国办公开办函〔2021〕30号): what was pending in the year, by how it ended in the year. What was still open is
/// counted again in the next year, by its outcome.
/// </summary>
public static class ContestFigures
{
    public static IReadOnlyList<ContestRow> Of(int year, IEnumerable<CountedContest> contests)
    {
        var pending = Pending(year, contests).ToLookup(contest => contest.Path);
        return [.. ContestWords.Paths.Select(path => Row(path, [.. pending[path]], year))];
    }

    /// <summary>What the year's table counts.</summary>
    public static IEnumerable<CountedContest> Pending(int year, IEnumerable<CountedContest> contests) =>
        contests.Where(contest => contest.LodgedOn.Year <= year && !(contest.DecidedOn?.Year < year));

    /// <summary>How it had ended by the end of the year; null while it was open.</summary>
    public static ContestResult? ResultIn(int year, CountedContest contest) => contest.DecidedOn?.Year <= year ? contest.Result : null;

    private static ContestRow Row(ContestPath path, IReadOnlyList<CountedContest> pending, int year)
    {
        int Count(ContestResult? result) => pending.Count(contest => ResultIn(year, contest) == result);
        return new ContestRow(path, Count(ContestResult.Upheld), Count(ContestResult.Corrected), Count(ContestResult.Other), Count(null));
    }
}
