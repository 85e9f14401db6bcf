using System.Net;
using Lantai.People;
using Lantai.Tests.Support;
using Xunit;
using static Lantai.Tests.Units.Registers;

namespace Lantai.Tests.Units;

public sealed class UnitDeskTests(TestPostgres postgres)
{
    [Fact]
    public async Task The_list_counts_and_finds_units_by_any_of_their_names()
    {
        await using var office = await UnitOffice.OpenAsync(postgres);
        using var clerk = await office.ClerkAsync();
        await office.AddAsync(Unit("偃师区民政局") with { NameFrom = new(2021, 3, 26), FormerNames = [new("偃师市民政局", null, new(2021, 3, 25))] });
        var all = await clerk.OpenAsync(UnitOffice.Home);
        Assert.Contains("在用4个：区直单位3个、镇（街道）1个。", all.Text, StringComparison.Ordinal);
        Assert.Equal(["偃师区教育局", "偃师区民政局", "偃师区司法局", "老城街道"], Names(all));
        Assert.Equal(["偃师区民政局"], Names(await clerk.OpenAsync(UnitOffice.Home + "?q=偃师市")));
        Assert.Equal(["偃师区教育局"], Names(await clerk.OpenAsync(UnitOffice.Home + "?q=教育局")));
        Assert.Equal(["老城街道"], Names(await clerk.OpenAsync(UnitOffice.Home + "?site=none")));
        Assert.Contains("没有符合条件的单位", (await clerk.OpenAsync(UnitOffice.Home + "?q=水利")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_unit_is_added_and_its_page_says_what_it_is_and_what_happened()
    {
        await using var office = await UnitOffice.OpenAsync(postgres);
        using var clerk = await office.ClerkAsync();
        var added = await clerk.SubmitAsync(UnitOffice.Home + "/new", "unit", new()
        {
            ["Input.Name"] = "偃师区财政局",
            ["Input.Group"] = "区直单位",
            ["Input.ShortForms"] = "财政局\n区财政局",
            ["Input.Site"] = "https://czj.example.gov.cn",
            ["Input.ExcludedFrom"] = "yanshi-monthly",
        });
        var page = await clerk.FollowAsync(added);
        Assert.Equal("偃师区财政局", page.Page.QuerySelector("h1")!.TextContent);
        foreach (var said in new[] { "已新增“偃师区财政局”。", "区财政局；财政局", "https://czj.example.gov.cn", "不参加：yanshi-monthly", "新增单位“偃师区财政局”（区直单位）。", "wangxiao" })
            Assert.Contains(said, page.Text, StringComparison.Ordinal);
        Assert.Equal(3, (await office.EntryOfAsync(await office.IdOfAsync("偃师区财政局"))).Order);
    }

    [Fact]
    public async Task Everything_wrong_in_the_form_is_said_at_once_where_it_stands()
    {
        await using var office = await UnitOffice.OpenAsync(postgres);
        using var clerk = await office.ClerkAsync();
        var refused = await clerk.SubmitAsync(UnitOffice.Home + "/new", "unit", new()
        {
            ["Input.Name"] = " ",
            ["Input.Group"] = "区直单位",
            ["Input.Site"] = "www.example.gov.cn",
            ["Input.Order"] = "第一",
        });
        Assert.Equal(["请填写“单位全称”。", "“网址”应以 http:// 或 https:// 开头，现为“www.example.gov.cn”。", "“排序”应填数字，现为“第一”。"], refused.Errors);
        Assert.Equal("www.example.gov.cn", refused.Page.QuerySelector("input[name='Input.Site']")!.GetAttribute("value"));
        var both = await clerk.SubmitAsync(UnitOffice.Home + "/new", "unit", new()
        {
            ["Input.Name"] = "偃师区财政局",
            ["Input.Group"] = "区直单位",
            ["Input.Site"] = "https://czj.example.gov.cn",
            ["Input.NoSite"] = "true",
        });
        Assert.Equal(["“偃师区财政局”既标为无网站，又填了网址，请去掉一项。"], both.Errors);
    }

    [Fact]
    public async Task A_name_that_is_taken_is_refused_with_the_unit_that_has_it()
    {
        await using var office = await UnitOffice.OpenAsync(postgres);
        using var clerk = await office.ClerkAsync();
        var taken = await clerk.SubmitAsync(UnitOffice.Home + "/new", "unit", new() { ["Input.Name"] = "教育局", ["Input.Group"] = "镇（街道）" });
        Assert.Equal(["“教育局”的全称“教育局”与“偃师区教育局”的简称相同，而且时间重叠，请改用能区分的名称。"], taken.Errors);
        Assert.Empty(await office.JournalAsync("修改单位"));
    }

    [Fact]
    public async Task A_renamed_unit_keeps_its_name_of_the_days_before()
    {
        await using var office = await UnitOffice.OpenAsync(postgres);
        using var clerk = await office.ClerkAsync();
        var id = await office.IdOfAsync("偃师区司法局");
        var renamed = await clerk.SubmitAsync($"{UnitOffice.Home}/{id}/rename", "rename", new() { ["Input.Name"] = "洛阳市偃师区司法局", ["Input.From"] = "2026-03-01" });
        var page = await clerk.FollowAsync(renamed);
        Assert.Contains("“偃师区司法局”自2026-03-01起更名为“洛阳市偃师区司法局”。", page.Text, StringComparison.Ordinal);
        Assert.Contains("偃师区司法局 — 2026-02-28", page.Text, StringComparison.Ordinal);
        var again = await clerk.SubmitAsync($"{UnitOffice.Home}/{id}/rename", "rename", new() { ["Input.Name"] = "司法局", ["Input.From"] = "2026-03-01" });
        Assert.Contains("应晚于这一天", Assert.Single(again.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dissolved_unit_points_to_its_successor_frees_its_names_and_comes_back_only_when_they_are_free()
    {
        await using var office = await UnitOffice.OpenAsync(postgres);
        using var clerk = await office.ClerkAsync();
        long education = await office.IdOfAsync("偃师区教育局"), justice = await office.IdOfAsync("偃师区司法局");
        var dissolved = await clerk.SubmitAsync($"{UnitOffice.Home}/{education}/dissolve", "dissolve", new() { ["Input.On"] = "2024-06-30", ["Input.Successor"] = $"{justice}" });
        var page = await clerk.FollowAsync(dissolved);
        Assert.Contains("这个单位已撤销，最后一天为2024-06-30。 由偃师区司法局承接。", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("偃师区教育局", Names(await clerk.OpenAsync(UnitOffice.Home)));
        Assert.Equal(["偃师区教育局"], Names(await clerk.OpenAsync(UnitOffice.Home + "?state=dissolved")));
        Assert.Contains("承接了： 偃师区教育局", (await clerk.OpenAsync($"{UnitOffice.Home}/{justice}")).Text, StringComparison.Ordinal);

        await office.AddAsync(Unit("偃师区教育局") with { NameFrom = new(2024, 7, 1) });
        var refused = await clerk.SubmitAsync($"{UnitOffice.Home}/{education}/reinstate", "reinstate");
        Assert.Contains("“偃师区教育局”的全称", Assert.Single(refused.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_two_clerks_at_one_unit_the_second_is_told_who_was_first()
    {
        await using var office = await UnitOffice.OpenAsync(postgres);
        using var first = await office.ClerkAsync("lilei");
        using var second = await office.ClerkAsync("hanmei");
        var edit = $"{UnitOffice.Home}/{await office.IdOfAsync("偃师区司法局")}/edit";
        var opened = await second.OpenAsync(edit);
        await first.SubmitAsync(edit, "unit", new() { ["Input.ShortForms"] = "司法局" });
        var refused = await second.SendAsync(edit, opened, "unit", new() { ["Input.Site"] = "https://sfj.example.gov.cn" });
        Assert.Matches("^“偃师区司法局”刚被lilei（.+）改过，您看到的已不是最新内容；请重新打开本页，核对后再改。$", Assert.Single(refused.Errors));
        // Pressing the button once more does not get through either.
        Assert.Single((await second.SendAsync(edit, refused, "unit")).Errors);
        Assert.Null((await office.EntryOfAsync(await office.IdOfAsync("偃师区司法局"))).SiteAddress);
    }

    [Fact]
    public async Task Two_clerks_cannot_give_one_name_at_the_same_moment()
    {
        await using var office = await UnitOffice.OpenAsync(postgres);
        var tries = await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
        {
            try
            {
                await office.AddAsync(Unit("偃师区水利局"));
                return true;
            }
            catch (RefusedException)
            {
                return false;
            }
        }));
        Assert.Single(tries, made => made);
    }

    [Fact]
    public async Task A_correction_is_told_field_by_field_and_saving_nothing_leaves_no_trace()
    {
        await using var office = await UnitOffice.OpenAsync(postgres);
        using var clerk = await office.ClerkAsync();
        var id = await office.IdOfAsync("偃师区教育局");
        await clerk.SubmitAsync($"{UnitOffice.Home}/{id}/edit", "unit");
        Assert.Empty(await office.JournalAsync("修改单位"));
        await clerk.SubmitAsync($"{UnitOffice.Home}/{id}/edit", "unit", new() { ["Input.ShortForms"] = "", ["Input.NoSite"] = "true", ["Input.Group"] = "镇（街道）" });
        var line = Assert.Single(await office.JournalAsync("修改单位"));
        Assert.Equal("修改“偃师区教育局”：组别由“区直单位”改为“镇（街道）”；简称由“教育局”改为空；无网站由空改为“是”。", line.Sentence);
    }

    [Fact]
    public async Task Only_the_office_of_the_region_changes_units_and_every_post_of_it_reads_them()
    {
        await using var office = await UnitOffice.OpenAsync(postgres);
        var id = await office.IdOfAsync("老城街道");
        using var liaison = await office.App.SignInAsync("lilei", new Appointment { Post = Post.Liaison, RegionId = office.Yanshi, UnitId = id });
        using var stranger = await office.App.SignInAsync("hanmei", new Appointment { Post = Post.Office, RegionId = office.Kaifeng });
        string[] reading = ["", "/groups", $"/{id}", ".csv", ".xlsx"];
        string[] changing = ["/new", "/order", "/import", "/groups/edit", "/groups/1", $"/{id}/edit", $"/{id}/rename", $"/{id}/dissolve", $"/{id}/reinstate"];
        foreach (var path in reading.Concat(changing))
        {
            Assert.Equal(HttpStatusCode.Forbidden, (await stranger.OpenAsync(UnitOffice.Home + path)).Status);
            Assert.Equal(reading.Contains(path) ? HttpStatusCode.OK : HttpStatusCode.Forbidden, (await liaison.OpenAsync(UnitOffice.Home + path)).Status);
        }
        Assert.DoesNotContain("新增单位", (await liaison.OpenAsync(UnitOffice.Home)).Text, StringComparison.Ordinal);
        // A unit is not found under another region's address, not even by its office.
        var elsewhere = await stranger.OpenAsync($"/desk/kaifeng/units/{id}");
        Assert.Equal((HttpStatusCode.NotFound, "没有这个页面"), (elsewhere.Status, elsewhere.Page.QuerySelector("h1")!.TextContent));
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.OpenAsync($"/desk/kaifeng/units/{id}/edit")).Status);
    }

    [Fact]
    public async Task A_form_without_its_token_changes_nothing()
    {
        await using var office = await UnitOffice.OpenAsync(postgres);
        using var clerk = await office.ClerkAsync();
        using var response = await clerk.Client.PostAsync(UnitOffice.Home + "/new", new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["_handler"] = "unit",
            ["Input.Name"] = "偃师区财政局",
            ["Input.Group"] = "区直单位",
        }));
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("提交的内容无法读取", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(3, (await office.JournalAsync("新增单位")).Count);
    }

    [Fact]
    public async Task Units_are_put_in_order_by_a_typed_place_and_by_steps()
    {
        await using var office = await UnitOffice.OpenAsync(postgres);
        using var clerk = await office.ClerkAsync();
        await office.AddAsync(Unit("偃师区财政局") with { Order = null });
        var order = UnitOffice.Home + "/order";
        await clerk.SubmitAsync(order, "order", new() { ["Input.Places[2]"] = "1" });
        Assert.Equal(["偃师区财政局", "偃师区教育局", "偃师区司法局", "老城街道"], Names(await clerk.OpenAsync(UnitOffice.Home)));
        var opened = await clerk.OpenAsync(order);
        await clerk.SendAsync(order, opened, "order", new() { ["Input.Move"] = $"{await office.IdOfAsync("偃师区司法局")}:up" });
        Assert.Equal(["偃师区财政局", "偃师区司法局", "偃师区教育局", "老城街道"], Names(await clerk.OpenAsync(UnitOffice.Home)));
        var late = await clerk.SendAsync(order, opened, "order", new() { ["Input.Places[0]"] = "3" });
        Assert.Equal(["排序刚被别人调整过，请核对现在的顺序后再调。"], late.Errors);
        var wrong = await clerk.SubmitAsync(order, "order", new() { ["Input.Places[1]"] = "前面" });
        Assert.Equal(["“位次”应填数字，现为“前面”。"], wrong.Errors);
    }

    [Fact]
    public async Task Groups_are_added_renamed_ordered_and_only_empty_ones_removed()
    {
        await using var office = await UnitOffice.OpenAsync(postgres);
        using var clerk = await office.ClerkAsync();
        var edit = UnitOffice.Home + "/groups/edit";
        await clerk.SubmitAsync(edit, "add", new() { ["Added.Name"] = "区属企业" });
        Assert.Equal(["已经有“区属企业”这个组别。"], (await clerk.SubmitAsync(edit, "add", new() { ["Added.Name"] = "区属企业" })).Errors);
        await clerk.SubmitAsync(edit, "order", new() { ["Input.Places[2]"] = "1" });
        Assert.Equal(["区属企业", "区直单位", "镇（街道）"], Names(await clerk.OpenAsync(UnitOffice.Home + "/groups")));

        var first = (await clerk.OpenAsync(edit)).Page.QuerySelectorAll("tbody th a").Select(link => link.GetAttribute("href")!).ToList();
        await clerk.SubmitAsync(first[0], "rename", new() { ["Input.Name"] = "国有企业" });
        Assert.Contains("已删除“国有企业”。", (await clerk.FollowAsync(await clerk.SubmitAsync(first[0], "delete"))).Text, StringComparison.Ordinal);
        Assert.Equal(["“区直单位”里还有2个单位，请先把它们调到别的组别，再删除。"], (await clerk.SubmitAsync(first[1], "delete")).Errors);
    }

    private static IEnumerable<string> Names(Answer list) => list.Page.QuerySelectorAll("table[data-list] tbody th").Select(cell => cell.TextContent.Trim());
}
