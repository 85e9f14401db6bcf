using Microsoft.Playwright;
using Xunit;

namespace Lantai.Browser.Tests.Gallery;

public sealed class ShellTests(GalleryFixture fixture) : IClassFixture<GalleryFixture>
{
    [Fact]
    public async Task Elder_mode_is_switched_without_scripts_stays_on_the_page_and_goes_through_the_site()
    {
        var page = await OpenAsync("/gallery/document?from=list", scripts: false);
        await page.GetByRole(AriaRole.Button, new() { Name = "长者版" }).ClickAsync();
        Assert.EndsWith("/gallery/document?from=list", page.Url, StringComparison.Ordinal);
        Assert.Equal("20px", await LetterSizeAsync(page));
        await page.GetByRole(AriaRole.Link, new() { Name = "首页" }).First.ClickAsync();
        Assert.Equal("20px", await LetterSizeAsync(page));
        await page.GetByRole(AriaRole.Button, new() { Name = "标准版" }).ClickAsync();
        Assert.Equal("16px", await LetterSizeAsync(page));
    }

    [Fact]
    public async Task On_a_narrow_screen_the_desks_navigation_opens_without_scripts()
    {
        var page = await OpenAsync("/gallery/list", scripts: false, width: 320);
        var navigation = page.GetByRole(AriaRole.Navigation, new() { Name = "工作台导航" });
        await Assertions.Expect(navigation).ToBeHiddenAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "菜单" }).ClickAsync();
        await navigation.GetByRole(AriaRole.Link, new() { Name = "考评" }).ClickAsync();
        Assert.EndsWith("/gallery/grid", page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_first_tab_leads_to_the_text()
    {
        var page = await OpenAsync("/gallery/document");
        await page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "跳到正文" })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Main)).ToBeFocusedAsync();
    }

    [Fact]
    public async Task A_list_is_worked_with_the_keyboard()
    {
        var page = await OpenAsync("/gallery/list");
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("ArrowDown");
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "教育体育局" })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("ArrowUp");
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "民政局" })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("/");
        await Assertions.Expect(page.GetByLabel("关键词")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("管理");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Rowheader)).ToHaveTextAsync(["市场监督管理局", "应急管理局", "城市管理局"]);
    }

    [Fact]
    public async Task Columns_are_chosen_in_the_address()
    {
        var page = await OpenAsync("/gallery/list?q=局", scripts: false);
        await page.GetByText("选择列").ClickAsync();
        await page.GetByLabel("电话").CheckAsync();
        await page.GetByLabel("最近更新").UncheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "应用" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Columnheader)).ToHaveTextAsync(["名次", "单位", "本月得分", "全年得分", "整改", "电话"]);
        Assert.Contains("q=", page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_of_the_portal_carries_the_marks_of_a_government_site()
    {
        var page = await OpenAsync("/gallery/document");
        foreach (var (name, content) in new[]
                 {
                     ("SiteName", "偃师区政务公开"), ("SiteDomain", "www.example.gov.cn"), ("SiteIDCode", "4103810001"), ("ColumnName", "通报"),
                     ("ColumnType", "通知公告"), ("ArticleTitle", "2022年12月及全年政务公开工作情况通报"), ("PubDate", "2023-01-17 09:00"), ("ContentSource", "区政府办公室"),
                 })
            await Assertions.Expect(page.Locator($"head meta[name={name}]")).ToHaveAttributeAsync("content", content);
        var foot = page.GetByRole(AriaRole.Contentinfo);
        foreach (var mark in new[] { "主办单位：", "承办单位：", "联系方式：", "网站标识码：4103810001", "豫ICP备", "豫公网安备", "党政机关网站标识", "我为政府网站找错", "网站地图", "IPv6" })
            await Assertions.Expect(foot).ToContainTextAsync(mark);
    }

    private async Task<IPage> OpenAsync(string path, bool scripts = true, int width = 1366)
    {
        var page = await fixture.Browser.NewPageAsync(fixture.Address, width, scripts: scripts);
        await page.GotoAsync(path);
        return page;
    }

    private static Task<string> LetterSizeAsync(IPage page) => page.Locator("html").EvaluateAsync<string>("html => getComputedStyle(html).fontSize");
}
