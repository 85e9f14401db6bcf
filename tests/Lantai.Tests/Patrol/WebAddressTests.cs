using System.Text;
using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using Lantai.Packs;
using Lantai.Patrol.Addresses;
using Lantai.Tests.Support;
using Xunit;

namespace Lantai.Tests.Patrol;

public sealed class WebAddressTests
{
    public static TheoryData<string, string, string> Examples()
    {
        var data = new TheoryData<string, string, string>();
        foreach (var row in PackTable.Read(Repository.Spec("urls/resolve.csv"), "输入", "基准", "结果"))
            data.Add(Unescape(row["输入"]), row["基准"], Unescape(row["结果"]));
        return data;
    }

    [Theory, MemberData(nameof(Examples))]
    public void A_link_leads_where_a_browser_would_go(string input, string against, string expected) =>
        Assert.Equal(expected, WebAddress.Resolve(input, against.Length > 0 ? WebAddress.Parse(against) : null)?.Text ?? "失败");

    [Theory]
    [InlineData("?q=中文&x=1", "?q=%D6%D0%CE%C4&x=1")]
    [InlineData("?q=😀", "?q=%949%FC6")]
    [InlineData("/中?q=中", "?q=%D6%D0")]
    public void A_query_on_a_GB18030_page_is_sent_in_GB18030(string input, string query)
    {
        var gb = CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!;
        var buffer = new AddressBuffer();
        Assert.True(AddressParser.TryParse(Encoding.UTF8.GetBytes(input), WebAddress.Parse("http://a.gov.cn/"), gb, buffer));
        Assert.Equal(query, buffer.ToAddress().Query);
    }

    [Fact]
    public void The_parts_of_an_address_are_told_apart()
    {
        var address = WebAddress.Parse("https://u:p@www.Example.gov.cn:8443/a/b?c=d#e")!;
        Assert.Equal(("https", "www.example.gov.cn", 8443, "/a/b", "?c=d", "/a/b?c=d", "https://www.example.gov.cn:8443"),
            (address.Scheme, address.Host, address.Port, address.Path, address.Query, address.PathAndQuery, address.Origin));
        Assert.Equal("https://u:p@www.example.gov.cn:8443/a/b?c=d", address.WithoutFragment().Text);
        Assert.Equal(80, WebAddress.Parse("http://a.gov.cn")!.Port);
    }

    /// <summary>What was serialised is read back as itself, whatever it came from.</summary>
    [Fact]
    public void Reading_an_address_again_changes_nothing()
    {
        var pieces = Gen.Elements("http:", "https:", "file:", "x:", "//", "/", "\\", "..", ".", "%2e", "a", "中", "@", ":", "80", "?", "#", "[::1]", "1.2", "c|", " ", "\t", "'", "^");
        Prop.ForAll(Gen.ArrayOf(pieces).Select(string.Concat).ToArbitrary(), text =>
        {
            var address = WebAddress.Resolve(text, WebAddress.Parse("http://h/a/b?c"));
            return address is null || WebAddress.Parse(address.Text)?.Text == address.Text;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(5000));
    }

    private static string Unescape(string text) => Regex.Replace(text, @"\\(\\|t|n|r|u([0-9a-f]{4}))", match => match.Value switch
    {
        @"\\" => @"\",
        @"\t" => "\t",
        @"\n" => "\n",
        @"\r" => "\r",
        _ => ((char)Convert.ToInt32(match.Groups[2].Value, 16)).ToString(),
    });
}
