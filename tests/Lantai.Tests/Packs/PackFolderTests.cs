using Lantai.Disclosure;
using Lantai.Packs;
using Lantai.Patrol;
using Lantai.Requests;
using Lantai.Requests.Lint;
using Lantai.Tests.Requests;
using Lantai.Tests.Support;
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

    [Theory]
    [InlineData("columns", "gate.yaml"), InlineData("columns", "policies.yaml"), InlineData("columns", "index-number.yaml"), InlineData("search", "log.yaml")]
    [InlineData("letters/lint", "foi.yaml"), InlineData("papers", "gbt9704-2012.yaml"), InlineData("rules", "foi-2019.yaml"), InlineData("remedies", "2024.yaml")]
    [InlineData("checks", "keeping.csv"), InlineData("checks", "checks.csv")]
    public void What_an_offices_own_settings_lack_is_as_shipped(string kind, string name)
    {
        var lines = File.ReadAllLines(Repository.Pack(Path.Combine(kind, name)));
        // Every line at which a key or row begins, but the head of a table and what a YAML pack may go without.
        var begins = Enumerable.Range(0, lines.Length).Where(i => lines[i].Length > 0 && lines[i][0] is not (' ' or '#' or '-')).ToList();
        if (name.EndsWith(".csv", StringComparison.Ordinal)) begins.RemoveAt(0);
        else begins.RemoveAll(i => lines[i].Split(':')[0] is "clause" or "confidence" or "effective" or "fee" or "delay");
        Directory.CreateDirectory(Path.Combine(_place, "own", kind));
        var packs = new PackFolder(Repository.Pack(""), Path.Combine(_place, "own"));
        foreach (var begin in begins)
        {
            var end = Enumerable.Range(begin + 1, lines.Length - begin - 1).FirstOrDefault(i => lines[i].Length > 0 && lines[i][0] is not (' ' or '-'), lines.Length);
            File.WriteAllLines(Path.Combine(_place, "own", kind, name), [.. lines[..begin], .. lines[end..]]);
            Read(kind, packs);
        }
        Assert.True(begins.Count > 1);
    }

    private static void Read(string kind, PackFolder packs)
    {
        switch (kind)
        {
            case "columns":
                Assert.Equal(new GatePack(56, new DateOnly(1949, 10, 1), 365), GatePack.Read(packs));
                Assert.Equal(PolicyPack.Read(new PackFolder(Repository.Pack(""))).Elements.Count, PolicyPack.Read(packs).Elements.Count);
                Assert.Equal(5, IndexNumberRule.Read(packs.Settings("columns", "index-number")).SerialDigits);
                break;
            case "search": Assert.Equal(new SearchLogPack(365, 500, 6), SearchLogPack.Read(packs)); break;
            case "papers": Assert.Equal(Lantai.Papers.PaperLayout.Standard.PageWidth, Lantai.Papers.PaperLayout.Load(packs).PageWidth); break;
            case "rules": Assert.Equal(20, RequestRulebook.Read(packs).InForce(new(2026, 3, 2)).Reply.Workdays); break;
            case "checks": Assert.Equal(PatrolRules.Load(new PackFolder(Repository.Pack(""))).Checks.Count, PatrolRules.Load(packs).Checks.Count); break;
            default: Assert.NotEmpty(LintBasis.Read(packs, CaseNotation.China, new(2026, 3, 2)).Remedies); break;
        }
    }

    [Fact]
    public void What_an_offices_own_settings_say_stands_and_what_nobody_knows_is_refused()
    {
        Directory.CreateDirectory(Path.Combine(_place, "own", "columns"));
        var own = Path.Combine(_place, "own", "columns", "gate.yaml");
        var packs = new PackFolder(Repository.Pack(""), Path.Combine(_place, "own"));
        File.WriteAllText(own, "name: 发布前检查\ntitle_width: {value: 40, clause: 本单位}\n");
        Assert.Equal(new GatePack(40, new DateOnly(1949, 10, 1), 365), GatePack.Read(packs));
        File.WriteAllText(own, "name: 发布前检查\ntitle_widht: {value: 40, clause: 本单位}\n");
        Assert.Equal("gate.yaml第2行 title_widht：不认识的键“title_widht”，是否为“title_width”。", Assert.Throws<RefusedException>(() => GatePack.Read(packs)).Message);
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
