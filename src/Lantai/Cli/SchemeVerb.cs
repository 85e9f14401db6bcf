using System.CommandLine;
using Lantai.Assessment;
using Lantai.Packs;
using Spectre.Console;

namespace Lantai.Cli;

/// <summary><c>lantai scheme check FILE</c> and <c>lantai scheme show NAME</c>.</summary>
internal static class SchemeVerb
{
    public static Command Create() => new("scheme", "查看和校验考评方案") { Check(), Show() };

    private static Command Check()
    {
        var file = new Argument<string>("file") { Description = "方案文件，或已有方案的名称" };
        var json = new Option<bool>("--json") { Description = "以JSON输出" };
        var command = new Command("check", "校验方案，列出指标和满分；方案有误时退出码为1") { file, json };
        var packs = new PackOptions(command);
        command.SetAction(parsed => Check(packs.Folder(parsed), parsed.GetRequiredValue(file), parsed.GetValue(json), parsed.InvocationConfiguration));
        return command;
    }

    private static Command Show()
    {
        var name = new Argument<string>("name") { Description = "方案名称或文件" };
        var json = new Option<bool>("--json") { Description = "以JSON输出" };
        var command = new Command("show", "显示方案的指标、规则和依据") { name, json };
        var packs = new PackOptions(command);
        command.SetAction(parsed =>
        {
            var scheme = Scheme.Load(parsed.GetRequiredValue(name), packs.Folder(parsed));
            var output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(json)) JsonOutput.Write(SchemeJson.Of(scheme), output);
            else Print(scheme, withRules: true, output);
            return ExitCode.Fine;
        });
        return command;
    }

    /// <summary>A pack that cannot be read at all ends with 2; one that was read and is wrong with 1.</summary>
    private static int Check(PackFolder packs, string nameOrPath, bool json, InvocationConfiguration console)
    {
        var file = PackFile.Read(packs.FindOrPath("schemes", nameOrPath));
        var scheme = SchemeReader.Read(file);
        if (json) JsonOutput.Write(SchemeJson.Of(scheme, file), console.Output);
        if (file.Problems.Count > 0)
        {
            foreach (var problem in file.Problems) console.Error.WriteLine(problem);
            return ExitCode.Found;
        }
        if (json) return ExitCode.Fine;
        Print(scheme, withRules: false, console.Output);
        foreach (var warning in file.Warnings) console.Output.WriteLine($"提示：{warning}");
        console.Output.WriteLine(file.Warnings.Count == 0 ? "方案正确。" : $"方案可用，有{file.Warnings.Count}处请核对。");
        return ExitCode.Fine;
    }

    private static void Print(Scheme scheme, bool withRules, TextWriter output)
    {
        var console = PlainConsole.Create(output);
        console.WriteLine($"{scheme.Title}（{scheme.Name}）");
        foreach (var document in scheme.Basis) console.WriteLine($"依据：{document.Title}{document.Number}");
        foreach (var group in scheme.Groups) console.Write(Tree(group, withRules));
        foreach (var band in scheme.Bands.Bands) console.WriteLine($"等次：{RuleText.Of(band)}");
        console.WriteLine($"排序：{RuleText.Of(scheme.Ranking)}");
    }

    private static Tree Tree(SchemeGroup group, bool withRules)
    {
        var tree = new Tree(Markup.Escape($"{group.Name}  {(group.Indicators.Count == 0 ? "只查否决项" : Maximum(group.Total))}"));
        foreach (var veto in group.Total.Vetoes) tree.AddNode(Markup.Escape($"否决  {RuleText.Of(veto)}{Clause(veto.Citation)}"));
        foreach (var indicator in group.Indicators) Add(tree, indicator, withRules);
        return tree;
    }

    private static void Add(IHasTreeNodes parent, Indicator indicator, bool withRules)
    {
        var weight = indicator.IsWeighted ? $"  权重{Figures.Percent(indicator.Weight * 100)}" : "";
        var node = parent.AddNode(Markup.Escape($"{indicator.Name}  {Maximum(indicator)}{weight}"));
        if (withRules)
        {
            if (indicator.Start is { } start) node.AddNode(Markup.Escape($"起始：{RuleText.Of(start)}"));
            foreach (var rule in indicator.Rules) node.AddNode(Markup.Escape(RuleText.Of(rule) + Clause(rule.Citation)));
            foreach (var veto in indicator.Vetoes) node.AddNode(Markup.Escape(RuleText.Of(veto) + Clause(veto.Citation)));
        }
        foreach (var child in indicator.Children) Add(node, child, withRules);
    }

    private static string Maximum(Indicator indicator) =>
        indicator.Whole is { } whole ? Figures.Points(whole) : "不设上限";

    private static string Clause(Citation citation) => citation.Text.Length > 0 ? $"  〔{citation.Text}〕" : "";
}
