using System.Net;
using Lantai.Disclosure;
using Lantai.People;
using Lantai.Tests.Files;
using Lantai.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Lantai.Tests.Disclosure;

public sealed class GateTests(TestPostgres postgres)
{
    private static EditionText Text(string body) => new("", body, "民政局", new DateOnly(2023, 1, 9), Openness.Open);

    [Fact]
    public async Task Links_that_lead_nowhere_are_named_and_good_ones_are_not()
    {
        await using var office = await DisclosureOffice.OpenAsync(postgres);
        var staff = await office.StaffAsync();
        var live = await office.DraftAsync(staff[0]);
        var draft = await office.DraftAsync(staff[0]);
        await office.PublishAsync(staff, live);
        string[] good = [$"/yanshi/articles/{live.Id}", "/yanshi/columns/policies", "/yanshi/disclosure", "/", "/kaifeng", $"https://www.yanshi.example.gov.cn/yanshi/articles/{live.Id}#text", "https://www.gov.cn/zhengce/", "mailto:a@b.gov.cn"];
        (string Address, string Because)[] bad =
        [
            ($"/yanshi/articles/{draft.Id}", "指向本站没有的页面。"), ($"/yanshi/articles/{live.Id}/files/1", "指向本站没有的页面。"), ("/yanshi/columns/nothing", "指向本站没有的页面。"), ("/nowhere", "指向本站没有的页面。"),
            ("/desk/yanshi", "指向工作台，公众打不开。"), ("http://192.168.1.20/a", "是内网地址，公众打不开。"), ("http://oa/x", "不是完整的域名。"), ("http://10.0.0.8:8080/", "是内网地址，公众打不开。"), ("https://oa.local/", "是内网地址，公众打不开。"),
        ];
        var body = string.Concat(good.Concat(bad.Select(link => link.Address)).Select(address => $"<p><a href=\"{address}\">去</a></p>"));
        var article = await office.DraftAsync(staff[0], text: Text(body));
        Assert.Equal(bad.Select(link => $"链接“去”（{link.Address}）{link.Because}"), (await LookAsync(office, article)).Doubts);
    }

    [Fact]
    public async Task Wrong_words_and_a_title_too_wide_for_the_front_page_are_named()
    {
        await using var office = await DisclosureOffice.OpenAsync(postgres);
        var staff = await office.StaffAsync();
        var article = await office.DraftAsync(staff[0], new string('题', 57), text: Text("<p>请各单位按装要求报送。</p><p>按照规定执行〔2022〕。</p>"));
        var look = await LookAsync(office, article);
        Assert.Equal("标题有57个字宽，首页一行只显示得下56个字，会折成两行以上。", look.Doubts[0]);
        Assert.Contains(look.Doubts, doubt => doubt.StartsWith("正文中的“按装”表述不当，应为“安装”", StringComparison.Ordinal));
        Assert.Empty((await LookAsync(office, await office.DraftAsync(staff[0], new string('a', 112)))).Doubts);
    }

    [Fact]
    public async Task A_second_article_of_one_number_is_named_whatever_its_brackets()
    {
        await using var office = await DisclosureOffice.OpenAsync(postgres);
        var staff = await office.StaffAsync();
        var first = await office.DraftAsync(staff[0], "救助办法", "policies", Policy("偃政办〔2022〕26号"));
        Assert.Empty((await LookAsync(office, first)).Doubts);
        var second = await office.DraftAsync(staff[0], "救助办法（重发）", "policies", Policy("偃政办[2022]第026号"));
        // A draft that nobody submitted is no second document yet.
        Assert.Empty((await LookAsync(office, second)).Doubts);
        var same = $"文号“偃政办[2022]第026号”与稿件{first.Id}《救助办法》（民政局）的相同；请核对没有填错，同一件文件也不要公布两次。";
        await office.DoAsync<ReviewArticle>(async review => await review.SubmitAsync(staff[0], first.Id, await office.RevisionAsync(first)));
        Assert.Equal([same], (await LookAsync(office, second)).Doubts);
        foreach (var person in staff.Skip(1)) await office.PassAsync(person, first);
        Assert.Equal([same], (await LookAsync(office, second)).Doubts);
        var refusal = await Assert.ThrowsAsync<RefusedException>(() =>
            office.DoAsync<ReviewArticle>(async review => await review.SubmitAsync(staff[0], second.Id, await office.RevisionAsync(second))));
        Assert.Contains(same, refusal.Message, StringComparison.Ordinal);
        // Its own next edition, and what only cites the number, are none.
        await office.DoAsync<WriteArticle>(writing => writing.NextAsync(staff[0], first.Id));
        Assert.DoesNotContain((await LookAsync(office, first)).Doubts, doubt => doubt.Contains("的相同", StringComparison.Ordinal));
        var citing = await office.DraftAsync(staff[0], "办法怎么办", text: Text("<p>依据偃政办〔2022〕26号。</p>"));
        Assert.Empty((await LookAsync(office, citing)).Doubts);
        // A withdrawn one is gone.
        await office.DoAsync<WithdrawArticle>(withdrawing => withdrawing.RunAsync(staff[4], first.Id, "有误"));
        Assert.Empty((await LookAsync(office, second)).Doubts);
    }

    [Fact]
    public async Task Days_that_are_hardly_right_are_named_by_their_field()
    {
        await using var office = await DisclosureOffice.OpenAsync(postgres);
        var staff = await office.StaffAsync();
        async Task<IReadOnlyList<string>> DoubtsAsync(string formed, string? effective, string? expires, string body = "<p>办法。</p>")
        {
            DateOnly? Day(string? text) => text is null ? null : DateOnly.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
            var text = Policy($"偃政办〔2022〕{++number}号") with { Body = body, FormedOn = Day(formed) };
            text = text with { Policy = text.Policy! with { EffectiveOn = Day(effective), ExpiresOn = Day(expires) } };
            return (await LookAsync(office, await office.DraftAsync(staff[0], "办法", "policies", text))).Doubts;
        }
        Assert.Empty(await DoubtsAsync("1949-10-01", "1949-10-01", "2023-01-17"));
        Assert.Equal(["“成文日期”是1922-12-01，早于1949-10-01，像是填错了年份；请核对。"], await DoubtsAsync("1922-12-01", null, null));
        Assert.Equal(["“施行日期”2022-03-01早于成文日期2022-12-01，正文中也没有写到这一天；请核对。"], await DoubtsAsync("2022-12-01", "2022-03-01", null));
        Assert.Empty(await DoubtsAsync("2022-12-01", "2022-03-01", null, "<p>本办法自２０２２年 3月1日起施行。</p>"));
        Assert.Equal(["“有效期至”2023-01-16已经过去，一公布就标为失效；请核对。"], await DoubtsAsync("2022-12-01", null, "2023-01-16"));
        Assert.Equal(["“施行日期”是2024-01-18，比今天晚365天还多，像是填错了年份；请核对。"], await DoubtsAsync("2022-12-01", "2024-01-18", null));
        Assert.Empty(await DoubtsAsync("2022-12-01", "2024-01-17", null));
        Assert.Contains("“有效期至”是0202-12-31，早于1949-10-01，像是填错了年份；请核对。", await DoubtsAsync("2022-12-01", null, "0202-12-31"));
    }

    private int number;

    private static EditionText Policy(string documentNumber) => Text("<p>办法。</p>") with
    {
        FormedOn = new DateOnly(2022, 12, 1),
        Policy = new PolicyText(PolicyType.Normative, null, documentNumber, "偃师区人民政府办公室", null, null, false),
    };

    [Fact]
    public async Task Every_word_that_the_public_reads_is_looked_at()
    {
        await using var office = await DisclosureOffice.OpenAsync(postgres);
        var staff = await office.StaffAsync();
        var text = Text("<p>全区共发放低保金。</p>") with { Summary = "低保对象13800138000", Keywords = "按装", ChangeNote = "改按装要求", Source = "民政局13800138000" };
        var doubts = (await LookAsync(office, await office.DraftAsync(staff[0], text: text))).Doubts;
        foreach (var where in new[] { "摘要", "关键词", "改动说明", "来源" }) Assert.Contains(doubts, doubt => doubt.StartsWith($"{where}中的", StringComparison.Ordinal));
        Assert.DoesNotContain(doubts, doubt => doubt.Contains("13800138000", StringComparison.Ordinal));
    }

    [Fact]
    public async Task One_press_puts_a_clean_copy_in_the_place_of_a_file_that_hides_something()
    {
        await using var office = await DisclosureOffice.OpenAsync(postgres);
        using var liaison = await office.SignInAsync("qinyu", Post.Liaison, "民政局");
        var staff = await office.PersonAsync("zhaoxin", Post.Liaison, "民政局");
        var article = await office.DraftAsync(staff);
        var here = $"{DisclosureOffice.Home}/articles/{article.Id}";
        foreach (var (name, bytes) in new[] { ("办法.docx", PlantedFiles.Word()), ("名单.xlsx", PlantedFiles.Workbook()), ("公告.pdf", PlantedFiles.Pdf()), ("现场.jpg", PlantedFiles.Photo()) })
            await liaison.SubmitAsync(here + "/edit", "attach", files: ("File", name, bytes));
        var page = await liaison.OpenAsync(here + "/submit");
        Assert.Contains("附件“现场.jpg”里有图片的拍摄信息（位置、设备或作者），公众下载后能读到。", page.Text, StringComparison.Ordinal);
        foreach (var position in new[] { 1, 2, 3, 4 })
            Assert.StartsWith("已换成清理后的副本，删去了", (await liaison.FollowAsync(await liaison.SubmitAsync(here + "/submit", $"clean-{position}"))).Page.QuerySelector("[role=status]")!.TextContent.Trim(), StringComparison.Ordinal);
        Assert.Empty((await LookAsync(office, article)).Doubts);
        using var file = await liaison.Client.GetAsync($"{here}/editions/1/files/1");
        Assert.Equal("办法.docx", file.Content.Headers.ContentDisposition!.FileNameStar);
        await using var db = office.App.OpenDb();
        Assert.Equal(4, await db.Set<Lantai.Journal.JournalEntry>().CountAsync(entry => entry.Act == "清理附件"));
    }

    [Fact]
    public async Task What_cannot_be_looked_into_is_named_and_the_content_decides_not_the_name()
    {
        await using var office = await DisclosureOffice.OpenAsync(postgres);
        var staff = await office.PersonAsync("zhaoxin", Post.Liaison, "民政局");
        var article = await office.DraftAsync(staff);
        var slides = PlantedFiles.Zip(("[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"xml\" ContentType=\"application/xml\"/></Types>"),
            ("ppt/slides/slide1.xml", "<p:sld xmlns:p=\"http://schemas.openxmlformats.org/presentationml/2006/main\" xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\"><a:p><a:r><a:t>联系人138</a:t></a:r><a:r><a:t>12345678</a:t></a:r></a:p></p:sld>"));
        (string Name, byte[] Bytes)[] files =
        [
            ("说明.txt", "领取人13812345678"u8.ToArray()), ("幻灯片.pptx", slides), ("名单.txt", PlantedFiles.Workbook()), ("旧.doc", Ole("WordDocument")), ("旧.ppt", Ole("PowerPoint Document")),
            ("扫描.pdf", "%PDF-1.4\n%%EOF"u8.ToArray()), ("版式.ofd", PlantedFiles.Zip(("OFD.xml", "<a/>"))), ("现场.gif", "GIF89a\u0001\0\u0001\0\0\0\0;"u8.ToArray()), ("通知.txt", "按规定办理。"u8.ToArray()),
        ];
        await office.DoAsync<ArticleFiles>(async uploads =>
        {
            foreach (var (name, bytes) in files)
            {
                var stored = await uploads.TakeAsync(DisclosureOffice.Clerk, new Microsoft.AspNetCore.Http.FormFile(new MemoryStream(bytes), 0, bytes.Length, "f", name));
                await office.DoAsync<WriteArticle>(writing => writing.AttachAsync(staff, article.Id, stored));
            }
        });
        const string HiddenUnseen = "，程序不能检查其中隐藏的内容；请另存为 docx、xlsx、pptx 或 PDF 后替换，或人工核对后写明理由。";
        const string PersonsUnseen = "，程序不能检查其中的个人信息；请人工核对后写明理由。";
        Assert.Equal(
            [
                "附件“说明.txt”中的“138******78”：手机号码，请核对是否为个人信息，公开前应隐去。", "附件“幻灯片.pptx”中的“138******78”：手机号码，请核对是否为个人信息，公开前应隐去。",
                "附件“名单.txt”里有作者姓名、修订痕迹、外部数据的连接、批注、数据模型、文件保存的位置、隐藏的列、隐藏的名称、隐藏的工作表、隐藏的行，公众下载后能读到。", "附件“旧.doc”是旧版 Word 文档（doc）" + HiddenUnseen, "附件“旧.doc”是旧版 Word 文档（doc）" + PersonsUnseen,
                "附件“旧.ppt”是其他 Office 文件" + HiddenUnseen, "附件“旧.ppt”是其他 Office 文件" + PersonsUnseen,
                "附件“扫描.pdf”里没有程序读得出的文字（可能是扫描件、设有密码或已损坏），不能检查其中的个人信息；请人工核对后写明理由。",
                "附件“版式.ofd”是OFD 文档" + HiddenUnseen, "附件“版式.ofd”是OFD 文档" + PersonsUnseen,
            ], (await LookAsync(office, article)).Doubts);
    }

    [Fact]
    public async Task A_file_that_cannot_be_opened_is_named_where_the_article_is_submitted_with_the_way_back()
    {
        await using var office = await DisclosureOffice.OpenAsync(postgres);
        using var liaison = await office.SignInAsync("qinyu", Post.Liaison, "民政局");
        var staff = await office.PersonAsync("zhaoxin", Post.Liaison, "民政局");
        var article = await office.DraftAsync(staff);
        await office.DoAsync<Lantai.Files.FileStore>(async store =>
        {
            await using var db = office.App.OpenDb();
            using var content = new MemoryStream(PlantedFiles.Zip(("word/document.xml", "<!DOCTYPE x><x/>")));
            var stored = await store.PutAsync(db, content, "坏.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "甲", 1 << 20);
            await office.DoAsync<WriteArticle>(writing => writing.AttachAsync(staff, article.Id, stored));
        });
        var page = await liaison.OpenAsync($"{DisclosureOffice.Home}/articles/{article.Id}/submit");
        Assert.Contains("附件“坏.docx”不能检查：坏.docx已损坏，打不开；请用 Office 或 WPS 打开原文件另存一份再试。请返回修改稿件，移除或替换它。", page.Text, StringComparison.Ordinal);
        Assert.Contains("修改稿件和附件", page.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("领取人13812345678。")]
    [InlineData("领取人１３８１２３４５６７８。")]
    [InlineData("领取人138-1234-5678。")]
    [InlineData("领取人138 1234 5678。")]
    [InlineData("领取人138－1234－5678。")]
    [InlineData("领取人138\u00a01234\u00a05678。")]
    public void A_number_of_a_person_is_found_however_it_is_written(string body)
    {
        var rules = Lantai.Wording.WordingRules.Load(new Lantai.Packs.PackFolder(Path.Combine(Repository.Root, "packs")));
        var doubt = Assert.Single(BodyWords.In(rules, body, new DateOnly(2026, 3, 2), "正文"), doubt => doubt.Contains("手机号码", StringComparison.Ordinal));
        Assert.DoesNotContain("12345678", doubt, StringComparison.Ordinal);
    }

    /// <summary>[MS-CFB] 2.6.1: the mark of a compound file and one entry of its directory.</summary>
    private static byte[] Ole(string entry)
    {
        var bytes = new byte[1024];
        new byte[] { 0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1 }.CopyTo(bytes, 0);
        System.Text.Encoding.Unicode.GetBytes(entry).CopyTo(bytes, 512);
        bytes[512 + 64] = (byte)((entry.Length + 1) * 2);
        return bytes;
    }

    [Fact]
    public async Task Bombs_polyglots_and_pictures_with_scripts_are_refused_with_one_sentence_each()
    {
        await using var office = await DisclosureOffice.OpenAsync(postgres);
        using var liaison = await office.SignInAsync("qinyu", Post.Liaison, "民政局");
        var article = await office.DraftAsync(await office.PersonAsync("zhaoxin", Post.Liaison, "民政局"));
        var edit = $"{DisclosureOffice.Home}/articles/{article.Id}/edit";
        (string Name, byte[] Bytes, string Sentence)[] refused =
        [
            ("弹.docx", PlantedFiles.Zip(("word/document.xml", "<a>" + new string(' ', 20 << 20) + "</a>")), "弹.docx解压后的内容大得不正常，为保护系统没有打开；请确认文件来源，另存一份再试。"),
            ("双.jpg", [.. PlantedFiles.Photo(), .. PlantedFiles.Zip(("a", "b"))], "“双.jpg”既是图片又藏着压缩包，可能用来传播恶意程序，不能作为附件发布。"),
            ("假的.pdf", "不过是文字"u8.ToArray(), "“假的.pdf”的内容是纯文本，与扩展名.pdf不符，打不开；请上传原文件。"),
            ("图.svg", "<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg'><script>x</script></svg>"u8.ToArray(), "“图.svg”的内容是XML 文件，不能作为附件发布；请上传图片、PDF、OFD 或 Office 文件。"),
            ("坏.docx", PlantedFiles.Zip(("word/document.xml", "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><x>&e;</x>")), "坏.docx已损坏，打不开；请用 Office 或 WPS 打开原文件另存一份再试。"),
            ("包.zip", PlantedFiles.Zip(("a", "b")), "“包.zip”的内容是压缩包，不能作为附件发布；请上传图片、PDF、OFD 或 Office 文件。"),
        ];
        foreach (var (name, bytes, sentence) in refused)
            Assert.Equal([sentence], (await liaison.SubmitAsync(edit, "attach", files: ("File", name, bytes))).Errors);
        await using var db = office.App.OpenDb();
        Assert.Equal(0, await db.Set<EditionFile>().CountAsync());
    }

    [Fact]
    public async Task A_paste_of_ten_megabytes_and_a_title_of_400_characters_are_refused_and_what_was_typed_stays()
    {
        await using var office = await DisclosureOffice.OpenAsync(postgres);
        using var liaison = await office.SignInAsync("qinyu", Post.Liaison, "民政局");
        var article = await office.DraftAsync(await office.PersonAsync("zhaoxin", Post.Liaison, "民政局"));
        var edit = $"{DisclosureOffice.Home}/articles/{article.Id}/edit";
        var page = await liaison.SubmitAsync(edit, "article", new() { ["Input.Title"] = new string('题', 400), ["Input.Body"] = new string('文', 10 << 20), ["Input.Keywords"] = "低保" });
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Equal(["“标题”最多 200 个字，现有 400 个字。", "正文有10485760个字符，最多1000000个；请把长的内容作为附件。"], page.Errors);
        Assert.Equal("低保", page.Page.QuerySelector("[name='Input.Keywords']")!.GetAttribute("value"));
        Assert.Equal(400, page.Page.QuerySelector("[name='Input.Title']")!.TextContent.Trim().Length);
        // A browser sends the form as one line of pairs.
        var opened = await liaison.OpenAsync(edit);
        var fields = opened.Page.QuerySelector("input[name=_handler][value=article]")!.Closest("form")!.QuerySelectorAll("input[type=hidden]").ToDictionary(input => input.GetAttribute("name")!, input => input.GetAttribute("value")!);
        fields["Input.Body"] = new string('x', 10 << 20);
        fields["Input.Title"] = "标题";
        using var pairs = new FormUrlEncodedContent(fields);
        using var answer = await liaison.Client.PostAsync(edit, pairs, TestContext.Current.CancellationToken);
        Assert.Contains("正文有10485760个字符", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal("<p>全区共发放低保金。</p>", (await office.NewestAsync(article)).Body);
    }

    private static async Task<GateLook> LookAsync(DisclosureOffice office, Article article)
    {
        var edition = await office.NewestAsync(article);
        return await office.App.WithAsync<OutgoingGate, GateLook>(gate => gate.LookAsync(edition.Article!, edition));
    }
}
