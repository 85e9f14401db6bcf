using Microsoft.Playwright;
using Xunit;

namespace Lantai.Browser.Tests.Gallery;

public sealed class GridTests(GalleryFixture fixture) : IClassFixture<GalleryFixture>
{
    [Fact]
    public async Task Arrow_keys_and_enter_move_from_cell_to_cell()
    {
        var page = await OpenAsync();
        await Cell(page, "伊洛街道·公共服务").FocusAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        await Assertions.Expect(Cell(page, "邙岭镇·公共服务")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("ArrowRight");
        await Assertions.Expect(Cell(page, "邙岭镇·交流互动")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(Cell(page, "缑氏镇·交流互动")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Shift+Enter");
        await Assertions.Expect(Cell(page, "邙岭镇·交流互动")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task A_block_from_a_spreadsheet_fills_the_cells_and_the_totals_follow_exactly()
    {
        var page = await OpenAsync();
        await PasteAsync(page, "伊洛街道·公共服务", "0.1\t0.2\t１３\t17.5\t\r\n5\t\"2\"\t15\t20\t10\r\n");
        await Assertions.Expect(Cell(page, "伊洛街道·网站建设及安全")).ToHaveValueAsync("13");
        await Assertions.Expect(Total(page, "伊洛街道")).ToHaveTextAsync("30.8");
        await Assertions.Expect(Total(page, "邙岭镇")).ToHaveTextAsync("52");
        await Assertions.Expect(Status(page)).ToContainTextAsync("已粘贴 10 格。");
        await Assertions.Expect(page.GetByText("伊洛街道·公共服务：应为 0.5 的整倍数，现为 0.1")).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "撤销粘贴" }).ClickAsync();
        await Assertions.Expect(Total(page, "伊洛街道")).ToHaveTextAsync("30");
        await Assertions.Expect(page.GetByText("应为 0.5 的整倍数")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task What_does_not_fit_the_table_is_told_and_left_out()
    {
        var page = await OpenAsync();
        await PasteAsync(page, "岳滩镇·加分", "1\t2\n3\t4\n");
        await Assertions.Expect(Status(page)).ToContainTextAsync("已粘贴 1 格，超出表格的 3 格未粘贴。");
        await Assertions.Expect(Status(page)).ToContainTextAsync("有 1 格尚未保存。");
    }

    [Theory]
    [InlineData("5.5", "不得大于 5，现为 5.5")]
    [InlineData("-1", "不得小于 0，现为 -1")]
    [InlineData("三", "应填数字，现为“三”")]
    public async Task A_wrong_cell_is_named_below_the_table(string typed, string message)
    {
        var page = await OpenAsync();
        await Cell(page, "府店镇·公共服务").FillAsync(typed);
        await page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(Cell(page, "府店镇·公共服务")).ToHaveAttributeAsync("aria-invalid", "true");
        await page.GetByRole(AriaRole.Link, new() { Name = "府店镇·公共服务：" + message }).ClickAsync();
        await Assertions.Expect(Cell(page, "府店镇·公共服务")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Leaving_with_unsaved_cells_is_warned_of()
    {
        var page = await OpenAsync();
        var asked = 0;
        page.Dialog += async (_, dialog) => { asked++; await dialog.AcceptAsync(); };
        await Cell(page, "府店镇·公共服务").FillAsync("3");
        await page.Keyboard.PressAsync("Tab");
        await page.GotoAsync("/gallery/list");
        Assert.Equal(1, asked);
    }

    [Fact]
    public async Task Without_scripts_the_grid_is_a_form_that_the_server_checks()
    {
        var page = await OpenAsync(scripts: false);
        await Cell(page, "府店镇·政务信息公开").FillAsync("20.5");
        await page.GetByRole(AriaRole.Button, new() { Name = "保存" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("“府店镇·政务信息公开”应在 0 至 20 之间，现为 20.5。");
        await Assertions.Expect(Cell(page, "府店镇·政务信息公开")).ToHaveValueAsync("20.5");

        await Cell(page, "府店镇·政务信息公开").FillAsync("18");
        await page.GetByRole(AriaRole.Button, new() { Name = "保存" }).ClickAsync();
        await Assertions.Expect(page.GetByText("已保存 52 格。")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_group_of_three_hundred_units_is_one_form()
    {
        var page = await OpenAsync(scripts: false, "?More=300");
        await page.GetByRole(AriaRole.Button, new() { Name = "保存" }).ClickAsync();
        await Assertions.Expect(page.GetByText("已保存 1552 格。")).ToBeVisibleAsync();
    }

    private async Task<IPage> OpenAsync(bool scripts = true, string query = "")
    {
        var page = await fixture.Browser.NewPageAsync(fixture.Address, scripts: scripts);
        await page.GotoAsync("/gallery/grid" + query);
        return page;
    }

    private static ILocator Cell(IPage page, string name) => page.GetByRole(AriaRole.Textbox, new() { Name = name, Exact = true });

    private static ILocator Total(IPage page, string unit) => page.GetByRole(AriaRole.Row, new() { Name = unit }).GetByRole(AriaRole.Cell).Last;

    private static ILocator Status(IPage page) => page.GetByRole(AriaRole.Status);

    private static async Task PasteAsync(IPage page, string cell, string text)
    {
        await Cell(page, cell).FocusAsync();
        await Cell(page, cell).EvaluateAsync(
            """
            (cell, text) => {
              const data = new DataTransfer();
              data.setData("text/plain", text);
              cell.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
            }
            """, text);
    }
}
