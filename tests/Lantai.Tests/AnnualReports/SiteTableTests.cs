using System.Net;
using System.Text;
using Lantai.AnnualReports;
using Lantai.AnnualReports.Sites;
using Lantai.Packs;
using Lantai.Papers;
using Lantai.Patrol;
using Lantai.People;
using Lantai.Tests.Requests;
using Lantai.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Lantai.Tests.AnnualReports;

/// <summary>政府网站工作年度报表: filled from register and patrols, typed over, checked, exported and imported again.</summary>
public sealed class SiteTableTests(TestPostgres postgres)
{
    private const string Home = "/desk/yanshi/annual/sites";
    private static readonly SiteForm Form = SiteForm.Read(new PackFolder(Repository.Pack("")));

    [Fact]
    public void The_form_has_the_groups_of_the_document()
    {
        Assert.Equal(["基本情况", "信息发布", "专栏专题", "解读回应", "办事服务", "互动交流", "安全防护", "移动新媒体", "创新发展"], Form.Fields.Select(field => field.Group).Distinct());
        Assert.Equal(new DateOnly(2026, 1, 31), Form.DueFor(2025));
        Assert.All(Form.Checks, check => Assert.Equal(Form.Field(check.Part).Group, Form.Field(check.Whole).Group));
    }

    [Fact]
    public async Task What_patrols_saw_is_a_hint_with_the_day_of_the_first_patrol_and_never_the_years_figure()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        var site = await SiteAsync(office);
        var before = await ReadAsync(office, site, 2025);
        Assert.Equal(("偃师区政府网", SiteSource.Register), Told(before, "site_name"));
        Assert.Equal(("", SiteSource.Nothing), Told(before, "published"));
        string? Known(string key) => before.Values.Single(value => value.Field.Key == key).Known;
        Assert.Equal("巡查见到3条，第一次巡查在2026-05-20，请核对后填写", Known("published"));
        Assert.StartsWith("巡查见到2条", Known("published_news"), StringComparison.Ordinal);
        Assert.StartsWith("巡查见到0条", Known("interpretations"), StringComparison.Ordinal);
        Assert.Null(Known("published_overview"));
        Assert.Null((await ReadAsync(office, site, 2024)).Values.Single(value => value.Field.Key == "published").Known);

        Assert.Equal(3, await EnterAsync(office, site, new() { ["published"] = "120", ["messages"] = "/", ["platform"] = "是" }));
        var after = await ReadAsync(office, site, 2025);
        Assert.Equal(("120", SiteSource.Typed), Told(after, "published"));
        Assert.StartsWith("巡查见到3条", after.Values.Single(value => value.Field.Key == "published").Known, StringComparison.Ordinal);
        Assert.Equal(CellState.Stroke, after.Values.Single(value => value.Field.Key == "messages").Cell.State);
        Assert.Equal(1, await EnterAsync(office, site, new() { ["published"] = "", ["messages"] = "/" }));
        Assert.Equal(("", SiteSource.Nothing), Told(await ReadAsync(office, site, 2025), "published"));
    }

    [Fact]
    public async Task Items_of_a_column_that_was_left_out_are_nowhere()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        var site = await SiteAsync(office);
        await using var db = office.App.OpenDb();
        await db.Set<SiteColumn>().Where(column => column.Class == "动态要闻").ExecuteUpdateAsync(column => column.SetProperty(known => known.State, ColumnState.Left), TestContext.Current.CancellationToken);
        var table = await ReadAsync(office, site, 2025);
        Assert.StartsWith("巡查见到1条", table.Values.Single(value => value.Field.Key == "published").Known, StringComparison.Ordinal);
        Assert.Null(table.Values.Single(value => value.Field.Key == "published_news").Known);
    }

    public static TheoryData<string, string> Pairs => new(Form.Checks.Select(check => (check.Part, check.Whole)));

    [Theory, MemberData(nameof(Pairs))]
    public void A_part_larger_than_its_whole_is_the_one_thing_wrong(string part, string whole)
    {
        Assert.DoesNotContain(With(part, "5", whole, "5").Remarks, remark => remark.IsError);
        Assert.Equal([part], With(part, "6", whole, "5").Remarks.Where(remark => remark.IsError).Select(remark => remark.Field));
        Assert.DoesNotContain(With(part, "6", whole, "/").Remarks, remark => remark.IsError);
        Assert.DoesNotContain(With(part, "6", whole, "").Remarks, remark => remark.IsError);
    }

    [Theory]
    [InlineData("messages", "约12", "“收到留言数量”写的是“约12”，请填数；没有的填0，不适用的填/。")]
    [InlineData("messages", "1.5", "“收到留言数量”写的是“1.5”，请填数；没有的填0，不适用的填/。")]
    [InlineData("platform", "有", "“是否使用统一平台”请填“是”或“否”，不适用的填/。")]
    public async Task What_a_field_cannot_take_is_refused_and_nothing_is_written(string field, string text, string sentence)
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        var site = await SiteAsync(office);
        Assert.Equal(sentence, (await Assert.ThrowsAsync<RefusedException>(() => EnterAsync(office, site, new() { ["visits"] = "5", [field] = text }))).Message);
        Assert.Equal(SiteSource.Nothing, Told(await ReadAsync(office, site, 2025), "visits").Source);
    }

    [Fact]
    public async Task The_table_is_filled_at_the_desk_exported_filled_on_and_imported()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        var site = await SiteAsync(office);
        using var clerk = await office.SignInAsync("fangmin", Post.Office);
        Assert.Equal(HttpStatusCode.OK, (await clerk.OpenAsync(Home + "?year=2025")).Status);
        var (edit, table) = ($"{Home}/edit?site={site}&year=2025", $"{Home}/table?site={site}&year=2025");
        Assert.Equal(HttpStatusCode.Redirect, (await clerk.SubmitAsync(edit, "edit", new() { ["f.messages"] = "１２件", ["f.messages_done"] = "13" })).Status);
        var page = await clerk.OpenAsync(table);
        Assert.Contains("“办结留言数量”为13，大于“收到留言数量”的１２件", page.Text, StringComparison.Ordinal);
        using var answer = await clerk.Client.GetAsync($"{Home}/table.xlsx?site={site}&year=2025", TestContext.Current.CancellationToken);
        var exported = await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        var rows = SourceTables.Read(new MemoryStream(exported), "报表.xlsx")[0].Rows;
        var csv = "内容,代码\n11,messages_done\n" + string.Join('\n', rows.Skip(1).Where(row => row.Cells[^1] is "published" or "visits").Select(row => $"{row.Cells[2]},{row.Cells[^1]}"));
        Assert.Equal(HttpStatusCode.Redirect, (await clerk.SubmitAsync(edit, "import", null, ("Import.File", "报表.csv", Encoding.UTF8.GetBytes(csv)))).Status);
        Assert.Equal(("11", SiteSource.Typed), Told(await ReadAsync(office, site, 2025), "messages_done"));
        Assert.Equal(("", SiteSource.Nothing), Told(await ReadAsync(office, site, 2025), "published"));
        Assert.Contains("报表没有“nothing”这一项", Assert.Single((await clerk.SubmitAsync(edit, "import", null, ("Import.File", "报表.csv", "内容,代码\n1,nothing\n"u8.ToArray()))).Errors), StringComparison.Ordinal);
        foreach (var ending in new[] { "docx", "html" })
        {
            using var file = await clerk.Client.GetAsync($"{Home}/table.{ending}?site={site}&year=2025", TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.OK, file.StatusCode);
        }
        Assert.Contains("没有这个网站", (await clerk.OpenAsync($"{Home}/table?site=abc&year=x")).Text, StringComparison.Ordinal);
        Assert.Contains("没有这个网站", (await clerk.OpenAsync($"/desk/yanshi/annual/sites/edit?site={site + 1}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_field_that_cannot_be_taken_is_named_with_its_place_and_all_that_was_typed_or_read_stays()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        var site = await SiteAsync(office);
        using var clerk = await office.SignInAsync("fangmin", Post.Office);
        var edit = $"{Home}/edit?site={site}&year=2025";
        string? In(Answer page, string key) => page.Page.QuerySelector($"[name='f.{key}']")!.GetAttribute("value");
        var refused = await clerk.SubmitAsync(edit, "edit", new() { ["f.visits"] = "5", ["f.messages"] = "abc", ["f.platform"] = "有", ["f.weibo"] = "偃师发布" });
        Assert.Equal(["“收到留言数量”写的是“abc”，请填数；没有的填0，不适用的填/。", "“是否使用统一平台”请填“是”或“否”，不适用的填/。"], refused.Errors.Order());
        Assert.Equal(2, refused.Page.QuerySelectorAll(".errors a").Length);
        Assert.Equal(("5", "abc", "偃师发布"), (In(refused, "visits"), In(refused, "messages"), In(refused, "weibo")));
        Assert.Contains("还没有保存，一项也没有改", refused.Text, StringComparison.Ordinal);
        var read = await clerk.SubmitAsync(edit, "import", null, ("Import.File", "报表.csv", Encoding.UTF8.GetBytes("内容,代码\n约9,messages\n7,visits\n")));
        Assert.Equal(("7", "约9"), (In(read, "visits"), In(read, "messages")));
        Assert.Equal(SiteSource.Nothing, Told(await ReadAsync(office, site, 2025), "visits").Source);
        Assert.NotNull((await clerk.SendAsync(edit, read, "edit", new() { ["f.messages"] = "9" })).Location);
        Assert.Equal(("7", SiteSource.Typed), Told(await ReadAsync(office, site, 2025), "visits"));
    }

    [Fact]
    public async Task A_form_that_is_older_than_what_another_typed_is_refused_and_takes_nothing_away()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        var site = await SiteAsync(office);
        using var clerk = await office.SignInAsync("fangmin", Post.Office);
        var edit = $"{Home}/edit?site={site}&year=2025";
        var stale = await clerk.OpenAsync(edit);
        await EnterAsync(office, site, new() { ["messages"] = "12" });
        var refused = await clerk.SendAsync(edit, stale, "edit", new() { ["f.visits"] = "5" });
        Assert.Contains("改过，请重新打开这一页", Assert.Single(refused.Errors), StringComparison.Ordinal);
        Assert.Contains("改过，请重新打开这一页", Assert.Single((await clerk.SendAsync(edit, refused, "edit", new() { ["f.visits"] = "5" })).Errors), StringComparison.Ordinal);
        Assert.Equal(("12", SiteSource.Typed), Told(await ReadAsync(office, site, 2025), "messages"));
        Assert.Equal(HttpStatusCode.Redirect, (await clerk.SubmitAsync(edit, "edit", new() { ["f.visits"] = "5" })).Status);
        Assert.Equal(("12", SiteSource.Typed), Told(await ReadAsync(office, site, 2025), "messages"));
    }

    [Fact]
    public async Task Another_region_does_not_see_it_and_a_reviewer_does_not_type()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        var site = await SiteAsync(office);
        Assert.Null(await office.App.WithAsync<ReadSiteYear, SiteYear?>(reading => reading.RunAsync(office.Kaifeng.Id, site, 2025)));
        using var reviewer = await office.SignInAsync("shishen", Post.Reviewer);
        Assert.Equal(HttpStatusCode.OK, (await reviewer.OpenAsync($"{Home}/table?site={site}&year=2025")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await reviewer.OpenAsync($"{Home}/edit?site={site}&year=2025")).Status);
    }

    private static SiteYear With(string part, string partWritten, string whole, string wholeWritten) => new(Form, "网站", 2025,
        [.. Form.Fields.Select(field => new SiteValue(field, field.Read(field.Key == part ? partWritten : field.Key == whole ? wholeWritten : ""), SiteSource.Typed, null))]);

    private static (string Written, SiteSource Source) Told(SiteYear table, string key) => table.Values.Single(value => value.Field.Key == key) is var value ? (value.Cell.Written, value.Source) : default;

    private static async Task<SiteYear> ReadAsync(RequestOffice office, long site, int year) =>
        (await office.App.WithAsync<ReadSiteYear, SiteYear?>(reading => reading.RunAsync(office.Yanshi.Id, site, year)))!;

    private static Task<int> EnterAsync(RequestOffice office, long site, Dictionary<string, string> written) =>
        office.App.WithAsync<EnterSiteFigures, int>(async entering =>
            await entering.RunAsync(RequestOffice.Clerk, office.Yanshi.Id, site, 2025, (await ReadAsync(office, site, 2025)).Typed, written));

    /// <summary>A site with a column of news, two news items of 2025 and one item elsewhere.</summary>
    private static async Task<long> SiteAsync(RequestOffice office)
    {
        await using var db = office.App.OpenDb();
        var site = new PatrolSite { RegionId = office.Yanshi.Id, Name = "偃师区政府网", Address = "https://www.yanshi.invalid/" };
        db.Add(site);
        await db.SaveChangesAsync();
        var news = new SiteColumn { SiteId = site.Id, Name = "要闻", Address = "https://www.yanshi.invalid/news/", Class = "动态要闻", State = ColumnState.Registered };
        db.AddRange(news, new SiteColumn { SiteId = site.Id, Name = "解读", Address = "https://www.yanshi.invalid/read/", Class = "政策解读", State = ColumnState.Registered });
        await db.SaveChangesAsync();
        foreach (var (at, column) in new long?[] { news.Id, news.Id, null }.Index())
            db.Add(new SiteItem { SiteId = site.Id, ColumnId = column, Address = $"https://www.yanshi.invalid/{at}", PublishedOn = new(2025, 3, 1 + at), FirstSeenAt = office.Time.GetUtcNow(), LastSeenAt = office.Time.GetUtcNow() });
        await db.SaveChangesAsync();
        return site.Id;
    }
}
