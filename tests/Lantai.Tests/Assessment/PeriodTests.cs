using System.Text;
using Lantai.Assessment;
using Lantai.Calendar;
using Lantai.Journal;
using Lantai.Tests.Support;
using Lantai.Units;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Lantai.Tests.Assessment;

public sealed class PeriodTests(TestPostgres postgres)
{
    private static readonly string[] Three = ["区直单位/民政局", "区直单位/信访局", "镇（街道）/岳滩镇"];

    [Fact]
    public async Task A_real_month_comes_out_as_it_was_published()
    {
        var csv = File.ReadAllText(SampleTables.Scores("yanshi/scores-2022-12"));
        var units = csv.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Skip(1).Select(line => line.Split(',')).Select(cells => $"{cells[1]}/{cells[0]}").Order(StringComparer.Ordinal).ToArray();
        await using var office = await Office.StartAsync(postgres, units);
        var period = await office.OpenAsync();
        var import = await office.ImportAsync(period, csv);
        Assert.Equal(44, import.Units);
        Assert.Equal(44 * 5, import.Changes.Count);
        await office.CloseAsync(period);

        var standings = await office.StandingsAsync(period);
        var rows = standings.Groups.SelectMany(group => group.Rows.Select(row => new SampleRow(row.Rank, row.Unit, group.Name, [.. row.Points.OfType<decimal>()], row.Total!.Value, row.YearTotal)));
        Assert.Equal(SampleTables.Rows("yanshi-2022-12").Select(Line), rows.Select(Line));
        Assert.Equal([31, 13], standings.Groups.Select(group => group.Rows.Count));
    }

    [Fact]
    public async Task The_next_month_takes_order_rank_and_year_total_from_the_last_one()
    {
        await using var office = await Office.StartAsync(postgres, Three);
        var november = await office.OpenAsync(period: Period.Month(2022, 11));
        await office.ImportAsync(november, "unit,group,公共服务,交流互动,网站建设及安全,政务信息公开,year_before\n民政局,区直单位,4,2,13,1,200\n信访局,区直单位,4,2,13,9.5,200\n岳滩镇,镇（街道）,4,2,13,0,190\n");
        await office.CloseAsync(november);
        var december = await office.OpenAsync();
        var sheet = await office.SheetAsync(december);
        Assert.Equal([("信访局", 228.5m, 1), ("民政局", 220m, 2), ("岳滩镇", 209m, 1)], sheet.Units.Select(unit => (unit.Name, unit.YearBefore!.Value, unit.RankBefore!.Value)));

        await office.TypeAsync(december, "民政局", "政务信息公开", "20");
        await office.TypeAsync(december, "信访局", "政务信息公开", "0");
        var rows = (await office.SheetAsync(december)).Standings().Groups[0].Rows;
        Assert.Equal([("民政局", 259m, 1), ("信访局", 247.5m, -1)], rows.Select(row => (row.Unit, row.YearTotal!.Value, row.Movement!.Value)));
    }

    [Fact]
    public async Task The_first_month_of_a_year_has_no_year_total_and_the_second_adds_it()
    {
        await using var office = await Office.StartAsync(postgres, Three);
        office.Time.Now = office.Time.Now.AddMonths(3);
        var january = await office.OpenAsync(period: Period.Month(2023, 1));
        await office.ImportAsync(january, "unit,group,公共服务,交流互动,网站建设及安全,政务信息公开\n民政局,区直单位,4,2,13,1\n信访局,区直单位,4,2,13,2\n岳滩镇,镇（街道）,4,2,13,3\n");
        await office.CloseAsync(january);
        Assert.All((await office.StandingsAsync(january)).Groups.SelectMany(group => group.Rows), row => Assert.Null(row.YearTotal));
        var february = await office.OpenAsync(period: Period.Month(2023, 2));
        Assert.Equal([21m, 20m, 22m], (await office.SheetAsync(february)).Units.Select(unit => unit.YearBefore!.Value));
    }

    [Fact]
    public async Task Units_that_do_not_take_part_are_left_out_with_the_reason()
    {
        await using var office = await Office.StartAsync(postgres, [.. Three, "企业/供水公司", "区直单位/旧局", "区直单位/税务局"]);
        await office.DoAsync(async db =>
        {
            var units = await db.Units.Include(unit => unit.Names).ToListAsync();
            units.Single(unit => unit.Name == "旧局").DissolvedOn = new DateOnly(2022, 11, 30);
            units.Single(unit => unit.Name == "税务局").ExcludedFrom.Add("yanshi-monthly");
            await db.SaveChangesAsync();
        });
        var plan = await office.DoAsync(db => new OpenPeriod(db, office.Packs, office.Time).PlanAsync(office.RegionId, "yanshi-monthly", Office.December));
        Assert.Equal(["民政局", "信访局", "岳滩镇"], plan.TakingPart.Select(unit => unit.Name));
        Assert.Equal(
            [("旧局", "已于2022-11-30撤销"), ("税务局", "单位名录注明不参加本方案考评"), ("供水公司", "方案中没有“企业”这一组")],
            plan.LeftOut.Select(unit => (unit.Name, unit.LeftOutBecause!)));
        Assert.Contains("2022年1月", plan.Doubts.Single(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("yanshi-monthly", "2022", "按月考评")]
    [InlineData("yanshi-monthly", "2023-02", "还没有到")]
    [InlineData("kaifeng-annual", "2022", "没有单位参加")]
    [InlineData("yanshi-mothly", "2022-12", "没有名为“yanshi-mothly”的规则包")]
    public async Task A_period_that_does_not_fit_is_refused(string scheme, string period, string says)
    {
        await using var office = await Office.StartAsync(postgres, Three);
        Assert.True(Period.TryParse(period, out var wanted));
        var refusal = await Assert.ThrowsAsync<RefusedException>(() => office.OpenAsync(scheme, wanted));
        Assert.Contains(says, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_period_is_opened_once()
    {
        await using var office = await Office.StartAsync(postgres, Three);
        await office.OpenAsync();
        var refusal = await Assert.ThrowsAsync<RefusedException>(() => office.OpenAsync());
        Assert.Contains("已经开过了", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Closing_asks_for_a_reason_when_cells_are_missing_and_keeps_it()
    {
        await using var office = await Office.StartAsync(postgres, Three);
        var period = await office.OpenAsync();
        var refusal = await Assert.ThrowsAsync<RefusedException>(() => office.CloseAsync(period));
        Assert.Contains("还有3格没有得分：民政局的“政务信息公开”", refusal.Message, StringComparison.Ordinal);
        await office.CloseAsync(period, "系统停机，次月补录");
        var closed = await office.ReadAsync(period);
        Assert.Equal("系统停机，次月补录", closed.IncompleteBecause);
        Assert.All(closed.ReadStandings()!.Groups.SelectMany(group => group.Rows), row => Assert.Null(row.Total));
    }

    [Fact]
    public async Task Closing_twice_changes_nothing()
    {
        await using var office = await Office.StartAsync(postgres, Three);
        var period = await FilledAsync(office);
        await office.CloseAsync(period);
        var first = await office.ReadAsync(period);
        office.Time.Now = office.Time.Now.AddDays(1);
        var refusal = await Assert.ThrowsAsync<RefusedException>(() => office.CloseAsync(period));
        Assert.Contains("已由王晓关闭", refusal.Message, StringComparison.Ordinal);
        var second = await office.ReadAsync(period);
        Assert.Equal((first.Standings, first.Hash, first.ClosedAt), (second.Standings, second.Hash, second.ClosedAt));
        Assert.Single(await office.JournalAsync(), entry => entry.Act == "关闭考评期");
    }

    [Fact]
    public async Task A_closed_period_stays_as_it_is_whatever_happens_later()
    {
        await using var office = await Office.StartAsync(postgres, Three);
        var period = await FilledAsync(office);
        await office.CloseAsync(period);
        var frozen = await office.ReadAsync(period);

        office.WriteScheme("yanshi-monthly", File.ReadAllText(Repository.Pack("schemes/yanshi-monthly.yaml")).Replace("base: 13", "base: 10", StringComparison.Ordinal));
        await office.DoAsync(async db =>
        {
            var unit = await db.Units.Include(unit => unit.Names).FirstAsync();
            unit.Rename("民政和人社局", new DateOnly(2022, 12, 1));
            await db.SaveChangesAsync();
        });
        await Assert.ThrowsAsync<RefusedException>(() => office.TypeAsync(period, "信访局", "政务信息公开", "9"));
        await Assert.ThrowsAsync<RefusedException>(() => office.DoAsync(db => new RefreshParticipants(db, office.Time).RunAsync(Office.Clerk, period.Id)));
        await Assert.ThrowsAsync<RefusedException>(() => office.DoAsync(db => new ChangeScheme(db, office.Packs, office.Time).RunAsync(Office.Clerk, period.Id)));

        var now = await office.ReadAsync(period);
        Assert.Equal((frozen.Standings, frozen.Hash), (now.Standings, now.Hash));
        Assert.Equal(["信访局", "民政局"], (await office.StandingsAsync(period)).Groups[0].Rows.Select(row => row.Unit));
    }

    [Fact]
    public async Task What_is_frozen_names_entries_and_workings_and_its_hash_shows_a_change()
    {
        await using var office = await Office.StartAsync(postgres, Three);
        var period = await FilledAsync(office);
        await office.CloseAsync(period);
        await using var db = office.OpenDb();
        var closed = await db.ScoringPeriods.Include(known => known.Units).SingleAsync();
        var unit = Frozen.Read<FrozenUnit>(closed.Units.Single(known => known.Name == "信访局").Frozen!);
        Assert.Equal(("政务信息公开", 5m, "王晓"), (unit.Entries.Single().Entry.Key, unit.Entries.Single().Entry.Points, unit.Entries.Single().EnteredBy));
        Assert.Equal(24m, unit.Of("总分")!.Points);
        Assert.Contains("起始分4分", unit.Of("公共服务")!.Steps[0].Text, StringComparison.Ordinal);
        Assert.True(closed.IsIntact());
        await db.Database.ExecuteSqlAsync($"update period_unit set frozen = replace(frozen, '5', '6') where unit_id = (select unit_id from unit_name where text = '信访局')");
        db.ChangeTracker.Clear();
        Assert.False((await db.ScoringPeriods.Include(known => known.Units).SingleAsync()).IsIntact());
    }

    [Fact]
    public async Task Reopening_asks_for_a_reason_and_keeps_the_old_result_in_the_journal()
    {
        await using var office = await Office.StartAsync(postgres, Three);
        var period = await FilledAsync(office);
        await office.CloseAsync(period);
        var closed = await office.ReadAsync(period);
        var refusal = await Assert.ThrowsAsync<RefusedException>(() => office.ReopenAsync(period, " "));
        Assert.Equal("请写明重新打开的理由。", refusal.Message);
        await office.ReopenAsync(period, "信访局漏计一条");
        Assert.True((await office.ReadAsync(period)).IsOpen);
        var line = (await office.JournalAsync()).Single(entry => entry.Act == "重新打开考评期");
        Assert.Contains(closed.Hash!, line.Detail, StringComparison.Ordinal);
        Assert.Null(await office.DoAsync(db => JournalChain.FirstBrokenAsync(db)));
        await office.TypeAsync(period, "信访局", "政务信息公开", "6");
        await office.CloseAsync(period);
        Assert.Equal(25m, (await office.StandingsAsync(period)).Groups[0].Rows[0].Total);
    }

    [Fact]
    public async Task A_period_that_something_printed_rests_on_is_not_reopened()
    {
        await using var office = await Office.StartAsync(postgres, Three);
        var period = await FilledAsync(office);
        await office.CloseAsync(period);
        office.Hold = (_, held, _) => Task.FromResult<string?>($"2023年第1期通报依据{held.Title}，请先撤回。");
        var refusal = await Assert.ThrowsAsync<RefusedException>(() => office.ReopenAsync(period, "改错"));
        Assert.Contains("请先撤回", refusal.Message, StringComparison.Ordinal);
        Assert.False((await office.ReadAsync(period)).IsOpen);
    }

    [Fact]
    public async Task Looking_at_the_register_again_says_what_would_change_and_keeps_what_was_typed()
    {
        await using var office = await Office.StartAsync(postgres, Three);
        var period = await office.OpenAsync();
        var typed = await office.UnitIdAsync("民政局");
        await office.DoAsync(db => new EditParticipants(db, office.Time).SetYearBeforeAsync(Office.Clerk, period.Id, new Dictionary<long, decimal?> { [typed] = 200.5m }));
        await office.AddUnitsAsync("镇（街道）/伊洛街道");
        await office.DoAsync(async db =>
        {
            (await db.Units.SingleAsync(unit => unit.Id == typed)).HasNoSite = true;
            await db.SaveChangesAsync();
        });
        var plan = await office.DoAsync(db => new RefreshParticipants(db, office.Time).PlanAsync(period.Id));
        Assert.Equal([("民政局", "无网站", "否", "是"), ("伊洛街道", "新增", "", "镇（街道）")], plan.Select(change => (change.Unit, change.What, change.From, change.To)));
        Assert.Equal(3, (await office.SheetAsync(period)).Units.Count);
        Assert.Equal(2, await office.DoAsync(db => new RefreshParticipants(db, office.Time).RunAsync(Office.Clerk, period.Id)));
        var units = (await office.SheetAsync(period)).Units;
        Assert.Equal(["民政局", "信访局", "岳滩镇", "伊洛街道"], units.Select(unit => unit.Name));
        Assert.Equal((200.5m, true), (units[0].YearBefore, units[0].IsYearBeforeTyped));
        Assert.Empty(await office.DoAsync(db => new RefreshParticipants(db, office.Time).PlanAsync(period.Id)));
    }

    [Fact]
    public async Task A_new_version_of_the_scheme_is_taken_over_only_when_the_office_says_so()
    {
        await using var office = await Office.StartAsync(postgres, Three);
        var period = await FilledAsync(office);
        var text = File.ReadAllText(Repository.Pack("schemes/yanshi-monthly.yaml"));
        office.WriteScheme("yanshi-monthly", text.Replace("base: 13", "base: 10", StringComparison.Ordinal).Replace("- name: 政务信息公开\n    step", "- name: 政务信息公开\n    maximum: 4\n    step", StringComparison.Ordinal));
        Assert.Equal(24m, (await office.StandingsAsync(period)).Groups[0].Rows[0].Total);
        var refusal = await Assert.ThrowsAsync<RefusedException>(() => office.DoAsync(db => new ChangeScheme(db, office.Packs, office.Time).RunAsync(Office.Clerk, period.Id)));
        Assert.Equal("信访局的“政务信息公开”为5分，超过满分4分，请先改正。", refusal.Message);
        await office.TypeAsync(period, "信访局", "政务信息公开", "4");
        await office.DoAsync(db => new ChangeScheme(db, office.Packs, office.Time).RunAsync(Office.Clerk, period.Id));
        Assert.Equal(20m, (await office.StandingsAsync(period)).Groups[0].Rows[0].Total);
    }

    [Fact]
    public async Task A_period_opened_by_mistake_is_taken_back_while_it_is_empty()
    {
        await using var office = await Office.StartAsync(postgres, Three);
        var period = await office.OpenAsync();
        await office.DoAsync(db => new CancelPeriod(db, office.Time).RunAsync(Office.Clerk, period.Id));
        var again = await FilledAsync(office);
        var refusal = await Assert.ThrowsAsync<RefusedException>(() => office.DoAsync(db => new CancelPeriod(db, office.Time).RunAsync(Office.Clerk, again.Id)));
        Assert.Contains("不能取消", refusal.Message, StringComparison.Ordinal);
    }

    private static async Task<ScoringPeriod> FilledAsync(Office office)
    {
        var period = await office.OpenAsync();
        await office.TypeAsync(period, "民政局", "政务信息公开", "2");
        await office.TypeAsync(period, "信访局", "政务信息公开", "5");
        await office.TypeAsync(period, "岳滩镇", "政务信息公开", "0");
        return period;
    }

    private static string Line(SampleRow row)
    {
        var line = new StringBuilder($"{row.Group} {row.Unit}");
        foreach (var figure in row.Points.Append(row.Total).Append(row.YearTotal ?? 0)) line.Append(' ').Append(Figures.Plain(figure));
        return line.ToString();
    }
}
