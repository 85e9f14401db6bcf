using System.Text;
using Lantai.Assessment;
using Lantai.Calendar;
using Lantai.Journal;
using Lantai.Papers;
using Lantai.Units;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Tests.Support;

/// <summary>
/// 偃师 in a running program: 31 departments and 13 towns, October to December 2022 scored, the first two closed; and a
/// scheme with rules that counts facts, with one objection waiting.
/// </summary>
internal sealed class SampleOffice
{
    public const string WatchScheme = """
        name: watch-monthly
        title: 网站巡查月度考评
        clause: 巡查考评办法第三条
        period: month
        void-states: [申诉成立]
        groups:
          - name: 区直单位
          - name: 镇（街道）
        bands:
          - {name: 优秀, at-least: 90}
          - {name: 合格, at-least: 60, below: 90}
          - {name: 不合格, rest: yes}
        ranking: {numbers: gap, ties: [by-hand]}
        indicators:
          - name: 内容更新
            maximum: 60
            base: full
            rules:
              - {deduct: 5, each: 空白栏目, clause: 巡查考评办法第四条}
              - {deduct: 2, each: {fact: 逾期答复, late: 5个工作日}, clause: 巡查考评办法第五条}
          - name: 信息质量
            maximum: 40
            base: full
            rules:
              - {deduct: {错别字: 1, 严重表述错误: 10}, each: 错误, clause: 巡查考评办法第六条}
        """;

    public static readonly Period December = Period.Month(2022, 12);

    public static readonly Actor Clerk = new(null, "王晓");

    private readonly TestApp app;

    private SampleOffice(TestApp app) => this.app = app;

    public long RegionId { get; private set; }

    public Dictionary<string, long> Units { get; private set; } = [];

    public static async Task<SampleOffice> OpenAsync(TestApp app)
    {
        var office = new SampleOffice(app);
        var lines = File.ReadAllLines(Repository.Pack("samples/yanshi/scores-2022-12.csv"));
        await office.RegisterAsync(lines);
        await office.ScoreAsync(lines);
        await office.WatchAsync();
        return office;
    }

    private async Task RegisterAsync(string[] lines)
    {
        await using var db = app.OpenDb();
        var region = new Region { Key = "yanshi", Name = "偃师区", OfficeName = "偃师区人民政府办公室", SiteName = "偃师区人民政府", Contact = "0379-55500000" };
        db.Regions.Add(region);
        await db.SaveChangesAsync();
        RegionId = region.Id;
        foreach (var (name, order) in new[] { ("区直单位", 1), ("镇（街道）", 2) }) db.UnitGroups.Add(new UnitGroup { RegionId = RegionId, Name = name, DisplayOrder = order });
        await db.SaveChangesAsync();
        var groups = await db.UnitGroups.ToDictionaryAsync(group => group.Name, group => group.Id);
        foreach (var cells in lines.Skip(1).Select(line => line.Split(',')))
        {
            var unit = new Unit { RegionId = RegionId, GroupId = groups[cells[1]], DisplayOrder = db.Units.Local.Count };
            unit.Names.Add(new UnitName { Kind = UnitNameKind.Full, Text = cells[0] });
            db.Units.Add(unit);
        }
        await db.SaveChangesAsync();
        Units = await db.UnitNames.ToDictionaryAsync(name => name.Text, name => name.UnitId);
    }

    /// <summary>October and November are made up; December is as published, but for three towns that are still to come.</summary>
    private async Task ScoreAsync(string[] lines)
    {
        foreach (var month in new[] { 10, 11 })
        {
            var csv = new StringBuilder(lines[0]);
            foreach (var (cells, i) in lines.Skip(1).Select((line, i) => (line.Split(','), i)))
                csv.Append($"\n{cells[0]},{cells[1]},4,2,13,{i * month % 9},{decimal.Parse(cells[6]) - (12 - month) * 30 + i % 5}");
            var period = await OpenPeriodAsync("yanshi-monthly", Period.Month(2022, month));
            await ImportAsync(period, csv.ToString());
            await app.WithAsync<ClosePeriod, bool>(async close => { await close.RunAsync(Clerk, period.Id); return true; });
        }
        await ImportAsync(await OpenPeriodAsync("yanshi-monthly", December), string.Join('\n', lines.SkipLast(3)));
    }

    private async Task WatchAsync()
    {
        var packs = Directory.CreateDirectory(Path.Combine(app.Folder, "packs", "schemes"));
        await File.WriteAllTextAsync(Path.Combine(packs.FullName, "watch-monthly.yaml"), WatchScheme);
        var period = await OpenPeriodAsync("watch-monthly", December);
        var scheme = period.ReadScheme();
        ObservationInput[] rows =
        [
            new(Units["民政局"], "空白栏目", new DateOnly(2022, 12, 5)) { Item = "通知公告", Note = "首页“通知公告”栏目没有内容" },
            new(Units["民政局"], "错误", new DateOnly(2022, 12, 8)) { Class = "错别字", Note = "“布署”应为“部署”", Link = "https://www.example.gov.cn/a/1.html" },
            new(Units["信访局"], "错误", new DateOnly(2022, 12, 9)) { Class = "严重表述错误" },
            new(Units["岳滩镇"], "逾期答复", new DateOnly(2022, 12, 20)) { Since = new DateOnly(2022, 12, 5) },
        ];
        await app.WithAsync<RecordObservation, bool>(async record => { await record.RunAsync(Clerk, RegionId, scheme, rows); return true; });
        await app.WithAsync<AskForObjections, bool>(async ask => { await ask.RunAsync(Clerk, period.Id, new DateOnly(2100, 1, 1)); return true; });
        await app.WithAsync<RaiseObjection, bool>(async raise => { await raise.RunAsync(new Actor(null, "赵敏"), period.Id, Units["民政局"], "内容更新", "栏目当日已补充内容。", null); return true; });
    }

    private Task<ScoringPeriod> OpenPeriodAsync(string scheme, Period period) =>
        app.WithAsync<OpenPeriod, ScoringPeriod>(open => open.RunAsync(Clerk, RegionId, scheme, period));

    private Task ImportAsync(ScoringPeriod period, string csv) =>
        app.WithAsync<ImportScores, ScoreImport>(import => import.RunAsync(Clerk, period.Id, "", SourceTables.Read(new MemoryStream(Encoding.UTF8.GetBytes(csv)), "得分.csv")));
}
