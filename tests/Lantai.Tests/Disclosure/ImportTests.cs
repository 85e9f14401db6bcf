using System.Text;
using Lantai.Cli;
using Lantai.Disclosure;
using Lantai.Files;
using Lantai.People;
using Lantai.Tests.Cli;
using Lantai.Tests.Files;
using Lantai.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Lantai.Tests.Disclosure;

public sealed class ImportTests(TestPostgres postgres)
{
    private const string W = "xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main' xmlns:r='http://schemas.openxmlformats.org/officeDocument/2006/relationships'";

    [Fact]
    public void A_Word_document_becomes_clean_HTML_with_its_numbers_tables_and_links()
    {
        var word = PlantedFiles.Zip(
            ("[Content_Types].xml", "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'><Default Extension='xml' ContentType='application/xml'/></Types>"),
            ("word/styles.xml", $"<w:styles {W}><w:style w:styleId='1'><w:name w:val='heading 1'/></w:style></w:styles>"),
            ("word/numbering.xml", $"<w:numbering {W}><w:abstractNum w:abstractNumId='0'><w:lvl w:ilvl='0'><w:start w:val='1'/><w:numFmt w:val='chineseCounting'/><w:lvlText w:val='%1、'/></w:lvl><w:lvl w:ilvl='1'><w:start w:val='1'/><w:numFmt w:val='decimal'/><w:lvlText w:val='%2.'/></w:lvl></w:abstractNum><w:num w:numId='5'><w:abstractNumId w:val='0'/></w:num></w:numbering>"),
            ("word/_rels/document.xml.rels", "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'><Relationship Id='h' Type='t' Target='https://www.gov.cn/' TargetMode='External'/></Relationships>"),
            ("word/document.xml", $"""
                <w:document {W}><w:body>
                <w:p><w:pPr><w:pStyle w:val='1'/><w:numPr><w:ilvl w:val='0'/><w:numId w:val='5'/></w:numPr></w:pPr><w:r><w:t>总体要求</w:t></w:r></w:p>
                <w:p><w:r><w:rPr><w:b/></w:rPr><w:t>坚持</w:t></w:r><w:r><w:t>公开&lt;为常态</w:t></w:r><w:ins><w:r><w:t>。</w:t></w:r></w:ins><w:del><w:r><w:delText>删</w:delText></w:r></w:del></w:p>
                <w:p><w:pPr><w:pStyle w:val='1'/><w:numPr><w:ilvl w:val='0'/><w:numId w:val='5'/></w:numPr></w:pPr><w:r><w:t>重点任务</w:t></w:r></w:p>
                <w:p><w:pPr><w:numPr><w:ilvl w:val='1'/><w:numId w:val='5'/></w:numPr></w:pPr><w:hyperlink r:id='h'><w:r><w:t>网站</w:t></w:r></w:hyperlink></w:p>
                <w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val='2'/></w:tcPr><w:p><w:r><w:t>单位</w:t></w:r></w:p></w:tc></w:tr><w:tr><w:tc><w:tcPr><w:vMerge w:val='restart'/></w:tcPr><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc></w:tr><w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc><w:tc><w:p><w:r><w:t>2</w:t></w:r></w:p></w:tc></w:tr></w:tbl>
                </w:body></w:document>
                """));
        var (html, _, lost) = WordBody.Read(new MemoryStream(word), "办法.docx");
        Assert.Empty(lost);
        Assert.Equal(
            "<h2>一、总体要求</h2><p><strong>坚持</strong>公开&lt;为常态。</p><h2>二、重点任务</h2><p>1.<a href=\"https://www.gov.cn/\">网站</a></p>"
            + "<div class=\"scroll\" role=\"region\" aria-label=\"表格\" tabindex=\"0\"><table><tbody><tr><th colspan=\"2\" scope=\"col\">单位</th></tr><tr><td rowspan=\"2\">甲</td><td>1</td></tr><tr><td>2</td></tr></tbody></table></div>", html);
        Assert.Equal("“a.doc”是旧版 Word 文档（doc），只能导入 docx；旧版 doc 请先用 Word 或 WPS 另存为 docx。",
            Assert.Throws<RefusedException>(() => WordBody.Read(OldWord(), "a.doc")).Message);
    }

    private static (string, string)[] Plain(string body, params (string, string)[] more) =>
        [("[Content_Types].xml", "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'><Default Extension='xml' ContentType='application/xml'/></Types>"),
            ("word/document.xml", $"<w:document {W} xmlns:m='http://schemas.openxmlformats.org/officeDocument/2006/math' xmlns:v='urn:schemas-microsoft-com:vml' xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'><w:body>{body}</w:body></w:document>"), .. more];

    [Fact]
    public void Text_boxes_and_endnotes_come_along_once_and_what_cannot_is_counted()
    {
        const string box = "<w:txbxContent><w:p><w:r><w:t>框内的字</w:t></w:r></w:p></w:txbxContent>";
        var word = PlantedFiles.Zip(Plain($"""
            <w:p><w:r><w:t>第一段</w:t></w:r><w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing>{box}</w:drawing></mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>
            <w:p><w:r><w:pict><v:shape><v:textbox><w:txbxContent><w:p><w:r><w:t>旧式框</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r><m:oMath><m:r><m:t>a</m:t></m:r></m:oMath></w:p>
            """, ("word/endnotes.xml", $"<w:endnotes {W}><w:endnote w:type='separator' w:id='-1'><w:p/></w:endnote><w:endnote w:id='1'><w:p><w:r><w:t>文末说明</w:t></w:r></w:p></w:endnote></w:endnotes>")));
        var (html, _, lost) = WordBody.Read(new MemoryStream(word), "办法.docx");
        Assert.Equal("<p>第一段</p><p>框内的字</p><p>旧式框</p><p>注：文末说明</p>", html);
        Assert.Equal(["公式1处"], lost);
    }

    [Fact]
    public async Task A_Word_file_with_more_pictures_than_a_draft_may_have_files_is_refused()
    {
        await using var office = await DisclosureOffice.OpenAsync(postgres);
        var writer = await office.PersonAsync("qinyu", Post.Liaison, "民政局");
        var article = await office.DraftAsync(writer);
        var picture = "<w:drawing><a:blip xmlns:a='http://schemas.openxmlformats.org/drawingml/2006/main' r:embed='p'/></w:drawing>";
        var parts = Plain($"<w:p><w:r>{string.Concat(Enumerable.Repeat(picture, 31))}</w:r></w:p>",
            ("word/_rels/document.xml.rels", "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'><Relationship Id='p' Type='t' Target='media/a.gif'/></Relationships>"),
            ("word/media/a.gif", "GIF89a of a point"));
        var bytes = PlantedFiles.Zip(parts);
        var upload = new Microsoft.AspNetCore.Http.FormFile(new MemoryStream(bytes), 0, bytes.Length, "File", "图册.docx");
        var refused = await Assert.ThrowsAsync<RefusedException>(() => office.DoAsync<TakeWord>(taking => taking.RunAsync(writer, article.Id, upload, replaces: true)));
        Assert.Equal("“图册.docx”里有31幅图，稿件已有0个附件，合起来超过30个；请删去一些，或把图合并成一个文件。", refused.Message);
    }

    [Fact]
    public async Task A_liaison_makes_a_draft_out_of_a_Word_file()
    {
        await using var office = await DisclosureOffice.OpenAsync(postgres);
        using var liaison = await office.SignInAsync("qinyu", Post.Liaison, "民政局");
        var article = await office.DraftAsync(await office.PersonAsync("zhaoxin", Post.Liaison, "民政局"));
        var page = $"{DisclosureOffice.Home}/articles/{article.Id}/word";
        Assert.Equal(["稿件已有正文；要换成文件里的，请选“替换现有正文”。"], (await liaison.SubmitAsync(page, "word", files: ("File", "办法.docx", PlantedFiles.Word()))).Errors);
        var taken = await liaison.SubmitAsync(page, "word", new() { ["Input.Replaces"] = "true" }, ("File", "办法.docx", PlantedFiles.Word()));
        Assert.Equal("已导入正文，请核对；嵌入的对象1处、隐藏的文字21个字（从“机密隐藏机密样式隐藏公开”起）没有导入，请对照原文件，该公开的补上。", (await liaison.FollowAsync(taken)).Page.QuerySelector("[role=status]")!.TextContent.Trim());
        Assert.StartsWith("<p>公开的第一段，添加的留下</p><p>公开的第二段</p><p>公开的第三段</p>", (await office.NewestAsync(article)).Body, StringComparison.Ordinal);
        Assert.DoesNotContain("机密", (await office.NewestAsync(article)).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_table_of_articles_comes_in_as_drafts_once_and_is_reviewed_in_one_go()
    {
        await using var office = await DisclosureOffice.OpenAsync(postgres);
        var folder = Directory.CreateTempSubdirectory("lantai-import-").FullName;
        await File.WriteAllBytesAsync(Path.Combine(folder, "名单.xlsx"), PlantedFiles.Workbook(), TestContext.Current.CancellationToken);
        var table = Path.Combine(folder, "稿件.csv");
        await File.WriteAllTextAsync(table, """
            编号,标题,公开主体,栏目,成文日期,发布时间,正文,附件,文件类型,文号
            a1,2019年低保发放情况,民政局,民生信息,2019-01-05,2019-01-08 10:30,<p>发放情况<script>x</script></p>,,,
            a2,临时救助办法,民政局,政策文件,2019-03-01,,办法全文,名单.xlsx,行政规范性文件,偃政办〔2019〕3号
            a3,没有日期,民政局,民生信息,,,文,,,
            a4,没有这个单位,不存在局,民生信息,2019-01-05,,文,,,
            a5,越界的附件,民政局,民生信息,2019-01-05,,文,../../etc/passwd,,
            a6,缺附件,民政局,民生信息,2019-01-05,,文,没有.pdf,,
            a7,坏日期,民政局,民生信息,2019-02-30,,文,,,
            """, Encoding.UTF8, TestContext.Current.CancellationToken);
        var errors = new List<ImportMessage>();
        IReadOnlyList<ImportedArticle> Read()
        {
            errors.Clear();
            return ArticleFile.Read(Lantai.Papers.SourceTables.Read(table, ArticleFile.Limits), folder, errors);
        }
        var plan = await office.App.WithAsync<ImportArticles, ArticlePlan>(import => import.PlanAsync(office.Yanshi.Id, Read()));
        Assert.Equal((2, 0, 1), (plan.New, plan.Known, plan.Files));
        Assert.Equal(["稿件.csv第4行：没有成文日期或发布日期，请补上。", "稿件.csv第5行：没有名为“不存在局”的单位，请核对名录。"], plan.Errors);
        Assert.Equal(3, errors.Count);
        Assert.Contains("附件“../../etc/passwd”不在附件文件夹里。", errors[0].Sentence, StringComparison.Ordinal);
        await using (var db = office.App.OpenDb()) Assert.Equal(0, await db.Articles.CountAsync(TestContext.Current.CancellationToken));
        await office.App.WithAsync<ImportArticles, ArticlePlan>(import => import.ApplyAsync(DisclosureOffice.Clerk, office.Yanshi.Id, Read()));
        var again = await office.App.WithAsync<ImportArticles, ArticlePlan>(import => import.ApplyAsync(DisclosureOffice.Clerk, office.Yanshi.Id, Read()));
        Assert.Equal((0, 2), (again.New, again.Known));
        await ReviewAllAsync(office);
        using var citizen = office.App.Visit();
        await using var all = office.App.OpenDb();
        var first = await all.Articles.Where(article => article.Origin == "a1").Select(article => article.Id).SingleAsync(TestContext.Current.CancellationToken);
        var shown = await citizen.OpenAsync($"/yanshi/articles/{first}");
        Assert.Equal("<p>发放情况</p>", shown.Page.QuerySelector("#text")!.InnerHtml.Trim());
        Assert.Contains("发布时间：2019-01-08 10:30", shown.Text, StringComparison.Ordinal);
        Directory.Delete(folder, true);
    }

    [Fact]
    public async Task Imported_documents_keep_their_item_their_links_and_what_they_repeal()
    {
        await using var office = await DisclosureOffice.OpenAsync(postgres);
        var folder = Directory.CreateTempSubdirectory("lantai-import-").FullName;
        var table = Path.Combine(folder, "文件.csv");
        await File.WriteAllTextAsync(table, """
            编号,标题,公开主体,栏目,成文日期,发布时间,正文,文件类型,文号,公开事项,应当解读,解读形式,解读的文件,废止的文件,相关稿件
            b1,新办法,民政局,政策文件,2021-03-01,2021-03-01,新办法全文,行政规范性文件,偃政办〔2021〕8号,20-01,是,,,偃政办[2019]3号,
            b2,旧办法,民政局,政策文件,2019-03-01,2019-03-01,旧办法全文,行政规范性文件,偃政办〔2019〕3号,20-01,,,,b1,
            b3,新办法解读,民政局,政策解读,2021-03-02,2021-03-02,为什么要出台这个办法,,,,,图解,b1,,b9
            b4,没有的事项,民政局,民生信息,2021-03-02,2021-03-02,文,,,9999,,,,,
            b5,解读放错栏目,民政局,民生信息,2021-03-02,2021-03-02,文,,,,,图解,,,
            b6,不是文件,民政局,民生信息,2021-03-02,2021-03-02,文,,,,是,,,,
            b7,坏形式,民政局,政策解读,2021-03-02,2021-03-02,文,,,,,漫画,,,
            """, Encoding.UTF8, TestContext.Current.CancellationToken);
        var errors = new List<ImportMessage>();
        IReadOnlyList<ImportedArticle> Read() => ArticleFile.Read(Lantai.Papers.SourceTables.Read(table, ArticleFile.Limits), folder, errors);
        const string lost = "文件.csv第4行：没有找到唯一一篇编号或文号为“b9”的稿件，“相关”这一关系没有导入，请在稿件上补填。";
        var plan = await office.App.WithAsync<ImportArticles, ArticlePlan>(import => import.PlanAsync(office.Yanshi.Id, Read()));
        Assert.Equal(["文件.csv第5行：“民政局”没有编码为“9999”的公开事项，请核对公开目录。", "文件.csv第6行：填了解读形式，但“民生信息”不是政策解读栏目。"], plan.Errors);
        Assert.Equal(2, errors.Count);
        Assert.Contains("“应当解读”只用于填了“文件类型”的政策文件。", errors[0].Sentence, StringComparison.Ordinal);
        Assert.Contains("现为“漫画”。", errors[1].Sentence, StringComparison.Ordinal);
        string[] notes =
        [
            "文件.csv第3行：与“b1”的关联没有导入，修改、废止的关系绕成了圈：被它修改或废止的文件又修改或废止它，请核对文件的先后。", lost,
        ];
        // The second of two that repeal one another is left out; the look before says so too.
        Assert.Equal(notes, plan.Notes);
        for (var round = 0; round < 2; round++)
        {
            var done = await office.App.WithAsync<ImportArticles, ArticlePlan>(import => import.ApplyAsync(DisclosureOffice.Clerk, office.Yanshi.Id, Read()));
            Assert.Equal(notes, done.Notes);
        }
        await using var db = office.App.OpenDb();
        var drafts = await db.Editions.Include(edition => edition.Article).Include(edition => edition.Links).ToDictionaryAsync(edition => edition.Article!.Origin!, TestContext.Current.CancellationToken);
        var (law, old, told) = (drafts["b1"], drafts["b2"], drafts["b3"]);
        Assert.Equal((LinkKind.Repeals, old.ArticleId), law.Links.Select(link => (link.Kind, link.TargetId)).Single());
        Assert.Equal((LinkKind.Interprets, law.ArticleId), told.Links.Select(link => (link.Kind, link.TargetId)).Single());
        Assert.Empty(old.Links);
        Assert.Equal((true, InterpretationForm.Picture), (law.NeedsInterpretation, told.Form));
        Assert.Equal("20-01", (await db.DutyItems.SingleAsync(item => item.Id == law.DutyItemId, TestContext.Current.CancellationToken)).Code);
        Directory.Delete(folder, true);
    }

    [Fact]
    public async Task Days_that_nobody_wrote_are_noted_and_make_neither_facts_nor_delays()
    {
        await using var office = await DisclosureOffice.OpenAsync(postgres);
        var staff = await office.StaffAsync();
        var errors = new List<ImportMessage>();
        var table = Lantai.Papers.SourceTables.Read(new MemoryStream(Encoding.UTF8.GetBytes("""
            编号,标题,公开主体,栏目,成文日期,发布时间,正文,公开事项
            c1,两天都有,民政局,民生信息,2021-01-05,2021-01-06,文,20-11
            c2,没有发布时间,民政局,民生信息,2021-01-05,,文,20-11
            c3,没有成文日期,民政局,民生信息,,2021-01-06,文,20-11
            """)), "稿件.csv");
        var articles = ArticleFile.Read(table, null, errors);
        Assert.Empty(errors);
        string[] notes =
        [
            "稿件.csv第3行：没有发布时间，页面上写在本门户发布的时间，考评不计它的公开时间和是否超期；知道的请补上再导入。",
            "稿件.csv第4行：没有成文日期，暂按发布时间记为2021-01-06，会在页面上公布；请核对后改正。",
        ];
        Assert.Equal(notes, (await office.App.WithAsync<ImportArticles, ArticlePlan>(import => import.PlanAsync(office.Yanshi.Id, articles))).Notes);
        await office.App.WithAsync<ImportArticles, ArticlePlan>(import => import.ApplyAsync(DisclosureOffice.Clerk, office.Yanshi.Id, articles));
        var drafts = await office.App.WithAsync<Lantai.Disclosure.Desk.ArticleRows, IReadOnlyList<Lantai.Disclosure.Desk.ArticleRow>>(rows => rows.ReadAsync(staff[0], rows.Imported(staff[0])));
        Assert.Equal([null, null, null], drafts.Select(row => row.DueOn));
        foreach (var draft in drafts) await office.PublishAsync(staff, draft.Article);
        Assert.Empty(await FactTests.FactsAsync(office, "主动公开信息", "超期公开"));
        Assert.DoesNotContain(await FactTests.FactsAsync(office, "空白公开事项"), fact => fact.Item == "20-11");
        var page = PageArticle.Read("https://a.gov.cn/1.html", $"<meta name=ArticleTitle content='公&#1;告'><p>发布时间：2021-01-06</p><article>{new string('文', 40)}</article>", "民政局", "民生信息", _ => null)!;
        Assert.Equal(("公告", true, new DateOnly(2021, 1, 6)), (page.Title, page.IsFormedOnTaken, page.FormedOn));
    }

    [Fact]
    public async Task What_the_import_drops_is_told_before_in_the_same_words_and_in_the_order_of_the_rows()
    {
        await using var office = await DisclosureOffice.OpenAsync(postgres);
        var folder = Directory.CreateTempSubdirectory("lantai-import-").FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "图.svg"), "<svg xmlns='http://www.w3.org/2000/svg'><script>x</script></svg>", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(folder, "说明.txt"), "说明", TestContext.Current.CancellationToken);
        var table = Path.Combine(folder, "稿件.csv");
        await File.WriteAllTextAsync(table, """
            编号,标题,公开主体,栏目,成文日期,发布时间,正文,附件,文件类型,文号,施行日期,有效期至,修改的文件,废止的文件
            e1,办法一,民政局,政策文件,2021-03-01,2021-03-02,<p>一</p>,,行政规范性文件,偃政办〔2021〕1号,2020-03-01,,,e3
            e2,坏日期,民政局,民生信息,2021-02-30,2021-03-02,文,,,,,,,
            e3,办法三,民政局,政策文件,1921-03-01,2021-03-02,<p>三</p>,,行政规范性文件,偃政办〔2021〕3号,,,e1,e3
            e4,没有的单位,某某局,民生信息,2021-03-01,2021-03-02,文,,,,,,,
            e5,名单,民政局,民生信息,2021-03-01,2021-03-02,<p>见附件</p><span style='display:none'>内部意见</span>,图.svg|说明.txt,,,,,,
            e5,名单又一次,民政局,民生信息,2021-03-01,2021-03-02,文,,,,,,,
            e6,办法六,民政局,政策文件,2021-03-01,2021-03-02,<p>六</p>,,行政规范性文件,偃政办（2021）1号,,2021-12-31,,偃政办〔2021〕1号|e5
            """, Encoding.UTF8, TestContext.Current.CancellationToken);
        string[] messages =
        [
            "稿件.csv第2行：“施行日期”2020-03-01早于成文日期2021-03-01，正文中也没有写到这一天；请核对。",
            "稿件.csv第3行E列：“成文日期”应为日期，现为“2021-02-30”。",
            "稿件.csv第4行：“成文日期”是1921-03-01，早于1949-10-01，像是填错了年份；请核对。",
            "稿件.csv第4行：与“e1”的关联没有导入，修改、废止的关系绕成了圈：被它修改或废止的文件又修改或废止它，请核对文件的先后。",
            "稿件.csv第4行：与“e3”的关联没有导入，稿件不能关联自己。",
            "稿件.csv第5行：没有名为“某某局”的单位，请核对名录。",
            "稿件.csv第6行：正文没有全部导入，其中4个字（从“内部意见”起）没有保存：隐藏的、放在框架里的或格式标记不完整的文字不能保存，图片请作为附件上传。",
            "稿件.csv第6行：附件没有导入，“图.svg”的内容是网页或矢量图代码，打开时可能运行脚本，不能作为附件发布；请转成图片或 PDF。",
            "稿件.csv第7行：编号“e5”与前面的重复。",
            "稿件.csv第8行：“有效期至”2021-12-31已经过去，一公布就标为失效；请核对。",
            "稿件.csv第8行：没有找到唯一一篇编号或文号为“偃政办〔2021〕1号”的稿件，“废止”这一关系没有导入，请在稿件上补填。",
            "稿件.csv第8行：与“e5”的关联没有导入，它不是政策文件，不能废止它。",
        ];
        await using var db = office.App.OpenDb();
        string[] verb = ["import", "articles", table, "--files", folder, "--region", "yanshi", "--database", office.App.DatabaseAddress, "--data", office.App.Folder];
        var seen = Command.Call([.. verb, "--dry-run"]);
        Assert.Equal((ExitCode.Found, ""), (seen.Code, seen.Error));
        Assert.Equal(messages, Lines(seen.Output)[..messages.Length]);
        Assert.EndsWith("预览（没有写入）：新稿件4篇，附件1个，以前导入过0篇，不能导入3篇。", seen.Output.TrimEnd(), StringComparison.Ordinal);
        Assert.Equal((0, 0), (await db.Articles.CountAsync(TestContext.Current.CancellationToken), await db.Files.CountAsync(TestContext.Current.CancellationToken)));
        var done = Command.Call(verb);
        Assert.Equal(ExitCode.Found, done.Code);
        Assert.Equal(messages, Lines(done.Output)[..messages.Length]);
        Assert.Contains("已导入：新稿件4篇，附件1个，以前导入过0篇，不能导入3篇。", done.Output, StringComparison.Ordinal);
        Assert.Equal(["办法一"], await db.Set<EditionLink>().Select(link => link.Edition!.Title).ToListAsync(TestContext.Current.CancellationToken));
        Directory.Delete(folder, true);
    }

    [Fact]
    public async Task A_row_whose_number_came_before_brings_nothing_and_does_not_stop_the_import()
    {
        await using var office = await DisclosureOffice.OpenAsync(postgres);
        var table = Lantai.Papers.SourceTables.Read(new MemoryStream(Encoding.UTF8.GetBytes("""
            编号,标题,公开主体,栏目,成文日期,发布时间,正文,文件类型,文号,废止的文件,相关稿件
            f1,旧办法,民政局,政策文件,2021-03-01,2021-03-02,一,行政规范性文件,偃政办〔2021〕1号,,
            f2,没有的单位,某某局,民生信息,2021-03-01,2021-03-02,文,,,,
            f2,单位改对了,民政局,民生信息,2021-03-01,2021-03-02,文,,,,f1
            f3,新办法,民政局,政策文件,2021-03-03,2021-03-03,三,行政规范性文件,偃政办〔2021〕3号,,f2
            f3,又一次,民政局,政策文件,2021-03-03,2021-03-03,三,行政规范性文件,偃政办〔2021〕5号,f1,
            """)), "稿件.csv");
        var articles = ArticleFile.Read(table, null, []);
        string[] messages =
        [
            "稿件.csv第3行：没有名为“某某局”的单位，请核对名录。", "稿件.csv第4行：编号“f2”与前面的重复。",
            "稿件.csv第5行：没有找到唯一一篇编号或文号为“f2”的稿件，“相关”这一关系没有导入，请在稿件上补填。", "稿件.csv第6行：编号“f3”与前面的重复。",
        ];
        var plan = await office.App.WithAsync<ImportArticles, ArticlePlan>(import => import.PlanAsync(office.Yanshi.Id, articles));
        Assert.Equal(messages, plan.Messages.Select(message => message.Sentence));
        var done = await office.App.WithAsync<ImportArticles, ArticlePlan>(import => import.ApplyAsync(DisclosureOffice.Clerk, office.Yanshi.Id, articles));
        Assert.Equal(messages, done.Messages.Select(message => message.Sentence));
        await using var db = office.App.OpenDb();
        var stop = TestContext.Current.CancellationToken;
        Assert.Equal((2, 0), (await db.Articles.CountAsync(stop), await db.Set<EditionLink>().CountAsync(stop)));
    }

    private static string[] Lines(string output) => output.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);

    [Fact]
    public void A_Word_file_tells_which_hidden_words_and_page_heads_stay_behind()
    {
        var word = PlantedFiles.Zip(Plain("""
            <w:p><w:r><w:t>公开的部分。</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>内部掌握</w:t></w:r><w:r><w:t>结尾。</w:t></w:r></w:p>
            <w:sectPr xmlns:r='http://schemas.openxmlformats.org/officeDocument/2006/relationships'><w:headerReference w:type='default' r:id='h1'/><w:footerReference w:type='default' r:id='f1'/></w:sectPr>
            """,
            ("word/_rels/document.xml.rels", "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'><Relationship Id='h1' Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/header' Target='header1.xml'/><Relationship Id='f1' Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer' Target='footer1.xml'/></Relationships>"),
            ("word/header1.xml", $"<w:hdr {W}><w:p><w:r><w:t>偃师区人民政府文件</w:t></w:r></w:p></w:hdr>"), ("word/footer1.xml", $"<w:ftr {W}><w:p><w:r><w:t>— 1 —</w:t></w:r></w:p></w:ftr>")));
        var text = WordBody.Read(new MemoryStream(word), "办法.docx");
        Assert.Equal("<p>公开的部分。结尾。</p>", text.Html);
        Assert.Equal(["页眉页脚1处"], text.Lost);
        Assert.Equal("4个字（从“内部掌握结尾”起）", text.Hidden);
    }

    [Fact]
    public async Task The_next_edition_of_an_imported_article_waits_for_its_writer()
    {
        await using var office = await DisclosureOffice.OpenAsync(postgres);
        var staff = await office.StaffAsync();
        var article = new ImportedArticle("d1", "x", "老稿件", "<p>文</p>", "民政局", "民生信息") { FormedOn = new DateOnly(2021, 1, 5), PublishedAt = office.Time.GetUtcNow().AddYears(-1) };
        await office.App.WithAsync<ImportArticles, ArticlePlan>(import => import.ApplyAsync(DisclosureOffice.Clerk, office.Yanshi.Id, [article]));
        Task<IReadOnlyList<Lantai.Disclosure.Desk.ArticleRow>> InboxAsync() =>
            office.App.WithAsync<Lantai.Disclosure.Desk.ArticleRows, IReadOnlyList<Lantai.Disclosure.Desk.ArticleRow>>(async rows => (await rows.InboxAsync(staff[0], 9)).Rows);
        Assert.Empty(await InboxAsync());
        await using var db = office.App.OpenDb();
        var known = await db.Articles.AsNoTracking().SingleAsync(TestContext.Current.CancellationToken);
        await office.PublishAsync(staff, known);
        await office.DoAsync<WriteArticle>(writing => writing.NextAsync(staff[0], known.Id));
        Assert.Equal("老稿件", Assert.Single(await InboxAsync()).Newest.Title);
    }

    /// <summary>What needs a reason stays behind with its sentence; the rest goes through every review by ticks.</summary>
    private static async Task ReviewAllAsync(DisclosureOffice office)
    {
        var home = DisclosureOffice.Home;
        using (var liaison = await office.SignInAsync("qinyu", Post.Liaison, "民政局"))
        {
            Assert.DoesNotContain("低保发放", (await liaison.OpenAsync(home + "/inbox")).Text, StringComparison.Ordinal);
            var page = await liaison.OpenAsync(home + "/imported");
            var ticks = page.Page.QuerySelectorAll("input[type=checkbox]").Select(box => box.GetAttribute("value")!).ToList();
            Assert.Equal(2, ticks.Count);
            var answer = await TickAsync(liaison, home + "/imported", ticks);
            Assert.Contains("附件“名单.xlsx”里有", Assert.Single(answer.Errors), StringComparison.Ordinal);
        }
        foreach (var (name, post, unit) in new[] { ("zhoulan", Post.UnitReviewer, "民政局"), ("fangmin", Post.Office, null), ("heping", Post.Secrecy, null), ("luyuan", Post.UnitLeader, "民政局") })
        {
            using var reviewer = await office.SignInAsync(name, post, unit);
            var ticks = (await reviewer.OpenAsync(home + "/inbox")).Page.QuerySelectorAll("input[type=checkbox]").Select(box => box.GetAttribute("value")!).ToList();
            Assert.Equal("已通过1篇。", (await reviewer.FollowAsync(await TickAsync(reviewer, home + "/inbox", ticks))).Page.QuerySelector("[role=status]")!.TextContent.Trim());
        }
    }

    private static async Task<Support.Answer> TickAsync(Visitor visitor, string page, IReadOnlyList<string> ticks)
    {
        var opened = await visitor.OpenAsync(page);
        var hidden = opened.Page.QuerySelector("#many")!.QuerySelectorAll("input[type=hidden]").Select(input => KeyValuePair.Create(input.GetAttribute("name")!, input.GetAttribute("value")!));
        using var form = new FormUrlEncodedContent([.. hidden, .. ticks.Select(tick => KeyValuePair.Create("Input.Ticked", tick))]);
        using var response = await visitor.Client.PostAsync(page, form);
        return new Support.Answer(response.StatusCode, await response.Content.ReadAsStringAsync(), response.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task A_crawled_page_is_read_by_its_tags_and_its_text()
    {
        const string html = """
            <html><head><meta name="ArticleTitle" content="关于低保标准的公告"><meta name="PubDate" content="2019-05-06 08:30"><meta name="ContentSource" content="民政局"></head>
            <body><nav><a href="/">首页</a><p>很长的导航文字很长的导航文字很长的导航文字很长的导航文字</p></nav><div class="TRS_Editor"><p>自2019年6月起，城市低保标准提高到每人每月五百元，农村低保标准同步提高。</p><p><a href="files/biao.pdf">标准表</a></p></div></body></html>
            """;
        var article = PageArticle.Read("http://a.gov.cn/x/1.html", html, "民政局", "民生信息", address => address == "http://a.gov.cn/x/files/biao.pdf" ? () => new MemoryStream(PlantedFiles.Pdf()) : null)!;
        Assert.Equal(("关于低保标准的公告", new DateOnly(2019, 5, 6), "民政局"), (article.Title, article.FormedOn, article.Source));
        Assert.Equal("标准表.pdf", Assert.Single(article.Files).Name);
        Assert.DoesNotContain("导航", article.Body, StringComparison.Ordinal);
        Assert.Null(PageArticle.Read("http://a.gov.cn/", "<html><body><h1>首页</h1><p>这里是一个列表页面，没有日期，也没有标签，不能算作一篇稿件。</p></body></html>", "民政局", "x", _ => null));
        await using var office = await DisclosureOffice.OpenAsync(postgres);
        var plan = await office.App.WithAsync<ImportArticles, ArticlePlan>(import => import.ApplyAsync(DisclosureOffice.Clerk, office.Yanshi.Id, [article]));
        Assert.Equal((1, 1), (plan.New, plan.Files));
    }

    [Fact]
    public async Task The_verbs_look_first_and_then_write()
    {
        await using var office = await DisclosureOffice.OpenAsync(postgres);
        await using var site = await VillageSite.OpenAsync();
        site.Page("/", "<html><head><title>村</title></head><body><a href='/a.html'>一</a><a href='/b.html'>二</a></body></html>");
        foreach (var (path, title) in new[] { ("/a.html", "甲公告"), ("/b.html", "乙公告") })
            site.Page(path, $"<html><head><meta name='ArticleTitle' content='{title}'><meta name='PubDate' content='2022-05-06 08:30'></head><body><div id='zoom'><p>这是一篇公告的正文，写明了办理的条件、时间和地点，共有三十个字以上。</p></div></body></html>");
        await using var db = office.App.OpenDb();
        string[] place = ["--region", "yanshi", "--database", office.App.DatabaseAddress, "--data", office.App.Folder];
        var seen = Command.Call(["import", "site", site.Root, "--unit", "民政局", "--column", "通知公告", "--dry-run", "--rate", "0", .. place]);
        Assert.Equal((ExitCode.Fine, ""), (seen.Code, seen.Error));
        Assert.Contains("预览（没有写入）：新稿件2篇", seen.Output, StringComparison.Ordinal);
        Assert.Equal(0, await db.Articles.CountAsync(TestContext.Current.CancellationToken));
        var written = Command.Call(["import", "site", site.Root, "--unit", "民政局", "--column", "通知公告", "--rate", "0", .. place]);
        Assert.Contains("已导入：新稿件2篇", written.Output, StringComparison.Ordinal);
        Assert.Equal(["乙公告", "甲公告"], await db.Editions.Select(edition => edition.Title).OrderBy(title => title).ToListAsync(TestContext.Current.CancellationToken));
        var missing = Command.Call(["import", "articles", "没有.csv", .. place]);
        Assert.Equal((ExitCode.CouldNot, "找不到文件没有.csv，请检查路径。"), (missing.Code, missing.Error));
    }

    private static MemoryStream OldWord()
    {
        var bytes = new byte[4096];
        ((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]).CopyTo(bytes);
        Encoding.Unicode.GetBytes("WordDocument").CopyTo(bytes, 512);
        bytes[512 + 64] = 26;
        return new MemoryStream(bytes);
    }
}
