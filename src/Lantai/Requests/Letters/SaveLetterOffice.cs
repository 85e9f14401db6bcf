using Lantai.Calendar;
using Lantai.Journal;
using Lantai.Papers;
using Lantai.Storage;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Requests.Letters;

/// <summary>Enters who signs the letters of a region, for letters from now on; what was issued stays.</summary>
public sealed class SaveLetterOffice(LantaiDb db, TimeProvider time)
{
    /// <exception cref="RefusedException">The code of the numbers cannot stand in a document number.</exception>
    public async Task RunAsync(Actor actor, LetterOffice wanted, CancellationToken stop = default)
    {
        var sample = new DocumentNumber(wanted.NumberCode, time.Today().Year, 1);
        if (!IsWritten(sample)) throw new RefusedException($"机关代字“{wanted.NumberCode}”不规范，应像“偃公复”，只写汉字，不写年份和括号。");
        var known = await db.LetterOffices.SingleOrDefaultAsync(office => office.RegionId == wanted.RegionId, stop);
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
