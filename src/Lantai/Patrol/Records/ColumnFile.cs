using System.Globalization;
using Lantai.Disclosure;
using Lantai.Papers;
using Lantai.Patrol.Addresses;
using Lantai.Storage;
using Lantai.Units;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Patrol;

/// <summary>A row of a file of columns with what it would do.</summary>
/// <param name="What">新增, 修改, 不变.</param>
public sealed record ColumnChange(ColumnEntry Entry, string What, string Unit);

/// <summary>What importing a file of columns would do.</summary>
public sealed record ColumnPlan(IReadOnlyList<ColumnChange> Rows, IReadOnlyList<string> Errors)
{
    public IReadOnlyList<ColumnChange> Changes => [.. Rows.Where(row => row.What != ColumnFile.Same)];
}

/// <summary>A site's columns as a table: 地址, 栏目, 类别, 天数, 责任单位, 公开事项 (its code); read and written the same way.</summary>
public sealed class ColumnFile(LantaiDb db, EditColumns editing)
{
    internal const string Same = "不变";
    private static readonly string[] Heads = ["地址", "栏目", "类别", "天数", "责任单位", "公开事项"];

    /// <exception cref="RefusedException">A heading is missing.</exception>
    public async Task<ColumnPlan> PlanAsync(PatrolSite site, IReadOnlyList<SourceTable> tables, CancellationToken stop = default)
    {
        if (tables is not [var table, ..] || table.Rows.Count == 0) throw new RefusedException("文件里没有内容。");
        var places = Heads.Select(head => table.Rows[0].Cells.ToList().IndexOf(head)).ToList();
        if (places.Take(3).ToList().IndexOf(-1) is >= 0 and var missing) throw new RefusedException($"{table.File}第{table.Rows[0].Number}行缺少“{Heads[missing]}”列。");
        var units = (await db.Units.AsNoTracking().Include(unit => unit.Names).Where(unit => unit.RegionId == site.RegionId).ToListAsync(stop))
            .SelectMany(unit => unit.Names.Select(name => (name.Text, unit.Id))).Distinct().ToLookup(pair => pair.Text, pair => pair.Id, StringComparer.Ordinal);
        var items = await db.DutyItems.Where(item => item.RegionId == site.RegionId).ToDictionaryAsync(item => item.Code, item => item.Id, StringComparer.Ordinal, stop);
        var known = await db.SiteColumns.AsNoTracking().Where(column => column.SiteId == site.Id).ToDictionaryAsync(column => column.Key, stop);
        var (rows, errors, seen) = (new List<ColumnChange>(), new List<string>(), new HashSet<string>(StringComparer.Ordinal));
        foreach (var row in table.Rows.Skip(1))
        {
            string Cell(int head) => places[head] < 0 ? "" : row.Cells[places[head]];
            try
            {
                var entry = editing.Checked(site, new ColumnEntry(Cell(0), Required(Cell(1), "栏目"), Cell(2), Days(Cell(3)), UnitOf(units, Cell(4)), ItemOf(items, Cell(5))));
                var key = AddressKey.Of(entry.Address);
                if (!seen.Add(key)) throw new RefusedException($"网址“{entry.Address}”重复。");
                rows.Add(new ColumnChange(entry, WhatOf(entry, known.GetValueOrDefault(key)), Cell(4)));
            }
            catch (RefusedException refusal)
            {
                errors.Add($"{table.File}第{row.Number}行：{refusal.Message}");
            }
        }
        return new ColumnPlan(rows, errors);
    }

    /// <summary>The register, with what patrols learnt marked as such.</summary>
    /// <param name="columns">With their items.</param>
    public static Sheet Write(IEnumerable<SiteColumn> columns, IReadOnlyDictionary<long, string> units) => new(
        "栏目", [new("地址"), new("栏目"), new("类别"), new("天数", SheetColumnKind.Number), new("责任单位"), new("公开事项"), new("登记")],
        [.. columns.Select(column => (IReadOnlyList<SheetCell>)
            [column.Address, column.Name, column.Class, column.MostAgeDays, column.UnitId is { } unit ? units[unit] : null, column.DutyItem?.Code, column.State.Title])]);

    private static string WhatOf(ColumnEntry entry, SiteColumn? known)
    {
        if (known is null) return "新增";
        return known.State == ColumnState.Registered && entry == ColumnEntry.Of(known) ? Same : "修改";
    }

    private static string Required(string text, string label) => text.Length > 0 ? text : throw new RefusedException($"“{label}”没有填写。");

    private static int? Days(string text)
    {
        if (text.Length == 0) return null;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days > 0 ? days : throw new RefusedException($"“天数”应为正整数，现为“{text}”。");
    }

    private static long? ItemOf(Dictionary<string, long> items, string code)
    {
        if (code.Length == 0) return null;
        return items.TryGetValue(code, out var id) ? id : throw new RefusedException($"没有编码为“{code}”的公开事项，请在“主动公开—公开事项”中核对编码。");
    }

    private static long? UnitOf(ILookup<string, long> units, string name)
    {
        if (name.Length == 0) return null;
        return units[name].ToList() switch
        {
            [] => throw new RefusedException($"名录里没有单位“{name}”，请核对名称。"),
            [var only] => only,
            var several => throw new RefusedException($"名录里有{several.Count}个单位用过名称“{name}”，请改用其中一个单位独有的名称。"),
        };
    }
}
