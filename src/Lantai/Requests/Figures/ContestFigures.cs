using Lantai.Requests.Contests;

namespace Lantai.Requests.Figures;

/// <summary>A reconsideration or lawsuit as table 四 counts it.</summary>
/// <param name="DecidedOn">Null while it is open.</param>
public sealed record CountedContest(ContestPath Path, DateOnly LodgedOn, DateOnly? DecidedOn, ContestResult? Result);

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
        var (first, last) = (new DateOnly(year, 1, 1), new DateOnly(year, 12, 31));
        var pending = contests.Where(contest => contest.LodgedOn <= last && !(contest.DecidedOn < first)).ToLookup(contest => contest.Path);
        return [.. ContestWords.Paths.Select(path => Row(path, [.. pending[path]], last))];
    }

    private static ContestRow Row(ContestPath path, IReadOnlyList<CountedContest> pending, DateOnly last)
    {
        int Ended(ContestResult result) => pending.Count(contest => contest.DecidedOn <= last && contest.Result == result);
        return new ContestRow(path, Ended(ContestResult.Upheld), Ended(ContestResult.Corrected), Ended(ContestResult.Other), pending.Count(contest => !(contest.DecidedOn <= last)));
    }
}
