using System.Text.Json;
using Lantai.Calendar;
using Lantai.Journal;
using Lantai.Storage;
using Lantai.Ui;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Assessment;

/// <summary>What happened to one cell, from the journal.</summary>
public static class CellHistory
{
    /// <summary>The newest first.</summary>
    public static async Task<IReadOnlyList<TimelineEntry>> ReadAsync(LantaiDb db, long period, long unit, string indicator, CancellationToken stop = default)
    {
        var subject = EntryChanges.Subject(period, unit);
        var lines = await db.Journal.AsNoTracking().Where(line => line.Subject == subject).OrderByDescending(line => line.Id).ToListAsync(stop);
        return [.. lines.SelectMany(line => Entries(line, indicator))];
    }

    private static IEnumerable<TimelineEntry> Entries(JournalEntry line, string indicator)
    {
        var when = OfficeTime.Local(line.At).ToString("yyyy-MM-dd HH:mm");
        using var detail = JsonDocument.Parse(line.Detail);
        if (!detail.RootElement.TryGetProperty(nameof(SheetChange.Cells), out _))
        {
            var isAbout = detail.RootElement.TryGetProperty("indicator", out var about) && about.GetString() == indicator;
            if (isAbout) yield return new TimelineEntry(when, line.Sentence, line.Actor);
            yield break;
        }
        var change = Frozen.Read<SheetChange>(line.Detail);
        foreach (var cell in change.Cells.Where(cell => cell.Indicator == indicator))
            yield return new TimelineEntry(when, $"{change.How}{(cell.Stage.Length > 0 ? $"（{cell.Stage}）" : "")}：{Words(cell.From)} → {Words(cell.To)}", line.Actor);
    }

    private static string Words(EntryState? state)
    {
        if (state is null) return "空";
        var points = state.Cell == "/" ? "不适用" : state.Cell + "分";
        return points + (state.Note is { } note ? $"（{note}）" : "") + (state.File is null ? "" : "，有附件");
    }
}
