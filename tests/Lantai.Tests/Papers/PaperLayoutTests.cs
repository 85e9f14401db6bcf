using System.Text.RegularExpressions;
using Lantai.Packs;
using Lantai.Papers;
using Lantai.Tests.Support;
using Xunit;

namespace Lantai.Tests.Papers;

public sealed partial class PaperLayoutTests
{
    private static readonly string Shipped = File.ReadAllText(Repository.Pack("papers/gbt9704-2012.yaml"));

    [Theory]
    [InlineData("  size: 22\n", "", "gbt.yaml title-type：缺少“size”。")]
    [InlineData("colour: FF0000", "colour: 红", "gbt.yaml mark.colour：应为六位十六进制颜色，如FF0000，现为“红”。")]
    [InlineData("  thick: 0.35", "  thick: 0", "gbt.yaml foot.thick：不能小于0.1，现为0。")]
    [InlineData("  width: 156", "  width: 190", "gbt.yaml：版心超出了页面，请核对page和type-area。")]
    [InlineData("  thin: 0.25", "  thine: 0.25", "gbt.yaml foot：缺少“thin”。", "gbt.yaml foot.thine：不认识的键“thine”，是否为“thin”。")]
    [InlineData("  song: [宋体, SimSun, 华文宋体, STSong, Noto Serif CJK SC]", "  song: []", "gbt.yaml fonts.song：至少列一种字体。")]
    public void A_wrong_layout_is_refused_with_its_key(string right, string wrong, params string[] sentences)
    {
        var pack = PackFile.Parse(Shipped.Replace(right, wrong, StringComparison.Ordinal), "gbt.yaml");
        Assert.Equal(string.Join('\n', sentences), LineNumber().Replace(Assert.Throws<RefusedException>(() => PaperLayout.Read(pack)).Message, ""));
    }

    [Fact]
    public void An_office_may_set_its_papers_otherwise()
    {
        var own = PaperLayout.Read(PackFile.Parse(Shipped.Replace("pitch: 28.95", "pitch: 28.8", StringComparison.Ordinal), "gbt.yaml"));
        var styles = new OfficeFile(output => PaperDocx.Write(SamplePapers.Notice, output, own)).Part("word/styles.xml").ToString();
        Assert.Contains("w:line=\"576\"", styles, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("政务信息公开工作", 48)]
    [InlineData("开封市人民政府办公室文件", 36.5)]
    [InlineData("开封市人民政府推进政府职能转变和“放管服”改革协调小组文件", 15)]
    public void A_red_name_fits_its_line(string name, double size)
    {
        var layout = PaperLayout.Standard;
        Assert.Equal((decimal)size, layout.FittingSize(name, layout.Mark));
        Assert.True(TextWidth.Ems(name) * layout.FittingSize(name, layout.Mark) <= layout.WidthInPoints);
    }

    [GeneratedRegex("第[0-9]+行")]
    private static partial Regex LineNumber();
}
