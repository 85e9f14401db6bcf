using System.Text.Encodings.Web;
using System.Text.Json;
using Lantai.Units.Import;

namespace Lantai.Cli;

/// <summary>What an import of units did or would do, for people and for programs.</summary>
internal static class ImportReport
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static void WriteText(UnitPlan plan, TextWriter output, bool isReal)
    {
        foreach (var error in plan.Errors) output.WriteLine(error);
        foreach (var line in plan.Lines.Where(line => line.Kind != PlanKind.Same))
        {
            output.WriteLine($"第{line.Row}行　{Title(line.Kind)}　{line.After.Name}　{string.Join('；', line.Changes)}");
            if (line.Near is { } near) output.WriteLine($"　　　　名录中有相近的“{near}”，文件没有列出，请核对是否同一单位。");
        }
        if (plan.NewGroups.Count > 0) output.WriteLine($"新建组别：{string.Join('、', plan.NewGroups)}");
        if (plan.NotListed.Count > 0) output.WriteLine($"未列出，保持不变：{string.Join('、', plan.NotListed)}");
        if (plan.Errors.Count == 0) output.WriteLine($"{(isReal ? "已导入" : "预览（没有写入）")}：{plan.Summary}。");
    }

    public static void WriteJson(UnitPlan plan, TextWriter output, bool isReal) => output.WriteLine(JsonSerializer.Serialize(new
    {
        Applied = isReal && plan.Errors.Count == 0,
        New = plan.Count(PlanKind.New),
        Changed = plan.Count(PlanKind.Changed),
        Same = plan.Count(PlanKind.Same),
        plan.NewGroups,
        plan.NotListed,
        Rows = plan.Lines.Select(line => new
        {
            line.Row,
            Kind = JsonNamingPolicy.SnakeCaseLower.ConvertName(line.Kind.ToString()),
            Unit = line.After.Name,
            line.Near,
            line.Changes,
        }),
        Errors = plan.Errors.Select(error => new { error.Where, Message = error.Sentence }),
    }, Json));

    private static string Title(PlanKind kind) => kind switch
    {
        PlanKind.New => "新增",
        PlanKind.Changed => "修改",
        PlanKind.Same => "不变",
    };
}
