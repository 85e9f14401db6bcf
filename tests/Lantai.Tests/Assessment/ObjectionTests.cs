using Lantai.Assessment;
using Lantai.Journal;
using Lantai.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Lantai.Tests.Assessment;

public sealed class ObjectionTests(TestPostgres postgres)
{
    private static readonly Actor Liaison = new(null, "赵敏");

    private const string Scheme = """
        name: watch-monthly
        title: 巡查月度考评
        clause: 本办法第三条
        period: month
        void-states: [申诉成立]
        groups:
          - name: 区直单位
        indicators:
          - name: 内容更新
            maximum: 10
            base: full
            rules:
              - deduct: 2
                each: 空白栏目
              - deduct: 1
                each: {fact: 逾期答复, late: 5个工作日}
        """;

    [Fact]
    public async Task Objections_are_taken_only_while_the_scores_are_shown()
    {
        await using var office = await StartAsync();
        var period = await office.OpenAsync("watch-monthly");
        var refusal = await Assert.ThrowsAsync<RefusedException>(() => RaiseAsync(office, period));
        Assert.Contains("还没有公布得分", refusal.Message, StringComparison.Ordinal);
        await AskAsync(office, period, new DateOnly(2023, 1, 13));
        await RaiseAsync(office, period);
        Assert.Contains("不能重复提出", (await Assert.ThrowsAsync<RefusedException>(() => RaiseAsync(office, period))).Message, StringComparison.Ordinal);
        office.Time.Now = office.Time.Now.AddDays(4);
        Assert.Contains("已于2023年1月13日截止", (await Assert.ThrowsAsync<RefusedException>(() => RaiseAsync(office, period))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_proposed_last_day_counts_working_days_as_the_scheme_says()
    {
        await using var office = await Office.StartAsync(postgres, "区直单位/民政局", "镇（街道）/岳滩镇");
        var period = await office.OpenAsync();
        var until = await office.DoAsync(db => new AskForObjections(db, office.Time).ProposedUntilAsync(period));
        Assert.Equal(new DateOnly(2023, 1, 13), until);
    }

    [Fact]
    public async Task An_objection_upheld_takes_facts_out_of_that_units_score_alone()
    {
        await using var office = await StartAsync();
        var period = await office.OpenAsync("watch-monthly");
        var rows = await ObserveAsync(office, period, ("民政局", "空白栏目"), ("民政局", "空白栏目"), ("信访局", "空白栏目"));
        Assert.Equal([6m, 8m], await TotalsAsync(office, period));
        await AskAsync(office, period, new DateOnly(2023, 1, 13));
        await RaiseAsync(office, period);
        var waits = await Assert.ThrowsAsync<RefusedException>(() => office.CloseAsync(period));
        Assert.Contains("还有1件申诉没有处理", waits.Message, StringComparison.Ordinal);
        await DecideAsync(office, decide => decide.UpholdAsync(Office.Clerk, 1, "栏目当日已更新", new Remedy(null, [rows[0]])));
        Assert.Equal([8m, 8m], await TotalsAsync(office, period));
        var twice = await Assert.ThrowsAsync<RefusedException>(() => DecideAsync(office, decide => decide.RejectAsync(Office.Clerk, 1, "再想想")));
        Assert.Contains("已由王晓作出决定", twice.Message, StringComparison.Ordinal);
        Assert.Equal(["录入观测记录", "录入观测记录", "公布得分", "提出申诉", "标注观测记录", "处理申诉"], (await office.JournalAsync()).Skip(1).Select(line => line.Act));
    }

    [Fact]
    public async Task An_objection_upheld_by_points_leaves_its_reason_in_the_cell()
    {
        await using var office = await StartAsync();
        var period = await office.OpenAsync("watch-monthly");
        await ObserveAsync(office, period, ("民政局", "空白栏目"));
        await AskAsync(office, period, new DateOnly(2023, 1, 13));
        await RaiseAsync(office, period);
        await DecideAsync(office, decide => decide.UpholdAsync(Office.Clerk, 1, "当日停电", new Remedy("9.5", [])));
        var sheet = await office.SheetWithFactsAsync(period);
        var working = sheet.Explain(sheet.Units[0], "内容更新");
        Assert.Equal(9.5m, working.Points);
        Assert.Equal("录入：9.5分（申诉成立：当日停电）", working.Steps[0].Text);
    }

    [Fact]
    public async Task An_objection_rejected_says_why_and_changes_nothing()
    {
        await using var office = await StartAsync();
        var period = await office.OpenAsync("watch-monthly");
        await ObserveAsync(office, period, ("民政局", "空白栏目"));
        await AskAsync(office, period, new DateOnly(2023, 1, 13));
        await RaiseAsync(office, period);
        Assert.Equal("请写明处理意见。", (await Assert.ThrowsAsync<RefusedException>(() => DecideAsync(office, decide => decide.RejectAsync(Office.Clerk, 1, "")))).Message);
        await DecideAsync(office, decide => decide.RejectAsync(Office.Clerk, 1, "截图显示栏目为空"));
        Assert.Equal([8m, 10m], await TotalsAsync(office, period));
    }

    [Fact]
    public async Task Facts_count_with_their_evidence_until_they_are_withdrawn()
    {
        await using var office = await StartAsync();
        var period = await office.OpenAsync("watch-monthly");
        var rows = await ObserveAsync(office, period, ("民政局", "空白栏目"));
        var sheet = await office.SheetWithFactsAsync(period);
        var fact = sheet.Explain(sheet.Units[0], "内容更新").Steps.SelectMany(step => step.Facts).Single();
        Assert.Equal(("空白栏目", new DateOnly(2022, 12, 5), "首页截图"), (fact.Name, fact.Day, fact.Note));
        await office.DoAsync(db => new RecordObservation(db, office.Time).WithdrawAsync(Office.Clerk, office.RegionId, rows[0], "看错栏目"));
        Assert.Equal([10m, 10m], await TotalsAsync(office, period));
        Assert.Equal("看错栏目", (await office.DoAsync(db => db.Observations.SingleAsync())).WithdrawnBecause);
    }

    [Theory]
    [InlineData("空白栏木", null, "没有用到事实“空白栏木”")]
    [InlineData("逾期答复", null, "须填写起算日")]
    public async Task An_observation_that_no_rule_could_count_is_refused(string fact, string? since, string says)
    {
        await using var office = await StartAsync();
        var period = await office.OpenAsync("watch-monthly");
        var unit = await office.UnitIdAsync("民政局");
        var input = new ObservationInput(unit, fact, new DateOnly(2022, 12, 5)) { Since = since is null ? null : DateOnly.Parse(since) };
        var refusal = await Assert.ThrowsAsync<RefusedException>(() => office.DoAsync(db => new RecordObservation(db, office.Time).RunAsync(Office.Clerk, office.RegionId, period.ReadScheme(), [input])));
        Assert.Contains(says, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_of_facts_is_imported_once_even_when_it_is_sent_twice()
    {
        await using var office = await StartAsync();
        var period = await office.OpenAsync("watch-monthly");
        const string csv = "单位,事实,日期,数量,说明\n民政局,空白栏目,2022-12-05,1,首页\n信访局,空白栏目,2022-12-06,2,内页\n";
        Task<ObservationImport> ImportAsync() => office.DoAsync(db => new ImportObservations(db, new RecordObservation(db, office.Time)).RunAsync(Office.Clerk, period.Id, Office.Tables(csv)));
        Assert.Equal((2, 0), await ImportAsync() is var first ? (first.New.Count, first.Known) : default);
        Assert.Equal((0, 2), await ImportAsync() is var second ? (second.New.Count, second.Known) : default);
        Assert.Equal([8m, 6m], await TotalsAsync(office, period));
    }

    [Fact]
    public async Task A_list_of_facts_sent_by_several_at_once_is_recorded_once()
    {
        await using var office = await StartAsync();
        var period = await office.OpenAsync("watch-monthly");
        const string csv = "单位,事实,日期\n民政局,空白栏目,2022-12-05\n";
        var imports = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => office.DoAsync(
            db => new ImportObservations(db, new RecordObservation(db, office.Time)).RunAsync(Office.Clerk, period.Id, Office.Tables(csv)))));
        Assert.Equal([1, 0, 0, 0], imports.Select(import => import.New.Count).OrderDescending());
        Assert.Equal([8m, 10m], await TotalsAsync(office, period));
    }

    [Fact]
    public async Task A_unit_is_known_in_a_list_of_facts_whatever_the_brackets()
    {
        await using var office = await StartAsync();
        await office.AddUnitsAsync("区直单位/高新区(示范区)管委会");
        var period = await office.OpenAsync("watch-monthly");
        const string csv = "单位,事实,日期\n高新区(示范区)管委会,空白栏目,2022-12-05\n高新区（示范区）管委会,空白栏目,2022-12-06\n";
        var import = await office.DoAsync(db => new ImportObservations(db, new RecordObservation(db, office.Time)).RunAsync(Office.Clerk, period.Id, Office.Tables(csv)));
        Assert.Equal(2, import.New.Count);
    }

    private async Task<Office> StartAsync()
    {
        var office = await Office.StartAsync(postgres, "区直单位/民政局", "区直单位/信访局");
        office.WriteScheme("watch-monthly", Scheme);
        return office;
    }

    private static Task AskAsync(Office office, ScoringPeriod period, DateOnly until) =>
        office.DoAsync(db => new AskForObjections(db, office.Time).RunAsync(Office.Clerk, period.Id, until));

    private static Task RaiseAsync(Office office, ScoringPeriod period) =>
        office.DoAsync(async db => await new RaiseObjection(db, office.Time).RunAsync(Liaison, period.Id, await office.UnitIdAsync("民政局"), "内容更新", "当日已更新", null));

    private static Task DecideAsync(Office office, Func<DecideObjection, Task> decide) =>
        office.DoAsync(db => decide(new DecideObjection(db, new SetScore(db, office.Time), office.Time)));

    private static async Task<List<decimal>> TotalsAsync(Office office, ScoringPeriod period)
    {
        var sheet = await office.SheetAsync(period);
        return [.. sheet.Units.Select(unit => sheet.ScoreOf(unit).Total!.Value)];
    }

    private static async Task<List<long>> ObserveAsync(Office office, ScoringPeriod period, params (string Unit, string Fact)[] rows)
    {
        var inputs = new List<ObservationInput>();
        foreach (var (unit, fact) in rows)
            inputs.Add(new ObservationInput(await office.UnitIdAsync(unit), fact, new DateOnly(2022, 12, 5)) { Note = "首页截图" });
        await office.DoAsync(db => new RecordObservation(db, office.Time).RunAsync(Office.Clerk, office.RegionId, period.ReadScheme(), inputs));
        return await office.DoAsync(db => db.Observations.OrderBy(row => row.Id).Select(row => row.Id).ToListAsync());
    }
}
