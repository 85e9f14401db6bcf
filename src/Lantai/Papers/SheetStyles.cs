using static Lantai.Papers.XmlText;

namespace Lantai.Papers;

/// <summary>The cell formats of our workbooks, by their place in <c>cellXfs</c>.</summary>
internal static class SheetStyles
{
    public const int Plain = 0;
    public const int Title = 1;
    public const int Head = 2;
    public const int Text = 3;

    /// <summary>A text that looks like a formula stays a text when somebody edits it.</summary>
    public const int QuotedText = 4;
    public const int Date = 5;

    private const int FirstNumber = 6;
    private const int MostDecimals = 9;

    /// <summary>Excel's own format “@”.</summary>
    private const int TextFormat = 49;

    /// <summary>Formats of our own begin here.</summary>
    private const int DateFormat = 164;
    private const int FirstFormat = 165;

    public static int Number(int decimals) => FirstNumber + Math.Min(decimals, MostDecimals);

    public static XmlText Part() => Xml($"""
        <styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">
        <numFmts count="{MostDecimals + 2}"><numFmt numFmtId="{DateFormat}" formatCode="yyyy\-mm\-dd"/>{Each(Precisions, Format)}</numFmts>
        <fonts count="3">
        <font><sz val="11"/><name val="宋体"/><charset val="134"/></font>
        <font><b/><sz val="11"/><name val="宋体"/><charset val="134"/></font>
        <font><b/><sz val="14"/><name val="宋体"/><charset val="134"/></font>
        </fonts>
        <fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>
        <borders count="2">
        <border><left/><right/><top/><bottom/><diagonal/></border>
        <border><left style="thin"/><right style="thin"/><top style="thin"/><bottom style="thin"/><diagonal/></border>
        </borders>
        <cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>
        <cellXfs count="{FirstNumber + MostDecimals + 1}">
        <xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>
        <xf numFmtId="0" fontId="2" fillId="0" borderId="0" xfId="0" applyFont="1" applyAlignment="1"><alignment horizontal="center" vertical="center" wrapText="1"/></xf>
        <xf numFmtId="0" fontId="1" fillId="0" borderId="1" xfId="0" applyFont="1" applyBorder="1" applyAlignment="1"><alignment horizontal="center" vertical="center" wrapText="1"/></xf>
        {Bordered(TextFormat, "left")}
        {Bordered(TextFormat, "left", quoted: 1)}
        {Bordered(DateFormat, "center")}
        {Each(Precisions, decimals => Bordered(FirstFormat + decimals, "right"))}
        </cellXfs>
        <cellStyles count="1"><cellStyle name="常规" xfId="0" builtinId="0"/></cellStyles>
        </styleSheet>
        """);

    private static IEnumerable<int> Precisions => Enumerable.Range(0, MostDecimals + 1);

    private static XmlText Bordered(int format, string align, int quoted = 0) => Xml($"""
        <xf numFmtId="{format}" fontId="0" fillId="0" borderId="1" xfId="0" quotePrefix="{quoted}" applyNumberFormat="1" applyBorder="1" applyAlignment="1"><alignment horizontal="{align}" vertical="center" wrapText="1"/></xf>
        """);

    /// <summary>0, 0.0, 0.00 …: the same digits in every cell of a column.</summary>
    private static XmlText Format(int decimals) =>
        Xml($"""<numFmt numFmtId="{FirstFormat + decimals}" formatCode="{(decimals == 0 ? "0" : "0." + new string('0', decimals))}"/>""");
}
