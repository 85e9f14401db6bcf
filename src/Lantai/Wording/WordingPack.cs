using Lantai.Packs;

namespace Lantai.Wording;

/// <summary>A probe with its row of the pack.</summary>
internal sealed record StyleRule(WordingRule Rule, StyleProbe Probe)
{
    private const int ReachBefore = 40;
    private const int ReachAfter = 10;

    /// <summary>Only when one of these stands near, or none of those; near also means the cell before in a table.</summary>
    public IReadOnlyList<string> Near { get; init; } = [];

    public IReadOnlyList<string> NotNear { get; init; } = [];

    public bool Holds(ReadOnlySpan<char> text, Mark mark, DateOnly on)
    {
        if (!Rule.Basis.AppliesOn(on)) return false;
        if (Near.Count == 0 && NotNear.Count == 0) return true;
        var before = text[Math.Max(0, mark.Start - ReachBefore)..mark.Start];
        var own = Glyphs.Before(text, mark.Start, ReachBefore);
        var after = Glyphs.After(text, mark.End, ReachAfter);
        if (Near.Count > 0 && !Glyphs.ContainsAny(before, Near) && !Glyphs.ContainsAny(after, Near)) return false;
        // A cell with nothing but the number is explained by the cell before it; where a line has words of its own, they alone excuse it.
        return !Glyphs.ContainsAny(Glyphs.HasWords(own) ? own : before, NotNear) && !Glyphs.ContainsAny(after, NotNear);
    }
}

/// <summary>Reads packs/wording: phrases.csv-like tables of wrong phrases, the rows of the probes, titles, lists, protected words.</summary>
internal static class WordingPack
{
    private const string Folder = "wording";

    private static readonly string[] PhraseColumns =
        ["编号", "错误", "正确", "说明", "前接", "后接", "前不接", "后不接", "同句有", "同句无", "级别", "依据", "自", "至", "把握", "确认"];

    private static readonly (string Name, WordingKind Kind)[] PhraseTables =
    [
        ("expressions", WordingKind.Expression),
        ("titles", WordingKind.OfficeTitle),
        ("terms", WordingKind.Term),
        ("typos", WordingKind.Typo),
        ("laws", WordingKind.Law),
    ];

    public static IEnumerable<PhraseRule> Phrases(PackFolder packs) => PhraseTables.SelectMany(table => Phrases(packs, table.Name, table.Kind));

    public static IReadOnlyList<StyleRule> Style(PackFolder packs)
    {
        var path = packs.Find(Folder, "style", ".csv");
        var file = Path.GetFileName(path);
        var rows = PackTable.Read(path, "编号", "类别", "说明", "近有", "近无", "级别", "依据", "把握", "确认");
        return [.. rows.SelectMany(row => Probes(row, file).Select(probe => Style(row, file, probe)))];
    }

    public static IReadOnlyList<string> Protected(PackFolder packs) =>
        [.. PackTable.Read(packs.Find(Folder, "protected", ".csv"), "词", "说明").Select(row => row["词"])];

    public static IReadOnlyList<FixedList> Lists(PackFolder packs)
    {
        var path = packs.Find(Folder, "lists", ".csv");
        var file = Path.GetFileName(path);
        return [.. PackTable.Read(path, "编号", "名称", "各项", "每级", "级别", "依据", "自", "至", "把握", "确认").Select(row => new FixedList(
            new WordingRule(row["编号"], WordingKind.Expression, row.Severity(file), row.Basis(file), row.ConfirmByHand(file), null, row["名称"]),
            row.Words("各项"), row.Count(file, "每级")))];
    }

    public static IReadOnlyList<Official> Officials(PackFolder packs)
    {
        var path = packs.Find(Folder, "officials", ".csv");
        var file = Path.GetFileName(path);
        return [.. PackTable.Read(path, "编号", "姓名", "职务", "级别", "依据", "自", "至", "把握", "确认").Select(row => new Official(
            row["姓名"], row.Words("职务"),
            new WordingRule(row["编号"], WordingKind.OfficeTitle, row.Severity(file), row.Basis(file), row.ConfirmByHand(file))))];
    }

    private static IEnumerable<PhraseRule> Phrases(PackFolder packs, string name, WordingKind kind)
    {
        var path = packs.Find(Folder, name, ".csv");
        var file = Path.GetFileName(path);
        foreach (var row in PackTable.Read(path, PhraseColumns))
        {
            var wrong = row.Words("错误");
            if (wrong.Count == 0 || wrong.Any(w => w.Length < 2)) throw row.Wrong(file, "“错误”每个词至少两个字。");
            var rule = new WordingRule(row["编号"], kind, row.Severity(file), row.Basis(file), row.ConfirmByHand(file), row.Maybe("正确"), row.Maybe("说明"));
            yield return new PhraseRule(rule, wrong)
            {
                OnlyAfter = row.Words("前接"),
                OnlyBefore = row.Words("后接"),
                NotAfter = row.Words("前不接"),
                NotBefore = row.Words("后不接"),
                SentenceHas = row.Words("同句有"),
                SentenceLacks = row.Words("同句无"),
            };
        }
    }

    private static StyleRule Style(PackRow row, string file, StyleProbe probe)
    {
        WordingKind kind = row["类别"] switch
        {
            "标点" => WordingKind.Punctuation,
            "数字" => WordingKind.Number,
            "法规" => WordingKind.Law,
            "残留" => WordingKind.Residue,
            "隐私" => WordingKind.Privacy,
            var other => throw row.Wrong(file, $"“类别”应为标点、数字、法规、残留、隐私之一，现为“{other}”。"),
        };
        var rule = new WordingRule(row["编号"], kind, row.Severity(file), row.Basis(file), row.ConfirmByHand(file), null, row.Maybe("说明"));
        return new StyleRule(rule, probe) { Near = row.Words("近有"), NotNear = row.Words("近无") };
    }

    private static List<StyleProbe> Probes(PackRow row, string file)
    {
        var probes = StyleProbe.All.Where(probe => probe.Id == row["编号"]).ToList();
        if (probes.Count > 0) return probes;
        var near = Spelling.Nearest(row["编号"], StyleProbe.All.Select(probe => probe.Id));
        throw row.Wrong(file, $"程序没有编号为“{row["编号"]}”的规则{(near is null ? "" : $"，是否为“{near}”")}。");
    }
}
