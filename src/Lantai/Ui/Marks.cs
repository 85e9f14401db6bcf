namespace Lantai.Ui;

/// <summary>A column page, for its tags.</summary>
/// <param name="Kind">The class of 47号: 工作动态, 政策文件, 通知公告 …</param>
public sealed record ColumnMarks(string Name, string Description, string Keywords, string Kind);

/// <summary>A content page, for its tags.</summary>
/// <param name="PublishedAt">In office time, the same minute that the page shows.</param>
public sealed record ArticleMarks(string Title, DateTimeOffset PublishedAt, string Source)
{
    /// <summary>关键词, parted by commas; null for none.</summary>
    public string? Keywords { get; init; }

    /// <summary>作者; null when nobody is named.</summary>
    public string? Author { get; init; }

    /// <summary>摘要; null for none.</summary>
    public string? Description { get; init; }
}
