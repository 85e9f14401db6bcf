using System.Globalization;

namespace Lantai.Papers;

/// <summary>How large a table from outside may be.</summary>
/// <param name="Bytes">Of the file; a larger one is refused before a byte is read.</param>
/// <param name="Rows">Of one sheet.</param>
/// <param name="Columns">Of one sheet.</param>
public sealed record SourceLimits(long Bytes = 50L << 20, int Rows = 200_000, int Columns = 500)
{
    internal void CheckSize(Stream stream, string fileName)
    {
        if (stream.Length > Bytes)
            throw new RefusedException($"{fileName}有{Megabytes(stream.Length)}，超过{Megabytes(Bytes)}的上限；请拆分后再试。");
    }

    internal void CheckRows(int rows, string fileName)
    {
        if (rows > Rows) throw new RefusedException($"{fileName}超过{Rows}行，请拆分后再试。");
    }

    internal void CheckColumns(int columns, string fileName, int row)
    {
        if (columns > Columns)
            throw new RefusedException($"{fileName}第{row}行超过{Columns}列，请检查分隔符或删去多余的列。");
    }

    private static string Megabytes(long bytes) =>
        (bytes / 1048576m).ToString("0.#", CultureInfo.InvariantCulture) + " MB";
}
