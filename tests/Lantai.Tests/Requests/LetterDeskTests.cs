using System.Net;
using System.Text;
using Lantai.People;
using Lantai.Requests;
using Lantai.Requests.Decisions;
using Lantai.Requests.Letters;
using Lantai.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Lantai.Tests.Requests;

/// <summary>Letters on the desk, from the office that signs to the voided number.</summary>
public sealed class LetterDeskTests(TestPostgres postgres)
{
    private static readonly Dictionary<string, string> OfficeForm = new()
    {
        ["Input.Name"] = "偃师区人民政府办公室",
        ["Input.Kind"] = "CountyDepartment",
        ["Input.NumberCode"] = "偃公复",
        ["Input.Contact"] = "方敏",
        ["Input.Phone"] = "0379-55500000",
        ["Input.Address"] = "偃师区样例路1号",
        ["Input.Government"] = "偃师区人民政府",
        ["Input.BasicCourt"] = "偃师区人民法院",
    };

    [Fact]
    public async Task A_reply_is_drafted_with_what_is_known_lacks_what_is_not_and_goes_out_with_number_remedy_and_files()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        var here = await DecidedAsync(office, Decision.R4f);
        using var clerk = await office.SignInAsync("fangmin", Post.Office);
        await clerk.SubmitAsync(RequestOffice.Home + "/office", "office", OfficeForm);

        var started = await clerk.SubmitAsync(here + "/letters/new", "start", new() { ["Input.Template"] = "reply-r4f" });
        var letter = started.Location!.Replace("/write", "", StringComparison.Ordinal);
        var draft = await clerk.OpenAsync(letter);
        Assert.Contains("本机关于2026年4月27日收到您通过当面提交的方式提出的政府信息公开申请", draft.Text, StringComparison.Ordinal);
        Assert.Contains("还缺1项事实", draft.Text, StringComparison.Ordinal);
        Assert.Contains("作出决定的事实和理由", draft.Text, StringComparison.Ordinal);
        Assert.Equal(["还缺：作出决定的事实和理由。"], (await clerk.SubmitAsync(letter + "/issue", "issue")).Errors);

        await clerk.SubmitAsync(letter + "/write", "write", new() { ["Input.Values[0]"] = "所载为内部讨论的初步意见，尚未形成决定" });
        Assert.Contains("检查没有发现问题", (await clerk.OpenAsync(letter)).Text, StringComparison.Ordinal);
        Assert.Contains("答复还没有保密审查、法制审核、签发，不能发出", Assert.Single((await clerk.SubmitAsync(letter + "/issue", "issue")).Errors), StringComparison.Ordinal);
        await office.ClearAsync(here);
        var issued = await clerk.FollowAsync(await clerk.SubmitAsync(letter + "/issue", "issue"));
        Assert.Contains("已签发，发文字号偃公复〔2026〕1号。", issued.Body, StringComparison.Ordinal);
        Assert.Contains("先向偃师区人民政府申请行政复议", issued.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("6个月", issued.Text, StringComparison.Ordinal);
        Assert.Equal("PK", Encoding.ASCII.GetString((await clerk.Client.GetByteArrayAsync(letter + "/docx"))[..2]));
        Assert.Contains("<!DOCTYPE html>", await clerk.Client.GetStringAsync(letter + "/html"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await clerk.OpenAsync(letter + "/file")).Status);
        Assert.Contains("偃公复〔2026〕1号", (await clerk.OpenAsync(here)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_voided_letter_keeps_its_number_and_what_is_issued_cannot_be_changed()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        var here = await DecidedAsync(office, Decision.R1);
        using var clerk = await office.SignInAsync("fangmin", Post.Office);
        await clerk.SubmitAsync(RequestOffice.Home + "/office", "office", OfficeForm);
        var first = await IssueAsync(office, clerk, here, "reply-r1", "https://www.example.gov.cn/zdxx/8.html");
        var changed = await clerk.SubmitAsync(first + "/write", "write", new() { ["Input.Values[0]"] = "别处" });
        Assert.Contains("已签发，不能再改", Assert.Single(changed.Errors), StringComparison.Ordinal);
        Assert.Contains("已签发，不能再改", Assert.Single((await clerk.SubmitAsync(first + "/issue", "issue")).Errors), StringComparison.Ordinal);
        Assert.Equal(["请填写“作废的理由”。"], (await clerk.SubmitAsync(first + "/issue", "void")).Errors);
        var voided = await clerk.FollowAsync(await clerk.SubmitAsync(first + "/issue", "void", new() { ["Input.Because"] = "网址写错" }));
        Assert.Contains("：网址写错", voided.Text, StringComparison.Ordinal);
        var second = await IssueAsync(office, clerk, here, "reply-r1", "https://www.example.gov.cn/zdxx/9.html");
        Assert.Contains("偃公复〔2026〕2号", (await clerk.OpenAsync(second)).Text, StringComparison.Ordinal);
        Assert.Contains("偃公复〔2026〕1号", (await clerk.OpenAsync(first)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Clerks_who_issue_at_the_same_moment_get_numbers_that_follow_one_another()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        await office.DoAsync<SaveLetterOffice>(saving => saving.RunAsync(RequestOffice.Clerk, Office(office)));
        var drafts = new List<Letter>();
        for (var i = 0; i < 12; i++)
        {
            var request = await office.RegisterAsync();
            await office.DoAsync<DecideItem>(deciding => deciding.RunAsync(RequestOffice.Clerk, office.Yanshi.Id, request.Id, null, new Dictionary<int, Decision> { [1] = Decision.R1 }));
            var letter = await office.App.WithAsync<WriteLetter, Letter>(writing => writing.StartAsync(RequestOffice.Clerk, office.Yanshi.Id, request.Id, "reply-r1"));
            await office.DoAsync<WriteLetter>(writing => writing.FillAsync(RequestOffice.Clerk, office.Yanshi.Id, request.Id, letter.Id, 0, new Dictionary<string, string> { ["public_address"] = "本机关网站" }));
            await office.ClearAsync(request);
            drafts.Add(letter);
        }
        var issued = await Task.WhenAll(drafts.Select(draft => office.App.WithAsync<IssueLetter, Letter>(issuing =>
            issuing.RunAsync(RequestOffice.Clerk, office.Yanshi.Id, draft.RequestId, draft.Id, null))));
        Assert.Equal(Enumerable.Range(1, 12), issued.Select(letter => letter.Number!.Value).Order());
    }

    [Fact]
    public async Task A_letter_written_elsewhere_is_looked_through_and_its_number_counts()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        var here = await DecidedAsync(office, Decision.R1);
        using var clerk = await office.SignInAsync("fangmin", Post.Office);
        await clerk.SubmitAsync(RequestOffice.Home + "/office", "office", OfficeForm);
        var old = "偃师区人民政府办公室\n偃公复〔2026〕7号\n政府信息公开申请答复书\n张三：\n本机关于2026年4月27日收到您的申请，该信息已经主动公开。可在三个月内向人民法院提起行政诉讼。\n偃师区人民政府办公室\n2026年5月18日\n";
        Dictionary<string, string> form = new() { ["Input.Kept"] = "reply-r1", ["Input.Number"] = "偃公复〔2026〕7号", ["Input.SignedOn"] = "2026-05-18" };
        var far = await clerk.SubmitAsync(here + "/letters/new", "keep", form, ("Input.File", "答复.txt", Encoding.UTF8.GetBytes(old)));
        Assert.Contains("下一个号是偃公复〔2026〕1号，用偃公复〔2026〕7号要空出6个号", Assert.Single(far.Errors), StringComparison.Ordinal);
        form["Input.SkipsNumbers"] = "true";
        var kept = await clerk.FollowAsync(await clerk.SubmitAsync(here + "/letters/new", "keep", form, ("Input.File", "答复.txt", Encoding.UTF8.GetBytes(old))));
        Assert.Contains("是修改前的起诉期限", kept.Text, StringComparison.Ordinal);
        var again = await clerk.SubmitAsync(here + "/letters/new", "keep", form, ("Input.File", "答复.txt", Encoding.UTF8.GetBytes(old)));
        Assert.Equal(["发文字号偃公复〔2026〕7号已经使用，下一个号是偃公复〔2026〕8号。"], again.Errors);
        var loose = await clerk.SubmitAsync(here + "/letters/new", "keep", new(form) { ["Input.Number"] = "偃公复[2026]第8号" }, ("Input.File", "答复.txt", Encoding.UTF8.GetBytes(old)));
        Assert.Contains("应写成“偃公复〔2026〕8号”", Assert.Single(loose.Errors), StringComparison.Ordinal);
        var program = await clerk.SubmitAsync(here + "/letters/new", "keep", new(form) { ["Input.Number"] = "偃公复〔2026〕9号" }, ("Input.File", "答复.docx", [.. "MZ"u8, 0x90, 0, 3, 0, 0, 0]));
        Assert.Contains("不能检查", Assert.Single(program.Errors), StringComparison.Ordinal);
        Assert.Contains("偃公复〔2026〕8号", (await clerk.OpenAsync(await IssueAsync(office, clerk, here, "reply-r1", "本机关网站"))).Text, StringComparison.Ordinal);
        Assert.Contains("空出6个号，归档前应当查明去向：偃公复〔2026〕1号至6号", (await clerk.OpenAsync(RequestOffice.Home + "/office")).Text, StringComparison.Ordinal);
        await using var db = office.App.OpenDb();
        Assert.Contains(await db.Letters.OrderBy(letter => letter.Id).Select(letter => letter.Findings).FirstAsync(), finding => finding.Rule == "suit_old");
    }

    [Fact]
    public async Task A_letter_of_another_kind_than_was_chosen_is_refused_and_one_to_another_court_is_found()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        var here = await DecidedAsync(office, Decision.R1);
        using var clerk = await office.SignInAsync("fangmin", Post.Office);
        await clerk.SubmitAsync(RequestOffice.Home + "/office", "office", OfficeForm);
        Dictionary<string, string> form = new() { ["Input.Kept"] = "reply-r1", ["Input.Number"] = "偃公复〔2026〕1号", ["Input.SignedOn"] = "2026-05-18" };
        Task<Answer> KeepAsync(string text) => clerk.SubmitAsync(here + "/letters/new", "keep", form, ("Input.File", "答复.txt", Encoding.UTF8.GetBytes(text)));
        var other = await KeepAsync("偃师区人民政府办公室\n偃公复〔2026〕1号\n政府信息公开申请补正告知书\n张三：\n请补正。\n");
        Assert.Equal(["文件的标题是“政府信息公开申请补正告知书”，是补正告知书，不是“政府信息公开申请答复书（已主动公开）”；请核对文书种类和文件。"], other.Errors);
        var kept = await clerk.FollowAsync(await KeepAsync("偃师区人民政府办公室\n偃公复〔2026〕1号\n政府信息公开申请答复书\n张三：\n已主动公开。如不服，可以向洛阳市人民政府申请行政复议，或者向洛阳市中级人民法院提起行政诉讼。\n"));
        Assert.Contains("写的行政复议机关是“洛阳市人民政府”，偃师区人民政府办公室的行政复议机关应为偃师区人民政府。", kept.Text, StringComparison.Ordinal);
        Assert.Contains("写的人民法院是“洛阳市中级人民法院”，偃师区人民政府办公室的一审法院应为偃师区人民法院。", kept.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reply_written_elsewhere_is_held_against_the_decision_and_the_agency_of_its_case()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        var here = await DecidedAsync(office, Decision.R1);
        using var clerk = await office.SignInAsync("fangmin", Post.Office);
        await clerk.SubmitAsync(RequestOffice.Home + "/office", "office", OfficeForm);
        Dictionary<string, string> form = new() { ["Input.Kept"] = "reply-r1", ["Input.Number"] = "偃公复〔2026〕1号", ["Input.SignedOn"] = "2026-05-18" };
        Task<Answer> KeepAsync(string said, string signed) => clerk.SubmitAsync(here + "/letters/new", "keep", form, ("Input.File", "答复.txt", Encoding.UTF8.GetBytes(
            $"{signed}\n偃公复〔2026〕1号\n政府信息公开申请答复书\n张三：\n本机关于2026年4月27日收到您的申请。{said}\n{signed}\n2026年5月18日\n")));
        Assert.Equal(["从文件里读到的决定是“信息不存在”，登记的处理决定是R1（已主动公开）；请核对文书种类和文件，确实无误的勾选“核对过”再上传。"],
            (await KeepAsync("经检索，您申请的信息不存在。", "偃师区人民政府办公室")).Errors);
        Assert.Equal(["文件的署名是“偃师区民政局”，答复这件申请的机关是“偃师区人民政府办公室”；请核对文书种类和文件，确实无误的勾选“核对过”再上传。"],
            (await KeepAsync("该信息已经主动公开。", "偃师区民政局")).Errors);
        form["Input.IsCompared"] = "true";
        await clerk.FollowAsync(await KeepAsync("经检索，您申请的信息不存在。", "偃师区人民政府办公室"));
        await using var db = office.App.OpenDb();
        var line = await db.Set<Lantai.Journal.JournalEntry>().SingleAsync(entry => entry.Act == "上传文书");
        Assert.Contains("从文件里读到的决定是“信息不存在”，登记的处理决定是R1", line.Sentence, StringComparison.Ordinal);
        Assert.Contains("经核对无误", line.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_shipped_reply_is_read_as_the_decision_that_it_tells()
    {
        var basis = Lantai.Requests.Lint.LintBasis.Read(ShippedLetters.Packs, Lantai.Cli.PackOptions.Calendar(ShippedLetters.Packs), ShippedLetters.SignedOn);
        foreach (var template in ShippedLetters.Shelf.Templates.Where(template => template is { Sends: RequestEventKind.Replied, Decision: not null }))
        {
            var draft = ShippedLetters.Write(template.Key);
            var read = Lantai.Requests.Lint.LetterLint.Check(Lantai.Requests.Lint.PaperLines.Of(draft.Paper), basis);
            Assert.Equal((template.Key, ToldDecision.SubjectOf(template.Decision!.Value)), (template.Key, read.Subject));
        }
    }

    [Fact]
    public async Task An_extension_letter_names_the_day_that_the_clock_would_give()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        await office.DoAsync<SaveLetterOffice>(saving => saving.RunAsync(RequestOffice.Clerk, Office(office)));
        var request = await office.RegisterAsync();
        var letter = await office.App.WithAsync<WriteLetter, Letter>(writing => writing.StartAsync(RequestOffice.Clerk, office.Yanshi.Id, request.Id, "extension"));
        using var clerk = await office.SignInAsync("fangmin", Post.Office);
        var page = $"{RequestOffice.Home}/{request.Id}/letters/{letter.Id}";
        var form = await clerk.OpenAsync(page + "/write");
        Assert.Equal(["延期的理由", "延长的工作日数"], form.Page.QuerySelectorAll("main form label").Select(label => label.TextContent.Trim()));
        await clerk.SubmitAsync(page + "/write", "write", new() { ["Input.Values[0]"] = "需要调阅档案", ["Input.Values[1]"] = "10" });
        Assert.Contains("延长10个工作日，将于2026年6月10日前答复您", (await clerk.OpenAsync(page)).Text, StringComparison.Ordinal);
        await clerk.SubmitAsync(page + "/write", "write", new() { ["Input.Values[0]"] = "需要调阅档案", ["Input.Values[1]"] = "30" });
        Assert.Contains("延长应为1至20个工作日，现为30个", (await clerk.OpenAsync(page)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_written_is_refused_with_the_reason()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        var request = await office.RegisterAsync();
        Task StartAsync(string template) => office.DoAsync<WriteLetter>(writing => writing.StartAsync(RequestOffice.Clerk, office.Yanshi.Id, request.Id, template));
        Assert.Contains("还没有填写发文机关", (await Assert.ThrowsAsync<RefusedException>(() => StartAsync("correction"))).Message, StringComparison.Ordinal);
        await office.DoAsync<SaveLetterOffice>(saving => saving.RunAsync(RequestOffice.Clerk, Office(office)));
        Assert.Contains("没有一项的处理决定是R4a", (await Assert.ThrowsAsync<RefusedException>(() => StartAsync("reply-r4a"))).Message, StringComparison.Ordinal);
        var wrong = Office(office);
        wrong.NumberCode = "偃公复〔2026〕";
        Assert.Contains("机关代字“偃公复〔2026〕”不规范", (await Assert.ThrowsAsync<RefusedException>(
            () => office.DoAsync<SaveLetterOffice>(saving => saving.RunAsync(RequestOffice.Clerk, wrong)))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Leaders_read_letters_but_do_not_write_them_and_other_regions_see_nothing()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        await office.DoAsync<SaveLetterOffice>(saving => saving.RunAsync(RequestOffice.Clerk, Office(office)));
        var request = await office.RegisterAsync();
        var letter = await office.App.WithAsync<WriteLetter, Letter>(writing => writing.StartAsync(RequestOffice.Clerk, office.Yanshi.Id, request.Id, "extension"));
        var page = $"{RequestOffice.Home}/{request.Id}/letters/{letter.Id}";
        using var leader = await office.SignInAsync("tanyue", Post.Leader);
        Assert.Equal(HttpStatusCode.OK, (await leader.OpenAsync(page)).Status);
        foreach (var writing in (string[])[page + "/write", page + "/issue", $"{RequestOffice.Home}/{request.Id}/letters/new", RequestOffice.Home + "/office"])
            Assert.Equal(HttpStatusCode.Forbidden, (await leader.OpenAsync(writing)).Status);
        using var other = await office.App.SignInAsync("kaifeng", new Appointment { Post = Post.Office, RegionId = office.Kaifeng.Id });
        foreach (var ending in (string[])["", "/write", "/issue", "/docx"])
            Assert.Equal(HttpStatusCode.NotFound, (await other.OpenAsync(page.Replace("yanshi", "kaifeng", StringComparison.Ordinal) + ending)).Status);
    }

    internal static LetterOffice Office(RequestOffice office) => new()
    {
        RegionId = office.Yanshi.Id,
        Name = "偃师区人民政府办公室",
        NumberCode = "偃公复",
        Contact = "方敏",
        Phone = "0379-55500000",
        Address = "偃师区样例路1号",
        Government = "偃师区人民政府",
        BasicCourt = "偃师区人民法院",
    };

    private static async Task<string> DecidedAsync(RequestOffice office, Decision decision)
    {
        var request = await office.RegisterAsync();
        await office.DoAsync<DecideItem>(deciding => deciding.RunAsync(RequestOffice.Clerk, office.Yanshi.Id, request.Id, null, new Dictionary<int, Decision> { [1] = decision }));
        return $"{RequestOffice.Home}/{request.Id}";
    }

    private static async Task<string> IssueAsync(RequestOffice office, Visitor clerk, string here, string template, string value)
    {
        var started = await clerk.SubmitAsync(here + "/letters/new", "start", new() { ["Input.Template"] = template });
        var letter = started.Location!.Replace("/write", "", StringComparison.Ordinal);
        await clerk.SubmitAsync(letter + "/write", "write", new() { ["Input.Values[0]"] = value });
        await office.ClearAsync(here);
        var issued = await clerk.SubmitAsync(letter + "/issue", "issue");
        Assert.Empty(issued.Errors);
        return letter;
    }
}
