using System.Text.Json;
using Lantai.Tests.Support;
using Xunit;
using SampleBulletins = Lantai.Tests.Bulletins.SampleBulletins;

namespace Lantai.Tests.Cli;

/// <summary>The verbs with <c>--packs</c>: the office's own pack stands before the shipped one of the same name.</summary>
public sealed class OwnPacksTests : IDisposable
{
    private const string Sample = "yanshi-2022-12";
    private const string Title = "偃师区自定的考评方案";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("lantai-packs-");

    public OwnPacksTests()
    {
        foreach (var kind in new[] { "schemes", "papers" }) folder.CreateSubdirectory($"packs/{kind}");
        var shipped = File.ReadAllLines(Repository.Pack("schemes/yanshi-monthly.yaml"));
        File.WriteAllLines(Path.Combine(Own, "schemes", "yanshi-monthly.yaml"), shipped.Select(line => line.StartsWith("title:", StringComparison.Ordinal) ? $"title: {Title}" : line));
        var layout = File.ReadAllText(Repository.Pack("papers/gbt9704-2012.yaml"));
        File.WriteAllText(Path.Combine(Own, "papers", "gbt9704-2012.yaml"), layout.Replace("pitch: 28.95", "pitch: 28.8", StringComparison.Ordinal));
    }

    public void Dispose() => folder.Delete(true);

    [Theory]
    [InlineData("scheme", "show", "yanshi-monthly")]
    [InlineData("scheme", "check", "yanshi-monthly")]
    public void A_scheme_is_the_offices_own(params string[] arguments)
    {
        Assert.DoesNotContain(Title, Command.Call(arguments).Output, StringComparison.Ordinal);
        Assert.Contains(Title, Command.Call([.. arguments, "--packs", Own]).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Scores_go_by_the_offices_own_scheme()
    {
        var answer = Command.Call("score", SampleBulletins.ScoresPath(Sample), "--scheme", "yanshi-monthly", "--json", "--packs", Own);
        Assert.Equal(Title, JsonDocument.Parse(answer.Output).RootElement.GetProperty("title").GetString());
    }

    [Fact]
    public void A_bulletin_goes_by_the_offices_own_layout()
    {
        string[] call = ["bulletin", "--scores", SampleBulletins.ScoresPath(Sample), "--scheme", "yanshi-monthly", "--form", SampleBulletins.FormPath(Sample)];
        Assert.DoesNotContain("28.8pt", Html(call), StringComparison.Ordinal);
        Assert.Contains("28.8pt", Html([.. call, "--packs", Own]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("scheme", "show", "yanshi-monthly")]
    [InlineData("score", "得分.csv", "--scheme", "yanshi-monthly")]
    [InlineData("bulletin", "--scores", "得分.csv", "--scheme", "yanshi-monthly", "--form", "通报.yaml", "--out", "out")]
    [InlineData("verify", "通报.docx")]
    public void A_folder_that_is_not_there_is_refused(params string[] arguments)
    {
        var answer = Command.Call([.. arguments, "--packs", "/nowhere"]);
        Assert.Equal((2, "找不到规则包文件夹/nowhere，请核对路径。"), (answer.Code, answer.Error.Trim()));
    }

    private string Own => Path.Combine(folder.FullName, "packs");

    private string Html(string[] call)
    {
        var answer = Command.Call([.. call, "--out", folder.FullName]);
        Assert.Equal((0, ""), (answer.Code, answer.Error));
        return File.ReadAllText(Path.Combine(folder.FullName, "bulletin-2022-12.html"));
    }
}
