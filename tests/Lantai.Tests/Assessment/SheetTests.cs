using FsCheck.Fluent;
using Lantai.Assessment;
using Lantai.Calendar;
using Lantai.Journal;
using Lantai.Papers;
using Lantai.Tests.Support;
using Lantai.Units;
using Xunit;

namespace Lantai.Tests.Assessment;

public sealed class SheetTests(TestPostgres postgres)
{
    private static readonly string[] Three = ["区直单位/民政局", "区直单位/信访局", "镇（街道）/岳滩镇"];
    private static readonly Actor Other = new(null, "李明");

    [Fact]
    public async Task Half_points_are_exact_and_full_width_digits_are_read()
    {
        await using var office = await Office.StartAsync(postgres, Three);
        var period = await office.OpenAsync();
        await office.TypeAsync(period, "民政局", "政务信息公开", "１２．５");
        var score = (await office.SheetAsync(period)).ScoreOf((await office.SheetAsync(period)).Units[0]);
        Assert.Equal(31.5m, score.Total);
    }

    [Theory]
    [InlineData("abc", "民政局的“政务信息公开”应为数字，现为“abc”。")]
    [InlineData("1.3", "民政局的“政务信息公开”为1.3分，不是0.5的整数倍。")]
    [InlineData("-1", "民政局的“政务信息公开”为-1分，低于最低0分。")]
    [InlineData("/", "民政局的“政务信息公开”不能填“/”，方案没有规定不适用时如何计分。")]
    public async Task A_wrong_cell_is_named_and_the_right_ones_are_saved(string text, string sentence)
    {
        await using var office = await Office.StartAsync(postgres, Three);
        var period = await office.OpenAsync();
        var (one, other) = (await office.UnitIdAsync("民政局"), await office.UnitIdAsync("信访局"));
        var saved = await office.DoAsync(db => new SaveScores(db, office.Time).RunAsync(
            Office.Clerk, period.Id, "", [new TypedCell(one, "政务信息公开", text), new TypedCell(other, "政务信息公开", "3")]));
        Assert.Equal(sentence, saved.Problems.Single().Sentence);
        Assert.Equal(1, saved.Changed);
        var sheet = await office.SheetAsync(period);
        Assert.Equal(["", "3"], sheet.Units.Take(2).Select(unit => CellText.Of(sheet.EntryOf(unit, "政务信息公开", "")).ToString()));
    }

    [Fact]
    public async Task Two_clerks_saving_the_same_cell_do_not_overwrite_each_other_unseen()
    {
        await using var office = await Office.StartAsync(postgres, Three);
        var period = await office.OpenAsync();
        var saves = await Task.WhenAll(
            office.TypeAsync(period, "民政局", "政务信息公开", "3", seen: ""),
            office.TypeAsync(period, "民政局", "政务信息公开", "5", seen: "", clerk: Other));
        var problem = saves.SelectMany(saved => saved.Problems).Single().Sentence;
        var stored = (await office.SheetAsync(period)).EntryOf((await office.SheetAsync(period)).Units[0], "政务信息公开", "")!;
        var lost = stored.Points == 3 ? 5 : 3;
        Assert.Equal($"民政局的“政务信息公开”刚由{stored.EnteredBy}改为{stored.Points}分，您填的是{lost}分，请核对后再保存。", problem);
    }

    [Fact]
    public async Task A_cell_that_only_the_other_clerk_touched_is_left_as_it_is()
    {
        await using var office = await Office.StartAsync(postgres, Three);
        var period = await office.OpenAsync();
        await office.TypeAsync(period, "民政局", "政务信息公开", "3", seen: "", clerk: Other);
        var saved = await office.TypeAsync(period, "民政局", "政务信息公开", "", seen: "");
        Assert.Equal((0, 0), (saved.Changed, saved.Problems.Count));
        Assert.Equal(3m, (await office.SheetAsync(period)).EntryOf((await office.SheetAsync(period)).Units[0], "政务信息公开", "")!.Points);
    }

    [Fact]
    public async Task While_one_closes_another_saves_and_what_is_frozen_is_what_is_stored()
    {
        await using var office = await Office.StartAsync(postgres, Three);
        for (var month = 1; month <= 6; month++)
        {
            var period = await office.OpenAsync(period: Period.Month(2022, month));
            foreach (var unit in Three) await office.TypeAsync(period, unit.Split('/')[1], "政务信息公开", "1");
            var saving = Record.ExceptionAsync(() => office.TypeAsync(period, "信访局", "政务信息公开", "9"));
            await office.CloseAsync(period);
            var refusal = await saving;
            var frozen = (await office.StandingsAsync(period)).Groups[0].Rows.Single(row => row.Unit == "信访局").Points[3];
            var petitions = await office.UnitIdAsync("信访局");
            var stored = await office.DoAsync(db => Task.FromResult(db.ScoreEntries.Single(entry => entry.PeriodId == period.Id && entry.UnitId == petitions).Points));
            Assert.Equal(stored, frozen);
            Assert.Equal(refusal is null ? 9m : 1m, frozen);
            if (refusal is not null) Assert.Contains("已由王晓关闭", Assert.IsType<RefusedException>(refusal).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_journal_keeps_what_stood_in_a_cell_before()
    {
        await using var office = await Office.StartAsync(postgres, Three);
        var period = await office.OpenAsync();
        await office.TypeAsync(period, "民政局", "政务信息公开", "3");
        await office.TypeAsync(period, "民政局", "政务信息公开", "");
        await office.TypeAsync(period, "民政局", "政务信息公开", "");
        var lines = (await office.JournalAsync()).Where(entry => entry.Act == "修改得分").ToList();
        Assert.Equal(
            ["录入民政局2022年12月得分：政务信息公开由空改为3分。", "录入民政局2022年12月得分：政务信息公开由3分改为空。"], lines.Select(line => line.Sentence));
        var change = Frozen.Read<SheetChange>(lines[1].Detail).Cells.Single();
        Assert.Equal(("3", null), (change.From?.Cell, change.To));
    }

    [Theory]
    [InlineData("unit,group,公共服务,交流互动,网站建设及安全,政务信息公开\n民正局,区直单位,4,2,13,1\n", "没有单位“民正局”，是否为“民政局”。")]
    [InlineData("unit,group,公共服务,交流互动,网站建设及安全,政务信息公开\n民政局,镇（街道）,4,2,13,1\n", "“民政局”本期属于“区直单位”组，文件里写的是“镇（街道）”。")]
    [InlineData("unit,group,公共服务,交流互动,网站建设及安全,政务信息公开\n民政局,区直单位,4,2,13,一\n", "应为数字，现为“一”")]
    [InlineData("unit,group,公共服务,交流互动,网站建设及安全,政务信息公开\n民政局,区直单位,4,2,13,1\n民政局,区直单位,4,2,13,1\n", "与第2行重复")]
    [InlineData("unit,group,公共服务,政务信息共开\n民政局,区直单位,4,1\n", "是否为“政务信息公开”")]
    public async Task A_wrong_file_imports_nothing_and_says_why(string csv, string says)
    {
        await using var office = await Office.StartAsync(postgres, Three);
        var period = await office.OpenAsync();
        await office.TypeAsync(period, "信访局", "政务信息公开", "7");
        var refusal = await Assert.ThrowsAsync<RefusedException>(() => office.ImportAsync(period, csv));
        Assert.Contains(says, refusal.Message, StringComparison.Ordinal);
        Assert.Equal(7m, (await office.DoAsync(db => Task.FromResult(db.ScoreEntries.Single()))).Points);
    }

    [Fact]
    public async Task A_dry_run_says_what_would_change_cell_by_cell_and_changes_nothing()
    {
        await using var office = await Office.StartAsync(postgres, Three);
        var period = await office.OpenAsync();
        await office.TypeAsync(period, "民政局", "政务信息公开", "7");
        var plan = await office.DoAsync(db => new ImportScores(db, office.Time).PlanAsync(
            period.Id, "", Office.Tables("单位,组别,公共服务,交流互动,网站建设及安全,政务信息公开,本期前累计\n民政局,区直单位,,2,,4,210.5\n")));
        Assert.Equal([("交流互动", "", "2"), ("政务信息公开", "7", "4"), ("本期前累计", "", "210.5")], plan.Changes.Select(cell => (cell.Column, cell.From, cell.To)));
        var sheet = await office.SheetAsync(period);
        Assert.Null(sheet.Units[0].YearBefore);
        Assert.Equal(7m, sheet.EntryOf(sheet.Units[0], "政务信息公开", "")!.Points);
    }

    [Fact]
    public async Task A_unit_is_found_by_its_short_form_too()
    {
        await using var office = await Office.StartAsync(postgres, "区直单位/发展和改革委员会", "镇（街道）/岳滩镇");
        await office.DoAsync(async db =>
        {
            db.UnitNames.Add(new UnitName { UnitId = db.Units.First().Id, Kind = UnitNameKind.ShortForm, Text = "发改委" });
            await db.SaveChangesAsync();
        });
        var period = await office.OpenAsync();
        await office.ImportAsync(period, "unit,group,公共服务,交流互动,网站建设及安全,政务信息公开\n发改委,区直单位,4,2,13,1\n");
        Assert.Equal(20m, (await office.StandingsAsync(period)).Groups[0].Rows[0].Total);
    }

    [Fact]
    public async Task Every_group_has_its_own_columns_and_a_foreign_one_is_refused()
    {
        await using var office = await Office.StartAsync(postgres, "街道/江北管理区", "区直部门/教育局");
        var period = await office.OpenAsync("huangshigang-annual", Period.OfYear(2022));
        const string csv = "单位,组别,基础信息,依申请办理答复,解读回应,能力保障,公开领域\n江北管理区,街道,22.0,5.0,37.0,19.5,\n教育局,区直部门,20.0,5.0,18.0,10.0,39.5\n";
        await office.ImportAsync(period, csv);
        Assert.Equal([83.5m, 92.5m], (await office.StandingsAsync(period)).Groups.Select(group => group.Rows[0].Total!.Value));
        var refusal = await Assert.ThrowsAsync<RefusedException>(() => office.ImportAsync(period, csv.Replace("19.5,", "19.5,3", StringComparison.Ordinal)));
        Assert.Contains("“公开领域”不是“街道”的指标，请留空。", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_exported_is_imported_and_exported_as_the_same_file()
    {
        await using var office = await Office.StartAsync(postgres, [.. Three, "镇（街道）/伊洛街道"]);
        var month = 0;
        var figures = Gen.Elements("", "0", "0.5", "3", "17.5", "34").ListOf(16);
        foreach (var cells in Gen.Sample(figures, 8, 12))
        {
            var first = await office.OpenAsync(period: Period.Month(2010 + month / 12, month % 12 + 1));
            month++;
            var names = (await office.SheetAsync(first)).Units;
            foreach (var (text, i) in cells.Select((text, i) => (text, i)))
                await office.TypeAsync(first, names[i / 4].Name, new[] { "公共服务", "交流互动", "网站建设及安全", "政务信息公开" }[i % 4], text);
            var file = await office.ExportAsync(first);
            await office.ImportAsync(first, file);
            Assert.Equal(file, await office.ExportAsync(first));

            var second = await office.OpenAsync(period: Period.Month(2010 + month / 12, month % 12 + 1));
            month++;
            await office.ImportAsync(second, file);
            Assert.Equal(file, await office.ExportAsync(second));
        }
    }

    [Fact]
    public async Task The_workbook_with_a_sheet_for_each_group_is_read_back_whole()
    {
        await using var office = await Office.StartAsync(postgres, Three);
        var period = await office.OpenAsync();
        foreach (var unit in Three) await office.TypeAsync(period, unit.Split('/')[1], "政务信息公开", "4.5");
        using var book = new MemoryStream();
        SheetXlsx.Write(ExportScores.ByGroup(await office.SheetAsync(period), ""), book);
        var plan = await office.DoAsync(db => new ImportScores(db, office.Time).PlanAsync(period.Id, "", SourceTables.Read(book, "得分.xlsx")));
        Assert.Equal((3, 0, 0), (plan.Units, plan.Changes.Count, plan.Problems.Count));
    }
}
