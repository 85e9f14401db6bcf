using Lantai.Packs;

namespace Lantai.Assessment;

/// <summary>Limits of a figure; an absent one does not limit.</summary>
public readonly record struct Bounds(decimal? AtLeast = null, decimal? Over = null, decimal? AtMost = null, decimal? Below = null)
{
    public static Bounds Some { get; } = new(Over: 0);

    public static Bounds None { get; } = new(AtMost: 0);

    public bool IsEmpty => AtLeast is null && Over is null && AtMost is null && Below is null;

    public bool Contains(decimal figure) =>
        !(figure < AtLeast) && !(figure <= Over) && !(figure > AtMost) && !(figure >= Below);
}

/// <summary>Points as a pack states them: a number, or a share of the indicator's maximum.</summary>
public readonly record struct Points(decimal Number, bool IsShare = false)
{
    public decimal Of(decimal maximum) => IsShare ? Number * maximum : Number;
}

/// <summary>How a figure is got from facts.</summary>
public enum FigureKind
{
    /// <summary>The sum of the quantities; a row that states none counts 1.</summary>
    Amount,
    /// <summary>The number of rows, whatever their quantities.</summary>
    Rows,
    /// <summary>The number of different objects; with <see cref="Figure.Other"/>, of those without a row there.</summary>
    Items,
    /// <summary>The mean quantity of the rows; no figure without rows.</summary>
    Average,
    /// <summary>The latest row's quantity; no figure without rows.</summary>
    Last,
    /// <summary>Per cent of one sum in another; no figure when that is 0.</summary>
    Ratio,
    /// <summary>How many are missing to the quota, in all or in each part of the period.</summary>
    Shortfall,
    /// <summary>By how many per cent the quota is exceeded; 0 when it is not.</summary>
    Excess,
    /// <summary>The number of weeks, months or quarters whose amount lies within the bounds.</summary>
    Periods,
    /// <summary>The points of another indicator.</summary>
    Points,
    /// <summary>Several figures added up.</summary>
    Together,
}

/// <summary>A quota: a number, or what a fact of the unit says (任务数).</summary>
public sealed record Quota(decimal Number, Measure? Task = null);

/// <summary>A figure about a unit and a period.</summary>
public sealed record Figure(FigureKind Kind)
{
    public Measure? Of { get; init; }

    /// <summary>The whole of a ratio; the rows that clear an object.</summary>
    public Measure? Other { get; init; }

    public Quota? Quota { get; init; }

    public Bounds Bounds { get; init; }

    /// <summary>The key of the indicator whose points are meant.</summary>
    public string? Indicator { get; init; }

    public IReadOnlyList<Figure> Parts { get; init; } = [];
}

public enum ConditionKind { Compare, Any, All, Mark }

/// <summary>A question about a unit and a period that is true or false.</summary>
public sealed record Condition(ConditionKind Kind)
{
    public Figure? Figure { get; init; }

    public Bounds Bounds { get; init; }

    public IReadOnlyList<Condition> Parts { get; init; } = [];

    /// <summary>A mark of the unit in the register: 无网站, 无对外服务.</summary>
    public string? Mark { get; init; }
}

/// <summary>What a rule does to the points.</summary>
public enum Effect { Award, Deduct, Ceiling }

/// <summary>How a figure becomes points.</summary>
public enum Binding
{
    /// <summary>So many points for each.</summary>
    Each,
    /// <summary>The points once, when a condition is true.</summary>
    When,
    /// <summary>The points of the latest row's class.</summary>
    Grade,
    /// <summary>The points of the step in which the figure lies.</summary>
    By,
    /// <summary>The points multiplied by a per cent figure.</summary>
    Times,
    /// <summary>The points an assessor put down, each within a range.</summary>
    Judged,
}

/// <summary>One line of a rule that counts rows: which rows, what each is worth.</summary>
/// <param name="Class">The class in a table of classes; null for a plain rule.</param>
/// <param name="State">The state of rectification, when it changes the points.</param>
/// <param name="Share">1, or what is left of the points in that state.</param>
public sealed record RuleLine(Measure Measure, Points Points, string? Class, string? State, decimal Share);

/// <summary>A step of a scale.</summary>
public sealed record Tier(Bounds Bounds, Points Points);

/// <summary>One rule of an indicator: a figure or condition, and what it does to the points.</summary>
public sealed record Rule(Effect Effect, Binding Binding, Citation Citation)
{
    /// <summary>For a plain number of points.</summary>
    public Points Points { get; init; }

    /// <summary>For rules that count rows by class or state; then <see cref="Figure"/> is null.</summary>
    public IReadOnlyList<RuleLine> Lines { get; init; } = [];

    /// <summary>Rows of a class the table does not list; they are shown, and count nothing.</summary>
    public Measure? Unlisted { get; init; }

    public IReadOnlyList<Tier> Tiers { get; init; } = [];

    public Figure? Figure { get; init; }

    public Condition? When { get; init; }

    /// <summary>Exemption: the rule is not applied while this is true.</summary>
    public Condition? Unless { get; init; }

    /// <summary>The most this rule may award or deduct.</summary>
    public Points? AtMost { get; init; }

    /// <summary>Points for every full so many; 0 means for each one, parts included.</summary>
    public decimal Every { get; init; }

    /// <summary>Only what goes beyond this counts.</summary>
    public decimal Beyond { get; init; }

    /// <summary>Of several classes for one object only the one with the most points counts (同一事项就高计分).</summary>
    public bool HighestOnly { get; init; }

    /// <summary>The rule in the scheme's own words; null lets the program put it.</summary>
    public string? Wording { get; init; }
}

/// <summary>What happens when a condition stands that decides by itself (单项否决).</summary>
public sealed record Veto(string Name, Condition When, Citation Citation)
{
    /// <summary>The band the unit then falls in (不合格); null leaves the band to the points.</summary>
    public string? Band { get; init; }

    /// <summary>Exemption: the veto is not applied while this is true.</summary>
    public Condition? Unless { get; init; }

    /// <summary>The points it then gets, whatever else it earned; null leaves them.</summary>
    public decimal? Points { get; init; }

    /// <summary>Nothing else is scored: no total.</summary>
    public bool Stops { get; init; }
}
