using Lantai.Calendar;
using Lantai.Packs;

namespace Lantai.Assessment;

/// <summary>Reads a scheme from its pack; mistakes and doubts are noted in the file.</summary>
internal static class SchemeReader
{
    public static Scheme Read(PackFile file)
    {
        var map = file.Root.Map();
        var above = map.Citation();
        var scheme = new Scheme(
            map.Required("name").Text(),
            map.Required("title").Text(),
            map.Required("period").OneOf(("month", PeriodKind.Month), ("quarter", PeriodKind.Quarter), ("year", PeriodKind.Year)),
            map.Optional("decimals")?.Whole(0, 6) ?? 2)
        {
            Basis = [.. map.Optional("basis")?.Items().Select(Document) ?? []],
            Year = map.Optional("year") is { } year ? ReadYear(year) : null,
            Groups = Groups(map, above),
            Ranking = map.Optional("ranking") is { } ranking ? StandingsReader.Ranking(ranking) : StandingsReader.PlainRanking,
            Bands = StandingsReader.Bands(map),
            Procedure = map.Optional("procedure") is { } procedure ? ReadProcedure(procedure, above) : new Procedure([], []),
            VoidStates = [.. map.Optional("void-states")?.ItemsOrOne().Select(state => state.Text()) ?? []],
        };
        if (map.Optional("units") is { } units) scheme = Units(scheme, units);
        map.End();
        SchemeCheck.Look(scheme, file);
        return scheme with { Warnings = file.Warnings };
    }

    private static BasisDocument Document(PackNode node)
    {
        var map = node.Map();
        var document = new BasisDocument(map.Required("document").Text(), map.Text("number"), map.Optional("issued")?.Date());
        map.End();
        return document;
    }

    private static YearRule ReadYear(PackNode node)
    {
        if (node.IsScalar)
        {
            Sum(node);
            return new YearRule(null);
        }
        var map = node.Map();
        Sum(map.Required("how"));
        var rule = new YearRule(map.Number("maximum", least: 0));
        map.End();
        return rule;
    }

    private static void Sum(PackNode node) => node.OneOf(("sum", true));

    /// <summary>What a group does not say for itself, the scheme says for all; or it is scored like another group.</summary>
    private static List<SchemeGroup> Groups(PackMap scheme, Citation above)
    {
        var groups = new List<SchemeGroup>();
        foreach (var node in scheme.Required("groups").Items())
        {
            var map = node.Map();
            var name = map.Required("name").Text();
            var citation = RuleReader.Inherit(map.Citation(), above);
            var group = map.Optional("like") is { } like && Like(like, name, groups) is { } other
                ? other
                : Group(map.Or(scheme), name, citation);
            groups.Add(group with
            {
                Name = name,
                OtherNames = [.. map.Optional("also")?.ItemsOrOne().Select(other => other.Text()) ?? []],
            });
            if (group.Indicators.Count == 0 && group.Total.Vetoes.Count == 0) node.Wrong("没有指标（indicators），也没有共用指标或否决项。");
            map.End();
        }
        RefuseUnused(scheme);
        if (groups.Count == 0) scheme.Place.Wrong("至少要有一个分组（groups）。");
        return groups;
    }

    /// <summary>What the scheme says for all groups and every group says for itself would be passed over in silence.</summary>
    private static void RefuseUnused(PackMap scheme)
    {
        var groups = scheme.Optional("groups")?.Items().Select(group => group.Map()).ToList() ?? [];
        foreach (var key in new[] { "indicators", "vetoes" })
            if (scheme.Optional(key) is { } unused && groups.Exists(group => group.Has(key)) && groups.TrueForAll(group => group.Has(key) || group.Has("like")))
                unused.Wrong($"每个分组都写了自己的{key}，方案一级的用不到，请删去。");
    }

    private static SchemeGroup Group(PackMap map, string name, Citation above)
    {
        var reader = new IndicatorReader();
        var total = reader.Total(map, above);
        return new SchemeGroup(name, [], total, reader.Measures) { Otherwise = map.Text("otherwise") };
    }

    private static SchemeGroup? Like(PackNode like, string name, List<SchemeGroup> before)
    {
        var wanted = like.Text();
        var found = before.FirstOrDefault(group => group.Name == wanted);
        if (found is null)
            like.Wrong(wanted == name ? "分组不能引用自己，形成循环。" : $"前面没有名为“{wanted}”的分组；只能引用写在前面的分组，以免循环。");
        return found;
    }

    private static Procedure ReadProcedure(PackNode node, Citation above)
    {
        var map = node.Map();
        var stages = map.Optional("stages")?.Items().Select(stage => stage.Text()).ToList() ?? [];
        var steps = map.Optional("steps")?.Items().Select(item =>
        {
            var step = item.Map();
            var citation = RuleReader.Inherit(step.Citation(), above, item);
            var read = new ProcedureStep(step.Required("name").Text(), FigureReader.ReadDeadline(step.Required("within")), citation);
            step.End();
            return read;
        }).ToList() ?? [];
        map.End();
        return new Procedure(stages, steps);
    }

    private static Scheme Units(Scheme scheme, PackNode node)
    {
        var map = node.Map();
        var read = scheme with
        {
            Excluded = [.. map.Optional("excluded")?.Items().Select(Excluded) ?? []],
            Notes = [.. map.Optional("notes")?.Items().Select(Note) ?? []],
        };
        map.End();
        return read;
    }

    private static Exclusion Excluded(PackNode node)
    {
        var map = node.Map();
        var exclusion = new Exclusion(map.Text("unit"), map.Text("mark"), map.Required("because").Text());
        if (exclusion.Unit is null == exclusion.Mark is null) node.Wrong("应写明unit（单位）或mark（单位标记）之一。");
        map.End();
        return exclusion;
    }

    private static UnitNote Note(PackNode node)
    {
        var map = node.Map();
        var note = map.Required("note").Text();
        var read = new UnitNote(note, map.Text("print") ?? $"（{note}）", [.. map.Optional("units")?.ItemsOrOne().Select(unit => unit.Text()) ?? []]);
        map.End();
        return read;
    }
}
