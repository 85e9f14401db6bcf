using System.Text.Json.Nodes;
using Lantai.Assessment;
using Lantai.Packs;

namespace Lantai.Cli;

/// <summary>A scheme as JSON: groups, trees with maxima, rules in words, bands, and what is wrong or doubtful.</summary>
internal static class SchemeJson
{
    public static JsonObject Of(Scheme scheme, PackFile? file = null)
    {
        var json = new JsonObject
        {
            ["scheme"] = scheme.Name,
            ["title"] = scheme.Title,
            ["groups"] = new JsonArray([.. scheme.Groups.Select(Group)]),
            ["bands"] = new JsonArray([.. scheme.Bands.Bands.Select(band => (JsonNode)RuleText.Of(band))]),
            ["ranking"] = RuleText.Of(scheme.Ranking),
        };
        if (file is null) return json;
        json["problems"] = new JsonArray([.. file.Problems.Select(Problem)]);
        json["warnings"] = new JsonArray([.. file.Warnings.Select(Problem)]);
        return json;
    }

    private static JsonObject Group(SchemeGroup group) => new JsonObject
    {
        ["name"] = group.Name,
        ["maximum"] = Number(group.Total.Whole),
        ["vetoes"] = new JsonArray([.. group.Total.Vetoes.Select(veto => (JsonNode)RuleText.Of(veto))]),
        ["indicators"] = new JsonArray([.. group.Indicators.Select(Indicator)]),
    };

    private static JsonObject Indicator(Indicator indicator) => new JsonObject
    {
        ["key"] = indicator.Key,
        ["name"] = indicator.Name,
        ["maximum"] = Number(indicator.Whole),
        ["minimum"] = Number(indicator.Minimum),
        ["step"] = Number(indicator.Step),
        ["weight"] = indicator.IsWeighted ? Number(indicator.Weight) : null,
        ["entry"] = indicator.Entry switch { EntryKind.Typed => "typed", EntryKind.Computed => "computed", EntryKind.Total => "total" },
        ["clause"] = indicator.Citation.Clause,
        ["rules"] = new JsonArray([.. indicator.Rules.Select(rule => (JsonNode)RuleText.Of(rule))]),
        ["indicators"] = new JsonArray([.. indicator.Children.Select(Indicator)]),
    };

    private static JsonObject Problem(PackProblem problem) => new JsonObject
    {
        ["file"] = problem.File,
        ["line"] = problem.Line,
        ["key"] = problem.KeyPath,
        ["sentence"] = problem.Sentence,
    };

    public static JsonNode? Number(decimal? figure) => figure is { } known ? JsonValue.Create(Figures.Trim(known)) : null;
}
