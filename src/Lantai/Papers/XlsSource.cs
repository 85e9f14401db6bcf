using System.Globalization;
using System.Text;
using ExcelDataReader;
using ExcelDataReader.Exceptions;

namespace Lantai.Papers;

/// <summary>Workbooks of Excel 97–2003.</summary>
internal static class XlsSource
{
    /// <summary>Old workbooks name their code page (936 for Chinese), which the framework knows only when told.</summary>
    static XlsSource() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public static IReadOnlyList<SourceTable> Read(Stream stream, string fileName, SourceLimits limits)
    {
        try
        {
            var configuration = new ExcelReaderConfiguration { LeaveOpen = true, FallbackEncoding = Encoding.GetEncoding(936) };
            using var reader = ExcelReaderFactory.CreateBinaryReader(stream, configuration);
            var tables = new List<SourceTable>();
            do tables.Add(Sheet(reader, fileName, limits));
            while (reader.NextResult());
            return tables;
        }
        catch (InvalidPasswordException cause)
        {
            throw SourceTables.Locked(fileName, cause);
        }
        catch (Exception cause) when (cause is not (RefusedException or OutOfMemoryException))
        {
            // The library meets damaged records with whatever they lead it into, null references among others.
            throw new RefusedException($"{fileName}已损坏，打不开；请用 Excel 或 WPS 另存为 xlsx 再试。", cause);
        }
    }

    private static SourceTable Sheet(IExcelDataReader reader, string fileName, SourceLimits limits)
    {
        var rows = new SourceRows(fileName, limits);
        var merges = reader.MergeCells ?? [];
        var open = new Dictionary<int, (int LastRow, string Text)>();
        var starts = merges.ToLookup(merge => merge.FromRow);
        for (var row = 0; reader.Read(); row++)
        {
            var cells = Enumerable.Range(0, reader.FieldCount).Select(column => Text(reader.GetValue(column))).ToList();
            foreach (var (column, above) in open)
                if (above.LastRow >= row) cells[column] = above.Text;
            foreach (var merge in starts[row]) open[merge.FromColumn] = (merge.ToRow, cells[merge.FromColumn]);
            rows.Add(row + 1, cells, isHidden: reader.RowHeight == 0);
        }
        return new SourceTable(fileName, reader.Name, rows.ToRows())
        {
            IsHidden = reader.VisibleState != "visible",
            MergedRanges = [.. merges.Select(merge => new MergedRange(merge.FromRow + 1, merge.ToRow + 1, merge.FromColumn, merge.ToColumn))],
        };
    }

    private static string Text(object? value) => value switch
    {
        null => "",
        double number => SheetNumber.Text(number),
        DateTime day => SheetNumber.Text(day),
        bool flag => flag ? "TRUE" : "FALSE",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!.Trim(),
    };
}
