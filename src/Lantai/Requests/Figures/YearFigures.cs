using Lantai.Requests.Decisions;
using Lantai.Requests.Likeness;

namespace Lantai.Requests.Figures;

/// <summary>A case as the annual report counts it: one application, one row (国办公开办函〔2021〕30号).</summary>
/// <param name="EndedOn">Null while it is open.</param>
/// <param name="Outcome">How it ended; null while it is open.</param>
public sealed record CountedCase(ApplicantKind Kind, DateOnly ReceivedOn, DateOnly? EndedOn, Decision? Outcome)
{
    /// <summary>The application in the register.</summary>
    public long RequestId { get; init; }

    /// <inheritdoc cref="Request.UnitId"/>
    public long? UnitId { get; init; }

    /// <summary>登记编号.</summary>
    public string CaseNumber { get; init; } = "";
}

/// <summary>How a case ended, from what happened and what was decided of its items.</summary>
public static class Outcomes
{
    public static Decision? Of(Request request) =>
        Of(request.Course, request.EndedOn, [.. request.Items.OrderBy(item => item.Place).Select(item => item.Decision).OfType<Decision>()], request.ConvertedTo);

    /// <summary>
    /// The day on which a case counts as ended, the same in every table: a lapse on the day of the lapse, whenever its letter went out, so that no
    /// published year changes.
    /// </summary>
    /// <param name="reading">Null where only what the register has copied is known.</param>
    public static DateOnly? EndedOn(Request request, ClockReading? reading) =>
        Of(request) is { IsLapse: true } ? reading?.LapsedOn ?? request.EndedOn : request.EndedOn;

    /// <returns>Null while it has not ended.</returns>
    /// <param name="turnedTo">What a converted case was turned to.</param>
    public static Decision? Of(IEnumerable<RequestEvent> course, DateOnly? endedOn, IReadOnlyList<Decision> decisions, Conversion? turnedTo = null)
    {
        if (endedOn is null) return null;
        var kinds = course.Select(happened => happened.Kind).ToHashSet();
        if (kinds.Contains(RequestEventKind.Replied)) return Joined(decisions);
        if (kinds.Contains(RequestEventKind.Converted) && turnedTo == Conversion.Petition) return Decision.R6a;
        if (kinds.Overlaps([RequestEventKind.Withdrawn, RequestEventKind.Merged, RequestEventKind.Converted])) return Decision.R7c;
        return kinds.Contains(RequestEventKind.FeeNoticed) && !kinds.Contains(RequestEventKind.FeePaid) ? Decision.R7b : Decision.R7a;
    }

    /// <summary>部分公开（区分处理的，只计这一情形，不计其他情形）; otherwise the first item speaks for the case.</summary>
    internal static Decision Joined(IReadOnlyList<Decision> decisions)
    {
        var given = decisions.Count(decision => decision is Decision.R1 or Decision.R2);
        return decisions.Contains(Decision.R3) || (given > 0 && given < decisions.Count) ? Decision.R3 : decisions[0];
    }
}

/// <summary>The figures of one year by kind of applicant: new, carried over, results by row of table 三, and carried on.</summary>
public sealed class YearFigures
{
    private readonly IReadOnlyList<CountedCase> cases;
    private readonly DecisionKinds kinds;

    public YearFigures(int year, IEnumerable<CountedCase> cases, DecisionKinds kinds)
    {
        (this.kinds, From, Until) = (kinds, new DateOnly(year, 1, 1), new DateOnly(year, 12, 31));
        this.cases = [.. cases.Where(counted => counted.ReceivedOn <= Until && !(counted.EndedOn < From))];
    }

    private DateOnly From { get; }

    private DateOnly Until { get; }

    /// <summary>一、本年新收政府信息公开申请数量.</summary>
    public FigureRow Received => Row("一", "本年新收", counted => counted.ReceivedOn >= From);

    /// <summary>二、上年结转政府信息公开申请数量.</summary>
    public FigureRow CarriedOver => Row("二", "上年结转", counted => counted.ReceivedOn < From);

    /// <summary>三、本年度办理结果, a line for every row of table 三 that decisions lead to, in their order.</summary>
    public IReadOnlyList<FigureRow> Results =>
        [.. DecisionKinds.All.GroupBy(decision => kinds[decision].Row).Select(row => Row(
            row.Key, string.Join("、", row.Select(decision => kinds[decision].Name)), counted => IsEnded(counted) && row.Contains(counted.Outcome!.Value)))];

    public FigureRow Total => Row("三（七）", "总计", IsEnded);

    /// <summary>四、结转下年度继续办理.</summary>
    public FigureRow CarriedOn => Row("四", "结转下年度继续办理", counted => !IsEnded(counted));

    private bool IsEnded(CountedCase counted) => counted.EndedOn <= Until;

    private FigureRow Row(string row, string title, Func<CountedCase, bool> counts) =>
        new(row, title, [.. cases.Where(counts)]);
}

/// <param name="Row">三（四）1.</param>
/// <param name="Cases">What the row counts.</param>
public sealed record FigureRow(string Row, string Title, IReadOnlyList<CountedCase> Cases)
{
    /// <summary>By <see cref="ApplicantKinds.All"/>.</summary>
    public IReadOnlyList<int> Counts => field ??= [.. ApplicantKinds.All.Select(kind => Cases.Count(counted => counted.Kind == kind))];

    public int Sum => Cases.Count;
}
