using Lantai.Packs;
using Lantai.Storage;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Disclosure;

/// <summary>How index numbers (索引号) are made: a pattern with a serial of the unit and year.</summary>
internal sealed record IndexNumberRule(string Pattern, int SerialDigits)
{
    private static readonly string[] Parts = ["{unit}", "{year}", "{serial}"];

    /// <exception cref="RefusedException">The pack has mistakes.</exception>
    public static IndexNumberRule Read(PackFile file)
    {
        var map = file.Root.Map();
        map.Required("name").Text();
        map.Citation();
        var pattern = map.Required("pattern");
        var rule = new IndexNumberRule(pattern.Text(), map.Required("serial_digits").Whole(least: 1, most: 9));
        foreach (var part in Parts.Where(part => !rule.Pattern.Contains(part, StringComparison.Ordinal))) pattern.Wrong($"缺少{part}，索引号会重复。");
        map.End();
        file.ThrowIfWrong();
        return rule;
    }

    public string Number(string region, long unitId, int year, int serial) => Pattern
        .Replace("{region}", region, StringComparison.Ordinal).Replace("{unit}", $"{unitId:0000}", StringComparison.Ordinal)
        .Replace("{year}", $"{year}", StringComparison.Ordinal).Replace("{serial}", serial.ToString($"D{SerialDigits}"), StringComparison.Ordinal);

    /// <summary>
    /// The unit's next serial of the year. Its row stays locked until the transaction ends: two that publish together get
    /// numbers one after the other, and one that fails leaves no gap.
    /// </summary>
    public static async Task<int> NextSerialAsync(LantaiDb db, long unitId, int year, CancellationToken stop)
    {
        var next = await db.Database.SqlQuery<int>($"""
            insert into index_counter (unit_id, year, last) values ({unitId}, {year}, 1)
            on conflict (unit_id, year) do update set last = index_counter.last + 1 returning last as "Value"
            """).ToListAsync(stop);
        return next[0];
    }
}
