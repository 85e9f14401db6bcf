using System.Net;
using System.Text;
using Lantai.Assessment;
using Lantai.People;
using Lantai.Tests.Support;
using Lantai.Units;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Lantai.Tests.Assessment;

/// <summary>The assessment as its people use it: over HTTP, with forms, each with their own post.</summary>
public sealed class DeskTests(TestPostgres postgres) : IAsyncLifetime
{
    private const string Month = "/desk/yanshi/assessment/yanshi-monthly/2022-12", Watch = "/desk/yanshi/assessment/watch-monthly/2022-12";
    private const string Mine = "/desk/yanshi/my-unit/watch-monthly/2022-12";
    private static readonly byte[] Picture = [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10, 1, 2, 3];

    private TestApp app = null!;
    private SampleOffice office = null!;

    public async ValueTask InitializeAsync()
    {
        app = await TestApp.StartAsync(postgres);
        office = await SampleOffice.OpenAsync(app);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task The_grid_saves_what_is_right_names_what_is_wrong_and_loses_nothing_typed()
    {
        using var clerk = await SignInAsync("clerk", Post.Office);
        var (wrong, right) = (await CellAsync(clerk, "高龙镇·政务信息公开"), await CellAsync(clerk, "翟镇镇·政务信息公开"));
        var answer = await clerk.SubmitAsync($"{Month}/sheet/edit", "scores", new() { [wrong] = "4.3", [right] = "11" });
        Assert.Equal(["高龙镇的“政务信息公开”为4.3分，不是0.5的整数倍。", "其余改动的 1 格已保存。"], answer.Errors);
        Assert.Equal("4.3", answer.Page.QuerySelector($"[name='{wrong}']")!.GetAttribute("value"));
        Assert.Equal("true", answer.Page.QuerySelector($"[name='{wrong}']")!.GetAttribute("aria-invalid"));
        Assert.Equal("11", answer.Page.QuerySelector($"[name='{right}']")!.GetAttribute("value"));

        var saved = await clerk.SendAsync($"{Month}/sheet/edit", answer, "scores", new() { [wrong] = "4" });
        Assert.Contains("已保存，改动 1 格。", (await clerk.FollowAsync(saved)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_clerk_who_typed_over_another_is_told()
    {
        using var clerk = await SignInAsync("clerk", Post.Office);
        var cell = await CellAsync(clerk, "高龙镇·政务信息公开");
        var opened = await clerk.OpenAsync($"{Month}/sheet/edit");
        using var other = await SignInAsync("other", Post.Office);
        await other.SubmitAsync($"{Month}/sheet/edit", "scores", new() { [cell] = "6" });
        var answer = await clerk.SendAsync($"{Month}/sheet/edit", opened, "scores", new() { [cell] = "4" });
        Assert.Equal(["高龙镇的“政务信息公开”刚由other改为6分，您填的是4分，请核对后再保存。"], answer.Errors);
        Assert.Equal("4", answer.Page.QuerySelector($"[name='{cell}']")!.GetAttribute("value"));
    }

    [Fact]
    public async Task A_file_is_looked_at_first_and_imported_on_confirmation()
    {
        using var clerk = await SignInAsync("clerk", Post.Office);
        var csv = Encoding.UTF8.GetBytes("单位,组别,公共服务,交流互动,网站建设及安全,政务信息公开\n民政局,区直单位,4,2,13,20\n");
        var plan = await clerk.SubmitAsync($"{Month}/sheet/import", "preview", null, ("Input.File", "十二月.csv", csv));
        Assert.Equal(["民政局", "政务信息公开", "18", "20"], plan.Page.QuerySelectorAll("tbody tr").Single().Children.Select(cell => cell.TextContent.Trim()));
        await using (var db = app.OpenDb()) Assert.False(await db.ScoreEntries.AnyAsync(entry => entry.Points == 20));
        var done = await clerk.SendAsync($"{Month}/sheet/import", plan, "apply");
        Assert.Contains("已导入 1 个单位，改变 1 格。", (await clerk.FollowAsync(done)).Text, StringComparison.Ordinal);
        await using (var db = app.OpenDb()) Assert.True(await db.ScoreEntries.AnyAsync(entry => entry.Points == 20));
    }

    [Theory]
    [InlineData("没有单位“民正局”，是否为“民政局”。", "单位,组别,公共服务,交流互动,网站建设及安全,政务信息公开\n民正局,区直单位,4,2,13,20\n")]
    [InlineData("十二月.csv是空文件，请重新选择。", "")]
    [InlineData("十二月.csv的内容是网页（HTML），不是表格", "<html><body>x</body></html>")]
    public async Task A_wrong_file_says_why_and_nothing_is_imported(string says, string content)
    {
        using var clerk = await SignInAsync("clerk", Post.Office);
        var answer = await clerk.SubmitAsync($"{Month}/sheet/import", "preview", null, ("Input.File", "十二月.csv", Encoding.UTF8.GetBytes(content)));
        Assert.Contains(answer.Errors, error => error.Contains(says, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(Month + "/why?unit=abc&indicator=x")]
    [InlineData("/desk/yanshi/units?q=%00")]
    public async Task An_address_that_means_nothing_has_no_page(string address)
    {
        using var clerk = await SignInAsync("clerk", Post.Office);
        Assert.Equal(HttpStatusCode.NotFound, (await clerk.OpenAsync(address)).Status);
    }

    [Fact]
    public async Task A_form_that_its_page_no_longer_has_is_answered_by_a_page()
    {
        using var clerk = await SignInAsync("clerk", Post.Office);
        var opened = await clerk.OpenAsync($"{Month}/manage");
        var answer = await clerk.SendAsync($"{Month}/manage", opened, "ask", new() { ["_handler"] = "gone" });
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Contains("页面可能打开太久", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Closing_needs_a_reason_for_missing_cells_and_then_nothing_can_be_typed()
    {
        using var clerk = await SignInAsync("clerk", Post.Office);
        var refused = await clerk.SubmitAsync($"{Month}/manage", "close");
        Assert.StartsWith("还有3格没有得分：", refused.Errors.Single(), StringComparison.Ordinal);
        var closed = await clerk.SubmitAsync($"{Month}/manage", "close", new() { ["Input.Because"] = "三个镇未报送" });
        Assert.Equal($"{Month}/standings", closed.Location);
        Assert.Equal(HttpStatusCode.NotFound, (await clerk.OpenAsync($"{Month}/sheet/edit")).Status);
        Assert.Contains("三个镇未报送", (await clerk.OpenAsync(Month)).Text, StringComparison.Ordinal);
        var reopened = await clerk.SubmitAsync($"{Month}/manage", "reopen", new() { ["Input.Because"] = "补录三个镇" });
        Assert.Contains("重新打开2022年12月偃师政府网站管理和政务信息公开工作月度考评：补录三个镇", (await clerk.OpenAsync(Month)).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Found, reopened.Status);
    }

    [Fact]
    public async Task Who_types_while_another_closes_is_told_and_keeps_what_was_typed()
    {
        using var clerk = await SignInAsync("clerk", Post.Office);
        var cell = await CellAsync(clerk, "高龙镇·政务信息公开");
        var (sheet, manage) = (await clerk.OpenAsync($"{Month}/sheet/edit"), await clerk.OpenAsync($"{Month}/manage"));
        using var other = await SignInAsync("other", Post.Office);
        await other.SubmitAsync($"{Month}/manage", "close", new() { ["Input.Because"] = "三个镇未报送" });
        var late = await clerk.SendAsync($"{Month}/sheet/edit", sheet, "scores", new() { [cell] = "8" });
        Assert.Contains("已由other关闭，不能再改", late.Errors.Single(), StringComparison.Ordinal);
        Assert.Equal("8", late.Page.QuerySelector($"[name='{cell}']")!.GetAttribute("value"));
        var twice = await clerk.SendAsync($"{Month}/manage", manage, "close");
        Assert.Contains("已由other关闭，不能再改", twice.Errors.Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cell_says_why_with_rule_clause_fact_and_history()
    {
        using var clerk = await SignInAsync("clerk", Post.Office);
        var address = $"{Watch}/why?unit={office.Units["民政局"]}&indicator={Uri.EscapeDataString("内容更新")}";
        var text = (await clerk.OpenAsync(address)).Text;
        foreach (var part in new[] { "为什么是55分", "空白栏目每次扣5分", "巡查考评办法第四条", "2022-12-05 空白栏目，通知公告", "栏目当日已补充内容。" })
            Assert.Contains(part, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reviewer_reads_everything_and_changes_nothing()
    {
        using var reviewer = await SignInAsync("reviewer", Post.Reviewer);
        foreach (var page in new[] { Month, $"{Month}/sheet", $"{Month}/standings", $"{Watch}/facts", $"{Month}/sheet.csv", "/desk/yanshi/assessment/objections" })
            Assert.Equal(HttpStatusCode.OK, (await reviewer.OpenAsync(page)).Status);
        foreach (var page in new[] { $"{Month}/sheet/edit", $"{Month}/sheet/import", $"{Month}/manage", $"{Watch}/facts/add", "/desk/yanshi/assessment/open", "/desk/yanshi/assessment/objections/1" })
            Assert.Equal(HttpStatusCode.Forbidden, (await reviewer.OpenAsync(page)).Status);
    }

    [Fact]
    public async Task A_liaison_sees_the_own_unit_and_no_other()
    {
        using var liaison = await LiaisonAsync("民政局");
        var (own, other) = (office.Units["民政局"], office.Units["信访局"]);
        Assert.Contains("内容更新 55 60", (await liaison.OpenAsync($"{Mine}?unit={own}")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await liaison.OpenAsync($"{Mine}?unit={other}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await liaison.OpenAsync($"{Mine}/why?unit={other}&indicator={Uri.EscapeDataString("内容更新")}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await liaison.OpenAsync($"{Mine}/object?unit={other}&indicator={Uri.EscapeDataString("内容更新")}")).Status);
        Assert.DoesNotContain("信访局", (await liaison.OpenAsync($"/desk/yanshi/my-unit?unit={other}")).Text, StringComparison.Ordinal);
        foreach (var page in new[] { "/desk/yanshi/assessment", $"{Month}/sheet", $"{Month}/standings.csv", $"/desk/yanshi/assessment/units/{own}" })
            Assert.Equal(HttpStatusCode.Forbidden, (await liaison.OpenAsync(page)).Status);
    }

    [Fact]
    public async Task Scores_that_were_not_shown_to_the_units_are_not_seen_by_them()
    {
        using var liaison = await LiaisonAsync("民政局");
        var own = office.Units["民政局"];
        Assert.Equal(HttpStatusCode.NotFound, (await liaison.OpenAsync($"/desk/yanshi/my-unit/yanshi-monthly/2022-12?unit={own}")).Status);
        Assert.Equal(HttpStatusCode.OK, (await liaison.OpenAsync($"/desk/yanshi/my-unit/yanshi-monthly/2022-11?unit={own}")).Status);
    }

    [Fact]
    public async Task An_objection_goes_with_its_picture_from_the_unit_to_the_decision()
    {
        using var liaison = await LiaisonAsync("信访局");
        var page = $"{Mine}/object?unit={office.Units["信访局"]}&indicator={Uri.EscapeDataString("信息质量")}";
        var refused = await liaison.SubmitAsync(page, "object", new() { ["Input.Reason"] = "表述没有错误" }, ("Input.File", "截图.png", "<html>"u8.ToArray()));
        Assert.Contains("“截图.png”的内容是网页（HTML），不能作为佐证", refused.Errors.Single(), StringComparison.Ordinal);
        var raised = await liaison.SubmitAsync(page, "object", new() { ["Input.Reason"] = "表述没有错误" }, ("Input.File", "截图.png", Picture));
        Assert.Contains("已提交对“信息质量”的申诉。", (await liaison.FollowAsync(raised)).Text, StringComparison.Ordinal);

        using var clerk = await SignInAsync("clerk", Post.Office);
        var opened = await clerk.OpenAsync("/desk/yanshi/assessment/objections/2");
        var file = opened.Page.QuerySelectorAll("a").Single(link => link.TextContent == "截图.png").GetAttribute("href")!;
        using var download = await clerk.Client.GetAsync(file);
        Assert.Equal(("attachment", "image/png"), (download.Content.Headers.ContentDisposition!.DispositionType, download.Content.Headers.ContentType!.MediaType));
        using var stranger = await LiaisonAsync("民政局");
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.OpenAsync(file)).Status);

        var decided = await clerk.SendAsync("/desk/yanshi/assessment/objections/2", opened, "decide", new() { ["Input.Outcome"] = "upheld", ["Input.Decision"] = "核对原文无误", ["Input.Points"] = "40" });
        Assert.Equal("/desk/yanshi/assessment/objections", decided.Location);
        Assert.Contains("信息质量 40 40", (await liaison.OpenAsync($"{Mine}?unit={office.Units["信访局"]}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_regions_office_is_kept_out_and_finds_nothing_under_its_own_address()
    {
        long kaifeng;
        await using (var db = app.OpenDb())
        {
            var region = new Region { Key = "kaifeng", Name = "开封市", OfficeName = "开封市人民政府办公室", SiteName = "开封市人民政府", Contact = "0371-55500000" };
            db.Regions.Add(region);
            await db.SaveChangesAsync();
            kaifeng = region.Id;
        }
        using var stranger = await app.SignInAsync("stranger", new Appointment { Post = Post.Office, RegionId = kaifeng });
        foreach (var page in new[] { "/desk/yanshi/assessment", Month, $"{Month}/sheet/edit", $"{Month}/sheet.xlsx", "/desk/yanshi/assessment/objections/1" })
            Assert.Equal(HttpStatusCode.Forbidden, (await stranger.OpenAsync(page)).Status);
        foreach (var page in new[] { Month, "/desk/yanshi/assessment/objections/1", $"/desk/yanshi/assessment/units/{office.Units["民政局"]}", $"{Watch}/facts/1/withdraw" })
            Assert.Equal(HttpStatusCode.NotFound, (await stranger.OpenAsync(page.Replace("yanshi/", "kaifeng/", StringComparison.Ordinal))).Status);
    }

    [Fact]
    public async Task A_period_is_opened_after_looking_at_who_takes_part()
    {
        using var clerk = await SignInAsync("clerk", Post.Office);
        var plan = await clerk.OpenAsync("/desk/yanshi/assessment/open?scheme=yanshi-monthly&period=2023-01");
        Assert.Equal(44, plan.Page.QuerySelectorAll("tbody tr").Length);
        var opened = await clerk.SendAsync("/desk/yanshi/assessment/open?scheme=yanshi-monthly&period=2023-01", plan, "open");
        Assert.Equal("/desk/yanshi/assessment/yanshi-monthly/2023-01/sheet", opened.Location);
        var again = await clerk.OpenAsync("/desk/yanshi/assessment/open?scheme=yanshi-monthly&period=2023-01");
        Assert.Contains("已经开过了", again.Errors.Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_scheme_of_the_offices_own_that_is_wrong_is_shown_with_file_line_and_key()
    {
        await File.WriteAllTextAsync(Path.Combine(app.Folder, "packs", "schemes", "watch-monthly.yaml"), SampleOffice.WatchScheme.Replace("maximum: 60", "maximun: 60", StringComparison.Ordinal));
        using var clerk = await SignInAsync("clerk", Post.Office);
        Assert.Contains("有错，不能使用", (await clerk.OpenAsync("/desk/yanshi/assessment/schemes")).Text, StringComparison.Ordinal);
        var page = await clerk.OpenAsync("/desk/yanshi/assessment/schemes/watch-monthly");
        Assert.Contains(page.Errors, error => error.StartsWith("watch-monthly.yaml第", StringComparison.Ordinal) && error.Contains("“maximun”", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.OK, (await clerk.OpenAsync($"{Watch}/sheet")).Status);
    }

    [Fact]
    public async Task What_an_unfinished_month_lacks_stands_on_today()
    {
        using var clerk = await SignInAsync("clerk", Post.Office);
        var today = (await clerk.OpenAsync("/desk/yanshi")).Text;
        Assert.Contains("1件申诉待处理", today, StringComparison.Ordinal);
        Assert.Contains("还差 3 格", today, StringComparison.Ordinal);
    }

    private Task<Visitor> SignInAsync(string name, Post post) => app.SignInAsync(name, new Appointment { Post = post, RegionId = office.RegionId });

    private Task<Visitor> LiaisonAsync(string unit) =>
        app.SignInAsync($"liaison{office.Units[unit]}", new Appointment { Post = Post.Liaison, RegionId = office.RegionId, UnitId = office.Units[unit] });

    /// <summary>The name of a cell's input, by what a person calls it.</summary>
    private static async Task<string> CellAsync(Visitor visitor, string label) =>
        (await visitor.OpenAsync($"{Month}/sheet/edit")).Page.QuerySelector($"input[aria-label='{label}']")!.GetAttribute("name")!;
}
