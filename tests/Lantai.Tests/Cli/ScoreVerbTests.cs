using System.Text.Json;
using Lantai.Papers;
using Lantai.Tests.Assessment;
using Lantai.Tests.Support;
using Xunit;

namespace Lantai.Tests.Cli;

public sealed class ScoreVerbTests
{
    private const string Yanshi = "unit,group,公共服务,交流互动,网站建设及安全,政务信息公开\n";
    private const string Huangshigang = "unit,group,基础信息,公开领域,依申请办理答复,解读回应,能力保障\n";

    /// <summary>Scheme, file, and the sentence that must say what is wrong and where.</summary>
    public static TheoryData<string, string, string> Refusals => new()
    {
        { "yanshi-monthly", "", "得分.csv是空文件，请重新选择。" },
        { "yanshi-monthly", Yanshi, "得分.csv只有表头，没有单位。" },
        { "yanshi-monthly", "group,公共服务\n区直单位,4\n", "得分.csv缺少“unit”（单位）列，请核对表头。" },
        { "yanshi-monthly", "unit,公共服务\n民政局,4\n", "得分.csv缺少“组别”（group）列，请核对表头。" },
        { "yanshi-monthly", "unit,group,公共服务,交流互动,网站建设及安全\n民政局,区直单位,4,2,13\n", "得分.csv缺少“政务信息公开”列（区直单位）。" },
        { "yanshi-monthly", "unit,group,公共服务,交流互动,网站建设及安全,政务信息公升\n民政局,区直单位,4,2,13,1\n", "得分.csv第1行F列：不认识的列“政务信息公升”，是否为“政务信息公开”。" },
        { "yanshi-monthly", Yanshi + "民政局,镇街道办,4,2,13,1\n", "得分.csv第2行B列：方案里没有“镇街道办”组，是否为“镇（街道）”。" },
        { "yanshi-monthly", Yanshi + "民政局,区直单位,4,2,13,1\n民政局,区直单位,4,2,13,2\n", "得分.csv第3行A列：单位“民政局”与第2行重复。" },
        { "yanshi-monthly", Yanshi + "民政局,区直单位,4,2,13,优\n", "得分.csv第2行F列：民政局的“政务信息公开”应为数字，现为“优”。" },
        { "yanshi-monthly", Yanshi + "民政局,区直单位,4,2,13,1.3\n", "得分.csv第2行F列：民政局的“政务信息公开”为1.3分，不是0.5的整数倍。" },
        { "yanshi-monthly", Yanshi + "民政局,区直单位,4,2,13,-1\n", "得分.csv第2行F列：民政局的“政务信息公开”为-1分，低于最低0分。" },
        { "yanshi-monthly", Yanshi + "民政局,区直单位,4,2,13,/\n", "得分.csv第2行F列：民政局的“政务信息公开”不能填“/”，方案没有规定不适用时如何计分。" },
        { "yanshi-monthly", Yanshi + ",区直单位,4,2,13,1\n", "得分.csv第2行A列：缺少单位名称。" },
        { "yanshi-monthly", Yanshi.Replace("公共服务", "交流互动得分", StringComparison.Ordinal) + "民政局,区直单位,4,2,13,1\n", "得分.csv第1行：“交流互动得分”和“交流互动”两列都是“交流互动”，请只留一列。" },
        { "yanshi-monthly", Yanshi.Replace("公共服务", "交流互动", StringComparison.Ordinal) + "民政局,区直单位,4,2,13,1\n", "得分.csv第1行：列“交流互动”出现两次。" },
        { "yanshi-monthly", Yanshi.Replace("交流互动", "", StringComparison.Ordinal) + "民政局,区直单位,4,2,13,1\n", "得分.csv第1行D列没有列名，表头不能合并或留空。" },
        { "yanshi-monthly", Yanshi.TrimEnd() + ",year_before\n民政局,区直单位,4,2,13,1,\n", "得分.csv第2行G列：“year_before”不能留空，没有的填0。" },
        { "yanshi-monthly", Yanshi.TrimEnd() + ",year_before\n民政局,区直单位,4,2,13,1,-3\n", "得分.csv第2行G列：“year_before”应为0到一百万之间的数字，现为“-3”。" },
        { "huangshigang-annual", Huangshigang + "区统计局,区直部门,26,40,5,15,10\n", "得分.csv第2行C列：区统计局的“基础信息”为26分，超过满分25分。" },
        { "huangshigang-annual", Huangshigang + "花湖街道,街道,30,1,5,24,15\n", "得分.csv第2行D列：“公开领域”不是“街道”的指标，请留空。" },
        { "huangshigang-annual", Huangshigang.TrimEnd() + ",year_before\n区统计局,区直部门,25,40,5,15,10,0\n", "不累计全年总分，请删去“year_before”列。" },
        { "kaifeng-annual", "unit,group,得分\n兰考县,县区,90.275\n", "得分.csv第2行C列：兰考县的“得分”为90.275分，最多保留2位小数。" },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public void What_is_wrong_in_a_sheet_is_said_in_a_sentence_and_nothing_is_scored(string scheme, string text, string sentence)
    {
        using var file = new TemporaryFile("得分.csv", text);
        var answer = Command.Call("score", file.Path, "--scheme", scheme, "--json");
        Assert.Equal(2, answer.Code);
        Assert.Equal("", answer.Output);
        Assert.Contains(sentence, answer.Error);
        Assert.DoesNotContain('\n', answer.Error);
    }

    [Fact]
    public void Several_mistakes_are_all_said_at_once()
    {
        using var file = new TemporaryFile("得分.csv", Huangshigang + "甲局,区直部门,26,40,5,15,10\n乙局,区直部门,25,优,5,15,10\n");
        var sentences = Command.Call("score", file.Path, "--scheme", "huangshigang-annual").Error.Split('\n');
        Assert.Equal(2, sentences.Length);
    }

    [Theory]
    [InlineData("单位名称,组别,公共服务得分,交流互动得分,网站建设及安全得分,政务信息公开得分", "市直单位")]
    [InlineData("单位,分组,公共服务,交流互动,网站建设及安全,政务信息公开", "区直单位")]
    [InlineData("政务信息公开,unit,公共服务,group,交流互动,网站建设及安全", "镇(街道)", "1,民政局,4,镇(街道),2,13")]
    public void Columns_are_known_by_printed_names_and_in_any_order(string head, string group, string? row = null)
    {
        using var file = new TemporaryFile("得分.csv", $"{head}\n{row ?? $"民政局,{group},4,2,13,1"}\n");
        var result = Json("score", file.Path, "--scheme", "yanshi-monthly", "--json");
        var first = result.GetProperty("groups")[0].GetProperty("rows")[0];
        Assert.Equal(20, first.GetProperty("total").GetDecimal());
        Assert.Equal(1, first.GetProperty("scores").GetProperty("政务信息公开").GetDecimal());
    }

    [Fact]
    public void A_heading_with_the_maximum_behind_it_is_the_indicator()
    {
        using var file = new TemporaryFile("得分.csv", "单位,分组,基础信息(35分),依申请办理答复（5分）,解读回应(40分),能力保障(20分)\n花湖街道办事处,街道,30,5,24,15\n");
        Assert.Equal(74, Json("score", file.Path, "--scheme", "huangshigang-annual", "--json").GetProperty("groups")[0].GetProperty("rows")[0].GetProperty("total").GetDecimal());
    }

    [Fact]
    public void Lines_above_the_headings_are_titles()
    {
        using var file = new TemporaryFile("得分.csv", "2022年12月得分,,,,,\n" + Yanshi + "民政局,区直单位,4,2,13,18\n");
        Assert.Equal(0, Command.Call("score", file.Path, "--scheme", "yanshi-monthly").Code);
    }

    [Fact]
    public void A_merged_heading_is_refused()
    {
        using var file = new TemporaryFile("得分.xlsx");
        using (var output = File.Create(file.Path))
            SheetXlsx.Write(new Sheet("一月", [new("单位"), new("分组"), new("公共服务")], [["民政局", "区直单位", "4"]]), output);
        MergeHeading(file.Path);
        var answer = Command.Call("score", file.Path, "--scheme", "yanshi-monthly");
        Assert.Equal(2, answer.Code);
        Assert.Contains("表头有合并单元格（B1:C1）", answer.Error);
    }

    [Fact]
    public void A_missing_cell_is_never_a_zero_the_unit_has_no_total_and_no_rank()
    {
        using var file = new TemporaryFile("得分.csv", Huangshigang + "甲局,区直部门,25,40,,15,10\n乙局,区直部门,0,0,0,0,0\n");
        var answer = Command.Call("score", file.Path, "--scheme", "huangshigang-annual", "--json");
        Assert.Equal(1, answer.Code);
        Assert.Contains("1个单位有缺项，没有总分，未参加排名：甲局。", answer.Error);
        var rows = JsonDocument.Parse(answer.Output).RootElement.GetProperty("groups")[0].GetProperty("rows");
        Assert.Equal("乙局", rows[0].GetProperty("unit").GetString());
        Assert.Equal(0, rows[0].GetProperty("total").GetDecimal());
        Assert.Equal(JsonValueKind.Null, rows[1].GetProperty("total").ValueKind);
        Assert.Equal(JsonValueKind.Null, rows[1].GetProperty("rank").ValueKind);
        Assert.Equal(JsonValueKind.Null, rows[1].GetProperty("scores").GetProperty("依申请办理答复").ValueKind);
        Assert.Equal("missing", rows[1].GetProperty("states").GetProperty("依申请办理答复").GetString());
    }

    [Fact]
    public void The_JSON_has_the_fields_others_script_against_and_exact_numbers()
    {
        var result = Json("score", SampleTables.Scores("yanshi/scores-2022-12"), "--scheme", "yanshi-monthly", "--json");
        var row = result.GetProperty("groups")[1].GetProperty("rows")[5];
        Assert.Equal("镇（街道）", result.GetProperty("groups")[1].GetProperty("name").GetString());
        Assert.Equal("府店镇", row.GetProperty("unit").GetString());
        Assert.Equal(JsonValueKind.Null, row.GetProperty("rank").ValueKind);
        Assert.Equal("17.5", row.GetProperty("scores").GetProperty("政务信息公开").GetRawText());
        Assert.Equal("36.5", row.GetProperty("total").GetRawText());
        Assert.Equal("404.5", row.GetProperty("year_total").GetRawText());
        Assert.Equal(0, result.GetProperty("bands").GetArrayLength());
    }

    [Fact]
    public void The_CSV_begins_with_a_BOM_and_scores_again_to_the_same()
    {
        var csv = Command.Call("score", SampleTables.Scores("kaifeng/scores-2022"), "--scheme", "kaifeng-annual", "--csv").Output;
        Assert.StartsWith("\uFEFF名次,单位,组别,得分,总分,等次\r\n1,兰考县,县区,90.27,90.27,90分以上\r\n", csv);
        Assert.Contains("33,市乡村振兴局(无网站),市直单位,69.76,69.76,60—80分", csv);
    }

    [Fact]
    public void The_XLSX_has_a_sheet_for_each_group_and_can_be_read_back()
    {
        using var file = new TemporaryFile("结果.xlsx");
        var answer = Command.Call("score", SampleTables.Scores("huangshigang/scores-2022"), "--scheme", "huangshigang-annual", "--xlsx", file.Path);
        Assert.Equal(0, answer.Code);
        var tables = SourceTables.Read(file.Path);
        Assert.Equal(["街道", "区直部门"], tables.Select(table => table.Sheet));
        Assert.Equal(["1", "沈家营街道办事处", "33", "5", "40", "20", "98"], tables[0].Rows[1].Cells);
    }

    [Fact]
    public void A_unit_that_the_register_does_not_hold_is_refused_with_the_nearest_name()
    {
        using var scores = new TemporaryFile("得分.csv", "unit,group,公共服务,交流互动,网站建设及安全,政务信息公开\n教育体育局,区直单位,4,2,13,12.5\n应急管埋局,区直单位,4,2,13,0\n");
        string[] call = ["score", scores.Path, "--scheme", "yanshi-monthly"];
        Assert.Equal(0, Command.Call(call).Code);
        var answer = Command.Call([.. call, "--register", Repository.Pack("samples/yanshi/units.csv")]);
        Assert.Equal((2, ""), (answer.Code, answer.Output));
        Assert.Equal("得分.csv：单位名录中没有“应急管埋局”，是否为“应急管理局”。", answer.Error.Trim());
    }

    [Fact]
    public void Facts_are_scored_by_the_rules_of_the_scheme()
    {
        using var units = new TemporaryFile("单位.csv", "unit,group,marks\n甲市,政府门户网站,\n乙局,政府门户网站,无对外服务\n丙局,其他政府网站,\n丁局,其他政府网站,\n戊局,其他政府网站,\n");
        using var facts = new TemporaryFile("事实.csv", """
            unit,fact,day,quantity,class,item,since
            甲市,政策文件一级栏目六个月未更新,2025-12-31,1,,,
            甲市,办事统计数据三个月未更新,2025-12-31,1,,,
            甲市,留言公开两个月未更新,2025-12-31,1,,,
            甲市,链接不可用,2025-12-31,5,首页,,
            甲市,创新发展加分,2025-12-31,4,,,
            甲市,征集调查活动,2025-11-01,6,,,
            甲市,在线访谈活动,2025-11-01,3,,,
            乙局,征集调查活动,2025-11-01,7,,,
            乙局,在线访谈活动,2025-11-01,3,,,
            乙局,留言公开两个月未更新,2025-12-31,1,,,
            丙局,空白栏目,2025-12-31,1,,公示,
            丙局,站点访问次数,2025-12-31,140,,,
            丙局,站点打不开次数,2025-12-31,6,,,
            丁局,站点访问次数,2025-12-31,140,,,
            丁局,站点打不开次数,2025-12-31,7,,,
            """);
        var result = Json("score", units.Path, "--scheme", "national-2019", "--facts", facts.Path, "--period", "2025", "--json");
        var portals = result.GetProperty("groups")[0].GetProperty("rows");
        Assert.Equal("乙局", portals[0].GetProperty("unit").GetString());
        Assert.Equal(96, portals[0].GetProperty("total").GetDecimal());
        Assert.Equal(93, portals[1].GetProperty("total").GetDecimal());
        Assert.Equal(89, portals[1].GetProperty("scores").GetProperty("扣分指标").GetDecimal());
        var others = result.GetProperty("groups")[1].GetProperty("rows").EnumerateArray().Select(row => (row.GetProperty("unit").GetString(), row.TryGetProperty("band", out var band) ? band.GetString() : "未判定"));
        Assert.Equal([("丙局", "合格"), ("丁局", "不合格"), ("戊局", "未判定")], others);
    }

    [Theory]
    [InlineData("unit,fact,day\n乙局,无此事,2025-01-01\n", "单位“乙局”不在名单里")]
    [InlineData("unit,fact,day\n甲局,空白栏,2025-01-01\n", "事实“空白栏”不在名单里，是否为“空白栏目”")]
    [InlineData("unit,fact,day\n甲局,空白栏目,2025-02-30\n", "日期应写成2026-01-31的样子，现为“2025-02-30”")]
    [InlineData("unit,fact,day,quantity\n甲局,空白栏目,2025-02-01,几个\n", "数量应为0到一百万之间的数字，现为“几个”")]
    [InlineData("unit,fact,day,多余\n甲局,空白栏目,2025-02-01,1\n", "不认识的列“多余”")]
    [InlineData("unit,fact,day\n甲局,模拟咨询,2025-02-01\n", "没有起算日，不能判断是否超过5个工作日")]
    public void A_wrong_fact_is_refused_so_that_a_slip_costs_nobody_points(string text, string sentence)
    {
        using var units = new TemporaryFile("单位.csv", "unit,group\n甲局,政府门户网站\n");
        using var facts = new TemporaryFile("事实.csv", text);
        var answer = Command.Call("score", units.Path, "--scheme", "national-2019", "--facts", facts.Path, "--period", "2025");
        Assert.Equal(2, answer.Code);
        Assert.Contains(sentence, answer.Error);
    }

    [Fact]
    public void Facts_need_a_period_of_the_schemes_kind()
    {
        using var units = new TemporaryFile("单位.csv", "unit,group\n甲局,政府门户网站\n");
        using var facts = new TemporaryFile("事实.csv", "unit,fact,day\n甲局,空白栏目,2025-02-01\n");
        Assert.Contains("要写明考评期", Command.Call("score", units.Path, "--scheme", "national-2019", "--facts", facts.Path).Error);
        Assert.Contains("按年度考评，不能用于2025年2月", Command.Call("score", units.Path, "--scheme", "national-2019", "--facts", facts.Path, "--period", "2025-02").Error);
        Assert.Contains("应写成2022-12", Command.Call("score", units.Path, "--scheme", "national-2019", "--facts", facts.Path, "--period", "二月").Error);
    }

    private static JsonElement Json(params string[] arguments)
    {
        var answer = Command.Call(arguments);
        Assert.Equal("", answer.Error);
        return JsonDocument.Parse(answer.Output).RootElement;
    }

    private static void MergeHeading(string path)
    {
        using var book = DocumentFormat.OpenXml.Packaging.SpreadsheetDocument.Open(path, isEditable: true);
        var sheet = book.WorkbookPart!.WorksheetParts.Single().Worksheet;
        var merges = new DocumentFormat.OpenXml.Spreadsheet.MergeCells(new DocumentFormat.OpenXml.Spreadsheet.MergeCell { Reference = "B1:C1" });
        sheet.InsertAfter(merges, sheet.GetFirstChild<DocumentFormat.OpenXml.Spreadsheet.SheetData>());
        sheet.Save();
    }
}
