using System.Text.Json;
using Lantai.Calendar;
using Lantai.Journal;
using Lantai.Storage;
using Lantai.Ui;
using Lantai.Units.Import;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Units;

/// <summary>What happened to a unit, from the journal: what was done to it, and what imports changed of it.</summary>
internal static class UnitHistory
{
    /// <returns>The newest first.</returns>
    public static async Task<IReadOnlyList<TimelineEntry>> ReadHistoryAsync(this LantaiDb db, long regionId, long unitId)
    {
        var subject = UnitSentences.SubjectOf(unitId);
        var lines = await db.Journal.AsNoTracking().Where(line => line.RegionId == regionId && (line.Subject == subject || line.Act == ImportDetail.Act))
            .OrderByDescending(line => line.Id).ToListAsync();
        return [.. lines.Select(line => line.Subject == subject ? Entry(line, line.Sentence, true) : Imported(line, unitId)).OfType<TimelineEntry>()];
    }

    private static TimelineEntry? Imported(JournalEntry line, long unitId)
    {
        var detail = JsonSerializer.Deserialize<ImportDetail>(line.Detail, JsonSerializerOptions.Web);
        if (detail?.Units.FirstOrDefault(unit => unit.Id == unitId) is not { } unit) return null;
        return Entry(line, unit.IsNew ? "导入时新增。" : $"导入时修改：{string.Join('；', unit.Changes)}。", !unit.IsNew);
    }

    private static TimelineEntry Entry(JournalEntry line, string sentence, bool isPlain) =>
        new(OfficeTime.Local(line.At).ToString("yyyy-MM-dd HH:mm"), sentence, line.Actor) { Tone = isPlain ? Tone.Plain : Tone.Done };
}
