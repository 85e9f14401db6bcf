using System.Text;
using Lantai.Packs;
using Lantai.Patrol.Robots;
using Lantai.Tests.Support;
using Xunit;

namespace Lantai.Tests.Patrol;

public sealed class RobotsFileTests
{
    public static TheoryData<string, string, string, string, bool> Rules()
    {
        var data = new TheoryData<string, string, string, string, bool>();
        foreach (var row in PackTable.Read(Repository.Spec("robots/rules.csv"), "条款", "说明", "文件", "代理", "路径", "准许"))
            data.Add(row["说明"], row["文件"].Replace('¶', '\n').Replace('↵', '\r'), row["代理"], row["路径"], row["准许"] == "是");
        return data;
    }

    public static TheoryData<string, bool> Answers()
    {
        var data = new TheoryData<string, bool>();
        foreach (var row in PackTable.Read(Repository.Spec("robots/answers.csv"), "条款", "应答", "准许"))
            data.Add(row["应答"], row["准许"] == "是");
        return data;
    }

    [Theory, MemberData(nameof(Rules))]
    public void A_visitor_may_go_where_the_file_lets_it(string why, string file, string agent, string path, bool allowed) =>
        Assert.True(allowed == RobotsFile.Parse(Encoding.UTF8.GetBytes(file), agent).Allows(path), why);

    [Theory, MemberData(nameof(Answers))]
    public void No_file_allows_all_and_no_answer_allows_nothing(string status, bool allowed) =>
        Assert.Equal(allowed, RobotsFile.FromAnswer(int.TryParse(status, out var code) ? code : null, "User-agent: *\nDisallow: /"u8, "lantai").Allows("/a"));

    [Fact]
    public void A_byte_order_mark_is_no_part_of_the_first_line() =>
        Assert.False(RobotsFile.Parse([0xEF, 0xBB, 0xBF, .. "User-agent: *\nDisallow: /a"u8], "lantai").Allows("/a"));

    [Fact]
    public void What_lies_beyond_the_limit_is_not_read()
    {
        var padding = string.Concat(Enumerable.Repeat("# 填充\n", 100_000));
        Assert.True(RobotsFile.Parse(Encoding.UTF8.GetBytes(padding + "User-agent: *\nDisallow: /a"), "lantai").Allows("/a"));
    }

    [Fact]
    public void A_pattern_of_many_stars_ends_in_time()
    {
        var file = "User-agent: *\nDisallow: /" + string.Concat(Enumerable.Repeat("a*", 5_000)) + "b";
        Assert.True(RobotsFile.Parse(Encoding.UTF8.GetBytes(file), "lantai").Allows("/" + new string('a', 20_000)));
    }

    [Fact]
    public void Sitemaps_are_told() =>
        Assert.Equal(["http://a.gov.cn/s.xml"], RobotsFile.Parse("Sitemap: http://a.gov.cn/s.xml\nSitemap:\n"u8, "lantai").Sitemaps);
}
