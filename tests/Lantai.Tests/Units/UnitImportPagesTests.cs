using System.Net;
using System.Text;
using Lantai.People;
using Lantai.Tests.Support;
using Xunit;
using static Lantai.Tests.Units.Registers;

namespace Lantai.Tests.Units;

public sealed class UnitImportPagesTests(TestPostgres postgres)
{
    private const string Upload = UnitOffice.Home + "/import";

    [Fact]
    public async Task What_was_previewed_is_imported_once_with_one_line_in_the_journal()
    {
        await using var office = await UnitOffice.OpenAsync(postgres);
        using var clerk = await office.ClerkAsync();
        var preview = await UploadAsync(clerk, "组别,单位全称,简称\n区直单位,偃师区司法局,司法局\n区直单位,偃师区财政局,");
        var page = await clerk.OpenAsync(preview);
        Assert.Contains("新增 1个修改 1个不变 0个未列出，保持不变 2个", page.Text, StringComparison.Ordinal);
        Assert.Contains("2偃师区司法局修改 简称空→司法局", page.Text, StringComparison.Ordinal);
        Assert.Contains("偃师区教育局、老城街道", page.Text, StringComparison.Ordinal);
        Assert.Empty(await office.JournalAsync("导入单位"));

        var done = await clerk.FollowAsync(await clerk.SendAsync(preview, page, "apply"));
        Assert.Contains("已导入：新增1个，修改1个，不变0个，未列出2个。", done.Text, StringComparison.Ordinal);
        Assert.Equal("导入单位（名录.csv）：新增1个，修改1个，不变0个，未列出2个。", Assert.Single(await office.JournalAsync("导入单位")).Sentence);
        Assert.Equal(["这份文件已经导入过；需要再次导入的，请重新上传。"], (await clerk.SendAsync(preview, page, "apply")).Errors);
        var unit = await clerk.OpenAsync($"{UnitOffice.Home}/{await office.IdOfAsync("偃师区司法局")}");
        Assert.Contains("导入时修改：简称由空改为“司法局”。", unit.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_the_register_changed_after_the_preview_it_is_shown_again()
    {
        await using var office = await UnitOffice.OpenAsync(postgres);
        using var clerk = await office.ClerkAsync();
        var preview = await UploadAsync(clerk, "组别,单位全称,简称\n区直单位,偃师区司法局,司法局；区司法局");
        var seen = await clerk.OpenAsync(preview);
        await clerk.SubmitAsync($"{UnitOffice.Home}/{await office.IdOfAsync("偃师区司法局")}/edit", "unit", new() { ["Input.ShortForms"] = "司法局" });
        var again = await clerk.SendAsync(preview, seen, "apply");
        Assert.Equal(["单位名录在预览之后有了变动，下面是重新比对的结果，请核对后再确认。"], again.Errors);
        Assert.Contains("简称司法局→区司法局；司法局", again.Text, StringComparison.Ordinal);
        Assert.Contains("已导入", (await clerk.FollowAsync(await clerk.SendAsync(preview, again, "apply"))).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_with_errors_shows_all_of_them_and_cannot_be_imported()
    {
        await using var office = await UnitOffice.OpenAsync(postgres);
        using var clerk = await office.ClerkAsync();
        var preview = await UploadAsync(clerk, "组别,单位全称,网址\n区值单位,偃师区财政局,\n区直单位,偃师区司法局,sfj");
        var page = await clerk.OpenAsync(preview);
        Assert.Equal(["名录.csv有2处错误，什么也没有导入；请改正后重新上传。"], (await clerk.SendAsync(preview, page, "apply")).Errors);
        Assert.Contains("文件有 2 处错误", page.Text, StringComparison.Ordinal);
        Assert.Contains("名录.csv第2行A列", page.Text, StringComparison.Ordinal);
        Assert.Contains("最接近的是“区直单位”", page.Text, StringComparison.Ordinal);
        Assert.Contains("名录.csv第3行C列", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task New_groups_are_made_when_that_was_asked()
    {
        await using var office = await UnitOffice.OpenAsync(postgres);
        using var clerk = await office.ClerkAsync();
        var preview = await UploadAsync(clerk, "组别,单位全称\n区属企业,文旅集团", newGroups: true);
        Assert.Contains("将新建组别：区属企业。", (await clerk.OpenAsync(preview)).Text, StringComparison.Ordinal);
        await clerk.SubmitAsync(preview, "apply");
        Assert.Equal("区属企业", (await office.EntryOfAsync(await office.IdOfAsync("文旅集团"))).Group);
    }

    [Theory]
    [InlineData("名录.xlsx", "%PDF-1.7\n%âãÏÓ", "名录.xlsx的内容是PDF 文档，不是表格；请用 Excel 或 WPS 另存为 xlsx 或 csv 再试。")]
    [InlineData("名录.csv", "", "名录.csv是空文件，请重新选择。")]
    [InlineData("名录.csv", "组别,名称\n区直单位,甲", "名录.csv里没有找到“单位全称”一列")]
    public async Task A_file_that_is_none_gets_one_sentence_and_is_not_kept(string name, string content, string sentence)
    {
        await using var office = await UnitOffice.OpenAsync(postgres);
        using var clerk = await office.ClerkAsync();
        var refused = await clerk.SubmitAsync(Upload, "upload", null, ("Input.File", name, Encoding.UTF8.GetBytes(content)));
        Assert.StartsWith(sentence, Assert.Single(refused.Errors), StringComparison.Ordinal);
        await using var db = office.App.OpenDb();
        Assert.Empty(db.Set<Lantai.Files.StoredFile>());
    }

    [Fact]
    public async Task A_file_of_200_megabytes_gets_one_sentence_and_an_even_larger_one_a_page_before_it_is_read()
    {
        await using var office = await UnitOffice.OpenAsync(postgres);
        using var clerk = await office.ClerkAsync();
        var refused = await clerk.SubmitAsync(Upload, "upload", null, ("Input.File", "名录.csv", new byte[200 << 20]));
        Assert.Equal(["名录.csv有200 MB，超过20 MB的上限；请拆分后再试。"], refused.Errors);

        using var request = new HttpRequestMessage(HttpMethod.Post, Upload) { Content = new ByteArrayContent(new byte[300 << 20]) };
        request.Headers.ExpectContinue = true;
        using var response = await clerk.Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Contains("文件太大", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_preview_belongs_to_its_region()
    {
        await using var office = await UnitOffice.OpenAsync(postgres);
        using var clerk = await office.ClerkAsync();
        using var both = await office.App.SignInAsync("zhaoyun", new Appointment { Post = Post.Office });
        var preview = await UploadAsync(clerk, "组别,单位全称\n区直单位,偃师区财政局");
        Assert.Equal(HttpStatusCode.NotFound, (await both.OpenAsync(preview.Replace("yanshi", "kaifeng", StringComparison.Ordinal))).Status);
        Assert.Equal(HttpStatusCode.OK, (await both.OpenAsync(preview)).Status);
    }

    [Fact]
    public async Task The_export_gives_the_rows_of_the_list_and_reads_back_without_a_change()
    {
        await using var office = await UnitOffice.OpenAsync(postgres);
        using var clerk = await office.ClerkAsync();
        using var file = await clerk.Client.GetAsync(UnitOffice.Home + ".csv?q=局");
        Assert.Equal("attachment", file.Content.Headers.ContentDisposition!.DispositionType);
        var csv = await file.Content.ReadAsByteArrayAsync();
        Assert.Equal(["偃师区教育局", "偃师区司法局"], Read(csv, "名录.csv").Rows.Select(row => row.Entry.Name));
        var xlsx = await clerk.Client.GetByteArrayAsync(UnitOffice.Home + ".xlsx");
        var same = await clerk.OpenAsync((await clerk.SubmitAsync(Upload, "upload", null, ("Input.File", "名录.xlsx", xlsx))).Location!);
        Assert.Contains("文件与现有名录一致，没有要改动的。", same.Text, StringComparison.Ordinal);
    }

    private static async Task<string> UploadAsync(Visitor clerk, string csv, bool newGroups = false)
    {
        var answer = await clerk.SubmitAsync(Upload, "upload", newGroups ? new() { ["Input.NewGroups"] = "true" } : null,
            ("Input.File", "名录.csv", Encoding.UTF8.GetBytes(csv)));
        return answer.Location ?? throw new InvalidOperationException(string.Join(' ', answer.Errors));
    }
}
