using Lantai.Papers;

namespace Lantai.Bulletins;

/// <summary>Sets what the form says about sending and signing into rows; what it does not say has no row.</summary>
internal static class BulletinFoot
{
    public static PaperFoot? Of(FormFoot foot)
    {
        List<FootRow> rows =
        [
            .. Row(FootRule.Thick, Labelled("主办：", foot.Host), Labelled("督办：", foot.Supervisor)),
            .. Row(FootRule.Thick, Labelled("送：", foot.SendTo)),
            .. Row(FootRule.None, Labelled("发：", foot.Distribute)),
            .. Row(FootRule.Thin, Labelled("抄送：", foot.CopyTo)),
            .. Row(FootRule.Thin, Labelled("签发：", foot.Signed), Labelled("审核：", foot.Checked), Labelled("责任编辑：", foot.Editors)),
            .. Row(FootRule.Thin, foot.PrintedBy, foot.PrintedOn is { } day ? ChineseDate.Of(day) + "印发" : null),
        ];
        if (rows.Count > 0) rows[0] = rows[0] with { Above = FootRule.Thick };
        if (foot.Contact is not { } contact) return rows.Count == 0 ? null : new PaperFoot(rows);
        rows.Add(new FootRow(FootRule.Thick, $"联系方式：{contact}"));
        return new PaperFoot(rows, FootRule.None);
    }

    private static string? Labelled(string label, string? text) => text is null ? null : label + text;

    private static IEnumerable<FootRow> Row(FootRule above, params IEnumerable<string?> parts)
    {
        List<string> there = [.. parts.OfType<string>()];
        if (there.Count > 0) yield return new FootRow(above, there);
    }
}
