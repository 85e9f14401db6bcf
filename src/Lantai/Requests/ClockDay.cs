using Lantai.Calendar;
using Lantai.Packs;

namespace Lantai.Requests;

/// <summary>What a day is to the reply period.</summary>
public enum DayMark
{
    /// <summary>The day from which the period runs: receipt, correction or payment.</summary>
    DayZero,

    /// <summary>A working day of the period.</summary>
    Counted,

    /// <summary>A working day of the extension.</summary>
    CountedAsExtension,

    /// <summary>A day off.</summary>
    DayOff,

    /// <summary>A working day spent on consulting others.</summary>
    Excluded,

    /// <summary>A day on which the applicant was waited for.</summary>
    Waiting,

    /// <summary>A working day made void because the period started anew later.</summary>
    Voided,

    /// <summary>A day of a delayed reply, beyond the counted working days.</summary>
    Delayed,
}

/// <summary>A day of the trace.</summary>
/// <param name="Number">Which working day of the period it is; 0 for a day that does not count.</param>
/// <param name="Day">The day as the calendar sees it.</param>
/// <param name="Reason">What made the mark, in words; "" when the mark says it all.</param>
public readonly record struct ClockDay(CalendarDay Day, DayMark Mark, int Number, string Reason, Citation Basis)
{
    public DateOnly On => Day.On;

    public bool IsCounted => Mark is DayMark.Counted or DayMark.CountedAsExtension;

    /// <summary>Why the day counts or not.</summary>
    public string Why => Mark switch
    {
        DayMark.DayZero => $"{Reason}，自次日起算",
        DayMark.Counted => $"第{Number}个工作日{MakeUp}",
        DayMark.CountedAsExtension => $"第{Number}个工作日（延长期内）{MakeUp}",
        DayMark.DayOff => Day.Kind == DayKind.Holiday ? $"{Day.Name}放假" : "双休日",
        DayMark.Excluded or DayMark.Waiting => Reason,
        DayMark.Voided => $"{Reason}期限重新计算，此前的天数不计",
        DayMark.Delayed => "在告知的延迟答复期限内",
    };

    /// <summary>The clause, with a mark where it is a default that the office should check.</summary>
    public string Clause => Basis.Text;

    private string MakeUp => Day.Kind == DayKind.MakeUp ? "（调休上班）" : "";
}
