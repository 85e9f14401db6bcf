using System.Text;
using Lantai.Assessment;
using Lantai.Calendar;
using Lantai.Papers;
using Lantai.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Lantai.Tests.Assessment;

/// <summary>A period closes only on settled ground, and what it was closed as is never lost.</summary>
public sealed class SettledPeriodTests(TestPostgres postgres)
{
    private const string Head = "unit,group,公共服务,交流互动,网站建设及安全,政务信息公开";
    private static readonly string[] Two = ["区直单位/民政局", "区直单位/信访局"];

    [Fact]
    public async Task Units_with_and_without_a_year_total_are_not_ranked_together()
    {
        await using var office = await Office.StartAsync(postgres, Two);
        var period = await office.OpenAsync();
        await office.ImportAsync(period, $"{Head}\n民政局,区直单位,4,2,13,1\n信访局,区直单位,4,2,13,9\n");
        await SetYearAsync(office, period, ("民政局", 0m));
        var refusal = await Assert.ThrowsAsync<RefusedException>(() => office.CloseAsync(period, "核定"));
        Assert.Equal("“区直单位”组按全年总分排名，信访局没有年初以来累计，而别的单位有；请在“参评单位”中补录，没有的填0。", refusal.Message);
        await SetYearAsync(office, period, ("信访局", 0m));
        await office.CloseAsync(period);
        Assert.Equal(["信访局", "民政局"], (await office.StandingsAsync(period)).Groups[0].Rows.Select(row => row.Unit));
    }

    [Fact]
    public async Task A_period_waits_for_the_earlier_ones_of_its_year_and_takes_their_new_result_over()
    {
        await using var office = await Office.StartAsync(postgres, Two);
        office.Time.Now = office.Time.Now.AddMonths(3);
        var january = await ScoredAsync(office, Period.Month(2023, 1), 1);
        await office.CloseAsync(january);
        var february = await ScoredAsync(office, Period.Month(2023, 2), 2);
        await office.DoAsync(db => new ReopenPeriod(db, office.Time).RunAsync(Office.Clerk, january.Id, "漏计一条"));
        Assert.Contains("2023年1月还没有关闭", (await Assert.ThrowsAsync<RefusedException>(() => office.CloseAsync(february))).Message, StringComparison.Ordinal);

        await office.TypeAsync(january, "民政局", "政务信息公开", "30");
        await office.CloseAsync(january);
        var stale = await Assert.ThrowsAsync<RefusedException>(() => office.CloseAsync(february));
        Assert.Contains("民政局的年初以来累计应由20改为49", stale.Message, StringComparison.Ordinal);
        await office.DoAsync(db => new RefreshParticipants(db, office.Time).RunAsync(Office.Clerk, february.Id));
        await office.CloseAsync(february);
        Assert.Equal([("民政局", 70m), ("信访局", 41m)], (await office.StandingsAsync(february)).Groups[0].Rows.Select(row => (row.Unit, row.YearTotal!.Value)));
    }

    [Fact]
    public async Task What_a_reopened_period_was_closed_as_is_kept_whole_and_cannot_be_changed()
    {
        await using var office = await Office.StartAsync(postgres, Two);
        var period = await ScoredAsync(office, Office.December, 1);
        await office.CloseAsync(period);
        var before = await office.ReadAsync(period);
        await office.DoAsync(db => new ReopenPeriod(db, office.Time).RunAsync(Office.Clerk, period.Id, "漏计一条"));
        await office.TypeAsync(period, "民政局", "政务信息公开", "30");
        await office.CloseAsync(period);

        var kept = await office.DoAsync(db => db.SupersededResults.AsNoTracking().SingleAsync());
        Assert.Equal((before.Hash, before.Standings, "漏计一条"), (kept.Hash, kept.Standings, kept.Reason));
        Assert.True(kept.IsIntact());
        var forged = await Assert.ThrowsAnyAsync<Exception>(() => office.DoAsync(db => db.SupersededResults.ExecuteUpdateAsync(result => result.SetProperty(row => row.Hash, "0"))));
        Assert.Contains("append-only", forged.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cell_that_cannot_be_left_out_keeps_the_period_open()
    {
        const string scheme = """
            name: parts-monthly
            title: 分项考评
            clause: 本办法第三条
            period: month
            groups:
              - name: 区直单位
            indicators:
              - name: 公开
                not-applicable: WAY
                indicators:
                  - {name: 数量, maximum: 10}
                  - {name: 质量, maximum: 10}
            """;
        await using var office = await Office.StartAsync(postgres, Two);
        office.WriteScheme("parts-monthly", scheme.Replace("WAY", "full", StringComparison.Ordinal));
        var period = await office.OpenAsync("parts-monthly");
        await office.ImportAsync(period, "unit,group,数量,质量\n民政局,区直单位,9,/\n信访局,区直单位,9,9\n");
        office.WriteScheme("parts-monthly", scheme.Replace("    not-applicable: WAY\n", "", StringComparison.Ordinal));
        var update = await office.DoAsync(db => new ChangeScheme(db, office.Packs, office.Time).PlanAsync(period));
        Assert.Equal(["民政局的“质量”不能填“/”，方案没有规定不适用时如何计分，请先改正。"], update.Problems);
    }

    [Fact]
    public async Task Imported_ranks_and_marks_are_shown_journalled_and_stay_at_the_next_look_at_the_register()
    {
        await using var office = await Office.StartAsync(postgres, Two);
        var period = await office.OpenAsync();
        var import = await office.ImportAsync(period, $"{Head},上期名次,标注\n信访局,区直单位,4,2,13,1,2,新设\n民政局,区直单位,4,2,13,1,1,\n");
        Assert.Contains(new ImportedCell("信访局", "上期名次", "", "2"), import.Changes);
        Assert.Contains(new ImportedCell("信访局", "标注", "", "新设"), import.Changes);
        Assert.Contains((await office.JournalAsync()), entry => entry.Act == "导入得分" && entry.Detail!.Contains("上期名次", StringComparison.Ordinal));
        await office.DoAsync(db => new RefreshParticipants(db, office.Time).RunAsync(Office.Clerk, period.Id));
        Assert.Equal(
            [("民政局", 1, ""), ("信访局", 2, "新设")],
            (await office.SheetAsync(period)).Units.Select(unit => (unit.Name, unit.RankBefore!.Value, string.Join("、", unit.Marks))));
    }

    [Fact]
    public async Task An_import_that_was_looked_at_is_refused_when_somebody_saved_meanwhile()
    {
        await using var office = await Office.StartAsync(postgres, Two);
        var period = await office.OpenAsync();
        var tables = Office.Tables($"{Head}\n民政局,区直单位,4,2,13,1\n");
        var seen = await office.DoAsync(db => new ImportScores(db, office.Time).PlanAsync(period.Id, "", tables));
        await office.TypeAsync(period, "民政局", "政务信息公开", "30");
        Task<ScoreImport> RunAsync(string fingerprint) => office.DoAsync(db => new ImportScores(db, office.Time).RunAsync(Office.Clerk, period.Id, "", tables, fingerprint));
        Assert.Contains("预览之后又有人改了", (await Assert.ThrowsAsync<RefusedException>(() => RunAsync(seen.Fingerprint))).Message, StringComparison.Ordinal);
        var again = await office.DoAsync(db => new ImportScores(db, office.Time).PlanAsync(period.Id, "", tables));
        Assert.Equal(4, (await RunAsync(again.Fingerprint)).Changes.Count);
    }

    [Fact]
    public async Task One_cell_is_not_saved_over_what_somebody_else_just_saved()
    {
        await using var office = await Office.StartAsync(postgres, Two);
        var period = await office.OpenAsync();
        await office.TypeAsync(period, "民政局", "政务信息公开", "30");
        var unit = await office.UnitIdAsync("民政局");
        Task SetAsync(string seen) => office.DoAsync(db => new SetScore(db, office.Time).RunAsync(Office.Clerk, period.Id, unit, "政务信息公开", "", "5", null, null, seen));
        Assert.Equal("“政务信息公开”刚由王晓改为30分，请核对后再保存。", (await Assert.ThrowsAsync<RefusedException>(() => SetAsync(""))).Message);
        await SetAsync("30");
    }

    [Fact]
    public async Task A_blank_cell_with_base_points_gives_the_base_on_the_sheet_and_from_a_file()
    {
        await using var office = await Office.StartAsync(postgres, Two);
        var period = await office.OpenAsync();
        const string csv = $"{Head}\n民政局,区直单位,,,,1\n信访局,区直单位,4,2,13,1\n";
        await office.ImportAsync(period, csv);
        var sheet = await office.SheetAsync(period);
        Assert.Equal([20m, 20m], sheet.Units.Select(unit => sheet.ScoreOf(unit).Total!.Value));
        var scheme = period.ReadScheme();
        var read = ScoreFile.Read(Office.Tables(csv)[0], scheme);
        Assert.Equal([20m, 20m], read.Select(row => new Scoring(scheme, row.Group, []).Score(row.Unit).Total!.Value));
    }

    [Fact]
    public async Task A_sheet_with_gaps_exports_and_comes_back_without_a_change()
    {
        await using var office = await Office.StartAsync(postgres, Two);
        var period = await office.OpenAsync();
        await office.ImportAsync(period, $"{Head},并列次序,上期名次\n民政局,区直单位,4,2,13,1,1,2\n信访局,区直单位,4,2,13,,,\n");
        await SetYearAsync(office, period, ("民政局", 30m));
        var csv = await office.ExportAsync(period);
        Assert.StartsWith($"单位,组别,公共服务,交流互动,网站建设及安全,政务信息公开,本期前累计,并列次序,上期名次\r\n", csv, StringComparison.Ordinal);
        var again = await office.ImportAsync(period, csv);
        Assert.Empty(again.Changes);
        Assert.Equal(csv, await office.ExportAsync(period));
    }

    [Theory]
    [InlineData("79228162514264337593543950335")]
    [InlineData("9999999999999999999999999999")]
    [InlineData("-1000000.5")]
    public async Task A_figure_that_no_sheet_holds_is_refused(string points)
    {
        await using var office = await Office.StartAsync(postgres, Two);
        var period = await office.OpenAsync();
        var refusal = await Assert.ThrowsAsync<RefusedException>(() => office.ImportAsync(period, $"{Head}\n民政局,区直单位,4,2,13,{points}\n"));
        Assert.Contains("超出了能录入的范围（不超过1000000分）", refusal.Message, StringComparison.Ordinal);
        var year = await Assert.ThrowsAsync<RefusedException>(() => office.ImportAsync(period, $"{Head},本期前累计\n民政局,区直单位,4,2,13,1,{points}\n"));
        Assert.Contains("应为0到一百万之间的数字", year.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_closed_period_exports_every_figure_as_it_was_frozen()
    {
        await using var office = await Office.StartAsync(postgres, Two);
        var period = await office.OpenAsync();
        await office.ImportAsync(period, $"{Head}\n民政局,区直单位,,,,1\n信访局,区直单位,4,2,13,9.5\n");
        await office.CloseAsync(period);
        var tables = await office.DoAsync(async db => await SheetTable.ReadAsync(db, office.Sheets(db), await office.ReadAsync(period)));
        using var bytes = new MemoryStream();
        SheetCsv.Write(FrozenScores.Together(tables), bytes);
        Assert.Equal(
            "\uFEFF单位,组别,公共服务,交流互动,网站建设及安全,政务信息公开,总分\r\n民政局,区直单位,4,2,13,1.0,20.0\r\n信访局,区直单位,4,2,13,9.5,28.5\r\n",
            Encoding.UTF8.GetString(bytes.ToArray()));
    }

    private static async Task<ScoringPeriod> ScoredAsync(Office office, Period month, int points)
    {
        var period = await office.OpenAsync(period: month);
        await office.ImportAsync(period, $"{Head}\n民政局,区直单位,4,2,13,{points}\n信访局,区直单位,4,2,13,{points}\n");
        return period;
    }

    private static async Task SetYearAsync(Office office, ScoringPeriod period, params (string Unit, decimal Points)[] figures)
    {
        var byId = new Dictionary<long, decimal?>();
        foreach (var (unit, points) in figures) byId[await office.UnitIdAsync(unit)] = points;
        await office.DoAsync(db => new EditParticipants(db, office.Time).SetYearBeforeAsync(Office.Clerk, period.Id, byId));
    }
}
