using System.Text;
using Lantai.Packs;
using Lantai.Patrol;
using Lantai.Patrol.Addresses;
using Lantai.Patrol.Fetching;
using Lantai.Tests.Support;
using Lantai.Wording;
using Xunit;

namespace Lantai.Tests.Patrol;

/// <summary>What is kept of a page holds no person's number, and shows the finding where it stands.</summary>
public sealed class EvidenceTests
{
    private static readonly WordingRules Rules = WordingRules.Load(new PackFolder(Path.Combine(Repository.Root, "packs")));

    [Theory]
    [InlineData("<p>身份证号110105199003078131。", "<p>身份证号******************。", 1)]
    [InlineData("<p>村民王某，手机139<b>1234</b>5678。", "<p>村民王某，手机***<b>****</b>****。", 1)]
    [InlineData("<p>身份证号&#49;10105199003078131。", "<p>身份证号**********************。", 1)]
    [InlineData("<script>var id='110105199003078131'</script><p>正文。", "<script>var id='******************'</script><p>正文。", 1)]
    [InlineData("<p>身份证号110105********8131，咨询电话13912345678。", "<p>身份证号110105********8131，咨询电话13912345678。", 0)]
    [InlineData("<img alt='张某13912345678'><p>正文。", "<img alt='张某***********'><p>正文。", 1)]
    [InlineData("<input title=\"\" value=\"138-1234-5678\"><p data-card=6222021234567890128>正文。", "<input title=\"\" value=\"***-****-****\"><p data-card=*******************>正文。", 2)]
    [InlineData("<a title='&#49;3912345678' href='tel:13912345678'>联系</a>", "<a title='***************' href='tel:***********'>联系</a>", 2)]
    [InlineData("<!-- 王某 13912345678 --><script>call('１３９１２３４５６７８')</script>", "<!-- 王某 *********** --><script>call('*********************************')</script>", 2)]
    [InlineData("<a href='/t20260302/13912345678.html' data-at='1767225600000'>咨询电话13912345678</a>", "<a href='/t20260302/13912345678.html' data-at='1767225600000'>咨询电话13912345678</a>", 0)]
    [InlineData("<p>身份证号110105199003<br>078131。", "<p>身份证号************<br>******。", 1)]
    [InlineData("<a href='http://admin:geheim@example.com/x'>a</a><a href='/a:b@c'>b</a>", "<a href='http://admin:******@example.com/x'>a</a><a href='/a:b@c'>b</a>", 1)]
    [InlineData("<a href=\"http://zhang@corp.example:it's@example.com/x\">a</a><!-- http://admin:abc/123@example.com/ -->",
        "<a href=\"http://zhang@corp.example:****@example.com/x\">a</a><!-- http://admin:*******@example.com/ -->", 2)]
    [InlineData("<img src='http://example.com:8080/a@2x.png'><img src='http://[::1]:80/a@2x.png'><p>//example.com:80", "<img src='http://example.com:8080/a@2x.png'><img src='http://[::1]:80/a@2x.png'><p>//example.com:80", 0)]
    [InlineData("<p>格式：http://用户名:***@example.com/x", "<p>格式：http://用户名:***@example.com/x", 0)]
    [InlineData("<p>去年139<br>12345678元。", "<p>去年139<br>12345678元。", 0)]
    [InlineData("<p>统一社会信用代码911101051234567890。", "<p>统一社会信用代码911101051234567890。", 0)]
    public void Numbers_of_persons_become_stars_and_nothing_moves(string page, string kept, int count)
    {
        var (content, masked) = EvidenceMask.OfPage(Encoding.UTF8.GetBytes(page), "text/html", WebAddress.Parse("http://www.example.gov.cn/")!, Rules, new DateOnly(2026, 3, 2));
        Assert.Equal((kept, count), (Encoding.UTF8.GetString(content), masked));
    }

    [Fact]
    public void A_page_in_another_encoding_is_masked_too_and_untouched_when_there_is_nothing_to_hide()
    {
        var gbk = CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!;
        var (bad, good) = (gbk.GetBytes("<meta charset=gb2312><p>身份证号110105199003078131。"), gbk.GetBytes("<meta charset=gb2312><p>平安无事。"));
        var (content, masked) = EvidenceMask.OfPage(bad, null, WebAddress.Parse("http://www.example.gov.cn/")!, Rules, new DateOnly(2026, 3, 2));
        Assert.Equal((1, "<meta charset=gb2312><p>身份证号******************。"), (masked, Encoding.UTF8.GetString(content)));
        Assert.Same(good, EvidenceMask.OfPage(good, null, WebAddress.Parse("http://www.example.gov.cn/")!, Rules, new DateOnly(2026, 3, 2)).Content);
    }

    [Fact]
    public void The_lines_around_a_finding_mark_it_by_line_and_column()
    {
        var lines = EvidencePage.Around(Encoding.UTF8.GetBytes("一\r\n二\r\n𠮷ab<a href=x>\r\n四"), "text/html; charset=utf-8", 3, 4, before: 1);
        Assert.Equal([new(2, "二", "", ""), new(3, "𠮷ab", "<a href=x>", ""), new(4, "四", "", "")], lines);
        Assert.Empty(EvidencePage.Around("一"u8.ToArray(), null, 9, 1, before: 1));
    }

    [Theory]
    [InlineData("网上信访,交流互动问题,甲,?", "facts.csv第2行：没有“网上信访”这一栏目类别。")]
    [InlineData("留言公开,,甲,?", "facts.csv第2行：“事实”没有写。")]
    [InlineData("留言公开,交流互动问题,甲,?\n留言公开,公共服务问题,甲,?", "facts.csv第3行：类别“留言公开”重复，一处问题只能计为一种事实。")]
    public void As_which_fact_a_finding_counts_is_set_in_a_pack_that_is_checked(string rows, string refusal)
    {
        var own = Directory.CreateTempSubdirectory("lantai");
        try
        {
            File.WriteAllText(Path.Combine(own.CreateSubdirectory("columns").FullName, "facts.csv"), $"类别,事实,依据,把握\n{rows}\n");
            Assert.Equal(refusal, Assert.Throws<RefusedException>(() => PatrolRules.Load(new PackFolder(Path.Combine(Repository.Root, "packs"), own.FullName))).Message);
        }
        finally
        {
            own.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData("证据天数,零,甲,K", "keeping.csv第2行：“证据天数”应为正整数，现为“零”。")]
    [InlineData("探测天数,400,甲,K", "keeping.csv缺少“证据天数”一行。")]
    public void What_is_kept_is_set_in_a_pack_that_is_checked(string row, string refusal)
    {
        var own = Directory.CreateTempSubdirectory("lantai");
        try
        {
            File.WriteAllText(Path.Combine(own.CreateSubdirectory("checks").FullName, "keeping.csv"), $"名称,值,依据,把握\n{row}\n");
            var refused = Assert.Throws<RefusedException>(() => EvidenceKeeping.Load(new PackFolder(own.FullName)));
            Assert.Equal(refusal, refused.Message);
        }
        finally
        {
            own.Delete(recursive: true);
        }
    }

    [Fact]
    public void A_mark_stands_before_the_finding_and_never_in_the_head()
    {
        var page = Encoding.UTF8.GetBytes("<title>题</title>\n<body>\n<p>𠮷ab");
        Assert.EndsWith($"<p>𠮷<mark id=\"{EvidencePage.MarkId}\"", Encoding.UTF8.GetString(EvidencePage.Marked(page, "text/html; charset=utf-8", 3, 5)!).Split(" style")[0], StringComparison.Ordinal);
        Assert.Null(EvidencePage.Marked(page, null, 1, 8));
        Assert.Null(EvidencePage.Marked(page, null, 9, 1));
    }

    [Fact]
    public void A_kept_exchange_answers_as_the_site_did()
    {
        var asked = WebAddress.Parse("http://www.example.gov.cn/a")!;
        var to = WebAddress.Parse("http://www.example.gov.cn/b")!;
        var answer = new Answered(asked, [new RedirectStep(asked, 302, to)], 200, "<p>正文"u8.ToArray(), TimeSpan.FromMilliseconds(7)) { ContentType = "text/html", Length = 9, Headers = "HTTP/1.1 200 OK" };
        var kept = Of(answer, 0);
        Assert.True(kept.IsLasting);
        Assert.Equal(to.Text, kept.Final);
        var again = kept.Again(asked, new BodyBuffer());
        Assert.Equal((answer.Status, answer.ContentType, answer.Length, answer.Final.Text), (again.Status, again.ContentType, again.Length, again.Final.Text));
        Assert.Equal(answer.Body.ToArray(), again.Body.ToArray());
        Assert.False(Of(answer, null).IsLasting);
        Assert.False(Of(answer, masked: 1).IsLasting);
        Assert.False(Of(answer with { Status = 503 }, 0).IsLasting);
        Assert.False(Of(new Unreachable(asked, [], new FetchFailure(FailureKind.Refused)), 0).IsLasting);
    }

    [Theory]
    [InlineData("text/html", "<p>正文。", true)]
    [InlineData("text/css; charset=utf-8", "a{color:red}", true)]
    [InlineData("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "PK", false)]
    [InlineData("text/plain", "名单", false)]
    [InlineData(null, "PK\0", false)]
    public void Of_files_only_the_hash_is_kept(string? type, string body, bool isKept)
    {
        var rules = PatrolRules.Load(new PackFolder(Path.Combine(Repository.Root, "packs")));
        var answer = new Answered(WebAddress.Parse("http://www.example.gov.cn/a")!, [], 200, Encoding.UTF8.GetBytes(body), default) { ContentType = type };
        Assert.Equal(isKept, new KeepContent(rules, TimeProvider.System).Of(answer) is not null);
    }

    /// <param name="masked">Null when the content is not kept.</param>
    private static KeptExchange Of(FetchOutcome outcome, int? masked) => KeptExchange.Of(
        outcome, FetchMethod.Get, DateTimeOffset.UnixEpoch, default, "GET /b",
        answered => masked is { } count ? new KeptContent(KeptExchange.Pack(answered.Body.Span), "", answered.Body.Length, count) : null);
}
