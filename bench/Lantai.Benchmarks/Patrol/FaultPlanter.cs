using System.Globalization;
using System.Text;

namespace Lantai.Benchmarks.Patrol;

/// <summary>Plants one fault or one look-alike a page, spread over the articles.</summary>
internal sealed class FaultPlanter(GovernmentSite site, List<Article> articles, Prose prose)
{
    private const string Outside = "某县人民政府";

    private int next, serial;

    /// <param name="times">Of every kind.</param>
    public void Plant(int times)
    {
        AddCommonPages();
        for (var i = 0; i < times; i++)
        {
            PlantLinks();
            PlantFiles();
            PlantDates();
            PlantTitles();
            PlantWords();
            PlantTags();
            PlantMarkup();
            AddLookAlikes();
        }
        PlantColumns();
        PlantOdd();
    }

    /// <summary>Another article that nothing has been done to; the first thirty stand on the home page and stay clean.</summary>
    private Article Take()
    {
        var step = Math.Max(1, (articles.Count - 40) / 1500);
        while (true)
        {
            var article = articles[35 + next % (articles.Count - 40)];
            next += step;
            if (article.IsTaken) { next++; continue; }
            article.IsTaken = true;
            return article;
        }
    }

    private void Fault(string check, Article on, string? target = null) => site.Faults.Add(new PlantedFault(check, on.Path, target));

    private Article With(string extra)
    {
        var article = Take();
        article.Extra = extra;
        return article;
    }

    private Article Saying(string sentence)
    {
        var article = Take();
        article.Text[3] += sentence;
        return article;
    }

    private void LookAlike(string kind, Article on) => site.LookAlikes.Add((kind, on.Path));

    private void AddCommonPages()
    {
        site.Add("/about/index.html", SiteTemplate.Plain($"关于我们-{Outside}", "", $"<h1>关于我们</h1><p>{prose.Paragraph(200)}</p>"));
        site.Add("/about/map.html", SiteTemplate.Plain($"网站地图-{Outside}", "", $"<h1>网站地图</h1><p>{prose.Paragraph(200)}</p>"));
        site.Redirects.Add(new("/redirect/conac.cn", $"{site.Elsewhere}/conac.html"));
        site.Redirects.Add(new("/redirect/jiucuo", $"{site.Elsewhere}/jiucuo.html"));
        site.Others.AddRange([("/conac.html", 200, "<title>标识</title>"), ("/jiucuo.html", 200, "<title>找错</title>"), ("/partner.html", 200, "<title>行业协会</title><p>正常")]);
        site.Others.AddRange([("/wall.html", 412, ""), ("/login.html", 401, ""), ("/deny.html", 403, "")]);
        site.Folders.Add(new("/app/", SiteTemplate.Plain($"提示-{Outside}", "", "<div>很抱歉，您访问的页面不存在或者已经删除，请稍后再试。</div>")));
        site.Add("/app/real.html", SiteTemplate.Plain($"服务说明-{Outside}", "", $"<h1>服务说明</h1><p>关于页面不存在的问题，现说明如下。{prose.Paragraph(200)}</p>"));
        site.Redirects.Add(new("/moved.html", "/about/index.html"));
    }

    private void PlantLinks()
    {
        serial++;
        Fault("dead-link", With($"<p><a href=\"/zwgk/gone{serial}.html\">原文</a></p>"), $"/zwgk/gone{serial}.html");
        var relative = With($"<p><a href=\"gone{serial}.html?id=1&amp;p=2\">原文</a></p>");
        Fault("dead-link", relative, $"{relative.Path[..(relative.Path.LastIndexOf('/') + 1)]}gone{serial}.html?id=1&p=2");
        Fault("dead-link", With($"<p onclick=\"window.open('/zwgk/pop{serial}.html')\">查看</p>"), $"/zwgk/pop{serial}.html");
        Fault("dead-external", With($"<p><a href=\"{site.Elsewhere}/gone{serial}.html\">外部</a></p>"), $"{site.Elsewhere}/gone{serial}.html");
        Fault("dead-resource", With($"<p><img src=\"/img/gone{serial}.png\" alt=\"现场\"></p>"), $"/img/gone{serial}.png");
        Fault("bad-address", With($"<p><a href=\"htttp://www.example.gov.cn/{serial}\">链接</a></p>"), $"htttp://www.example.gov.cn/{serial}");
        Fault("soft-404", With($"<p><a href=\"/app/none{serial}.html\">办事</a></p>"), $"/app/none{serial}.html");
        site.Others.Add(($"/sale{serial}.html", 200, "<title>example</title>This domain is for sale"));
        Fault("lapsed-external", With($"<p><a href=\"{site.Elsewhere}/sale{serial}.html\">协会</a></p>"), $"{site.Elsewhere}/sale{serial}.html");
        site.Others.Add(($"/bet{serial}.html", 200, "<title>百家乐_真人视讯_娱乐城</title>"));
        Fault("hijacked-external", With($"<p><a href=\"{site.Elsewhere}/bet{serial}.html\">学会</a></p>"), $"{site.Elsewhere}/bet{serial}.html");
        Fault("hidden-link", With($"<div style=\"position:absolute;left:-9999px\"><a href=\"{site.Elsewhere}/partner.html?{serial}\">推广</a></div>"), $"{site.Elsewhere}/partner.html?{serial}");
    }

    private void PlantFiles()
    {
        Fault("dead-attachment", With($"<p><a href=\"/files/gone{serial}.pdf\">附件</a></p>"), $"/files/gone{serial}.pdf");
        site.AddBytes($"/files/empty{serial}.doc", []);
        Fault("empty-attachment", With($"<p><a href=\"/files/empty{serial}.doc\">附件</a></p>"), $"/files/empty{serial}.doc");
        site.Add($"/files/fake{serial}.pdf", "<!DOCTYPE html><title>404</title>");
        Fault("fake-attachment", With($"<p><a href=\"/files/fake{serial}.pdf\">附件</a></p>"), $"/files/fake{serial}.pdf");
        site.AddBytes($"/files/list{serial}.pdf", Pdf("Li 110105199003078131"));
        Fault("attachment-privacy", With($"<p><a href=\"/files/list{serial}.pdf\">名单</a></p>"), $"/files/list{serial}.pdf");
        site.AddBytes($"/files/good{serial}.pdf", Pdf("No. 110105********8131"));
        LookAlike("附件完好，号码已遮盖", With($"<p><a href=\"/files/good{serial}.pdf\">附件</a></p>"));
    }

    private void PlantDates()
    {
        var undated = Take();
        (undated.MetaDay, undated.ShownDay) = ("", "");
        Fault("undated", undated);
        Fault("article-tags", undated);
        var conflict = Take();
        conflict.MetaDay = "2026-01-05";
        Fault("date-conflict", conflict);
        var future = Take();
        (future.MetaDay, future.ShownDay, future.IsUnlisted) = ("2026-04-02", "2026-04-02", false);
        Fault("future-date", future);
        Fault("date-conflict", future);
    }

    private void PlantTitles()
    {
        var isLong = Take();
        isLong.Heading = $"关于进一步加强和改进全县各镇人民政府各有关单位政务公开工作不断提高政府信息公开质量和水平若干措施任务分工的通知（第{serial}号）";
        Fault("title-long", isLong);
        var missing = Take();
        missing.PageTitle = "";
        Fault("title-missing", missing);
        var named = Take();
        named.PageTitle = "无标题文档";
        Fault("title-default", named);
        foreach (var same in new[] { Take(), Take() })
        {
            same.Heading = $"关于有关事项的公示（{serial}）";
            Fault("title-repeated", same);
        }
        // Two untitled pages of different content share a title, which is also a fault.
        if (serial > 1)
            foreach (var other in site.Faults.Where(fault => fault.Check == "title-default").ToList())
                if (!site.Faults.Contains(new PlantedFault("title-repeated", other.Page, null))) site.Faults.Add(new PlantedFault("title-repeated", other.Page, null));
    }

    private void PlantWords()
    {
        Fault("wording-expression", Saying("统筹推进“五位一体”<b>战略</b>布局。"));
        Fault("wording-title", Saying("市人大主任出席活动。"));
        Fault("wording-term", Saying("按时发放残废人补贴。"));
        Fault("wording-typo", Saying("会议部<em>暑</em>了下一步工作。"));
        Fault("wording-typo", Saying("请登陆系统填报材料。"));
        Fault("wording-law", Saying("按照国办发[2017]47号要求办理。"));
        Fault("wording-punctuation", Saying("会议强调,要抓好落实。"));
        Fault("wording-number", Saying("参加活动约30人左右。"));
        Fault("wording-residue", With("<p>{{article.footer}}</p>"));
        Fault("privacy", Saying("申请人身份证号110105199003078131。"));
        Fault("privacy", Saying("村民王某，手机13912345678。"));
        Fault("mojibake", Saying("内容\uFFFD\uFFFD\uFFFD。"));
        Fault("hidden-text", With("<div style=\"display:none\">百家乐 老虎机 娱乐城</div>"));
    }

    private void PlantTags()
    {
        var code = Take();
        code.SiteCode = "";
        Fault("site-tags", code);
        var source = Take();
        source.Source = "";
        Fault("article-tags", source);
        var charset = Take();
        charset.MetaCharset = "gbk";
        Fault("charset-conflict", charset);
    }

    private void PlantMarkup()
    {
        Fault("a11y-image-text", With($"<p><img src=\"/img/photo.png?{serial}\"></p>"));
        var language = Take();
        language.Language = "";
        Fault("a11y-language", language);
        Fault("a11y-field-label", With($"<form action=\"/about/index.html\"><input name=\"q{serial}\"></form>"));
        Fault("a11y-frame-title", With($"<iframe src=\"/about/map.html?{serial}\"></iframe>"));
        Fault("a11y-heading-order", With($"<h4>小标题{serial}</h4>"));
        Fault("a11y-link-text", With($"<a href=\"/about/index.html?{serial}\"></a>"));
    }

    /// <summary>Each is a fault of another tool's report.</summary>
    private void AddLookAlikes()
    {
        LookAlike("模板、注释、脚本、文本框中的失效地址", With("<template><a href=\"/no/1.html\">无</a></template><!-- <a href=\"/no/2.html\">无</a> --><script>var a='<a href=\"/no/3.html\">';</script><label>说明<textarea><a href=\"/no/4.html\"></textarea></label>"));
        LookAlike("外部网站拒绝、要求登录、防护墙", With($"<p><a href=\"{site.Elsewhere}/deny.html\">一</a><a href=\"{site.Elsewhere}/login.html\">二</a><a href=\"{site.Elsewhere}/wall.html\">三</a></p>"));
        LookAlike("重定向后打开、锚点、邮件、电话", With("<p><a href=\"/moved.html#part\">旧址</a><a href=\"#top\">返回</a><a href=\"tel:0379-67700000\">电话</a><a href=\" /about/index.html \">空格</a></p>"));
        LookAlike("真实页面写着不存在", With("<p><a href=\"/app/real.html\">服务说明</a></p>"));
        LookAlike("相似而正确的词语", Saying("台风登陆沿海地区。自己经营的店铺，交通迅速恢复，专题讲座落幕，内部暑假安排，未来涵盖全部乡镇。"));
        LookAlike("固定表述正确", Saying("统筹推进“五位一体”总体布局、协调推进“四个全面”战略布局，富强、民主、文明、和谐。"));
        LookAlike("文号、比分、英文标点、范围", Saying("国办发〔2017〕47号，（2017）豫0102民初123号，比分3:2，Word, Excel，时间为3—5天，2026年3月2日（星期一）。"));
        LookAlike("已遮盖的号码、统一社会信用代码、办公电话、工单号", Saying("身份证号110105********8131，统一社会信用代码110105199003078131，咨询电话13912345678，工单编号13912345678。"));
        LookAlike("隐藏菜单和站内跳转", With($"<div style=\"display:none\"><a href=\"{site.Elsewhere}/partner.html\">友情链接</a></div><div style=\"position:absolute;left:-9999px\"><a href=\"/about/index.html\">跳到正文</a></div>"));
        LookAlike("装饰图片、包裹的标签、有名称的框架", With("<p><img src=\"/img/photo.png\" alt=\"\"><label>姓名<input name=\"n\"></label><iframe src=\"/about/map.html\" title=\"地图\"></iframe><a href=\"/about/index.html\"><img src=\"/img/photo.png\" alt=\"关于我们\"></a></p>"));
        LookAlike("会议的将来日期", Saying("会议定于2026年6月18日召开。"));
        LookAlike("打击赌博的新闻", Saying("公安机关依法打击赌场、百家乐、老虎机等违法行为。"));
        LookAlike("被截断的单词不跨段落", With("<p>中部</p><p>暑期安排</p><table><tr><td>内容登</td><td>陆地面积</td></tr></table>"));
        var gbk = Take();
        (gbk.MetaCharset, gbk.Encoding) = ("gb2312", CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!);
        LookAlike("声明正确的GB2312页面", gbk);
    }

    private void PlantColumns()
    {
        AddColumn("/gzdt/", "政务要闻", [-30, -40, -50], "column-stale");
        AddColumn("/zcwj/", "规范性文件汇编", [-200, -220, -300], "column-stale");
        AddColumn("/lszt/", "历史专题", [-900, -920, -950], null);
        AddColumn("/ghjh/", "规划计划", [-100, -220, -300], null);
        const string tags = "<meta name=\"ColumnName\" content=\"{0}\"><meta name=\"ColumnType\" content=\"{0}\"><meta name=\"ColumnDescription\" content=\"{0}\"><meta name=\"ColumnKeywords\" content=\"{0}\">";
        var metas = string.Format(CultureInfo.InvariantCulture, tags, "建议提案");
        site.Add("/jyta/index.html", SiteTemplate.Plain($"建议提案-{Outside}", metas, "<h1>建议提案</h1>"));
        site.Faults.Add(new PlantedFault("column-blank", "/jyta/index.html", null));
        site.Add("/sjfb/index.html", SiteTemplate.Plain($"数据发布-{Outside}", string.Format(CultureInfo.InvariantCulture, tags, "数据发布"), "<h1>数据发布</h1><script>$.ajax('/api/data')</script>"));
        site.Add("/wjk/index.html", SiteTemplate.Plain($"文件库-{Outside}", "<meta name=\"ColumnName\" content=\"文件库\">", $"<h1>文件库</h1><p>{prose.Paragraph(100)}</p>"));
        site.Faults.Add(new PlantedFault("column-tags", "/wjk/index.html", null));
        var links = With("<p><a href=\"/gzdt/index.html\">要闻</a><a href=\"/zcwj/index.html\">文件</a><a href=\"/lszt/index.html\">专题</a><a href=\"/ghjh/index.html\">规划</a><a href=\"/jyta/index.html\">提案</a><a href=\"/sjfb/index.html\">数据</a><a href=\"/wjk/index.html\">文件库</a></p>");
        LookAlike("归档栏目、周期内的栏目、脚本填充的栏目", links);
    }

    private void AddColumn(string path, string name, int[] ages, string? check)
    {
        var items = ages.Select((age, i) => (Day: GovernmentSite.Today.AddDays(age), Title: $"{name}之{i + 1}：{prose.Title(i)}", Path: $"{path}{i}.html")).ToList();
        var metas = $"<meta name=\"ColumnName\" content=\"{name}\"><meta name=\"ColumnType\" content=\"{name}\"><meta name=\"ColumnDescription\" content=\"{name}\"><meta name=\"ColumnKeywords\" content=\"{name}\">";
        var list = string.Concat(items.Select(item => $"<li><a href=\"{item.Path}\">{item.Title}</a><span>{item.Day:yyyy-MM-dd}</span></li>\n"));
        site.Add($"{path}index.html", SiteTemplate.Plain($"{name}-{Outside}", metas, $"<h1>{name}</h1><ul>{list}</ul>"));
        foreach (var item in items)
            site.Add(item.Path, SiteTemplate.Plain($"{item.Title}-{Outside}", $"<meta name=\"ArticleTitle\" content=\"{item.Title}\"><meta name=\"PubDate\" content=\"{item.Day:yyyy-MM-dd} 08:00\"><meta name=\"ContentSource\" content=\"办公室\">", $"<h1>{item.Title}</h1><div>发布时间：{item.Day:yyyy-MM-dd}</div><p>{prose.Paragraph(200)}</p>"));
        if (check is not null) site.Faults.Add(new PlantedFault(check, $"{path}index.html", null));
    }

    /// <summary>What is once on a site: a trap, a page built to cost, an article that sends its readers home.</summary>
    private void PlantOdd()
    {
        site.Folders.Add(new("/trap/", SiteTemplate.Plain($"日历-{Outside}", "", "<h1>日历</h1><a href=\"next/\">下一页</a>")));
        With("<p><a href=\"/trap/next/\">日历</a></p>");
        site.Faults.Add(new PlantedFault("crawl-trap", "/trap/next/next/next/next/", null));
        site.Add("/deep.html", SiteTemplate.Plain($"深层页面-{Outside}", "", string.Concat(Enumerable.Repeat("<div>", 20_000))));
        With("<p><a href=\"/deep.html\">深层</a></p>");
        site.Faults.Add(new PlantedFault("hostile-page", "/deep.html", null));
        site.Redirects.Add(new("/zwgk/20190305.html", "/index.html"));
        Fault("soft-404", With("<p><a href=\"/zwgk/20190305.html\">旧文</a></p>"), "/zwgk/20190305.html");
    }

    /// <summary>A text layer in plain Latin letters; the smallest file that readers open.</summary>
    private static byte[] Pdf(string text)
    {
        var content = $"BT /F1 12 Tf 72 720 Td ({text}) Tj ET";
        return Encoding.ASCII.GetBytes(
            "%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n"
            + "3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>\nendobj\n"
            + $"4 0 obj\n<</Length {content.Length}>>\nstream\n{content}\nendstream\nendobj\n"
            + "5 0 obj\n<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>\nendobj\ntrailer\n<</Root 1 0 R>>\n%%EOF\n");
    }
}
