using Lantai.Calendar;
using Lantai.Journal;
using Lantai.Papers;
using Lantai.Storage;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Requests.Letters;

/// <summary>Enters who signs the letters of a region's office or of one of its units, for letters from now on; what was issued stays.</summary>
public sealed class SaveLetterOffice(LantaiDb db, Addressees addressees, TimeProvider time)
{
    /// <exception cref="RefusedException">The code of the numbers cannot stand in a document number, or is another office's; or the unit is none of the region's.</exception>
    public async Task RunAsync(Actor actor, LetterOffice wanted, CancellationToken stop = default)
    {
        var sample = new DocumentNumber(wanted.NumberCode, time.Today().Year, 1);
        if (!IsWritten(sample)) throw new RefusedException($"机关代字“{wanted.NumberCode}”不规范，应像“偃公复”，只写汉字，不写年份和括号。");
        if (wanted.UnitId is { } unit) await addressees.RefuseUnknownAsync(wanted.RegionId, unit, time.Today(), stop);
        var same = await db.LetterOffices.AsNoTracking()
            .FirstOrDefaultAsync(office => office.RegionId == wanted.RegionId && office.UnitId != wanted.UnitId && office.NumberCode == wanted.NumberCode, stop);
        if (same is not null) throw new RefusedException($"机关代字“{wanted.NumberCode}”已由{same.Name}使用，两个机关的文书会编到一起，请另用一个。");
        var known = await db.LetterOffices.SingleOrDefaultAsync(office => office.RegionId == wanted.RegionId && office.UnitId == wanted.UnitId, stop);
        if (known is null) db.LetterOffices.Add(wanted);
        else db.Entry(known).CurrentValues.SetValues(wanted);
        db.Record(time, actor, "填写发文机关", "letter-office", $"依申请公开的发文机关为{wanted.Name}，机关代字{wanted.NumberCode}。", wanted.RegionId);
        await db.SaveChangesAsync(stop);
    }

    private static bool IsWritten(DocumentNumber number)
    {
        try
        {
            return DocumentNumber.Parse($"{number}") == number;
        }
        catch (RefusedException)
        {
            // Its sentence is about a whole number; the caller says what is wrong with the code.
            return false;
        }
    }
}
