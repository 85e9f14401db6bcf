using Microsoft.Playwright;
using Xunit;

namespace Lantai.Browser.Tests.Gallery;

public sealed class FormJourneyTests(GalleryFixture fixture) : IClassFixture<GalleryFixture>
{
    [Theory, InlineData(true), InlineData(false)]
    public async Task A_wrong_form_comes_back_with_what_was_typed_and_where_it_is_wrong(bool scripts)
    {
        var page = await OpenAsync("/gallery/form", scripts);
        await page.GetByLabel("显示顺序").FillAsync("第一");
        await page.GetByRole(AriaRole.Button, new() { Name = "保存" }).ClickAsync();

        var summary = page.GetByRole(AriaRole.Alert);
        await Assertions.Expect(summary).ToContainTextAsync("有 3 处需要改正");
        await Assertions.Expect(summary).ToBeFocusedAsync();
        await Assertions.Expect(page.GetByLabel("显示顺序")).ToHaveValueAsync("第一");
        await summary.GetByRole(AriaRole.Link, new() { Name = "应填数字" }).ClickAsync();
        await Assertions.Expect(page.GetByLabel("显示顺序")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task A_right_form_leads_onward_and_says_once_what_was_done()
    {
        var page = await OpenAsync("/gallery/form", scripts: false);
        await FillAsync(page, "文物局");
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToHaveTextAsync("已保存“文物局”。");
        Assert.EndsWith("/gallery/list", page.Url, StringComparison.Ordinal);
        await page.ReloadAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_refusal_of_the_use_case_stands_in_the_summary()
    {
        var page = await OpenAsync("/gallery/form");
        await FillAsync(page, "民政局");
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("已有同名单位“民政局”，请核对。");
    }

    [Fact]
    public async Task A_bug_shows_the_sites_own_page_without_its_inside()
    {
        var page = await OpenAsync("/gallery/form");
        var answer = await page.RunAndWaitForResponseAsync(() => FillAsync(page, "崩溃"), r => r.Request.Method == "POST");
        Assert.Equal(500, answer.Status);
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("暂时无法办理");
        Assert.DoesNotContain("a bug", await page.ContentAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/gallery/refused", 409, "本期已封存，不能修改。")]
    [InlineData("/gallery/forbidden", 403, "没有权限")]
    [InlineData("/gallery/nowhere", 404, "没有这个页面")]
    public async Task An_error_has_its_status_and_a_page_in_the_sites_shell(string path, int status, string words)
    {
        var page = await OpenAsync("/gallery/list");
        var answer = await page.GotoAsync(path);
        Assert.Equal(status, answer!.Status);
        await Assertions.Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync(words);
        await Assertions.Expect(page.GetByRole(AriaRole.Contentinfo)).ToContainTextAsync("主办单位");
    }

    [Fact]
    public async Task A_program_is_refused_with_problem_details()
    {
        var page = await fixture.Browser.NewPageAsync(fixture.Address);
        var answer = await page.APIRequest.GetAsync("/api/refused");
        Assert.Equal((409, "application/problem+json"), (answer.Status, answer.Headers["content-type"]));
        Assert.Equal("本期已封存，不能修改。", (await answer.JsonAsync())!.Value.GetProperty("title").GetString());
        var nothing = await page.APIRequest.GetAsync("/api/nowhere");
        Assert.Equal((404, "application/problem+json"), (nothing.Status, nothing.Headers["content-type"]));
        Assert.Equal("没有这一项，可能地址有误，或还没有公布、已经撤回。", (await nothing.JsonAsync())!.Value.GetProperty("title").GetString());
    }

    [Fact]
    public async Task What_would_be_lost_is_confirmed_without_scripts()
    {
        var page = await OpenAsync("/gallery/parts", scripts: false);
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "确认重开" })).ToBeHiddenAsync();
        await page.GetByText("重开…").ClickAsync();
        await Assertions.Expect(page.GetByText("已封存的得分和名次恢复为可改。")).ToBeVisibleAsync();
        await page.GetByLabel("理由").FillAsync("统计口径有误");
        await page.GetByRole(AriaRole.Button, new() { Name = "确认重开" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToHaveTextAsync("已重开，理由：统计口径有误。");
    }

    [Fact]
    public async Task Progress_is_followed_live()
    {
        var page = await OpenAsync("/gallery/parts?Events=/gallery/events");
        await Assertions.Expect(page.GetByText("正在排版附件 2")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Progressbar)).ToHaveJSPropertyAsync("value", 5);
        await Assertions.Expect(page.GetByText("63%")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_page_of_a_work_that_ended_is_loaded_again()
    {
        var page = await fixture.Browser.NewPageAsync(fixture.Address);
        var again = new TaskCompletionSource();
        var loads = 0;
        page.Load += (_, _) => { if (++loads == 2) again.SetResult(); };
        await page.GotoAsync("/gallery/parts?Events=/gallery/end");
        await again.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_form_without_its_token_is_refused()
    {
        var page = await OpenAsync("/gallery/form");
        var answer = await page.APIRequest.PostAsync("/gallery/form", new() { Form = page.APIRequest.CreateFormData().Set("_handler", "unit").Set("Form.Name", "文物局") });
        Assert.Equal(400, answer.Status);
    }

    private static async Task FillAsync(IPage page, string name)
    {
        await page.GetByLabel("单位全称").FillAsync(name);
        await page.GetByLabel("分组").SelectOptionAsync("区直单位");
        await page.GetByRole(AriaRole.Button, new() { Name = "保存" }).ClickAsync();
    }

    private async Task<IPage> OpenAsync(string path, bool scripts = true)
    {
        var page = await fixture.Browser.NewPageAsync(fixture.Address, scripts: scripts);
        await page.GotoAsync(path);
        return page;
    }
}
