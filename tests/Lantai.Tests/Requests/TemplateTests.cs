using System.Net;
using System.Text;
using Lantai.Journal;
using Lantai.People;
using Lantai.Requests;
using Lantai.Requests.Decisions;
using Lantai.Requests.Letters;
using Lantai.Requests.Templates;
using Lantai.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Lantai.Tests.Requests;

/// <summary>The office changes the words of its letters: seen before, looked through, approved by another, older letters as they were.</summary>
public sealed class TemplateTests(TestPostgres postgres)
{
    private const string Home = RequestOffice.Home + "/templates";
    private const string Old = "如在查阅中遇到困难，可以与本机关联系";
    private const string New = "查阅中有不明白的，可以随时与本机关联系";
    private static readonly string R1 = ShippedLetters.Shelf.TextOf("reply-r1");
    private static readonly string Edited = R1.Replace(Old, New, StringComparison.Ordinal);

    [Fact]
    public void Every_shipped_template_passes_its_own_check_and_every_field_is_explained()
    {
        foreach (var template in ShippedLetters.Shelf.Templates)
        {
            var read = ShippedLetters.Shelf.Check(template, ShippedLetters.Shelf.TextOf(template.Key));
            Assert.Equal(template.Fields, read.Fields);
            Assert.All(TemplateField.Of(read, ShippedLetters.Shelf.Fields), field => Assert.NotEqual("", field.Title + field.Source));
        }
    }

    [Fact]
    public async Task The_letter_of_every_shipped_template_passes_on_the_invented_case()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        foreach (var template in ShippedLetters.Shelf.Templates) await office.DoAsync<TryTemplate>(trying => trying.RequireSoundAsync(template));
    }

    [Theory]
    [InlineData("{{remedy}}", "", "reply-r1.yaml第13行 body[4]：应为文字。")]
    [InlineData("{{public_address}}", "{{public_adress}}", "第11行 body[2]：没有“public_adress”这个字段，是否为“public_address”。")]
    [InlineData("decision: R1", "decision: R2", "reply-r1.yaml第3行 decision：“decision”由程序使用，不能改")]
    [InlineData("to: ", "signed: no\nto: ", "第8行 signed：文书末尾的署名、日期和盖章的位置不能去掉（规则issuer_missing")]
    [InlineData("  - \"{{remedy}}\"\n", "", "（规则remedy_missing，")]
    [InlineData("根据《中华人民共和国政府信息公开条例》第三十六条第（一）项的规定，", "", "（规则basis_missing，")]
    [InlineData("part: opening", "part: openings", "没有“openings”这个共用段落")]
    [InlineData("body:", "body: [", "不是正确的YAML")]
    public async Task An_edit_that_is_no_template_or_whose_letter_would_not_pass_is_refused_with_line_key_or_rule(string from, string to, string sentence)
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        Assert.Contains(from, R1, StringComparison.Ordinal);
        var refused = await Assert.ThrowsAsync<RefusedException>(() => WriteAsync(office, R1.Replace(from, to, StringComparison.Ordinal), 0));
        Assert.Contains(sentence, refused.Message, StringComparison.Ordinal);
        await using var db = office.App.OpenDb();
        Assert.False(await db.TemplateEditions.AnyAsync());
    }

    [Fact]
    public async Task A_version_is_used_from_its_day_once_another_approved_it_and_older_drafts_keep_theirs()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        await SignAsync(office);
        var before = await DraftAsync(office);
        var edition = await WriteAsync(office, Edited, 0, new(2026, 5, 21));
        var (clerk, leader) = (office.PersonOf("方敏", Post.Office, Post.Leader), office.PersonOf("谭越", Post.Leader));
        Assert.Contains("应由没有修改它的人批准", (await Refused(office, editing => editing.ApproveAsync(clerk, office.Yanshi.Id, edition.Id))), StringComparison.Ordinal);
        await office.DoAsync<EditTemplate>(editing => editing.ApproveAsync(leader, office.Yanshi.Id, edition.Id));
        Assert.Contains("第1版已由谭越批准", (await Refused(office, editing => editing.ApproveAsync(leader, office.Yanshi.Id, edition.Id))), StringComparison.Ordinal);
        var early = await DraftAsync(office);
        office.Time.Now = office.Time.Now.AddDays(1);
        var after = await DraftAsync(office);

        Assert.DoesNotContain(New, await TextAsync(office, before), StringComparison.Ordinal);
        Assert.DoesNotContain(New, await TextAsync(office, early), StringComparison.Ordinal);
        Assert.Contains(New, await TextAsync(office, after), StringComparison.Ordinal);
        using var visitor = await office.SignInAsync("fangmin", Post.Office);
        Assert.Contains("程序自带；现在使用的是第1版", (await visitor.OpenAsync(PageOf(before))).Text, StringComparison.Ordinal);
        Assert.Contains("模板第1版", (await visitor.OpenAsync(PageOf(after))).Text, StringComparison.Ordinal);
        await RestoreAsync(office, edition);
        Assert.Contains(New, await TextAsync(office, after), StringComparison.Ordinal);
        Assert.DoesNotContain(New, await TextAsync(office, await DraftAsync(office)), StringComparison.Ordinal);
        await using var db = office.App.OpenDb();
        Assert.Equal(4, await db.Journal.CountAsync(entry => entry.Subject == "letter-template/reply-r1"));
    }

    [Fact]
    public async Task The_second_of_two_editors_is_told_and_only_the_newest_version_can_be_approved()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 6).Select(async i =>
        {
            try
            {
                await WriteAsync(office, Edited.Replace(New, $"{New}{i}", StringComparison.Ordinal), 0);
                return null;
            }
            catch (RefusedException refusal)
            {
                return refusal.Message;
            }
        }));
        Assert.Single(outcomes, outcome => outcome is null);
        Assert.All(outcomes.OfType<string>(), sentence => Assert.Contains("的模板刚被方敏写了第1版，您看到的不是最新的", sentence, StringComparison.Ordinal));
        await WriteAsync(office, Edited, 1);
        await using var db = office.App.OpenDb();
        Assert.Equal([1, 2], await db.TemplateEditions.OrderBy(edition => edition.Id).Select(edition => edition.Number).ToListAsync());
        var first = await db.TemplateEditions.OrderBy(edition => edition.Id).Select(edition => edition.Id).FirstAsync();
        Assert.Contains("请看最新的一版", await Refused(office, editing => editing.ApproveAsync(office.PersonOf("谭越", Post.Leader), office.Yanshi.Id, first)), StringComparison.Ordinal);
        Assert.Contains("内容没有改动", (await Assert.ThrowsAsync<RefusedException>(() => WriteAsync(office, Edited, 2))).Message, StringComparison.Ordinal);
        Assert.Contains("没有这一版模板", await Refused(office, editing => editing.ApproveAsync(office.PersonOf("谭越", Post.Leader) with
        {
            Posts = [new HeldPost(Post.Leader, office.Kaifeng.Id, null)],
        }, office.Kaifeng.Id, first)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task On_the_desk_an_edit_is_seen_before_it_is_saved_compared_approved_by_another_exported_and_imported()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        await SignAsync(office);
        var draft = await DraftAsync(office);
        using var clerk = await office.SignInAsync("fangmin", Post.Office);
        using var reviewer = await office.SignInAsync("shishen", Post.Reviewer);
        Assert.Equal("R1｜程序自带｜｜2019-05-15｜", await RowAsync(clerk, Home, "政府信息公开申请答复书（已主动公开）"));
        Assert.Equal("公开的网址或者获取地点｜文字｜起草时填写｜不能签发", await RowAsync(clerk, Home + "/reply-r1", "{{public_address}}"));

        var tried = await clerk.SubmitAsync(Home + "/reply-r1/edit", "edit", new() { ["Input.Text"] = Edited, ["Input.Act"] = "preview" });
        Assert.Contains(New, tried.Page.QuerySelector(".paper-sheet")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("临水区自然资源局", tried.Text, StringComparison.Ordinal);
        Assert.Contains("检查没有发现问题", tried.Text, StringComparison.Ordinal);
        Assert.Contains(New, tried.Page.QuerySelector(".diff .added")!.TextContent, StringComparison.Ordinal);
        Assert.Contains(Old, tried.Page.QuerySelector(".diff .removed")!.TextContent, StringComparison.Ordinal);
        var real = await clerk.SubmitAsync(Home + "/reply-r1/edit", "edit", new() { ["Input.Text"] = Edited, ["Input.Act"] = "preview", ["Input.Case"] = $"{draft.RequestId}" });
        Assert.Contains("柳林片区2025年土地征收补偿安置方案", real.Page.QuerySelector(".paper-sheet")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("这件申请还缺", real.Text, StringComparison.Ordinal);
        var docx = await PostAsync(clerk, Home + "/reply-r1/edit", Home + "/reply-r1/trial", Edited);
        Assert.Equal("PK", Encoding.ASCII.GetString((await docx.Content.ReadAsByteArrayAsync())[..2]));

        var wrong = await clerk.SubmitAsync(Home + "/reply-r1/edit", "edit", new() { ["Input.Text"] = Edited.Replace("{{you}}", "{{yuo}}", StringComparison.Ordinal), ["Input.Act"] = "save", ["Input.Because"] = "试" });
        Assert.Equal(["reply-r1.yaml第11行 body[2]：没有“yuo”这个字段。"], wrong.Errors);
        var saved = await clerk.SubmitAsync(Home + "/reply-r1/edit", "edit", new() { ["Input.Text"] = Edited, ["Input.Act"] = "save", ["Input.Because"] = "写得更明白" });
        Assert.Contains("已保存，待批准。", (await clerk.FollowAsync(saved)).Body, StringComparison.Ordinal);
        Assert.Null((await clerk.OpenAsync(Home + "/reply-r1")).Page.QuerySelector("input[value=approve]"));
        Assert.Contains("待批准的文书模板", (await reviewer.OpenAsync("/desk/yanshi")).Text, StringComparison.Ordinal);
        var approved = await reviewer.FollowAsync(await reviewer.SubmitAsync(Home + "/reply-r1", "approve"));
        Assert.Contains("第1版批准，2026-05-20起使用。", approved.Text, StringComparison.Ordinal);
        Assert.Equal("R1｜本机关修改｜第1版｜2026-05-20｜", await RowAsync(clerk, Home, "政府信息公开申请答复书（已主动公开）"));
        Assert.DoesNotContain("待批准的文书模板", (await reviewer.OpenAsync("/desk/yanshi")).Text, StringComparison.Ordinal);

        var exported = await clerk.Client.GetByteArrayAsync(Home + "/reply-r1/file");
        Assert.Equal(Edited, Encoding.UTF8.GetString(exported));
        var imported = await clerk.SubmitAsync(Home + "/reply-r1/edit", "import", null, ("Input.File", "reply-r1.yaml", Encoding.UTF8.GetBytes(R1)));
        Assert.Contains(Old, imported.Page.QuerySelector("textarea")!.TextContent, StringComparison.Ordinal);
        var binary = await clerk.SubmitAsync(Home + "/reply-r1/edit", "import", null, ("Input.File", "reply-r1.yaml", [.. "MZ"u8, 0x90, 0, 3]));
        Assert.Contains("不是文本", Assert.Single(binary.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_newer_pack_than_the_one_that_was_edited_is_shown_and_the_office_goes_back_to_it_with_one_act()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        var edition = await WriteAsync(office, Edited, 0);
        await office.DoAsync<EditTemplate>(editing => editing.ApproveAsync(office.PersonOf("石慎", Post.Reviewer), office.Yanshi.Id, edition.Id));
        await using (var db = office.App.OpenDb())
            await db.TemplateEditions.ExecuteUpdateAsync(row => row.SetProperty(known => known.PackText, R1.Replace(Old, "旧版程序的话", StringComparison.Ordinal)));
        using var clerk = await office.SignInAsync("fangmin", Post.Office);
        using var leader = await office.SignInAsync("tanyue", Post.Leader);
        Assert.Contains("程序自带的模板有更新", (await clerk.OpenAsync(Home)).Text, StringComparison.Ordinal);
        var page = await clerk.OpenAsync(Home + "/reply-r1");
        Assert.Contains("旧版程序的话", page.Page.QuerySelector(".diff .removed")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("已恢复为程序自带，待批准。", (await clerk.FollowAsync(await clerk.SubmitAsync(Home + "/reply-r1/edit", "restore",
            new() { ["Input.RestoreBecause"] = "用新的" }))).Body, StringComparison.Ordinal);
        var returned = await leader.SubmitAsync(Home + "/reply-r1", "return");
        Assert.Equal(["请写明退回的理由。"], returned.Errors);
        await leader.SubmitAsync(Home + "/reply-r1", "approve");
        Assert.Equal("R1｜程序自带｜第2版｜2026-05-20｜", await RowAsync(clerk, Home, "政府信息公开申请答复书（已主动公开）"));
        Assert.Equal(HttpStatusCode.NotFound, (await clerk.OpenAsync(Home + "/reply-r1?number=9")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await clerk.OpenAsync(Home + "/reply-zz/edit")).Status);
    }

    private static Task<TemplateEdition> WriteAsync(RequestOffice office, string? text, int seen, DateOnly? on = null) =>
        office.App.WithAsync<EditTemplate, TemplateEdition>(editing => editing.WriteAsync(office.PersonOf("方敏", Post.Office), office.Yanshi.Id,
            new NewEdition("reply-r1", text, "写得更明白", on ?? new(2026, 5, 20), seen)));

    private static async Task RestoreAsync(RequestOffice office, TemplateEdition known)
    {
        var back = await WriteAsync(office, null, known.Number, new(2026, 5, 21));
        await office.DoAsync<EditTemplate>(editing => editing.ApproveAsync(office.PersonOf("谭越", Post.Leader), office.Yanshi.Id, back.Id));
    }

    private static async Task<string> Refused(RequestOffice office, Func<EditTemplate, Task> act) =>
        (await Assert.ThrowsAsync<RefusedException>(() => office.DoAsync(act))).Message;

    private static Task SignAsync(RequestOffice office) => office.DoAsync<SaveLetterOffice>(saving => saving.RunAsync(RequestOffice.Clerk, new LetterOffice
    {
        RegionId = office.Yanshi.Id,
        Name = "偃师区人民政府办公室",
        Kind = Lantai.Requests.Remedies.OfficeKind.CountyDepartment,
        NumberCode = "偃公复",
        Contact = "方敏",
        Phone = "0379-55500000",
        Address = "偃师区样例路1号",
        Government = "偃师区人民政府",
        BasicCourt = "偃师区人民法院",
    }));

    private static async Task<Letter> DraftAsync(RequestOffice office)
    {
        var request = await office.RegisterAsync();
        await office.DecideAsync(request, Decision.R1);
        return await office.App.WithAsync<WriteLetter, Letter>(writing => writing.StartAsync(RequestOffice.Clerk, office.Yanshi.Id, request.Id, "reply-r1"));
    }

    /// <summary>The cells of a row, after the one that names it.</summary>
    private static async Task<string> RowAsync(Visitor visitor, string page, string name)
    {
        var rows = (await visitor.OpenAsync(page)).Page.QuerySelectorAll("tbody tr").Select(row => row.Children.Select(cell => cell.TextContent.Trim()).ToList());
        return string.Join('｜', rows.First(cells => cells[0] == name).Skip(1));
    }

    private static string PageOf(Letter letter) => $"{RequestOffice.Home}/{letter.RequestId}/letters/{letter.Id}";

    private static async Task<string> TextAsync(RequestOffice office, Letter letter)
    {
        await using var db = office.App.OpenDb();
        var request = (await db.FindRequestAsync(office.Yanshi.Id, letter.RequestId))!;
        var composed = await office.App.WithAsync<ComposeLetter, ComposedLetter>(composing => composing.OfAsync(letter, request));
        return Lantai.Papers.PaperHtml.Article(composed.Draft.Paper, Lantai.Papers.PaperLayout.Standard);
    }

    /// <summary>As the button with its own address does.</summary>
    private static async Task<HttpResponseMessage> PostAsync(Visitor visitor, string page, string address, string text)
    {
        var token = (await visitor.OpenAsync(page)).Page.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        using var content = new MultipartFormDataContent { { new StringContent(token), "__RequestVerificationToken" }, { new StringContent(text), "Input.Text" } };
        return await visitor.Client.PostAsync(address, content);
    }
}
