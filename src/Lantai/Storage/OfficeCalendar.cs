using System.Runtime.CompilerServices;
using Lantai.Calendar;
using Lantai.Packs;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lantai.Storage;

/// <summary>A day that the office set itself, with the paper it goes by.</summary>
public sealed class CalendarChange
{
    /// <summary>The day; there is one row a day.</summary>
    public DateOnly On { get; init; }

    /// <summary>Whether it is worked on that day.</summary>
    public bool IsWorkday { get; set; }

    /// <summary>What people call the day: 抗洪放假, 春节.</summary>
    public required string Name { get; set; }

    /// <summary>The notice or decision, as the office cites it.</summary>
    public required string Reason { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<CalendarChange>
    {
        public void Configure(EntityTypeBuilder<CalendarChange> builder) => builder.HasKey(change => change.On);
    }
}

/// <summary>A year that the office declares complete, so that it can be computed with.</summary>
public sealed class CalendarYear
{
    /// <summary>The calendar year, 2027.</summary>
    public int Year { get; init; }

    /// <summary>When it was declared.</summary>
    public DateTimeOffset DeclaredAt { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<CalendarYear>
    {
        public void Configure(EntityTypeBuilder<CalendarYear> builder)
        {
            builder.HasKey(year => year.Year);
            builder.Property(year => year.Year).ValueGeneratedNever();
        }
    }
}

/// <summary>A year as the office sees it, also while it is not complete.</summary>
/// <param name="Calendar">Covers the year in any case: by its rows so far.</param>
/// <param name="IsShipped">Whether the packs have the year.</param>
/// <param name="DeclaredAt">When the office declared it complete.</param>
/// <param name="Changes">The office's own days of the year.</param>
public sealed record OfficeYear(int Year, WorkCalendar Calendar, bool IsShipped, DateTimeOffset? DeclaredAt, IReadOnlyList<CalendarChange> Changes)
{
    /// <summary>Whether working days of the year can be computed.</summary>
    public bool IsComplete => IsShipped || DeclaredAt is not null;
}

/// <summary>The calendar of the packs with the days over it that the office set on the page.</summary>
public static class OfficeCalendar
{
    private static readonly ConditionalWeakTable<PackFolder, IReadOnlyList<CalendarEntry>> Read = [];

    /// <summary>Reads the office's days and builds the calendar; two small queries.</summary>
    public static async Task<WorkCalendar> ReadCalendarAsync(this LantaiDb db, CancellationToken stop = default)
    {
        var changes = await db.Set<CalendarChange>()
            .Select(change => new CalendarEntry(change.On, change.IsWorkday, change.Name)).ToListAsync(stop);
        var years = await db.Set<CalendarYear>().Select(year => year.Year).ToListAsync(stop);
        return new WorkCalendar(Packed(db), changes, years);
    }

    /// <summary>A year with the office's own days in it, complete or not.</summary>
    public static async Task<OfficeYear> ReadYearAsync(this LantaiDb db, int year, CancellationToken stop = default)
    {
        DateOnly first = new(year, 1, 1), last = new(year, 12, 31);
        var changes = await db.Set<CalendarChange>().AsNoTracking().Where(change => change.On >= first && change.On <= last)
            .OrderBy(change => change.On).ToListAsync(stop);
        var declared = await db.Set<CalendarYear>().Where(known => known.Year == year).Select(known => (DateTimeOffset?)known.DeclaredAt).SingleOrDefaultAsync(stop);
        var calendar = new WorkCalendar(Packed(db), changes.Select(change => new CalendarEntry(change.On, change.IsWorkday, change.Name)), [year]);
        return new OfficeYear(year, calendar, Packed(db).Any(entry => entry.On.Year == year), declared, changes);
    }

    /// <summary>What the day is without what the office set on the page.</summary>
    public static CalendarDay PlainDay(this LantaiDb db, DateOnly day) => new WorkCalendar(Packed(db), null, [day.Year]).On(day);

    /// <summary>Read once while the program runs.</summary>
    private static IReadOnlyList<CalendarEntry> Packed(LantaiDb db) =>
        Read.GetValue(db.Packs, packs => CalendarFile.Read(packs.Find("calendars", "china", ".csv")));
}
