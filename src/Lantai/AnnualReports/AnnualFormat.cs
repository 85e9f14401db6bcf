using Lantai.Packs;

namespace Lantai.AnnualReports;

/// <summary>A column of a statutory table.</summary>
/// <param name="Group">What stands over it together with its neighbours: 法人或其他组织; null for none.</param>
/// <param name="TakesFraction">An amount; otherwise whole things are counted.</param>
/// <param name="TakesSign">An increase or decrease.</param>
/// <param name="Measures">What may stand behind a number of it: 件, 个; of an amount 万元. Another measure makes another figure of it.</param>
public sealed record AnnualColumn(string Key, string Title, string? Group, bool TakesFraction, bool TakesSign, IReadOnlyList<string> Measures);

/// <summary>A row of figures; in 表四, whose one line holds three groups, each group.</summary>
/// <param name="Key">Unique in the format.</param>
/// <param name="Title">With its number: （一）予以公开.</param>
/// <param name="Group">（三）不予公开, 行政诉讼, 第二十条第（一）项; null for none.</param>
/// <param name="OldTitles">What it was called before; a reader knows them, a check names them.</param>
/// <param name="PartOf">The key of the row that sums it up with others; null for none.</param>
public sealed record AnnualRow(
    string Key, string Title, string? Group, IReadOnlyList<string> OldTitles, string? PartOf, IReadOnlyList<AnnualColumn> Columns)
{
    /// <summary>The column that sums up the row; null where there is none.</summary>
    public AnnualColumn? Total => Columns.FirstOrDefault(column => column.Key == AnnualFormat.TotalColumn);

    public IEnumerable<AnnualColumn> Parts => Columns.Where(column => column.Key != AnnualFormat.TotalColumn);
}

/// <summary>A section of the report.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Also">Other titles in use.</param>
/// <param name="Longest">Characters; null for no limit.</param>
/// <param name="Guidance">What belongs into it, for whoever writes it; null for none.</param>
public sealed record AnnualSection(int Number, string Key, string Title, IReadOnlyList<string> Also, int? Longest, string? Guidance, Citation Basis);

/// <summary>The level of whoever publishes the report; the deadline follows from it.</summary>
public enum PublisherLevel { Unit, County, City, Province }

/// <summary>The last day for publishing, in the year after the reported one.</summary>
public sealed record AnnualDeadline(PublisherLevel Level, string Title, int Month, int Day, Citation Basis)
{
    public DateOnly For(int year) => new(year + 1, Month, Day);
}

/// <summary>From which share of common text on a section is called a copy.</summary>
/// <param name="Share">0 to 1, of the section's pieces of five characters.</param>
/// <param name="Shortest">Sections of fewer characters are not compared.</param>
/// <param name="Sections">The keys of the sections that are compared.</param>
public sealed record LikenessRule(decimal Share, int Shortest, IReadOnlyList<string> Sections, Citation Basis)
{
    /// <inheritdoc cref="ShareOf(TextPieces, TextPieces)"/>
    public decimal? ShareOf(string mine, string theirs) => ShareOf(new TextPieces(mine), new TextPieces(theirs));

    /// <summary>How much of the one text stands in the other as well; null when either is too short to compare.</summary>
    public decimal? ShareOf(TextPieces mine, TextPieces theirs) => mine.Length < Shortest || theirs.Length < Shortest ? null : mine.ShareIn(theirs);
}

/// <summary>每列的勾稽关系: the rows on the left add up to those on the right.</summary>
public sealed record AnnualBalance(IReadOnlyList<string> Left, IReadOnlyList<string> Right);

/// <summary>A statutory table.</summary>
/// <param name="Number">2 to 4, as the report numbers its sections.</param>
/// <param name="Title">二、主动公开政府信息情况.</param>
public sealed record AnnualTable(int Number, string Title, IReadOnlyList<AnnualRow> Rows)
{
    /// <summary>Over the names of the rows of 表二: 信息内容; "" in the others.</summary>
    public string Heading { get; init; } = "";

    /// <summary>表二, 表三, 表四.</summary>
    public string Name => $"表{"一二三四"[Number - 1]}";
}

/// <summary>The words around the figures of 表三.</summary>
/// <param name="Corner">The sentence in the cell at the top left.</param>
/// <param name="Heading">申请人情况.</param>
/// <param name="Results">三、本年度办理结果.</param>
public sealed record RequestsWords(string Corner, string Heading, string Results);

/// <summary>The format of the annual report for some years: a pack of packs/annual.</summary>
public sealed record AnnualFormat
{
    public const string TotalColumn = "total";

    public required string Name { get; init; }

    public required Citation Basis { get; init; }

    /// <summary>The first year reported in this format.</summary>
    public required int FirstYear { get; init; }

    /// <summary>The last such year; null while it is in use.</summary>
    public required int? LastYear { get; init; }

    /// <summary>Words that only this format's tables have.</summary>
    public required IReadOnlyList<string> Marks { get; init; }

    public required IReadOnlyList<AnnualSection> Sections { get; init; }

    public required AnnualTable Proactive { get; init; }

    public required AnnualTable Requests { get; init; }

    public required RequestsWords RequestsWords { get; init; }

    public required AnnualTable Remedies { get; init; }

    public required AnnualBalance Balance { get; init; }

    public required IReadOnlyList<AnnualDeadline> Deadlines { get; init; }

    public required LikenessRule Likeness { get; init; }

    public IReadOnlyList<AnnualTable> Tables => field ??= [Proactive, Requests, Remedies];

    public IReadOnlyList<AnnualRow> Rows => field ??= [.. Tables.SelectMany(table => table.Rows)];

    public AnnualRow Row(string key) => Rows.First(row => row.Key == key);

    /// <summary>The sections that are written, not filled in.</summary>
    public IEnumerable<AnnualSection> Written => Sections.Where(section => Tables.All(table => table.Number != section.Number));

    public AnnualDeadline Deadline(PublisherLevel level) => Deadlines.First(rule => rule.Level == level);

    public bool IsFor(int year) => year >= FirstYear && !(year > LastYear);
}
