using Lantai.Assessment;
using Lantai.Tests.Support;
using Xunit;

namespace Lantai.Tests.Assessment;

/// <summary>A sheet read for its points counts the facts that a sheet read to explain them holds.</summary>
public sealed class CountedSheetTests(TestPostgres postgres)
{
    private const string Scheme = """
        name: counted-monthly
        title: 巡查月度考评
        clause: 本办法第三条
        period: month
        void-states: [申诉成立]
        groups:
          - name: 区直单位
          - name: 镇（街道）
        indicators:
          - name: 内容更新
            maximum: 10
            base: full
            rules:
              - deduct: 0.5
                each: 空白栏目
          - name: 依申请公开
            maximum: 10
            base: full
            rules:
              - deduct: 1
                each: {fact: 逾期答复, late: 5个工作日}
          - name: 群众评价
            maximum: 10
            base: full
            rules:
              - deduct: 1
                each: {last: 群众评分}
        """;

    private static readonly string[] Units = ["区直单位/民政局", "区直单位/信访局", "镇（街道）/岳滩镇", "镇（街道）/翟镇镇"];

    [Fact]
    public async Task Counting_facts_gives_every_unit_the_points_that_holding_them_gives()
    {
        await using var office = await Office.StartAsync(postgres, Units);
        office.WriteScheme("counted-monthly", Scheme);
        var period = await office.OpenAsync("counted-monthly");
        await ObserveAsync(office, period);
        var (counted, held) = (await office.SheetAsync(period), await office.SheetWithFactsAsync(period));
        Assert.Equal([28m, 30m, 22m, 28m], Totals(counted));
        Assert.Equal(Totals(held), Totals(counted));
    }

    [Fact]
    public async Task One_units_sheet_counts_its_facts_alone()
    {
        await using var office = await Office.StartAsync(postgres, Units);
        office.WriteScheme("counted-monthly", Scheme);
        var period = await office.OpenAsync("counted-monthly");
        await ObserveAsync(office, period);
        var unitId = await office.UnitIdAsync("翟镇镇");
        var one = await office.DoAsync(db => office.Sheets(db).ReadAsync(period, unitId));
        Assert.Equal(28m, one.ScoreOf(Assert.Single(one.Units)).Total);
    }

    [Fact]
    public async Task A_sheet_that_only_counted_its_facts_does_not_pretend_to_know_them()
    {
        await using var office = await Office.StartAsync(postgres, Units);
        var sheet = await office.SheetAsync(await office.OpenAsync());
        Assert.Throws<InvalidOperationException>(() => sheet.FactsOf(sheet.Units[0]));
    }

    private static IEnumerable<decimal> Totals(ScoreSheet sheet) => sheet.Units.Select(unit => sheet.ScoreOf(unit).Total!.Value);

    private static async Task ObserveAsync(Office office, ScoringPeriod period)
    {
        var day = new DateOnly(2022, 12, 5);
        ObservationInput[] inputs =
        [
            new(await office.UnitIdAsync("民政局"), "空白栏目", day, 2),
            new(await office.UnitIdAsync("岳滩镇"), "逾期答复", day) { Since = new DateOnly(2022, 11, 1), Item = "甲" },
            new(await office.UnitIdAsync("岳滩镇"), "逾期答复", day) { Since = new DateOnly(2022, 11, 2), Item = "乙" },
            new(await office.UnitIdAsync("翟镇镇"), "空白栏目", day),
            new(await office.UnitIdAsync("翟镇镇"), "空白栏目", day.AddDays(1)),
            new(await office.UnitIdAsync("翟镇镇"), "逾期答复", day) { Since = new DateOnly(2022, 11, 3), Item = "丙" },
            new(await office.UnitIdAsync("翟镇镇"), "空白栏目", day.AddDays(2)) { State = "申诉成立" },
            new(await office.UnitIdAsync("民政局"), "群众评分", day, 1),
            new(await office.UnitIdAsync("信访局"), "群众评分", day, 0),
            new(await office.UnitIdAsync("翟镇镇"), "群众评分", day, 0),
            new(await office.UnitIdAsync("岳滩镇"), "群众评分", day, 9),
            new(await office.UnitIdAsync("岳滩镇"), "群众评分", day, 6),
        ];
        await office.DoAsync(db => new RecordObservation(db, office.Time).RunAsync(Office.Clerk, office.RegionId, period.ReadScheme(), inputs));
    }
}
