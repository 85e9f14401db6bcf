using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Lantai.Calendar;
using Lantai.Requests.Fees;

namespace Lantai.Cli;

/// <summary><c>lantai fee</c>: the information processing fee with its working.</summary>
internal static class FeeVerb
{
    public static Command Create()
    {
        var by = CommandWords.Option("--by", "items 按件，pages 按量（页）", [("items", FeeMethod.Items), ("pages", FeeMethod.Pages)]);
        by.Required = true;
        var count = new Option<int>("--count") { Description = "本次的件数或页数", Required = true, HelpName = "N" };
        var already = new Option<int>("--already") { Description = "此前已累计的数量：按件为该申请人当月已提出的件数", HelpName = "N" };
        var on = CommandDates.Option("--on", "按哪一天的标准；不写则为今天");
        var json = new Option<bool>("--json") { Description = "输出 JSON" };
        var command = new Command("fee", "计算政府信息公开信息处理费，写出每一档的算式") { by, count, already, on, json };
        var packs = new PackOptions(command);
        command.SetAction(parsed =>
        {
            var rates = FeeRates.InForce(packs.Folder(parsed), parsed.GetValue(on) ?? TimeProvider.System.Today());
            var method = parsed.GetValue(by);
            var fee = Fee.Of(rates, method, parsed.GetRequiredValue(count), parsed.GetValue(already));
            var output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(json)) JsonOutput.Write(Json(fee), output);
            else WriteText(fee, rates.By(method), output);
            return ExitCode.Fine;
        });
        return command;
    }

    private static JsonNode Json(Fee fee) => JsonSerializer.SerializeToNode(new
    {
        amount = fee.Amount,
        tiers = fee.Tiers.Select(tier => new { from = tier.From, to = tier.To, count = tier.Count, rate = tier.Yuan, amount = tier.Amount, working = tier.Working }),
        clause = fee.Basis.Text,
    })!;

    private static void WriteText(Fee fee, FeeScale scale, TextWriter output)
    {
        foreach (var tier in fee.Tiers) output.WriteLine($"第{tier.From}至{tier.To}{scale.Unit}　{tier.Working}");
        output.WriteLine($"合计　{fee.Amount}元");
        output.WriteLine($"计数　{scale.Counted}");
        output.WriteLine($"依据　{fee.Basis.Text}");
    }
}
