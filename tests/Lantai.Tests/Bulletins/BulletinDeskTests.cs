using System.Net;
using Lantai.Assessment;
using Lantai.Bulletins;
using Lantai.People;
using Lantai.Tests.Assessment;
using Lantai.Tests.Support;
using Lantai.Verification;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Lantai.Tests.Bulletins;

public sealed class BulletinDeskTests(TestPostgres postgres)
{
    /// <summary>The portal's search for bulletins of a December.</summary>
    private static readonly string Search = "/yanshi/search?q=" + Uri.EscapeDataString("通报 2022年12月");

    [Fact]
    public async Task A_month_of_偃师_goes_from_draft_to_the_portal_with_every_figure()
    {
        await using var office = await BulletinOffice.OpenAsync(postgres);
        var period = await office.CloseAsync();
        using var clerk = await office.SignInAsync("fangmin", Post.Office);
        using var reviewer = await office.SignInAsync("luchuan", Post.Reviewer);
        using var leader = await office.SignInAsync("tanyue", Post.Leader);

        var started = await clerk.SubmitAsync(BulletinOffice.Home + "/new", "new", new() { ["Input.Period"] = $"{period.Id}", ["Input.Template"] = "brief" });
        var edit = started.Location!;
        var here = edit[..^"/edit".Length];
        var saved = await clerk.SubmitAsync(edit, "bulletin", new()
        {
            ["Input.Masthead"] = "政务信息公开工作",
            ["Input.Title"] = "{{period}}及全年政务公开工作情况通报",
            ["Input.Body"] = "{{period}}共考评{{units}}个单位。\n\n一、总体情况\n\n全年累计，区直单位最高{{highest:区直单位:全年总分}}分，得分靠前的有{{better:区直单位:4}}。\n\n二、要求\n\n各单位要认真整改。",
            ["Input.Foot.Signed"] = "林致远",
        });
        Assert.Equal("已保存。", (await clerk.FollowAsync(saved)).Page.QuerySelector("[role=status]")!.TextContent.Trim());
        var draft = await clerk.OpenAsync(here);
        Assert.Contains("全年累计，区直单位最高488分", draft.Text, StringComparison.Ordinal);
        Assert.Contains("2022年12月及全年政务公开工作情况通报", draft.Page.QuerySelector("h1")!.TextContent, StringComparison.Ordinal);

        await clerk.SubmitAsync(here + "/submit", "submit");
        await reviewer.SubmitAsync(here + "/review", "pass");
        var issued = await leader.SubmitAsync(here + "/issue", "issue", new() { ["Input.On"] = "2023-01-17" });
        Assert.Contains("已签发，2023年第1期。未生成PDF：本机没有Chromium，请安装", (await leader.FollowAsync(issued)).Text, StringComparison.Ordinal);

        using var citizen = office.App.Visit();
        var portal = await citizen.OpenAsync(here["/desk".Length..]);
        Assert.Equal(HttpStatusCode.OK, portal.Status);
        var rows = portal.Page.QuerySelectorAll("table tbody tr").Where(row => row.Children.Length > 2)
            .Select(row => string.Join(' ', row.Children.Select(cell => cell.TextContent))).ToList();
        Assert.Equal(SampleTables.Rows("yanshi-2022-12").Select(Printed), rows);
        Assert.Equal("偃师区人民政府办公室", portal.Page.QuerySelector("meta[name=ContentSource]")!.GetAttribute("content"));
        Assert.Equal("2023-01-17 09:00", portal.Page.QuerySelector("meta[name=PubDate]")!.GetAttribute("content"));
        Assert.Equal(["DOCX", "XLSX"], portal.Page.QuerySelectorAll(".document footer a").Select(link => link.TextContent.Split(' ')[1].Split('（')[0]));
        Assert.Contains("2022年12月及全年政务公开工作情况通报", (await citizen.OpenAsync("/yanshi/bulletins")).Text, StringComparison.Ordinal);
        Assert.Contains("2022年12月及全年政务公开工作情况通报", (await citizen.OpenAsync(Search)).Text, StringComparison.Ordinal);
        Assert.Contains("2022年12月及全年政务公开工作情况通报", (await citizen.OpenAsync("/yanshi")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_portal_lists_bulletins_by_the_day_of_issue_that_it_shows()
    {
        await using var office = await BulletinOffice.OpenAsync(postgres);
        var period = await office.CloseAsync();
        var older = await office.IssueAsync(await office.ReviewAsync(period), because: "已确认");
        office.Time.Now = office.Time.Now.AddDays(1);
        // Issued a day later, but its paper bears a day of the year before.
        var newer = await office.IssueAsync(await office.ReviewAsync(period), new DateOnly(2022, 12, 31), "已确认");
        using var citizen = office.App.Visit();
        async Task<IEnumerable<string>> ListedAsync(string path) => (await citizen.OpenAsync(path)).Page.QuerySelectorAll(".headlines li")
            .Where(item => item.QuerySelector("a")!.GetAttribute("href")!.Contains("/bulletins/", StringComparison.Ordinal))
            .Select(item => $"{item.QuerySelector("a")!.GetAttribute("href")!.Split('/')[^1]} {item.QuerySelector("time")!.TextContent}");
        foreach (var path in new[] { "/yanshi/bulletins", "/yanshi", Search, "/yanshi/bulletins?year=2023" })
            Assert.Equal([$"{newer.Id} 2023-01-18", $"{older.Id} 2023-01-17"], await ListedAsync(path));
        Assert.Empty(await ListedAsync("/yanshi/bulletins?year=2022"));
        office.Time.Now = office.Time.Now.AddYears(1);
        await office.IssueAsync(await office.ReviewAsync(period), new DateOnly(2024, 1, 5), "已确认");
        var tabs = (await citizen.OpenAsync("/yanshi/bulletins?year=2024")).Page.QuerySelectorAll("nav[aria-label=年份] a");
        Assert.Equal(["全部", "2024年", "2023年"], tabs.Select(tab => tab.TextContent.Trim()));
    }

    [Fact]
    public async Task The_files_open_and_a_drafts_say_so_in_their_names()
    {
        await using var office = await BulletinOffice.OpenAsync(postgres);
        var period = await office.CloseAsync();
        var draft = await office.StartAsync(period);
        var issued = await office.IssueAsync(await office.ReviewAsync(period), because: "已确认");
        using var clerk = await office.SignInAsync("fangmin", Post.Office);
        foreach (var (bulletin, prefix) in new[] { (draft, "草稿-"), (issued, "") })
        {
            var (name, docx) = await DownloadAsync(clerk, $"{BulletinOffice.Home}/{bulletin.Id}/files/docx");
            Assert.Equal($"{prefix}{issued.Title}.docx", name);
            new OfficeFile(output => output.Write(docx)).IsValid();
            Assert.DoesNotContain(Verifier.Verify(new MemoryStream(docx), name).Findings, finding => finding.Severity == Severity.Error);
            var (sheet, xlsx) = await DownloadAsync(clerk, $"{BulletinOffice.Home}/{bulletin.Id}/files/xlsx");
            Assert.Equal($"{prefix}{issued.Title}.xlsx", sheet);
            new OfficeFile(output => output.Write(xlsx)).IsValid();
        }
        var (_, html) = await DownloadAsync(clerk, $"{BulletinOffice.Home}/{issued.Id}/files/html");
        Assert.Equal(issued.PaperHash, Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(html)));
        var pdf = await clerk.OpenAsync($"{BulletinOffice.Home}/{draft.Id}/files/pdf");
        Assert.Equal(HttpStatusCode.Conflict, pdf.Status);
        Assert.Contains("请安装（Debian：apt install chromium）", pdf.Text, StringComparison.Ordinal);
        var (_, form) = await DownloadAsync(clerk, $"{BulletinOffice.Home}/{draft.Id}/form.yaml");
        Assert.Equal((await office.ReadAsync(draft)).Form, System.Text.Encoding.UTF8.GetString(form));
    }

    [Fact]
    public async Task A_withdrawn_bulletin_leaves_a_tombstone_with_title_number_and_reason()
    {
        await using var office = await BulletinOffice.OpenAsync(postgres);
        var bulletin = await office.IssueAsync(await office.ReviewAsync(await office.CloseAsync()), because: "已确认");
        using var leader = await office.SignInAsync("tanyue", Post.Leader);
        var bare = await leader.SubmitAsync($"{BulletinOffice.Home}/{bulletin.Id}/withdraw", "withdraw");
        Assert.Equal(["请填写“撤回理由”。"], bare.Errors);
        await leader.SubmitAsync($"{BulletinOffice.Home}/{bulletin.Id}/withdraw", "withdraw", new() { ["Input.Because"] = "附件2有误，更正后另行印发" });

        using var citizen = office.App.Visit();
        var tombstone = await citizen.OpenAsync($"/yanshi/bulletins/{bulletin.Id}");
        Assert.Equal(HttpStatusCode.OK, tombstone.Status);
        Assert.Equal("noindex", tombstone.Page.QuerySelector("meta[name=robots]")!.GetAttribute("content"));
        Assert.Equal(bulletin.Title, tombstone.Page.QuerySelector("h1")!.TextContent);
        Assert.Contains("2023年第1期", tombstone.Text, StringComparison.Ordinal);
        Assert.Contains("撤回理由：附件2有误，更正后另行印发", tombstone.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("民政局", tombstone.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await citizen.OpenAsync($"/yanshi/bulletins/{bulletin.Id}/files/docx")).Status);
        Assert.Contains("（已撤回）", (await citizen.OpenAsync("/yanshi/bulletins")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("工作情况通报", (await citizen.OpenAsync(Search)).Page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(bulletin.Title, (await citizen.OpenAsync("/yanshi")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_internal_brief_never_reaches_the_portal()
    {
        await using var office = await BulletinOffice.OpenAsync(postgres);
        var period = await office.CloseAsync();
        var bulletin = await office.ReviewAsync(period, SampleForms.Form("yanshi-2022-12") with { Marks = ["内部资料", "注意保存"] });
        using var leader = await office.SignInAsync("tanyue", Post.Leader);
        Assert.Contains("不在门户公布（标有“内部资料”）", (await leader.OpenAsync($"{BulletinOffice.Home}/{bulletin.Id}/issue")).Text, StringComparison.Ordinal);
        await office.IssueAsync(bulletin, because: "已确认");
        using var citizen = office.App.Visit();
        Assert.Equal(HttpStatusCode.NotFound, (await citizen.OpenAsync($"/yanshi/bulletins/{bulletin.Id}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await citizen.OpenAsync($"/yanshi/bulletins/{bulletin.Id}/files/docx")).Status);
        Assert.Contains("还没有通报", (await citizen.OpenAsync("/yanshi/bulletins")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await leader.OpenAsync($"{BulletinOffice.Home}/{bulletin.Id}")).Status);
    }

    [Fact]
    public async Task Everybody_does_his_own_part_and_no_other()
    {
        await using var office = await BulletinOffice.OpenAsync(postgres);
        var bulletin = await office.ReviewAsync(await office.CloseAsync());
        long unit;
        await using (var db = office.App.OpenDb()) unit = await db.PeriodUnits.Select(known => known.UnitId).FirstAsync();
        using var clerk = await office.SignInAsync("fangmin", Post.Office);
        using var reviewer = await office.SignInAsync("luchuan", Post.Reviewer);
        using var leader = await office.SignInAsync("tanyue", Post.Leader);
        using var liaison = await office.App.SignInAsync("qinyu", new Appointment { Post = Post.Liaison, RegionId = office.Yanshi.Id, UnitId = unit });
        using var stranger = await office.SignInAsync("kaifeng", Post.Office, office.Kaifeng);
        (Visitor Who, string Page, HttpStatusCode Answer)[] doors =
        [
            (clerk, "", HttpStatusCode.OK), (clerk, "/edit", HttpStatusCode.OK), (clerk, "/review", HttpStatusCode.Forbidden), (clerk, "/issue", HttpStatusCode.Forbidden), (clerk, "/withdraw", HttpStatusCode.Forbidden),
            (reviewer, "", HttpStatusCode.OK), (reviewer, "/review", HttpStatusCode.OK), (reviewer, "/issue", HttpStatusCode.Forbidden), (reviewer, "/edit", HttpStatusCode.Forbidden),
            (leader, "/issue", HttpStatusCode.OK), (leader, "/review", HttpStatusCode.Forbidden), (leader, "/edit", HttpStatusCode.Forbidden),
            (liaison, "", HttpStatusCode.Forbidden), (liaison, "/files/docx", HttpStatusCode.Forbidden), (stranger, "", HttpStatusCode.Forbidden), (stranger, "/files/docx", HttpStatusCode.Forbidden),
        ];
        foreach (var (who, page, answer) in doors)
            Assert.Equal((page, answer), (page, (await who.OpenAsync($"{BulletinOffice.Home}/{bulletin.Id}{page}")).Status));
        Assert.Equal(HttpStatusCode.Forbidden, (await liaison.OpenAsync(BulletinOffice.Home)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.OpenAsync($"/desk/kaifeng/bulletins/{bulletin.Id}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.OpenAsync($"/desk/kaifeng/bulletins/{bulletin.Id}/files/docx")).Status);
    }

    [Fact]
    public async Task Signing_many_at_once_gives_numbers_without_gap_or_double()
    {
        await using var office = await BulletinOffice.OpenAsync(postgres);
        var period = await office.CloseAsync();
        using var leader = await office.SignInAsync("tanyue", Post.Leader);
        var pages = new List<(string Path, Answer Page)>();
        for (var i = 0; i < 6; i++)
        {
            var path = $"{BulletinOffice.Home}/{(await office.ReviewAsync(period)).Id}/issue";
            pages.Add((path, await leader.OpenAsync(path)));
        }
        await Task.WhenAll(pages.Select(page => leader.SendAsync(page.Path, page.Page, "issue", new() { ["Input.On"] = "2023-01-17", ["Input.Because"] = "已确认" })));
        await using var db = office.App.OpenDb();
        Assert.Equal(Enumerable.Range(1, 6), (await db.Bulletins.Select(bulletin => bulletin.IssueNumber!.Value).ToListAsync()).Order());
    }

    [Fact]
    public async Task A_mistake_in_the_text_is_kept_and_told_with_its_place_and_a_doubt_about_names_too()
    {
        await using var office = await BulletinOffice.OpenAsync(postgres);
        var bulletin = await office.StartAsync(await office.CloseAsync());
        using var clerk = await office.SignInAsync("fangmin", Post.Office);
        var edit = $"{BulletinOffice.Home}/{bulletin.Id}/edit";
        var saved = await clerk.SubmitAsync(edit, "bulletin", new() { ["Input.Body"] = "共{{unitz}}个单位，较差的有{{worse:区直单位:3}}。" });
        var page = await clerk.FollowAsync(saved);
        Assert.Contains("已保存，还有1处要改正。", page.Text, StringComparison.Ordinal);
        Assert.Contains("正文第1段 {{unitz}}：不认识的占位符“unitz”，是否为“units”。", page.Text, StringComparison.Ordinal);
        Assert.Contains("改正后才能", (await clerk.OpenAsync($"{BulletinOffice.Home}/{bulletin.Id}")).Text, StringComparison.Ordinal);

        await clerk.SubmitAsync(edit, "bulletin", new() { ["Input.Body"] = "共{{units}}个单位，较差的有{{worse:区直单位:3}}。" });
        var bare = await clerk.SubmitAsync(edit, "bulletin", new() { ["how-named-0"] = "hand", ["named-0"] = "" });
        Assert.Contains("请勾选要点名的单位", bare.Text, StringComparison.Ordinal);
        await clerk.SubmitAsync(edit, "bulletin", new() { ["how-named-0"] = "hand", ["named-0"] = "信访局" });
        Assert.Contains("但未点名", (await clerk.OpenAsync(edit)).Text, StringComparison.Ordinal);
        Assert.Contains("较差的有信访局。", (await clerk.OpenAsync($"{BulletinOffice.Home}/{bulletin.Id}")).Text, StringComparison.Ordinal);
        var figures = await clerk.OpenAsync($"{BulletinOffice.Home}/{bulletin.Id}/figures");
        Assert.Contains("区直单位中由编辑点名", figures.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_typed_wrong_stays_in_the_form_with_its_sentence()
    {
        await using var office = await BulletinOffice.OpenAsync(postgres);
        var bulletin = await office.StartAsync(await office.CloseAsync());
        using var clerk = await office.SignInAsync("fangmin", Post.Office);
        var wrong = await clerk.SubmitAsync($"{BulletinOffice.Home}/{bulletin.Id}/edit", "bulletin", new()
        {
            ["Input.On"] = "昨天",
            ["Input.Body"] = "（一）没有上级\n内容。",
            ["Input.ShortNames"] = "发改委",
            ["Input.Title"] = " ",
        });
        Assert.Equal(
            ["“成文日期”应填日期，如 2026-01-05，现为“昨天”。", "请填写“标题”。", "正文第1段：“（一）”的上一级标题没有写，请先写“一、”。", "“简称”每行写成“甲=乙”的样子，现有一行“发改委”。"],
            wrong.Errors);
        Assert.Contains("（一）没有上级", wrong.Page.QuerySelector("textarea[name='Input.Body']")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(1, (await office.ReadAsync(bulletin)).Revision);
    }

    [Fact]
    public async Task Returned_with_a_reason_it_is_changed_and_submitted_again()
    {
        await using var office = await BulletinOffice.OpenAsync(postgres);
        var bulletin = await office.ReviewAsync(await office.CloseAsync());
        using var leader = await office.SignInAsync("tanyue", Post.Leader);
        using var clerk = await office.SignInAsync("fangmin", Post.Office);
        Assert.Contains(bulletin.Title, (await leader.OpenAsync("/desk/yanshi")).Text, StringComparison.Ordinal);
        await leader.SubmitAsync($"{BulletinOffice.Home}/{bulletin.Id}/issue", "return", new() { ["Return.Because"] = "第二段措辞过重" });
        Assert.Contains("退回理由：第二段措辞过重", (await clerk.OpenAsync($"{BulletinOffice.Home}/{bulletin.Id}/edit")).Text, StringComparison.Ordinal);
        Assert.Contains("已退回", (await clerk.OpenAsync("/desk/yanshi")).Text, StringComparison.Ordinal);
        var again = await clerk.SubmitAsync($"{BulletinOffice.Home}/{bulletin.Id}/submit", "submit");
        Assert.Contains("已提交，等待审核。", (await clerk.FollowAsync(again)).Text, StringComparison.Ordinal);
        Assert.Equal((BulletinState.Submitted, null), ((await office.ReadAsync(bulletin)).State, (await office.ReadAsync(bulletin)).ReturnedBecause));
    }

    [Fact]
    public async Task A_second_press_of_a_button_is_answered_by_a_sentence()
    {
        await using var office = await BulletinOffice.OpenAsync(postgres);
        var bulletin = await office.StartAsync(await office.CloseAsync());
        using var clerk = await office.SignInAsync("fangmin", Post.Office);
        var path = $"{BulletinOffice.Home}/{bulletin.Id}/submit";
        var page = await clerk.OpenAsync(path);
        await clerk.SendAsync(path, page, "submit");
        Assert.Equal(["这份通报稿刚由fangmin改过，请刷新页面，核对后再办理。"], (await clerk.SendAsync(path, page, "submit")).Errors);
    }

    [Fact]
    public async Task The_list_filters_and_exports()
    {
        await using var office = await BulletinOffice.OpenAsync(postgres);
        var period = await office.CloseAsync();
        await office.IssueAsync(await office.ReviewAsync(period), because: "已确认");
        await office.StartAsync(period, SampleForms.Form("yanshi-2022-12") with { Title = new FormText("另一份通报", "") });
        using var clerk = await office.SignInAsync("fangmin", Post.Office);
        Assert.Equal(2, Rows(await clerk.OpenAsync(BulletinOffice.Home)));
        Assert.Equal(1, Rows(await clerk.OpenAsync(BulletinOffice.Home + "?state=Issued")));
        Assert.Equal(1, Rows(await clerk.OpenAsync(BulletinOffice.Home + "?q=另一份")));
        Assert.Contains("没有符合条件的通报", (await clerk.OpenAsync(BulletinOffice.Home + "?year=2019")).Text, StringComparison.Ordinal);
        var (_, csv) = await DownloadAsync(clerk, BulletinOffice.Home + ".csv?state=Issued");
        var lines = System.Text.Encoding.UTF8.GetString(csv).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, lines.Length);
        Assert.Contains("2022年12月,简报,2023年第1期,2023-01-17,已签发,公开", lines[1], StringComparison.Ordinal);

        static int Rows(Answer page) => page.Page.QuerySelectorAll("table[data-list] tbody tr").Length;
    }

    private static string Printed(SampleRow row) =>
        string.Join(' ', new[] { row.Unit }.Concat(row.Points.Select((points, i) => Figure(points, i == 3 ? 1 : 0))).Append(Figure(row.Total, 1)).Append(Figure(row.YearTotal!.Value, 1)));

    private static string Figure(decimal figure, int decimals) => figure.ToString("F" + decimals, System.Globalization.CultureInfo.InvariantCulture);

    private static async Task<(string Name, byte[] Bytes)> DownloadAsync(Visitor visitor, string path)
    {
        using var response = await visitor.Client.GetAsync(path);
        Assert.Equal((path, HttpStatusCode.OK), (path, response.StatusCode));
        return (response.Content.Headers.ContentDisposition!.FileNameStar!, await response.Content.ReadAsByteArrayAsync());
    }
}
