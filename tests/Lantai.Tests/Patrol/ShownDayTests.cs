using System.Text;
using Lantai.Patrol;
using Lantai.Patrol.Addresses;
using Lantai.Patrol.Reading;
using Xunit;

namespace Lantai.Tests.Patrol;

/// <summary>Which of the days on a page is the one of its publication.</summary>
public sealed class ShownDayTests
{
    [Theory]
    [InlineData("<div>成文日期：2025-12-20</div><div>发布日期：2026-01-10</div>", "2026-01-10")]
    [InlineData("<div>成文日期：2025-12-20　发布日期：2026-01-10</div>", "2026-01-10")]
    [InlineData("<div>发布日期：2026-01-10　成文日期：2025-12-20</div>", "2026-01-10")]
    [InlineData("<table><tr><td>成文日期<td>2025年12月20日<td>发布日期<td>2026年1月10日</table>", "2026-01-10")]
    [InlineData("<table><tr><td>成文日期：<td>2025年12月20日<td>索引号<td>410/2026</table>", null)]
    [InlineData("<div>成文日期：2025-12-20</div>", null)]
    [InlineData("<div>生效日期：2026-02-01</div><div>2026-01-10</div>", "2026-01-10")]
    [InlineData("<div>更新时间：2026-03-01</div><div>发布时间：2026-01-10</div>", "2026-01-10")]
    [InlineData("<div>日期：2025-12-20</div><div>发布时间：2026-01-10</div>", "2026-01-10")]
    [InlineData("<div>时间：2026-01-10 来源：办公室</div>", "2026-01-10")]
    [InlineData("<meta name=PubDate content=2026-01-10><div>2025-12-20</div>", "2026-01-10")]
    [InlineData("<meta name=PubDate content=2026-01-10><div>发布时间：2026-01-12</div>", "2026-01-12")]
    [InlineData("<div>2026-01-10</div>", "2026-01-10")]
    public void It_is_the_day_behind_the_label_that_says_so(string html, string? day)
    {
        var page = new Page();
        page.Start(WebAddress.Parse("http://www.example.gov.cn/a.html")!, Encoding.UTF8.GetBytes($"<title>办法</title>{html}<p>正文若干字。"), new PageCharset("utf-8", null, null, false));
        PageReader.Read(page);
        Assert.Equal(day, new NoteTaker().Take(page, 0, 1, false, []).Day?.ToString("yyyy-MM-dd"));
    }
}
