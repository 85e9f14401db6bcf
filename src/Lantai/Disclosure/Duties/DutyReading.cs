using Lantai.Storage;
using Lantai.Ui;

namespace Lantai.Disclosure;

/// <summary>Where a duty stands: published and in time, soon to be renewed, its cycle lapsed, nothing there.</summary>
public enum DutyState { Done, Due, Late, Empty }

/// <summary>What was published for a duty so far.</summary>
/// <param name="Count">Pages that stand or stood on the portal and are not withdrawn, and on other sites where they are known.</param>
/// <param name="Newest">The day of the newest.</param>
public sealed record DutyProof(int Count, DateOnly? Newest)
{
    public static readonly DutyProof None = new(0, null);

    /// <summary>The list on another site where it is published; null for the portal's own column.</summary>
    public string? Elsewhere { get; init; }

    public DutyProof With(DutyProof other) =>
        new(Count + other.Count, Newest > other.Newest ? Newest : other.Newest ?? Newest) { Elsewhere = Elsewhere ?? other.Elsewhere };
}

/// <summary>What another module knows to be published for duties outside this portal.</summary>
/// <param name="ReadAsync">Of a region, as it stood on a day, by unit and item.</param>
public sealed record DutyProofSource(
    Func<LantaiDb, long, DateOnly, CancellationToken, Task<IReadOnlyDictionary<(long Unit, long Item), DutyProof>>> ReadAsync);

/// <summary>Where a duty stands, and why.</summary>
/// <param name="DueOn">The last day for the next update; null where nothing is due by a day.</param>
/// <param name="Because">One sentence.</param>
public sealed record DutyReading(DutyState State, DateOnly? DueOn, string Because)
{
    /// <param name="noneBecause">Why the unit has nothing to publish; such a duty is done by saying so.</param>
    public static DutyReading Of(Cycle? cycle, string? noneBecause, DutyProof proof, DateOnly today, int warnDays)
    {
        if (proof.Newest is not { } newest)
            return noneBecause is null
                ? new(DutyState.Empty, null, "还没有公开过。")
                : new(DutyState.Done, null, $"本单位没有此类信息：{noneBecause}");
        if (cycle is null) return new(DutyState.Done, null, $"已公开{proof.Count}条，最近一次是{newest:yyyy-MM-dd}。");
        var due = cycle.DueAfter(newest);
        if (due < today) return new(DutyState.Late, due, $"应{cycle.Title}更新，最近一次是{newest:yyyy-MM-dd}，已超过{today.DayNumber - due.DayNumber}天。");
        var rest = $"应{cycle.Title}更新，下次不晚于{due:yyyy-MM-dd}。";
        return new(due.AddDays(-warnDays) <= today ? DutyState.Due : DutyState.Done, due, rest);
    }
}

public static class DutyStateTitles
{
    extension(DutyState state)
    {
        public string Title => state switch
        {
            DutyState.Done => "已公开",
            DutyState.Due => "将到期",
            DutyState.Late => "已逾期",
            DutyState.Empty => "空白",
        };

        public Tone Tone => state switch
        {
            DutyState.Done => Tone.Done,
            DutyState.Due => Tone.Soon,
            DutyState.Late => Tone.Late,
            DutyState.Empty => Tone.Soon,
        };
    }
}
