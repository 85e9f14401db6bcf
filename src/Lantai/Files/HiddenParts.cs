namespace Lantai.Files;

/// <summary>
/// What the parts and elements of Office files hide: one table for the gate, which names it, and for the clean copy, which has
/// none of it (ISO/IEC 29500-1 and -2).
/// </summary>
internal static class HiddenParts
{
    public const string Revisions = "修订痕迹";
    public const string Author = "作者姓名";
    public const string DataSource = "外部数据的连接";

    /// <summary>A part of either kind of document.</summary>
    /// <param name="Path">Begins with / or a folder's name, small letters; every part whose path holds it is meant.</param>
    /// <param name="Title">What the gate calls it; null when only what is in it can tell (<see cref="HiddenContent"/>), or when it hides nothing by itself.</param>
    private sealed record Row(string Path, string? Title);

    private static readonly Row[] Table =
    [
        new("/docprops/custom.xml", "自定义属性"), new("/docprops/", null), new("/customxml/", null), new("/docmetadata/", null),
        new("/embeddings/", "嵌入的文件"), new("/word/afchunk", "嵌入的文件"), new("vbaproject", "宏"), new("vbadata", null), new("/activex/", null),
        new("/ctrlprops/", null), new("/printersettings/", null), new("/persons/", null), new("/webextensions/", null), new("/_xmlsignatures/", null),
        new("/word/comments", null), new("/word/people.xml", null), new("/word/glossary/", null),
        new("/xl/comments", null), new("/xl/threadedcomments", null), new("/xl/drawings/vmldrawing", null), new("/xl/calcchain.xml", null),
        new("/externallinks/", "指向其他文件的链接"), new("/pivotcache/", "数据透视表的源数据"), new("/xl/pivottables/", null),
        new("/xl/querytables/", DataSource), new("/xl/connections.xml", DataSource), new("/xl/model/", "数据模型"),
        new("/xl/revisions/", Revisions), new("/xl/usernames.xml", Author),
    ];

    /// <summary>17.13.5: marks of tracked changes, each with the name of who made it.</summary>
    public static readonly HashSet<string> WordRevisions = new(StringComparer.Ordinal)
    {
        "ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange", "tblPrChange", "tblPrExChange", "tcPrChange", "trPrChange", "sectPrChange", "tblGridChange",
        "numberingChange", "cellIns", "cellDel", "cellMerge",
    };

    /// <summary>Whether a clean copy leaves the part out.</summary>
    public static bool IsLeftOut(string path) => Array.Exists(Table, row => Holds(path, row));

    /// <summary>What the part hides by being there at all.</summary>
    public static IEnumerable<string> Titles(string path) => Table.Where(row => row.Title is not null && Holds(path, row)).Select(row => row.Title!);

    private static bool Holds(string path, Row row) => ("/" + path).Contains(row.Path, StringComparison.OrdinalIgnoreCase);
}
