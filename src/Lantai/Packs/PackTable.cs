using System.Text;

namespace Lantai.Packs;

/// <summary>A row of a CSV pack.</summary>
/// <param name="Line">The line in the file, from 1.</param>
public sealed record PackRow(int Line, IReadOnlyDictionary<string, string> Cells)
{
    /// <summary>The cell under that heading; "" when empty.</summary>
    public string this[string column] => Cells[column];
}

/// <summary>
/// Reads CSV packs: a heading line, then one row a line; a cell with a comma stands in double quotes; lines that
/// begin with # are remarks.
/// </summary>
public static class PackTable
{
    /// <exception cref="RefusedException">The file cannot be read, a column is missing or a row has too few or too many cells.</exception>
    public static IReadOnlyList<PackRow> Read(string path, params string[] columns)
    {
        var name = Path.GetFileName(path);
        try
        {
            return Rows(File.ReadAllLines(path), name, columns);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new RefusedException($"不能读取规则表{path}，请核对路径和权限。", cause);
        }
    }

    private static List<PackRow> Rows(string[] lines, string name, string[] columns)
    {
        string[]? head = null;
        var rows = new List<PackRow>();
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i].Trim().Length == 0 || lines[i].StartsWith('#')) continue;
            var cells = Cells(lines[i]) ?? throw new RefusedException($"{name}第{i + 1}行：双引号没有成对。");
            if (head is null)
            {
                head = cells;
                if (columns.FirstOrDefault(column => !head.Contains(column)) is { } missing)
                    throw new RefusedException($"{name}第{i + 1}行：缺少“{missing}”列。");
                continue;
            }
            if (cells.Length != head.Length) throw new RefusedException($"{name}第{i + 1}行：应有{head.Length}列，现有{cells.Length}列。");
            rows.Add(new PackRow(i + 1, head.Zip(cells).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal)));
        }
        return head is null ? throw new RefusedException($"规则表{name}是空的。") : rows;
    }

    /// <summary>The cells of a line, or null when a quote is left open.</summary>
    private static string[]? Cells(string line)
    {
        var cells = new List<string>();
        var cell = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] == '"' && quoted && i + 1 < line.Length && line[i + 1] == '"') cell.Append(line[i++]);
            else if (line[i] == '"') quoted = !quoted;
            else if (line[i] == ',' && !quoted)
            {
                cells.Add(cell.ToString().Trim());
                cell.Clear();
            }
            else cell.Append(line[i]);
        }
        cells.Add(cell.ToString().Trim());
        return quoted ? null : [.. cells];
    }
}
