using Lantai.Calendar;
using Lantai.Packs;
using Lantai.Wording;

namespace Lantai.Rectification;

/// <summary>How long a unit has for what is so grave, and when lateness is reported: a row of packs/rectification/limits.csv.</summary>
/// <param name="Workdays">From the day after the ticket was opened; null when no ticket is opened by itself.</param>
/// <param name="ReportAfter">Working days after the due day on which the leader is told; null when he is not.</param>
public sealed record TicketLimit(Severity Severity, int? Workdays, int? ReportAfter, Citation Basis)
{
    /// <exception cref="RefusedException">The calendar does not reach that far.</exception>
    public DateOnly DueOn(DateOnly openedOn, WorkCalendar calendar) => calendar.AddWorkdays(openedOn, Workdays ?? 0);
}

/// <summary>The limits by severity.</summary>
public sealed class TicketLimits
{
    private readonly Dictionary<Severity, TicketLimit> limits;

    private TicketLimits(Dictionary<Severity, TicketLimit> limits) => this.limits = limits;

    /// <exception cref="RefusedException">The pack is wrong or lacks a severity.</exception>
    public static TicketLimits Load(PackFolder packs)
    {
        var path = packs.Find("rectification", "limits", ".csv");
        var file = Path.GetFileName(path);
        var limits = new Dictionary<Severity, TicketLimit>();
        foreach (var row in PackTable.Read(path, "级别", "工作日", "逾期上报", "依据", "把握"))
        {
            int? workdays = row["工作日"].Length > 0 ? row.Count(file, "工作日") : null;
            var limit = new TicketLimit(row.Severity(file), workdays, row["逾期上报"].Length > 0 || workdays is not null ? row.Count(file, "逾期上报") : null, row.Basis(file));
            if (!limits.TryAdd(limit.Severity, limit)) throw row.Wrong(file, $"级别“{row["级别"]}”重复。");
        }
        foreach (var severity in Enum.GetValues<Severity>())
            if (!limits.ContainsKey(severity)) throw new RefusedException($"{file}缺少级别“{severity.Title}”的行。");
        return new TicketLimits(limits);
    }

    public TicketLimit Of(Severity severity) => limits[severity];
}
