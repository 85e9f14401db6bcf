using System.Text;
using Lantai.Assessment;
using Lantai.Calendar;
using Lantai.Disclosure;
using Lantai.Patrol;
using Lantai.People;
using Lantai.Rectification;
using Lantai.Tests.Rectification;
using Lantai.Tests.Support;
using Lantai.Units;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Lantai.Tests.Patrol;

/// <summary>What a patrol learns of a site's columns and items, what people make of it, and what the next patrol sees by it.</summary>
public sealed class ColumnRegisterTests(TestPostgres postgres)
{
    [Fact]
    public async Task Columns_are_learnt_corrected_exported_and_imported_with_a_dry_run()
    {
        await using var office = await ColumnOfficeAsync();
        await office.PatrolAsync();
        using var clerk = await office.SignInAsync(Post.Office);
        var here = $"/desk/yanshi/patrol/sites/{office.Site.Id}/columns";
        var list = await clerk.OpenAsync(here);
        Assert.Contains("巡查识别", list.Text, StringComparison.Ordinal);
        Assert.Contains("2026-02-27", list.Text, StringComparison.Ordinal);
        var csv = await clerk.Client.GetStringAsync(here + ".csv");
        Assert.Contains("/news/,", csv, StringComparison.Ordinal);

        var wrong = $"地址,栏目,类别,天数,责任单位\n{office.Web.Root}/news/,要闻,没有的类别,,\nhttp://elsewhere.example/,要闻,动态要闻,,\n{office.Web.Root}/a/,要闻,动态要闻,十,\n{office.Web.Root}/b/,要闻,动态要闻,7,没有的局\n";
        var refused = await clerk.SubmitAsync(here + "/import", "preview", null, ("Input.File", "栏目.csv", Encoding.UTF8.GetBytes(wrong)));
        foreach (var sentence in new[] { "第2行：没有“没有的类别”这一类别", "第3行：“http://elsewhere.example/”不在网站", "第4行：“天数”应为正整数，现为“十”。", "第5行：名录里没有单位“没有的局”" })
            Assert.Contains(sentence, refused.Text, StringComparison.Ordinal);
        Assert.Null(refused.Page.QuerySelector("form button.primary"));

        var right = $"地址,栏目,类别,天数,责任单位\n{office.Web.Root}/news/,部门动态,动态要闻,7,财政局\n";
        var preview = await clerk.SubmitAsync(here + "/import", "preview", null, ("Input.File", "栏目.csv", Encoding.UTF8.GetBytes(right)));
        Assert.Contains("修改", preview.Text, StringComparison.Ordinal);
        await using (var db = office.App.OpenDb()) Assert.DoesNotContain(await db.SiteColumns.ToListAsync(), column => column.State == ColumnState.Registered);
        Assert.Equal(here, (await clerk.SendAsync(here + "/import", preview, "apply")).Location);
        await using (var db = office.App.OpenDb())
        {
            var column = Assert.Single(await db.SiteColumns.Where(column => column.State == ColumnState.Registered).ToListAsync());
            Assert.Equal(("部门动态", "动态要闻", 7, office.OtherUnit), (column.Name, column.Class, column.MostAgeDays, column.UnitId));
        }
    }

    [Fact]
    public async Task A_finding_in_a_column_is_a_ticket_of_the_unit_that_owns_the_column()
    {
        await using var office = await ColumnOfficeAsync();
        office.Page("/news/1.html", "/gone.html");
        await RegisterAsync(office);
        await office.PatrolAsync();
        await office.ConfirmAsync("dead-link");
        var ticket = Assert.Single(await office.TicketsAsync("站内死链"));
        Assert.Equal(office.OtherUnit, ticket.UnitId);
    }

    [Fact]
    public async Task A_column_given_to_another_unit_takes_its_tickets_along()
    {
        await using var office = await ColumnOfficeAsync();
        office.Page("/news/1.html", "/gone.html");
        await RegisterAsync(office);
        await office.PatrolAsync();
        await office.ConfirmAsync("dead-link");
        await using (var db = office.App.OpenDb()) await db.SiteColumns.ExecuteUpdateAsync(set => set.SetProperty(column => column.UnitId, office.Unit));
        await office.PatrolAsync();
        var tickets = await office.TicketsAsync("站内死链");
        Assert.Equal([(office.OtherUnit, TicketState.Withdrawn), (office.Unit, TicketState.Open)], tickets.Select(ticket => (ticket.UnitId, ticket.State)));
        Assert.Equal("责任单位已改变，改由其他单位整改", tickets[0].Events.MaxBy(happened => happened.Id)!.Words);
    }

    [Fact]
    public async Task A_column_is_not_overwritten_by_who_did_not_see_it()
    {
        await using var office = await ColumnOfficeAsync();
        await RegisterAsync(office);
        using var clerk = await office.SignInAsync(Post.Office);
        var here = $"/desk/yanshi/patrol/sites/{office.Site.Id}/columns";
        long id;
        await using (var db = office.App.OpenDb()) id = await db.SiteColumns.Select(column => column.Id).SingleAsync();
        Assert.Equal(
            ["这个网址已登记为栏目“部门动态”，请在栏目列表里修改。"],
            (await clerk.SubmitAsync($"{here}/new", "column", new() { ["Input.Name"] = "新的", ["Input.Address"] = $"{office.Web.Root}/news/", ["Input.Class"] = "其他" })).Errors);
        Assert.Equal(
            ["这个网址已登记为栏目“部门动态”，请在栏目列表里修改。"],
            (await clerk.SubmitAsync($"{here}/new", "column", new() { ["Input.Name"] = "新的", ["Input.Address"] = $"{office.Web.Root.Replace("http:", "https:", StringComparison.Ordinal)}/news/", ["Input.Class"] = "其他" })).Errors);
        var mine = await clerk.OpenAsync($"{here}/{id}");
        await clerk.SubmitAsync($"{here}/{id}", "column", new() { ["Input.Name"] = "别人改的" });
        var late = await clerk.SendAsync($"{here}/{id}", mine, "column", new() { ["Input.Name"] = "我改的" });
        Assert.Equal(["栏目“别人改的”的名称刚被别人改过，请重新打开本页，核对后再改。"], late.Errors);
        await using (var db = office.App.OpenDb()) Assert.Equal("别人改的", await db.SiteColumns.Select(column => column.Name).SingleAsync());
    }

    [Fact]
    public async Task A_page_that_was_open_over_a_patrol_is_saved_and_so_is_what_somebody_else_changed_beside_it()
    {
        await using var office = await ColumnOfficeAsync();
        await RegisterAsync(office);
        using var clerk = await office.SignInAsync(Post.Office);
        long id;
        await using (var db = office.App.OpenDb()) id = await db.SiteColumns.Select(column => column.Id).SingleAsync();
        var here = $"/desk/yanshi/patrol/sites/{office.Site.Id}/columns/{id}";
        var mine = await clerk.OpenAsync(here);
        await office.PatrolAsync();
        await clerk.SubmitAsync(here, "column", new() { ["Input.Days"] = "7" });
        Assert.Empty((await clerk.SendAsync(here, mine, "column", new() { ["Input.Name"] = "我改的" })).Errors);
        await using (var db = office.App.OpenDb())
        {
            var column = await db.SiteColumns.SingleAsync();
            Assert.Equal(("我改的", 7, office.OtherUnit, true), (column.Name, column.MostAgeDays, column.UnitId, column.ReadAt is not null));
        }
        await clerk.SubmitAsync(here, "leave");
        Assert.Equal(["栏目“我改的”刚被别人移出，请重新打开本页，核对后再改。"], (await clerk.SendAsync(here, mine, "column", new() { ["Input.Name"] = "又改" })).Errors);
        Assert.Equal(["本页的内容不完整，请重新打开本页后再改。"], (await clerk.SubmitAsync(here, "column", new() { ["Input.Seen"] = "{}" })).Errors);
    }

    [Fact]
    public async Task A_column_that_a_patrol_learns_while_a_person_registers_it_is_the_person_s()
    {
        await using var office = await ColumnOfficeAsync();
        await using var patrol = office.App.OpenDb();
        await using var learning = await patrol.Database.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await patrol.Database.ExecuteSqlAsync($"""
            insert into site_column (site_id, name, address, class, state, read_at) values ({office.Site.Id}, '识别的', {office.Web.Root + "/news/"}, '其他', 'Learnt', now())
            """, TestContext.Current.CancellationToken);
        var registering = RegisterAsync(office);
        await learning.CommitAsync(TestContext.Current.CancellationToken);
        await registering;
        await using var db = office.App.OpenDb();
        var column = await db.SiteColumns.SingleAsync(TestContext.Current.CancellationToken);
        Assert.Equal(("部门动态", ColumnState.Registered, true), (column.Name, column.State, column.ReadAt is not null));
    }

    [Theory]
    [InlineData("http://admin:geheim@s.example/news/")]
    [InlineData("http://admin:mein geheim@s.example/news/")]
    [InlineData("http://admin:ge\"heim，@s.example/news/")]
    public async Task An_address_with_a_password_is_refused_and_the_password_not_repeated(string address)
    {
        await using var office = await ColumnOfficeAsync();
        var refused = await Assert.ThrowsAsync<RefusedException>(() => office.App.WithAsync<EditColumns, bool>(async editing =>
        {
            await editing.SaveAsync(TicketOffice.Clerk, office.RegionId, office.Site.Id, new ColumnEntry(address, "部门动态", "动态要闻", null, null));
            return true;
        }));
        Assert.Equal("“http://admin:***@s.example/news/”不要带用户名和密码，请去掉“@”和它前面的部分。", refused.Message);
    }

    [Fact]
    public async Task A_name_that_two_units_have_borne_is_not_guessed_at()
    {
        await using var office = await ColumnOfficeAsync();
        await using (var db = office.App.OpenDb())
        {
            (await db.Units.Include(unit => unit.Names).SingleAsync(unit => unit.Id == office.Unit)).Names.Add(new UnitName { Kind = UnitNameKind.ShortForm, Text = "财政局" });
            await db.SaveChangesAsync();
        }
        using var clerk = await office.SignInAsync(Post.Office);
        var file = $"地址,栏目,类别,天数,责任单位\n{office.Web.Root}/news/,部门动态,动态要闻,7,财政局\n";
        var refused = await clerk.SubmitAsync($"/desk/yanshi/patrol/sites/{office.Site.Id}/columns/import", "preview", null, ("Input.File", "栏目.csv", Encoding.UTF8.GetBytes(file)));
        Assert.Contains("第2行：名录里有2个单位用过名称“财政局”，请改用其中一个单位独有的名称。", refused.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_all_that_a_site_ever_published_only_what_is_asked_for_is_read()
    {
        await using var office = await ColumnOfficeAsync();
        await using var db = office.App.OpenDb();
        await db.Database.ExecuteSqlAsync($"""
            insert into site_item (site_id, address, first_seen_at, looked_on, last_seen_at)
            select {office.Site.Id}, 'http://s/' || n, '2026-02-28 23:30+08', case when n = 2500 then date '2026-02-20' end, now() from generate_series(1, 3000) as n
            """);
        var keys = Enumerable.Range(1, 2500).Select(n => $"//s/{n}").Append("//s/never").ToList();
        var seen = await office.App.WithAsync<PatrolMemory, IReadOnlyDictionary<string, FirstSight>>(async memory =>
            await (await memory.HistoryAsync(office.Site.Id, office.Time.Today())).SeenAsync(keys));
        Assert.Equal(2500, seen.Count);
        Assert.Equal([new FirstSight(new(2026, 2, 28), null), new(new(2026, 2, 28), new(2026, 2, 20))], new[] { seen["//s/1"], seen["//s/2500"] });
    }

    [Fact]
    public async Task A_title_is_kept_without_the_number_of_a_person()
    {
        await using var office = await ColumnOfficeAsync();
        office.Web.Page("/news/1.html", "<title>张某13912345678</title><meta name=ArticleTitle content=\"关于张某（电话13912345678）申请临时救助有关情况的公示以及后续安排\"><meta name=PubDate content=\"2026-02-27\"><p>正文。");
        await office.PatrolAsync();
        await using var db = office.App.OpenDb();
        Assert.Equal("关于张某（电话139******78）申请临时救助有关情况的公示以及后续安排", (await db.SiteItems.SingleAsync(item => item.Address.EndsWith("/news/1.html"))).Title);
        Assert.DoesNotContain(await db.SiteFindings.ToListAsync(), finding => $"{finding.Stated}{finding.Message}{finding.Evidence}".Contains("13912345678", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_item_that_appears_with_a_day_before_a_patrol_that_did_not_find_it_is_seen_to_be_backdated()
    {
        await using var office = await ColumnOfficeAsync();
        await office.PatrolAsync();
        office.Wait(10);
        Article(office, "/news/3.html", "2026-02-20");
        List(office, ("/news/1.html", "2026-02-27"), ("/news/2.html", "2026-02-24"), ("/news/3.html", "2026-02-20"));
        await office.PatrolAsync();
        await using var db = office.App.OpenDb();
        var finding = Assert.Single(await db.SiteFindings.Where(finding => finding.CheckId == "backdated").ToListAsync());
        Assert.EndsWith("/news/3.html", finding.Page, StringComparison.Ordinal);
        var item = await db.SiteItems.SingleAsync(item => item.Address.EndsWith("/news/3.html"));
        Assert.Equal((new DateOnly(2026, 2, 20), new DateOnly(2026, 3, 2)), (item.PublishedOn, item.LookedOn));
    }

    [Fact]
    public async Task What_a_patrol_could_not_read_it_did_not_find_missing()
    {
        await using var office = await ColumnOfficeAsync();
        office.Web.Page("/robots.txt", "", 503);
        await office.PatrolAsync();
        office.Wait(10);
        office.Web.Page("/robots.txt", "", 404);
        await office.PatrolAsync();
        // Read once; then its list is shut for a night on which an old article appears.
        office.Web.Page("/news/", "", 503);
        office.Wait(10);
        await office.PatrolAsync();
        office.Wait(1);
        Article(office, "/news/3.html", "2026-03-14");
        List(office, ("/news/1.html", "2026-02-27"), ("/news/2.html", "2026-02-24"), ("/news/3.html", "2026-03-14"));
        await office.PatrolAsync();
        Assert.Empty(await FoundAsync(office, "backdated"));
        await using var db = office.App.OpenDb();
        var looked = await db.SiteItems.OrderBy(item => item.Address).Where(item => item.Address.Contains("/news/")).Select(item => item.LookedOn).ToListAsync();
        Assert.Equal([null, null, new DateOnly(2026, 3, 12)], looked);
    }

    [Fact]
    public async Task A_site_that_goes_over_to_encryption_publishes_nothing_new()
    {
        await using var office = await ColumnOfficeAsync();
        await RegisterAsync(office);
        await office.PatrolAsync();
        await using var db = office.App.OpenDb();
        var (items, columns, findings) = (await db.SiteItems.CountAsync(), await db.SiteColumns.CountAsync(), await db.SiteFindings.CountAsync());
        // What is known is of the other scheme.
        await db.Database.ExecuteSqlAsync($"update site_item set address = replace(address, 'http:', 'https:')");
        await db.Database.ExecuteSqlAsync($"update site_column set address = replace(address, 'http:', 'https:')");
        await db.Database.ExecuteSqlAsync($"update site_finding set page = replace(page, 'http:', 'https:'), target = replace(target, 'http:', 'https:')");
        office.Wait(10);
        await office.PatrolAsync();
        Assert.Equal((items, columns), (await db.SiteItems.CountAsync(), await db.SiteColumns.CountAsync()));
        Assert.Empty(await FoundAsync(office, "backdated"));
        Assert.Equal(findings, await db.SiteFindings.CountAsync(finding => finding.CleanLooks == 0 && finding.Page.StartsWith("http://") && finding.CheckId != "column-stale"));
        Assert.Equal(office.OtherUnit, await db.Database.SqlQuery<long>($"select page_unit({office.Site.Id}, {office.Web.Root.Replace("http:", "https:") + "/news/1.html"}) as \"Value\"").SingleAsync());
    }

    [Fact]
    public async Task A_day_that_is_moved_later_makes_no_new_item()
    {
        await using var office = await ColumnOfficeAsync();
        await office.PatrolAsync();
        office.Wait(10);
        Article(office, "/news/1.html", "2026-03-11");
        List(office, ("/news/1.html", "2026-03-11"), ("/news/2.html", "2026-02-24"));
        await office.PatrolAsync();
        await using var db = office.App.OpenDb();
        Assert.Equal(new DateOnly(2026, 2, 27), (await db.SiteItems.SingleAsync(item => item.Address.EndsWith("/news/1.html"))).PublishedOn);
        await Assert.ThrowsAsync<Npgsql.PostgresException>(() => db.Database.ExecuteSqlAsync($"update site_item set published_on = '2026-03-01' where published_on is not null"));
    }

    [Fact]
    public async Task A_column_that_stands_for_an_item_of_the_law_takes_its_cycle_and_shows_that_the_unit_published()
    {
        await using var office = await ColumnOfficeAsync();
        await DutyAsync(office, "1m");
        Assert.Equal(DutyState.Empty, (await KnownAsync(office)).Reading.State);
        Assert.Single(await EmptyAsync(office));
        using var clerk = await office.SignInAsync(Post.Office);
        var here = $"/desk/yanshi/patrol/sites/{office.Site.Id}/columns";
        await office.PatrolAsync();
        var file = $"地址,栏目,类别,天数,责任单位,公开事项\n{office.Web.Root}/news/,救助发放,动态要闻,,财政局,0505\n";
        var refused = await clerk.SubmitAsync(here + "/import", "preview", null, ("Input.File", "栏目.csv", Encoding.UTF8.GetBytes(file.Replace("0505", "0506", StringComparison.Ordinal))));
        Assert.Contains("第2行：没有编码为“0506”的公开事项", refused.Text, StringComparison.Ordinal);
        var preview = await clerk.SubmitAsync(here + "/import", "preview", null, ("Input.File", "栏目.csv", Encoding.UTF8.GetBytes(file)));
        Assert.Equal(here, (await clerk.SendAsync(here + "/import", preview, "apply")).Location);
        Assert.Contains(",财政局,0505,", await clerk.Client.GetStringAsync(here + ".csv"), StringComparison.Ordinal);

        var known = await KnownAsync(office);
        Assert.Equal((DutyState.Done, 2, new DateOnly(2026, 2, 27), office.Web.Root + "/news/"), (known.Reading.State, known.Proof.Count, known.Proof.Newest!.Value, known.Proof.Elsewhere));
        Assert.Empty(await EmptyAsync(office));
        office.Wait(20);
        await office.PatrolAsync();
        Assert.Empty(await FoundAsync(office, "column-stale"));
        office.Wait(10);
        await office.PatrolAsync();
        Assert.Contains("31天", Assert.Single(await FoundAsync(office, "column-stale")).Message, StringComparison.Ordinal);
        Assert.Equal(DutyState.Late, (await KnownAsync(office)).Reading.State);

        // A night on which the list does not answer takes nothing out of it.
        office.Wait(1);
        foreach (var path in new[] { "/news/", "/news/1.html", "/news/2.html" }) office.Web.Page(path, "", 503);
        await office.PatrolAsync();
        Assert.Equal(DutyState.Late, (await KnownAsync(office)).Reading.State);

        office.Wait(1);
        List(office);
        office.Web.Page("/news/1.html", "", 404);
        office.Web.Page("/news/2.html", "", 404);
        await office.PatrolAsync();
        Assert.Equal(DutyState.Empty, (await KnownAsync(office)).Reading.State);
    }

    [Fact]
    public async Task The_office_s_own_limit_is_reported_as_its_own_and_an_inspection_goes_by_the_days_of_the_class()
    {
        await using var office = await ColumnOfficeAsync();
        await office.App.WithAsync<EditColumns, bool>(async editing =>
        {
            await editing.SaveAsync(TicketOffice.Clerk, office.RegionId, office.Site.Id, new ColumnEntry(office.Web.Root + "/news/", "部门动态", "动态要闻", 7, office.OtherUnit));
            return true;
        });
        // Nine days after the newest entry of 2026-02-27.
        office.Wait(6);
        await office.PatrolAsync();
        Assert.Equal("本单位登记的更新周期", Assert.Single(await FoundAsync(office, "column-stale")).Basis);
        Assert.Equal(0, await StaleColumnsAsync(office));
        using var clerk = await office.SignInAsync(Post.Office);
        Assert.Contains("超期", (await clerk.OpenAsync($"/desk/yanshi/patrol/sites/{office.Site.Id}/columns")).Text, StringComparison.Ordinal);
        // Registered with the other scheme than the one by which it is read.
        await using (var db = office.App.OpenDb()) await db.Database.ExecuteSqlAsync($"update site_column set address = replace(address, 'http:', 'https:')");
        Assert.Contains("超期", (await clerk.OpenAsync($"/desk/yanshi/patrol/sites/{office.Site.Id}/columns")).Text, StringComparison.Ordinal);
        office.Wait(8);
        await office.PatrolAsync();
        Assert.StartsWith("本单位登记的更新周期；国办秘函〔2019〕19号", Assert.Single(await FoundAsync(office, "column-stale")).Basis, StringComparison.Ordinal);
        Assert.Equal(1, await StaleColumnsAsync(office));
    }

    private static async Task<int> StaleColumnsAsync(TicketOffice office) =>
        (await office.App.WithAsync<InspectSite, IReadOnlyList<InspectionCase>>(inspect => inspect.RunAsync(office.Site.Id))).Single(one => one.Rule.Id == "V4-1").Open;

    [Theory]
    [InlineData("2w", "2026-03-31", 14)]
    [InlineData("1m", "2026-03-31", 30)]
    [InlineData("1m", "2026-03-28", 28)]
    [InlineData("3m", "2026-05-31", 91)]
    [InlineData("1y", "2025-02-28", 366)]
    [InlineData("1y", "2024-03-01", 366)]
    public void A_cycle_says_how_old_the_newest_may_be(string cycle, string day, int days)
    {
        var (known, on) = (Cycle.Parse(cycle), DateOnly.Parse(day));
        Assert.Equal(days, known.MostDaysOn(on));
        Assert.True(known.DueAfter(on.AddDays(-days)) >= on);
        Assert.True(known.DueAfter(on.AddDays(-days - 1)) < on);
    }

    private static async Task DutyAsync(TicketOffice office, string cycle)
    {
        await using var db = office.App.OpenDb();
        var column = new PortalColumn { RegionId = office.RegionId, Key = "aid", Name = "社会救助", Kind = ColumnKind.Statutory, Description = "社会救助", Keywords = "救助", Basis = "试验", Reviews = [.. Enum.GetValues<ReviewKind>()] };
        var item = new DutyItem
        {
            RegionId = office.RegionId,
            Code = "0505",
            Title = "社会救助发放",
            Content = "发放情况",
            Theme = "社会救助",
            Basis = "试验",
            LimitKind = LimitKind.Workdays,
            LimitCount = 20,
            LimitBasis = "试验",
            Cycle = Cycle.Parse(cycle),
            Channel = "政府网站",
            Proof = "公布的信息",
            Column = column,
        };
        db.Add(new Duty { Item = item, UnitId = office.OtherUnit });
        await db.SaveChangesAsync();
    }

    private static async Task<KnownDuty> KnownAsync(TicketOffice office) =>
        Assert.Single(await office.App.WithAsync<DutyRegister, IReadOnlyList<KnownDuty>>(register => register.ReadAsync(office.RegionId)));

    private static async Task<IReadOnlyList<Fact>> EmptyAsync(TicketOffice office)
    {
        await using var db = office.App.OpenDb();
        var day = OfficeTime.Day(office.Time.GetUtcNow());
        return await DisclosureFacts.Source(office.Time).ReadAsync(db, new FactQuery(office.RegionId, new Dictionary<long, string> { [office.OtherUnit] = "财政局" }, null, day, new HashSet<string> { "空白公开事项" }), default);
    }

    private static async Task<List<SiteFinding>> FoundAsync(TicketOffice office, string check)
    {
        await using var db = office.App.OpenDb();
        return await db.SiteFindings.Where(finding => finding.CheckId == check && finding.State == FindingState.Open).ToListAsync();
    }

    internal static Task<bool> RegisterAsync(TicketOffice office) => office.App.WithAsync<EditColumns, bool>(async editing =>
    {
        await editing.SaveAsync(TicketOffice.Clerk, office.RegionId, office.Site.Id, new ColumnEntry(office.Web.Root + "/news/", "部门动态", "动态要闻", null, office.OtherUnit));
        return true;
    });

    private async Task<TicketOffice> ColumnOfficeAsync()
    {
        var office = (await TicketOffice.StartAsync(postgres)).Page("/", "/news/");
        List(office, ("/news/1.html", "2026-02-27"), ("/news/2.html", "2026-02-24"));
        Article(office, "/news/1.html", "2026-02-27");
        Article(office, "/news/2.html", "2026-02-24");
        return office;
    }

    private static void List(TicketOffice office, params (string Path, string Day)[] items) => office.Web.Page(
        "/news/",
        $"<!doctype html><html lang=zh-CN><head><title>部门动态-县教育局</title><meta name=ColumnName content=部门动态><meta name=ColumnType content=部门动态></head><body><ul>{string.Concat(items.Select(item => $"<li><a href=\"{item.Path}\">关于{item.Path}的一条消息</a><span>{item.Day}</span></li>"))}</ul></body></html>");

    private static void Article(TicketOffice office, string path, string day) => office.Web.Page(
        path,
        $"<!doctype html><html lang=zh-CN><head><title>关于{path}的一条消息-县教育局</title><meta name=ArticleTitle content=\"关于{path}的一条消息\"><meta name=PubDate content=\"{day}\"></head><body><h1>关于{path}的一条消息</h1><p>发布日期：{day}</p><p>正文若干字。</p></body></html>");
}
