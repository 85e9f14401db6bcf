namespace Lantai.Calendar;

/// <summary>
/// Office time: China Standard Time, UTC+8 without summer time. The only place where an instant becomes a day.
/// </summary>
public static class OfficeTime
{
    /// <summary>A fixed offset, so that no time-zone data need be on the machine.</summary>
    public static readonly TimeSpan Offset = TimeSpan.FromHours(8);

    /// <summary>The instant as the office's clock shows it.</summary>
    public static DateTimeOffset Local(DateTimeOffset at) => at.ToOffset(Offset);

    /// <summary>The office's day on which the instant falls.</summary>
    public static DateOnly Day(DateTimeOffset at) => DateOnly.FromDateTime(Local(at).DateTime);

    /// <summary>The instant at which the office's day begins, in UTC.</summary>
    public static DateTimeOffset Start(DateOnly day) => new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), Offset).ToUniversalTime();

    /// <summary>The office's day now.</summary>
    public static DateOnly Today(this TimeProvider time) => Day(time.GetUtcNow());
}
