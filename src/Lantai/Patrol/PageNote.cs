using Lantai.Patrol.Addresses;
using Lantai.Patrol.Reading;

namespace Lantai.Patrol;

internal enum PageKind { Home, Column, Article, Other }

/// <summary>What is kept of a page after it was read, for the checks that compare pages.</summary>
internal sealed record PageNote(int Number, WebAddress Address, PageKind Kind, byte Depth)
{
    /// <summary>Like <see cref="ArticleTitle"/> without the numbers of persons: titles are kept and quoted.</summary>
    public required string Title { get; init; }

    public Place TitlePlace { get; init; }

    /// <summary>Meta SiteName, ColumnName, ColumnType, ArticleTitle; null for none.</summary>
    public string? SiteName { get; init; }

    public string? ColumnName { get; init; }

    public string? ColumnType { get; init; }

    public string? ArticleTitle { get; init; }

    /// <summary>Where the page says it stands: its breadcrumb, as one text.</summary>
    public string Breadcrumb { get; init; } = "";

    /// <summary>The day of the article by meta PubDate, as shown, and in its address.</summary>
    public DateOnly? MetaDay { get; init; }

    public DateOnly? ShownDay { get; init; }

    public Place ShownPlace { get; init; }

    public DateOnly? AddressDay { get; init; }

    public DateOnly? Day => ShownDay ?? MetaDay;

    /// <summary>Entries of its lists: number of the address, day.</summary>
    public IReadOnlyList<(int Target, DateOnly Day)> Items { get; init; } = [];

    /// <summary>Links to something to read, dated or not.</summary>
    public int Titles { get; init; }

    /// <summary>Characters outside links, menus and footers.</summary>
    public int TextLength { get; init; }

    /// <summary>Hash of the beginning of that text without digits and Latin letters, which soft 404 pages change with the address.</summary>
    public ulong TextKey { get; init; }

    public bool IsFilledByScript { get; init; }

    public bool HasFrame { get; init; }

    public DateOnly? NewestItem => Items.Count > 0 ? Items.Max(item => item.Day) : null;
}
