namespace Lantai.Papers;

/// <summary>A form in which a sheet is taken along: CSV for other programs, XLSX for people.</summary>
/// <param name="Ending">Of the file and of the address, without the dot.</param>
internal sealed record SheetFile(string Ending, string MediaType, Action<Sheet, Stream> Write)
{
    public static SheetFile Csv { get; } = new("csv", "text/csv; charset=utf-8", SheetCsv.Write);

    public static SheetFile Xlsx { get; } = new("xlsx", SheetXlsx.MediaType, SheetXlsx.Write);

    public static IReadOnlyList<SheetFile> All { get; } = [Csv, Xlsx];

    /// <param name="name">Of the file, without ending.</param>
    public IResult Answer(Sheet sheet, string name)
    {
        var content = new MemoryStream();
        Write(sheet, content);
        content.Position = 0;
        return TypedResults.File(content, MediaType, $"{name}.{Ending}");
    }
}
