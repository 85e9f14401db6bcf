using Lantai.Calendar;
using Lantai.Journal;
using Lantai.Storage;
using Lantai.Ui;

namespace Lantai.Desk.Settings;

/// <summary>Which lines of the journal a list or an export shows, as its address says.</summary>
internal static class JournalFilter
{
    public static readonly IReadOnlyList<string> Keys = ["region", "act", "account", "subject", "from", "to"];

    /// <summary>The newest first.</summary>
    public static IQueryable<JournalEntry> FilterJournal(this LantaiDb db, TableQuery query)
    {
        IQueryable<JournalEntry> lines = db.Journal;
        if (long.TryParse(query["region"], out var region)) lines = lines.Where(line => line.RegionId == region);
        if (query["act"] is { } act) lines = lines.Where(line => line.Act == act);
        if (long.TryParse(query["account"], out var account)) lines = lines.Where(line => line.AccountId == account);
        if (query["subject"]?.Trim() is { Length: > 0 } subject) lines = lines.Where(line => line.Subject.StartsWith(subject));
        if (Day(query["from"]) is { } from) lines = lines.Where(line => line.At >= from);
        if (Day(query["to"], 1) is { } end) lines = lines.Where(line => line.At < end);
        if (query.Search is { Length: > 0 } words) lines = lines.Where(line => line.Sentence.Contains(words));
        return lines.OrderByDescending(line => line.Id);
    }

    private static DateTimeOffset? Day(string? text, int later = 0) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", out var day) && day < DateOnly.MaxValue ? OfficeTime.Start(day.AddDays(later)) : null;
}
