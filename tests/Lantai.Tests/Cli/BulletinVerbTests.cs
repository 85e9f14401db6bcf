using System.Text.Json;
using Lantai.Papers;
using Lantai.Tests.Bulletins;
using Xunit;

namespace Lantai.Tests.Cli;

public sealed class BulletinVerbTests : IDisposable
{
    private const string Sample = "yanshi-2022-12";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("lantai-bulletin-");

    public void Dispose() => _folder.Delete(true);

    [Fact]
    public void A_bulletin_is_made_from_scores_and_a_form_without_a_database()
    {
        var answer = Make(SampleBulletins.ScoresPath(Sample), SampleBulletins.FormPath(Sample), "--json");
        Assert.Equal((0, ""), (answer.Code, answer.Error));
        var made = JsonDocument.Parse(answer.Output).RootElement;
        var files = made.GetProperty("files").EnumerateArray().Select(file => Path.GetFileName(file.GetString()!)).ToList();
        Assert.Equal(["bulletin-2022-12.html", "bulletin-2022-12.docx", "bulletin-2022-12.xlsx"], files[..3]);
        Assert.Equal(Chromium.Find() is null ? 3 : 4, files.Count);
        Assert.Equal(files.Order(), Directory.GetFiles(Out).Select(Path.GetFileName).Order());
        Assert.Empty(made.GetProperty("warnings").EnumerateArray());
    }

    [Fact]
    public void A_left_out_unit_is_pointed_out_on_the_error_output()
    {
        var form = Written("通报.yaml", File.ReadAllText(SampleBulletins.FormPath(Sample)) + "\nworse: {区直单位: [信访局, 统计局]}\n");
        var answer = Make(SampleBulletins.ScoresPath(Sample), form);
        Assert.Equal(0, answer.Code);
        Assert.StartsWith("请核对：区直单位中社保中心排在第31位", answer.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Scores_without_a_row_are_refused() =>
        Refused(Make(Written("空表.csv", "unit,group,公共服务,交流互动,网站建设及安全,政务信息公开\n"), SampleBulletins.FormPath(Sample)), "空表.csv");

    [Fact]
    public void A_form_with_an_unknown_key_is_refused_with_its_line()
    {
        var form = Written("通报.yaml", "titles: 通报\n" + File.ReadAllText(SampleBulletins.FormPath(Sample)));
        Refused(Make(SampleBulletins.ScoresPath(Sample), form), "通报.yaml第1行 titles：不认识的键“titles”，是否为“title”。");
    }

    [Fact]
    public void A_form_that_is_not_there_is_refused() =>
        Refused(Make(SampleBulletins.ScoresPath(Sample), Path.Combine(_folder.FullName, "没有.yaml")), "没有.yaml");

    [Fact]
    public void A_folder_that_cannot_be_written_is_refused()
    {
        Written("out", "a file where the folder should be");
        Refused(Make(SampleBulletins.ScoresPath(Sample), SampleBulletins.FormPath(Sample)), $"不能写入文件夹{Out}，请检查路径和权限，或关闭正在使用其中文件的程序。");
    }

    private string Out => Path.Combine(_folder.FullName, "out");

    private Answer Make(string scores, string form, params string[] more) => Command.Call(
        ["bulletin", "--scores", scores, "--scheme", SampleBulletins.Scheme(Sample), "--form", form, "--out", Out, .. more]);

    private string Written(string name, string text)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, text);
        return path;
    }

    private static void Refused(Answer answer, string words)
    {
        Assert.Equal(2, answer.Code);
        Assert.Contains(words, answer.Error, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', answer.Error.TrimEnd());
    }
}
