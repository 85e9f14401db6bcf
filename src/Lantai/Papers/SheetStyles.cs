using System.Xml;

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
    private const int FirstFormat = 164;

    public static int Number(int decimals) => FirstNumber + Math.Min(decimals, MostDecimals);

    public static void Write(XmlWriter xml) => xml.WriteRaw($"""
        <styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">
        <numFmts count="{MostDecimals + 2}"><numFmt numFmtId="{FirstFormat - 1 + FirstNumber}" formatCode="yyyy\-mm\-dd"/>{Formats()}</numFmts>
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
        {Bordered("numFmtId=\"49\"", "", "<alignment vertical=\"center\" wrapText=\"1\"/>")}
        {Bordered("numFmtId=\"49\"", " quotePrefix=\"1\"", "<alignment vertical=\"center\" wrapText=\"1\"/>")}
        {Bordered($"numFmtId=\"{FirstFormat - 1 + FirstNumber}\"", "", "<alignment horizontal=\"center\" vertical=\"center\"/>")}
        {NumberFormats()}
        </cellXfs>
        <cellStyles count="1"><cellStyle name="常规" xfId="0" builtinId="0"/></cellStyles>
        </styleSheet>
        """);

    private static string Bordered(string format, string quote, string alignment) =>
        $"""<xf {format} fontId="0" fillId="0" borderId="1" xfId="0"{quote} applyNumberFormat="1" applyBorder="1" applyAlignment="1">{alignment}</xf>""";

    /// <summary>0, 0.0, 0.00 …: the same digits in every cell of a column.</summary>
    private static string Formats() => string.Concat(Enumerable.Range(0, MostDecimals + 1).Select(d =>
        $"""<numFmt numFmtId="{FirstFormat + FirstNumber + d}" formatCode="0{(d > 0 ? "." + new string('0', d) : "")}"/>"""));

    private static string NumberFormats() => string.Concat(Enumerable.Range(0, MostDecimals + 1).Select(d =>
        Bordered($"numFmtId=\"{FirstFormat + FirstNumber + d}\"", "", "<alignment horizontal=\"right\" vertical=\"center\"/>")));
}
