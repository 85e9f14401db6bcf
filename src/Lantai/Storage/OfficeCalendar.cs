using Lantai.Calendar;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lantai.Storage;

/// <summary>A day that the office set itself, with the paper it goes by.</summary>
public sealed class CalendarChange
{
    public DateOnly On { get; init; }

    public bool IsWorkday { get; set; }

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
    public int Year { get; init; }

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

/// <summary>The shipped calendar with the office's own days over it.</summary>
public static class OfficeCalendar
{
    private static readonly Lazy<IReadOnlyList<CalendarEntry>> Shipped =
        new(() => CalendarFile.Read(Path.Combine(AppContext.BaseDirectory, "packs", "calendars", "china.csv")));

    /// <summary>Reads the office's days and builds the calendar; two small queries.</summary>
    public static async Task<WorkCalendar> ReadCalendarAsync(this LantaiDb db, CancellationToken stop = default)
    {
        var changes = await db.Set<CalendarChange>()
            .Select(change => new CalendarEntry(change.On, change.IsWorkday, change.Name)).ToListAsync(stop);
        var years = await db.Set<CalendarYear>().Select(year => year.Year).ToListAsync(stop);
        return new WorkCalendar(Shipped.Value, changes, years);
    }
}
