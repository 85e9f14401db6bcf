using System.Net;
using System.Text;
using Lantai.People;
using Lantai.Tests.Bulletins;
using Lantai.Tests.Support;
using Xunit;

namespace Lantai.Tests.Verification;

public sealed class VerifyPageTests(TestPostgres postgres)
{
    private const string Page = "/desk/yanshi/verification";
    private const string Wrong = "共考评3个单位，得分最高95分。\n\n得分情况\n\n单位\t基础\t解读\t总分\n民政局\t60\t39\t98\n信访局\t50\t39\t89\n";

    [Fact]
    public async Task Several_papers_are_checked_and_a_file_that_cannot_be_read_costs_one_sentence()
    {
        await using var office = await BulletinOffice.OpenAsync(postgres);
        using var clerk = await office.SignInAsync("fangmin", Post.Office);
        var answer = await clerk.SubmitAsync(Page, "verify", null,
            ("Input.Files", "通报.txt", Encoding.UTF8.GetBytes(Wrong)), ("Input.Files", "图片.docx", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0]), ("Input.Files", "空.csv", []));
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal(["图片.docx是图片，没有可以核对的文字；请提供可复制文字的文件。", "空.csv是空文件，请重新选择。"], answer.Errors);
        Assert.Equal(["通报.txt"], answer.Page.QuerySelectorAll("main section > h2").Select(title => title.TextContent));
        Assert.Contains(answer.Page.QuerySelectorAll("table[data-list] caption"), caption => caption.TextContent.StartsWith("错误", StringComparison.Ordinal));
        Assert.Contains("各项之和", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Findings_are_saved_by_the_person_and_nothing_is_kept()
    {
        await using var office = await BulletinOffice.OpenAsync(postgres);
        using var clerk = await office.SignInAsync("fangmin", Post.Office);
        var answer = await clerk.SubmitAsync(Page, "verify", null, ("Input.Files", "通报.txt", Encoding.UTF8.GetBytes(Wrong)));
        var csv = await SaveAsync(clerk, answer, "csv");
        var text = Encoding.UTF8.GetString(csv);
        Assert.StartsWith("\uFEFF文件,结论,项目,位置,写的,算的,说明", text, StringComparison.Ordinal);
        Assert.Contains("通报.txt,错误,各项之和,", text, StringComparison.Ordinal);
        new OfficeFile(output => output.Write(SaveAsync(clerk, answer, "xlsx").GetAwaiter().GetResult())).IsValid();
        await using var db = office.App.OpenDb();
        Assert.Empty(db.Set<Lantai.Files.StoredFile>());
    }

    [Fact]
    public async Task The_regions_register_is_used_when_it_is_wanted()
    {
        await using var office = await BulletinOffice.OpenAsync(postgres);
        using var clerk = await office.SignInAsync("fangmin", Post.Office);
        var paper = Encoding.UTF8.GetBytes("得分情况\n\n单位\t总分\n民政居\t98\n信访局\t89\n");
        var with = await clerk.SubmitAsync(Page, "verify", null, ("Input.Files", "通报.txt", paper));
        var without = await clerk.SubmitAsync(Page, "verify", new() { ["Input.WithRegister"] = "" }, ("Input.Files", "通报.txt", paper));
        Assert.Contains("民政局", with.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("民政局", without.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_short_form_of_the_offices_own_pack_is_known()
    {
        const string paper = "得分情况\n\n单位\t总分\n民政小组\t98\n信访局\t89\n";
        await using var office = await BulletinOffice.OpenAsync(postgres);
        using var clerk = await office.SignInAsync("fangmin", Post.Office);
        var own = Directory.CreateDirectory(Path.Combine(office.App.Folder, "packs", "wording"));
        await File.WriteAllTextAsync(Path.Combine(own.FullName, "unit-short-forms.csv"), "全称,简称\n民政局,民政小组\n");
        var answer = await clerk.SubmitAsync(Page, "verify", null, ("Input.Files", "通报.txt", Encoding.UTF8.GetBytes(paper)));
        Assert.DoesNotContain("不在名册中", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Too_many_files_none_and_a_broken_result_each_get_a_sentence()
    {
        await using var office = await BulletinOffice.OpenAsync(postgres);
        using var clerk = await office.SignInAsync("fangmin", Post.Office);
        Assert.Equal(["请选择要核验的文件。"], (await clerk.SubmitAsync(Page, "verify")).Errors);
        var many = Enumerable.Range(1, 11).Select(number => ("Input.Files", $"{number}.txt", Encoding.UTF8.GetBytes(Wrong))).ToArray();
        Assert.Equal(["一次最多核验10个文件，现有11个。"], (await clerk.SubmitAsync(Page, "verify", null, many)).Errors);
        var answer = await clerk.SubmitAsync(Page, "verify", null, many[0]);
        answer.Page.QuerySelector("input[name=findings]")!.SetAttribute("value", "bm90aGluZw==");
        using var refused = await PostAsync(clerk, answer, "csv");
        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        Assert.Contains("请重新核验后再导出", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_liaison_and_another_region_stay_outside()
    {
        await using var office = await BulletinOffice.OpenAsync(postgres);
        using var stranger = await office.SignInAsync("kaifeng", Post.Office, office.Kaifeng);
        Assert.Equal(HttpStatusCode.Forbidden, (await stranger.OpenAsync(Page)).Status);
        Assert.Equal(HttpStatusCode.OK, (await stranger.OpenAsync("/desk/kaifeng/verification")).Status);
    }

    private static async Task<byte[]> SaveAsync(Visitor visitor, Answer answer, string ending)
    {
        using var response = await PostAsync(visitor, answer, ending);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal($"核验结果.{ending}", response.Content.Headers.ContentDisposition!.FileNameStar);
        return await response.Content.ReadAsByteArrayAsync();
    }

    private static Task<HttpResponseMessage> PostAsync(Visitor visitor, Answer answer, string ending)
    {
        var form = answer.Page.QuerySelector("form[action$='/findings']")!;
        return visitor.Client.PostAsync(form.GetAttribute("action"), new FormUrlEncodedContent(
            form.QuerySelectorAll("input").Select(input => KeyValuePair.Create(input.GetAttribute("name")!, input.GetAttribute("value")!)).Append(KeyValuePair.Create("as", ending))));
    }
}
