using System.Globalization;
using Lantai.Ui;

namespace Lantai.Assessment;

/// <summary>What a cell of the sheet says: points, "/" for not applicable, or nothing.</summary>
public readonly record struct CellText(CellState State, decimal? Points)
{
    public static CellText Blank { get; } = new(CellState.Missing, null);

    /// <summary>As it is typed and shown: 4, 31.5, /, or nothing.</summary>
    public override string ToString() => State switch
    {
        CellState.Scored => Figures.Plain(Points ?? 0),
        CellState.NotApplicable => "/",
        CellState.Missing or CellState.Stopped => "",
    };

    /// <summary>The cell as a sentence has it: 空, 不适用, 4分.</summary>
    public string InWords => State switch
    {
        CellState.Scored => Figures.Points(Points ?? 0),
        CellState.NotApplicable => "不适用",
        CellState.Missing or CellState.Stopped => "空",
    };

    public static CellText Of(ScoreEntry? entry) => entry is null ? Blank : new(entry.State, entry.Points);

    /// <summary>Reads what was typed; the problem is the end of a sentence that begins with unit and indicator.</summary>
    /// <param name="group">The indicator's group; it says what becomes of a cell that does not apply.</param>
    public static (CellText Cell, string? Problem) Read(string? text, SchemeGroup group, Indicator indicator, int decimals)
    {
        var plain = HalfWidth.Of(text).Trim();
        if (plain.Length == 0) return (Blank, null);
        if (plain == "/")
            return MayBeNotApplicable(group.Total, indicator)
                ? (new CellText(CellState.NotApplicable, null), null)
                : (Blank, "不能填“/”，方案没有规定不适用时如何计分");
        if (!decimal.TryParse(plain, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var points))
            return (Blank, $"应为数字，现为“{(plain.Length <= 20 ? plain : plain[..20] + "…")}”");
        return EntryLimits.Against(indicator, points, decimals) is { } against
            ? (Blank, "为" + against)
            : (new CellText(CellState.Scored, Figures.Trim(points)), null);
    }

    /// <summary>Whether the total right above the indicator says what to do without it.</summary>
    public static bool MayBeNotApplicable(Indicator parent, Indicator leaf) =>
        parent.Children.Contains(leaf)
            ? parent.WhenNotApplicable != WhenNotApplicable.Refused
            : parent.Children.Any(child => MayBeNotApplicable(child, leaf));
}
