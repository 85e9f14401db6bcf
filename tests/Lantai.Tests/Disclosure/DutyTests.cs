using System.Net;
using System.Text;
using Lantai.Calendar;
using Lantai.Disclosure;
using Lantai.Packs;
using Lantai.People;
using Lantai.Tests.Support;
using Lantai.Units;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Lantai.Tests.Disclosure;

public sealed class DutyTests(TestPostgres postgres)
{
    private const string Heads = "编码,公开事项,公开依据,公开时限,更新周期,栏目,责任科室,公开主体\n";

    [Fact]
    public async Task Every_unit_gets_the_items_of_the_law_that_are_its_own_and_doing_it_again_changes_nothing()
    {
        await using var office = await DisclosureOffice.OpenAsync(postgres, withCatalogue: false);
        var made = await office.OpenCatalogueAsync();
        Assert.Equal((21, 21), (made.Columns, made.Items));
        var duties = await office.DutiesAsync();
        Assert.Equal(made.Duties, duties.Count);
        var finance = duties.Where(known => known.Unit == "财政局").ToList();
        Assert.Contains(finance, known => known.Item is { Code: "20-07", Limit.Title: "20日内" } && known.Item.LimitBasis.Contains("《预算法》第十四条", StringComparison.Ordinal));
        Assert.DoesNotContain(finance, known => known.Item.Code is "21-04" or "20-14");
        var town = duties.First(known => known.Group == "镇（街道）").Unit;
        Assert.Contains(duties, known => known.Unit == town && known.Item.Code == "21-05");
        Assert.All(duties, known => Assert.NotEqual("", known.Item.LimitBasis));
        Assert.All(duties, known => Assert.Equal(DutyState.Empty, known.Reading.State));
        Assert.Equal((0, 0, 0), await office.OpenCatalogueAsync());
    }

    [Theory]
    [InlineData("1y", "2022-02-01", DutyState.Due, "2023-02-01")]
    [InlineData("1y", "2022-02-02", DutyState.Done, "2023-02-02")]
    [InlineData("1y", "2022-01-17", DutyState.Due, "2023-01-17")]
    [InlineData("1y", "2022-01-16", DutyState.Late, "2023-01-16")]
    [InlineData("2w", "2023-01-16", DutyState.Due, "2023-01-30")]
    [InlineData("3m", "2022-11-30", DutyState.Done, "2023-02-28")]
    public void A_cycle_says_until_when_there_must_be_something_new(string cycle, string newest, DutyState state, string due)
    {
        var reading = DutyReading.Of(Cycle.Parse(cycle), null, new DutyProof(1, DateOnly.Parse(newest)), new DateOnly(2023, 1, 17), 15);
        Assert.Equal((state, DateOnly.Parse(due)), (reading.State, reading.DueOn));
    }

    [Theory]
    [InlineData("信息形成或变更之日起20个工作日内", "20个工作日内")]
    [InlineData("２０个工作日", "20个工作日内")]
    [InlineData("决算批复后20日内公开", "20日内")]
    [InlineData("及时公开", "及时")]
    public void Time_limits_are_read_as_catalogues_write_them(string written, string title) => Assert.Equal(title, DutyLimit.Parse(written).Title);

    [Fact]
    public void A_limit_in_working_days_leaves_out_the_spring_festival()
    {
        var calendar = new WorkCalendar(CalendarFile.Read(Repository.Pack("calendars/china.csv")));
        Assert.Equal(new DateOnly(2023, 2, 9), DutyLimit.Parse("20个工作日").DueOn(new DateOnly(2023, 1, 9), calendar));
    }

    [Fact]
    public void A_pack_with_mistakes_names_line_and_key()
    {
        var refusal = Assert.Throws<RefusedException>(() => DutyPack.Read(PackFile.Parse(
            "name: 甲\nlimit: {workdays: 0}\nchannel: 网站\nwarn_days: {value: 5}\nitems:\n  - {code: a, title: 乙, content: 丙, theme: 丁, for: [school], column: x, proof: 戊, cycle: 偶尔}\n", "试.yaml")));
        Assert.Equal(
            [
                "试.yaml第2行 limit.workdays：不能小于1，现为0。", "试.yaml第6行 items[1].for[1]：应为department、township、government之一，现为“school”。",
                "试.yaml第6行 items[1].cycle：更新周期“偶尔”看不懂，应写成“2周”“6个月”“每年”的样子，不定期的空着。",
            ], refusal.Message.Split('\n'));
        var limits = Assert.Throws<RefusedException>(() => DutyPack.Read(PackFile.Parse(
            "name: 甲\nclause: 乙\nlimit: {at_once: true}\nchannel: 网站\nwarn_days: {value: 5, clause: 丁}\nitems:\n  - {code: a, title: 乙, content: 丙, theme: 丁, for: [township], column: x, proof: 戊, clause: 己, limit: {days: 1, at_once: true, clause: 庚}}\n", "试.yaml")));
        Assert.Equal("试.yaml第7行 items[1].limit：应写 workdays、days、at_once 中的一个。", limits.Message);
        var column = Assert.Throws<RefusedException>(() => ColumnPack.Read(PackFile.Parse(
            "name: 甲\ncolumns:\n  - {key: a, name: 乙, kind: news, description: 丙, keywords: 丁, reviews: [editor, leader]}\n", "栏.yaml")));
        Assert.Equal("栏.yaml第3行 columns[1]：“保密审查”不能省。", column.Message);
    }

    [Fact]
    public async Task A_local_catalogue_is_looked_at_before_it_is_written()
    {
        await using var office = await DisclosureOffice.OpenAsync(postgres);
        using var clerk = await office.SignInAsync("fangmin", Post.Office);
        var before = (await office.DutiesAsync()).Count;
        var file = Bytes("0505,城乡低保,《社会救助暂行办法》第十一条,20个工作日内,每月,民生信息,救助科,民政局、水利局\n20-07,财政预算决算,《预算法》第十四条,20日内,每年,财政预算决算,预算科,财政局\n");
        var preview = await clerk.SubmitAsync(DisclosureOffice.Home + "/duties/import", "preview", files: ("Input.File", "目录.csv", file));
        Assert.Contains("新增事项", preview.Text, StringComparison.Ordinal);
        Assert.Contains("更改责任科室", preview.Text, StringComparison.Ordinal);
        Assert.Equal(before, (await office.DutiesAsync()).Count);
        var done = await clerk.SendAsync(DisclosureOffice.Home + "/duties/import", preview, "apply");
        Assert.StartsWith("已导入，改动", (await clerk.FollowAsync(done)).Page.QuerySelector("[role=status]")!.TextContent.Trim(), StringComparison.Ordinal);
        var after = await office.DutiesAsync();
        Assert.Equal(before + 2, after.Count);
        Assert.Contains(after, known => known is { Unit: "民政局", Item: { Code: "0505", Cycle.Title: "每月" }, Duty.Owner: "救助科" });
        Assert.Contains(after, known => known is { Unit: "财政局", Item.Code: "20-07", Duty.Owner: "预算科" });
    }

    [Fact]
    public async Task A_catalogue_with_mistakes_names_each_cell_and_writes_nothing()
    {
        await using var office = await DisclosureOffice.OpenAsync(postgres);
        using var clerk = await office.SignInAsync("fangmin", Post.Office);
        var before = (await office.DutiesAsync()).Count;
        var file = Bytes("1,甲,依据,很快,,民生信息,,民政局\n2,乙,依据,及时,,没有的栏目,,民政局\n3,丙,依据,及时,,民生信息,,教育厅\n,丁,依据,及时,,民生信息,,民政局\n3,戊,依据,及时,,民生信息,,民政局\n");
        var preview = await clerk.SubmitAsync(DisclosureOffice.Home + "/duties/import", "preview", files: ("Input.File", "目录.csv", file));
        foreach (var sentence in new[]
        {
            "目录.csv第2行D列：公开时限“很快”看不懂，应写成“20个工作日内”“20日内”或“及时”。", "目录.csv第3行A列：没有名为“没有的栏目”的栏目", "目录.csv第4行A列：名录里没有“教育厅”",
            "目录.csv第5行A列：请填写“编码”。", "目录.csv第6行A列：编码3重复了",
        })
            Assert.Contains(sentence, preview.Text, StringComparison.Ordinal);
        var refused = await clerk.SendAsync(DisclosureOffice.Home + "/duties/import", preview, "apply");
        Assert.Equal(5, refused.Errors.Count);
        Assert.Equal(before, (await office.DutiesAsync()).Count);
        var nothing = await clerk.SubmitAsync(DisclosureOffice.Home + "/duties/import", "preview", files: ("Input.File", "目录.csv", Encoding.UTF8.GetBytes("甲,乙\n1,2\n")));
        Assert.Contains("里没有找到“编码”一列", Assert.Single(nothing.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_liaison_sees_and_answers_for_the_own_unit_only()
    {
        await using var office = await DisclosureOffice.OpenAsync(postgres);
        using var liaison = await office.SignInAsync("qinyu", Post.Liaison, "民政局");
        var matrix = await liaison.OpenAsync(DisclosureOffice.Home + "/matrix");
        Assert.Equal(["民政局"], matrix.Page.QuerySelectorAll(".duty-matrix tbody th").Select(head => head.TextContent.Trim()));
        var duties = await office.DutiesAsync();
        var own = duties.First(known => known is { Unit: "民政局", Item.Code: "20-08" }).Duty.Id;
        var other = duties.First(known => known is { Unit: "财政局", Item.Code: "20-08" }).Duty.Id;
        Assert.Equal(HttpStatusCode.NotFound, (await liaison.OpenAsync($"{DisclosureOffice.Home}/duties/{other}")).Status);
        var saved = await liaison.SubmitAsync($"{DisclosureOffice.Home}/duties/{own}", "duty", new() { ["Input.NoneBecause"] = "本单位没有行政事业性收费项目。" });
        Assert.Contains("本单位没有此类信息：本单位没有行政事业性收费项目。", (await liaison.FollowAsync(saved)).Text, StringComparison.Ordinal);
        Assert.Equal(DutyState.Done, (await office.DutiesAsync()).Single(known => known.Duty.Id == own).Reading.State);
        Assert.Equal(HttpStatusCode.Forbidden, (await liaison.OpenAsync(DisclosureOffice.Home + "/open")).Status);
        using var stranger = await office.SignInAsync("kaifeng", Post.Office, region: office.Kaifeng);
        Assert.Equal(HttpStatusCode.Forbidden, (await stranger.OpenAsync(DisclosureOffice.Home + "/matrix")).Status);
        await using var db = office.App.OpenDb();
        Assert.Contains("说明没有此类信息", (await db.Set<Lantai.Journal.JournalEntry>().SingleAsync(line => line.Subject == $"duty/{own}")).Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_column_keeps_the_reviews_that_the_law_asks_for()
    {
        await using var office = await DisclosureOffice.OpenAsync(postgres);
        using var clerk = await office.SignInAsync("fangmin", Post.Office);
        var page = DisclosureOffice.Home + "/columns/news/edit";
        Assert.Equal(["发稿环节中的“初审”不能去掉。"], (await clerk.SubmitAsync(page, "column", new() { ["reviews"] = "Secrecy" })).Errors);
        Assert.Equal(["更新周期“常常”看不懂，应写成“2周”“6个月”“每年”的样子，不定期的空着。"], (await clerk.SubmitAsync(page, "column", new() { ["Input.Cycle"] = "常常" })).Errors);
        Assert.Equal("已保存栏目“工作动态”。", (await clerk.FollowAsync(await clerk.SubmitAsync(page, "column", new() { ["Input.Cycle"] = "1周" }))).Page.QuerySelector("[role=status]")!.TextContent.Trim());
        await using var db = office.App.OpenDb();
        var column = await db.PortalColumns.SingleAsync(known => known.Key == "news");
        Assert.Equal("每周", column.Cycle!.Title);
        Assert.Equal(5, column.Reviews.Count);
    }

    private static byte[] Bytes(string rows) => Encoding.UTF8.GetBytes(Heads + rows);

    [Fact]
    public async Task The_26_fields_are_duties_when_the_office_wants_them_and_are_not_made_twice()
    {
        await using var office = await DisclosureOffice.OpenAsync(postgres);
        var before = (await office.DutiesAsync()).Count;
        using var clerk = await office.SignInAsync("wangxiao", Post.Office);
        await using var db = office.App.OpenDb();
        var group = await db.UnitGroups.Where(known => known.RegionId == office.Yanshi.Id && known.Name == "区直单位").Select(known => known.Id).SingleAsync(TestContext.Current.CancellationToken);
        foreach (var _ in new[] { 1, 2 })
            await clerk.SubmitAsync(DisclosureOffice.Home + "/open", "open", new() { [$"group-{group}"] = "Department", ["grassroots"] = "true" });
        var duties = await office.DutiesAsync();
        var items = duties.Where(known => known.Item.Code.StartsWith("54-", StringComparison.Ordinal)).ToList();
        Assert.Equal(26, items.Select(known => known.Item.Code).Distinct().Count());
        Assert.Equal(duties.Count - before, items.Count);
        Assert.All(items, known => Assert.Equal(("20个工作日内", "政府网站、政务服务中心、公开查阅点、社区和村公示栏"), (known.Item.Limit.Title, known.Item.Channel)));
    }

    [Fact]
    public async Task Two_columns_do_not_bear_one_name_and_where_they_do_an_import_says_so()
    {
        await using var office = await DisclosureOffice.OpenAsync(postgres);
        await using var db = office.App.OpenDb();
        var columns = await db.PortalColumns.AsNoTracking().Where(column => column.RegionId == office.Yanshi.Id).OrderBy(column => column.Id).Take(2).ToListAsync();
        var change = new ColumnChange(columns[1].Name, "说明", "词", null, columns[0].Reviews, false);
        var refused = await Assert.ThrowsAsync<RefusedException>(() => office.DoAsync<EditColumn>(editing => editing.RunAsync(DisclosureOffice.Clerk, office.Yanshi.Id, columns[0].Key, change)));
        Assert.Equal($"已有名为“{columns[1].Name}”的栏目；导入稿件和公开目录按名称认栏目，请换一个名称。", refused.Message);
        await office.DoAsync<EditColumn>(editing => editing.RunAsync(DisclosureOffice.Clerk, office.Yanshi.Id, columns[1].Key, change));
        // From before such names were refused.
        await db.Database.ExecuteSqlAsync($"update portal_column set name = {columns[1].Name} where id = {columns[0].Id}");
        var file = Lantai.Papers.SourceTables.Read(new MemoryStream(Encoding.UTF8.GetBytes($"{Heads}0599,某事项,条例,20日内,,{columns[1].Name},,全部单位\n")), "目录.csv");
        var plan = await office.App.WithAsync<ImportDuties, DutyPlan>(import => import.PlanAsync(office.Yanshi.Id, file));
        Assert.Contains(plan.Errors, error => error.Contains($"有几个名为“{columns[1].Name}”的栏目", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_notice_that_was_taken_down_by_its_day_has_been_published_and_a_withdrawn_one_has_not()
    {
        await using var office = await DisclosureOffice.OpenAsync(postgres);
        var staff = await office.StaffAsync();
        var item = (await office.DutiesAsync()).First(known => known is { Unit: "民政局", Item.Code: "20-11" }).Item.Id;
        var notice = await office.DraftAsync(staff[0], "公示", text: new EditionText("", "<p>公示</p>", "民政局", new DateOnly(2023, 1, 9), Openness.Open) { DutyItemId = item, TakeDownAt = office.Time.Now.AddDays(7).ToUniversalTime() });
        await office.PublishAsync(staff, notice);
        office.Time.Now = office.Time.Now.AddDays(8);
        Assert.Equal("已公开1条，最近一次是2023-01-17。", (await ReadingAsync(office, item)).Because);
        await office.DoAsync<WithdrawArticle>(withdrawing => withdrawing.RunAsync(staff[4], notice.Id, "内容有误"));
        Assert.Equal(DutyState.Empty, (await ReadingAsync(office, item)).State);
    }

    [Fact]
    public async Task A_mended_typo_is_no_news_and_content_formed_later_is()
    {
        await using var office = await DisclosureOffice.OpenAsync(postgres);
        var staff = await office.StaffAsync();
        var item = (await office.DutiesAsync()).First(known => known is { Unit: "民政局", Item.Code: "20-07" }).Item.Id;
        var budget = await office.DraftAsync(staff[0], "预算", text: new EditionText("", "<p>预算</p>", "民政局", new DateOnly(2023, 1, 9), Openness.Open) { DutyItemId = item });
        await office.PublishAsync(staff, budget);
        office.Time.Now = new DateTimeOffset(2024, 2, 5, 9, 0, 0, TimeSpan.FromHours(8));
        await office.ReviseAsync(staff, budget, text => text with { Body = "<p>预 算</p>" });
        Assert.Equal((DutyState.Late, new DateOnly(2024, 1, 17)), ((await ReadingAsync(office, item)).State, (await ReadingAsync(office, item)).DueOn));
        await office.ReviseAsync(staff, budget, text => text with { FormedOn = new DateOnly(2024, 2, 1) });
        Assert.Equal((DutyState.Done, new DateOnly(2025, 2, 5)), ((await ReadingAsync(office, item)).State, (await ReadingAsync(office, item)).DueOn));
        Assert.Equal(1, (await office.DutiesAsync()).Single(known => known.Unit == "民政局" && known.Item.Id == item).Proof.Count);
    }

    [Fact]
    public async Task The_portal_names_who_has_nothing_by_item_and_only_where_nothing_is_published()
    {
        await using var office = await DisclosureOffice.OpenAsync(postgres);
        var staff = await office.StaffAsync();
        var duties = (await office.DutiesAsync()).Where(known => known.Unit == "民政局" && known.Item.Column!.Key == "duty-local").ToDictionary(known => known.Item.Code);
        foreach (var code in new[] { "21-01", "21-02" }) await office.DoAsync<EditDuty>(editing => editing.RunAsync(staff[0], duties[code].Duty.Id, null, "没有"));
        await office.PublishAsync(staff, await office.DraftAsync(staff[0], "征收公告", "duty-local",
            new EditionText("", "<p>公告</p>", "民政局", new DateOnly(2023, 1, 9), Openness.Open) { DutyItemId = duties["21-02"].Item.Id }));
        using var citizen = office.App.Visit();
        var column = await citizen.OpenAsync("/yanshi/columns/duty-local");
        Assert.Equal([$"{duties["21-01"].Item.Title}：民政局"], column.Page.QuerySelectorAll("section.panel li").Select(line => line.TextContent.Trim()));
        var unit = await citizen.OpenAsync($"/yanshi/units/{office.Units["民政局"]}");
        Assert.Equal(duties["21-01"].Item.Title, Assert.Single(unit.Page.QuerySelectorAll(".duty-tree li"), line => line.TextContent.Contains("没有此类信息", StringComparison.Ordinal)).QuerySelector("a")!.TextContent);
    }

    [Fact]
    public async Task The_office_ends_a_duty_of_every_unit_with_a_reason_and_takes_it_back()
    {
        await using var office = await DisclosureOffice.OpenAsync(postgres);
        using var clerk = await office.SignInAsync("fangmin", Post.Office);
        const string row = "9901,分错的事项,依据,及时,,民生信息,,全部单位\n";
        await ImportAsync(row);
        async Task<List<KnownDuty>> WrongAsync() => [.. (await office.DutiesAsync()).Where(known => known.Item.Code == "9901")];
        var (all, own) = ((await WrongAsync()).Count, (await WrongAsync()).Single(known => known.Unit == "民政局").Duty.Id);
        Assert.True(all > 1);
        var page = $"{DisclosureOffice.Home}/duties/{own}";
        using var citizen = office.App.Visit();
        async Task<bool> IsInTreeAsync() => (await citizen.OpenAsync("/yanshi/disclosure")).Text.Contains("分错的事项", StringComparison.Ordinal);
        Assert.True(await IsInTreeAsync());
        Assert.Equal(["请填写“自哪一天起”。", "请填写“理由”。"], (await clerk.SubmitAsync(page, "end")).Errors);
        Assert.DoesNotContain("经过", (await clerk.OpenAsync(page)).Page.QuerySelectorAll("h2").Select(head => head.TextContent));
        var ended = await clerk.SubmitAsync(page, "end", new() { ["Ending.From"] = "2023-01-17", ["Ending.Because"] = "目录分错", ["Ending.EveryUnit"] = "true" });
        var shown = await clerk.FollowAsync(ended);
        Assert.Contains($"{all}个单位自2023-01-17起不再承担。", shown.Text, StringComparison.Ordinal);
        Assert.Contains("自2023-01-17起不再承担：目录分错", shown.Text, StringComparison.Ordinal);
        Assert.Empty(await WrongAsync());
        Assert.False(await IsInTreeAsync());
        Assert.Equal((0, 0, 0), await office.OpenCatalogueAsync());
        Assert.Empty(await WrongAsync());
        Assert.Equal(["这个公开事项已定自2023-01-17起不再承担。"], (await clerk.SubmitAsync(page, "end", new() { ["Ending.From"] = "2023-01-18", ["Ending.Because"] = "又一次" })).Errors);
        await clerk.SubmitAsync(page, "resume");
        Assert.Equal(["民政局"], (await WrongAsync()).Select(known => known.Unit));
        using var liaison = await office.SignInAsync("qinyu", Post.Liaison, "民政局");
        Assert.Null((await liaison.OpenAsync(page)).Page.QuerySelector("[name='Ending.From']"));
        var stranger = await office.PersonAsync("zhoulan", Post.Liaison, "民政局");
        await Assert.ThrowsAsync<RefusedException>(() => office.DoAsync<EndDuty>(ending => ending.RunAsync(stranger, own, new DateOnly(2023, 1, 17), "不想做", false)));
        Assert.Contains("重新分给单位", await ImportAsync(row), StringComparison.Ordinal);
        Assert.Equal(all, (await WrongAsync()).Count);
        // What has not ended yet has never been away.
        await using (var db = office.App.OpenDb()) await db.Database.ExecuteSqlAsync($"update duty set since_on = '2022-06-01' where id = {own}", TestContext.Current.CancellationToken);
        await clerk.SubmitAsync(page, "end", new() { ["Ending.From"] = "2023-03-01", ["Ending.Because"] = "划归财政局" });
        var now = (await clerk.OpenAsync(page)).Page.QuerySelectorAll("section.panel").Single(panel => panel.QuerySelector("h2")!.TextContent == "现在");
        Assert.Contains("空白", now.TextContent, StringComparison.Ordinal);
        Assert.Contains("自2023-03-01起不再承担：划归财政局", now.TextContent, StringComparison.Ordinal);
        await ImportAsync(row);
        var again = (await WrongAsync()).Single(known => known.Duty.Id == own).Duty;
        Assert.Equal((new DateOnly(2022, 6, 1), null), (again.SinceOn, again.EndedOn));

        async Task<string> ImportAsync(string rows)
        {
            var preview = await clerk.SubmitAsync(DisclosureOffice.Home + "/duties/import", "preview", files: ("Input.File", "目录.csv", Bytes(rows)));
            await clerk.SendAsync(DisclosureOffice.Home + "/duties/import", preview, "apply");
            return preview.Text;
        }
    }

    [Fact]
    public async Task The_list_of_columns_tells_which_have_nothing_new_within_their_cycle()
    {
        await using var office = await DisclosureOffice.OpenAsync(postgres);
        var staff = await office.StaffAsync();
        await office.PublishAsync(staff, await office.DraftAsync(staff[0], "动态", "news"));
        async Task<string> StateAsync()
        {
            using var clerk = await office.SignInAsync("wangxiao" + office.Time.Now.Day, Post.Office);
            var page = await clerk.OpenAsync(DisclosureOffice.Home + "/columns");
            var row = page.Page.QuerySelectorAll("tbody tr").Single(line => line.TextContent.Contains("工作动态", StringComparison.Ordinal));
            return string.Join('|', row.Children.Select(cell => cell.TextContent.Trim()));
        }
        // The day stands in a cell of its own.
        Assert.Contains("|2023-01-31|", await StateAsync(), StringComparison.Ordinal);
        office.Time.Now = office.Time.Now.AddDays(15);
        Assert.Contains("已逾期", await StateAsync(), StringComparison.Ordinal);
    }

    private static async Task<DutyReading> ReadingAsync(DisclosureOffice office, long item) =>
        (await office.DutiesAsync()).Single(known => known.Unit == "民政局" && known.Item.Id == item).Reading;
}
