using Lantai.Packs;
using Xunit;

namespace Lantai.Tests.Packs;

public sealed class PackFolderTests : IDisposable
{
    private readonly string _place = Directory.CreateTempSubdirectory("packs").FullName;

    public void Dispose() => Directory.Delete(_place, recursive: true);

    [Fact]
    public void The_offices_own_pack_stands_before_the_shipped_one_of_the_same_name()
    {
        Write("shipped", "甲", "shipped: 1");
        Write("shipped", "乙", "shipped: 1");
        var own = Write("own", "甲", "own: 1");
        var folder = new PackFolder(Path.Combine(_place, "shipped"), Path.Combine(_place, "own"));

        Assert.Equal(own, folder.Find("schemes", "甲"));
        Assert.EndsWith("乙.yaml", folder.Find("schemes", "乙"));
        Assert.Equal(["乙", "甲"], folder.Names("schemes"));
    }

    [Fact]
    public void A_name_that_is_not_there_is_refused_with_those_that_are()
    {
        Write("shipped", "甲", "a: 1");
        var folder = new PackFolder(Path.Combine(_place, "shipped"), Path.Combine(_place, "none"));
        var refusal = Assert.Throws<RefusedException>(() => folder.Find("schemes", "丙"));
        Assert.Equal("没有名为“丙”的规则包（schemes），现有：甲。", refusal.Message);
    }

    [Fact]
    public void A_name_cannot_climb_out_of_the_folder()
    {
        Write("shipped", "甲", "a: 1");
        var folder = new PackFolder(Path.Combine(_place, "shipped"));
        Assert.Throws<RefusedException>(() => folder.Find("calendars", "../schemes/甲"));
        Assert.Throws<RefusedException>(() => folder.FindOrPath("schemes", "没有/甲.yaml"));
    }

    [Fact]
    public void A_table_gives_its_rows_with_their_lines()
    {
        var path = Path.Combine(_place, "表.csv");
        File.WriteAllText(path, "\uFEFF# 说明\n字,注\n一,\"横,一画\"\n\n二,\n");
        var rows = PackTable.Read(path, "字", "注");
        Assert.Equal([(3, "一", "横,一画"), (5, "二", "")], rows.Select(row => (row.Line, row["字"], row["注"])));
        Assert.Contains("缺少“画”列", Assert.Throws<RefusedException>(() => PackTable.Read(path, "画")).Message);
    }

    private string Write(string folder, string name, string text)
    {
        var path = Path.Combine(_place, folder, "schemes", name + ".yaml");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }
}
