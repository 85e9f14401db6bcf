using Lantai.Ui;
using Microsoft.AspNetCore.Components;
using Xunit;

namespace Lantai.Tests.Ui;

public sealed class PartTests
{
    [Theory]
    [InlineData(Tone.Plain)]
    [InlineData(Tone.Done)]
    [InlineData(Tone.Soon)]
    [InlineData(Tone.Late)]
    public async Task A_state_is_a_word_and_a_shape_of_its_own(Tone tone)
    {
        var badge = await Rendering.Of<StatusBadge>(("Text", "办理中"), ("Tone", tone));
        Assert.Equal("办理中", badge.TextContent.Trim());
        var shape = badge.QuerySelector("path")!.GetAttribute("d");
        foreach (var other in Enum.GetValues<Tone>().Where(t => t != tone))
            Assert.NotEqual(shape, (await Rendering.Of<Mark>(("Tone", other))).QuerySelector("path")!.GetAttribute("d"));
    }

    [Fact]
    public async Task A_path_marks_the_page_itself()
    {
        var path = await Rendering.Of<Breadcrumbs>(("Crumbs", new Crumb[] { new("今日", "/desk"), new("单位") }));
        Assert.Equal("单位", path.QuerySelector("[aria-current=page]")!.TextContent);
        Assert.Equal("/desk", path.QuerySelector("a")!.GetAttribute("href"));
    }

    [Fact]
    public async Task Tabs_are_links_and_the_shown_one_is_marked()
    {
        var tabs = await Rendering.Of<Tabs>(("Label", "分组"), ("Current", "/b"), ("Items", new Crumb[] { new("区直单位", "/a"), new("镇（街道）", "/b") }));
        Assert.Equal("镇（街道）", tabs.QuerySelector("a[aria-current=page]")!.TextContent);
    }

    [Fact]
    public async Task A_destructive_action_says_what_will_be_lost_before_it_can_be_confirmed()
    {
        var confirm = await Rendering.Of<Confirm>(("Title", "删除单位“文物局”"), ("Verb", "删除"), ("FormName", "delete"), ("Loses", new[] { "12 个月的得分一并删除。" }),
            ("OnConfirm", EventCallback.Empty));
        Assert.Null(confirm.QuerySelector("details")!.GetAttribute("open"));
        Assert.Contains("12 个月的得分一并删除。", confirm.QuerySelector("section")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("确认删除", confirm.QuerySelector("form button")!.TextContent);
    }

    [Fact]
    public async Task Long_work_can_be_watched_and_stopped_without_scripts()
    {
        var running = await Rendering.Of<Progress>(("Title", "生成通报"), ("Done", 3), ("Total", 8), ("IsRunning", true), ("StopHref", "/desk/jobs/1/stop"));
        Assert.Equal(("3", "8"), (running.QuerySelector("progress")!.GetAttribute("value"), running.QuerySelector("progress")!.GetAttribute("max")));
        Assert.Equal("/desk/jobs/1/stop", running.QuerySelector("form[method=post]")!.GetAttribute("action"));

        var ended = await Rendering.Of<Progress>(("Title", "生成通报"), ("Done", 8), ("Total", 8), ("IsRunning", false), ("StopHref", "/desk/jobs/1/stop"), ("EventsHref", "/e"));
        Assert.Null(ended.QuerySelector("form"));
        Assert.Null(ended.QuerySelector("[data-events]"));
    }

    [Fact]
    public async Task A_timeline_says_when_who_and_what()
    {
        var line = await Rendering.Of<Timeline>(("Entries", new TimelineEntry[] { new("2026-01-05 14:30", "退回", "张三") }));
        Assert.Equal("2026-01-05 14:30", line.QuerySelector("li time")!.GetAttribute("datetime"));
        Assert.Equal("张三", line.QuerySelector(".who")!.TextContent);
    }

    [Theory]
    [InlineData(10, "1 KB")]
    [InlineData(36_412, "36 KB")]
    [InlineData(1_310_000, "1.2 MB")]
    public void A_files_size_is_said_as_people_say_it(long bytes, string size) => Assert.Equal(size, new Attachment("通报.docx", "/f", bytes).Size);

    [Fact]
    public void What_a_government_site_must_show_and_does_not_is_named()
    {
        var marks = new SiteMarks { Domain = "www.example.gov.cn", IdCode = "4103810001", Organiser = "区政府办公室", Contact = "0379-00000000", IcpNumber = " " };
        Assert.Equal(["ICP备案编号", "公安备案号", "党政机关网站标识", "我为政府网站找错"], marks.Missing);
    }

    [Theory]
    [InlineData("0.05", 1, "0.1")]
    [InlineData("2.25", 1, "2.3")]
    [InlineData("-2.25", 1, "-2.3")]
    [InlineData("30", 0, "30")]
    public void Figures_round_half_away_from_zero(string figure, int decimals, string printed) =>
        Assert.Equal(printed, Figure.Fixed(decimal.Parse(figure), decimals));
}
