using System.Text.RegularExpressions;
using Lantai.Papers;

namespace Lantai.AnnualReports;

/// <summary>Puts figures of the tables into sentences: <c>{{received.total}}</c>.</summary>
public static partial class BoundText
{
    /// <exception cref="RefusedException">A placeholder names no cell, or one that holds no figure.</exception>
    public static IReadOnlyList<Run> Runs(string text, AnnualFigures figures)
    {
        var (runs, from) = (new List<Run>(), 0);
        foreach (Match match in Placeholder().Matches(text))
        {
            if (match.Index > from) runs.Add(text[from..match.Index]);
            runs.Add(Bound(match, figures));
            from = match.Index + match.Length;
        }
        if (from < text.Length) runs.Add(text[from..]);
        return runs;
    }

    /// <summary>The text with its figures.</summary>
    public static string Plain(string text, AnnualFigures figures) => string.Concat(Runs(text, figures).Select(run => run.Text));

    /// <summary>The text with its figures; <paramref name="otherwise"/> where one of them is not there.</summary>
    public static string PlainOr(string text, AnnualFigures figures, string otherwise) => Problem(text, figures) is null ? Plain(text, figures) : otherwise;

    /// <summary>Why the text cannot be printed; null when all its figures are there.</summary>
    public static string? Problem(string text, AnnualFigures figures)
    {
        try
        {
            _ = Runs(text, figures);
            return null;
        }
        catch (RefusedException refusal)
        {
            return refusal.Message;
        }
    }

    /// <summary>The text with nothing where figures stand.</summary>
    public static string Without(string text) => Placeholder().Replace(text, "");

    private static Run Bound(Match match, AnnualFigures figures)
    {
        var (rowKey, columnKey) = (match.Groups["row"].Value, match.Groups["column"].Value);
        var row = figures.Format.Rows.FirstOrDefault(row => row.Key == rowKey);
        var column = row?.Columns.FirstOrDefault(column => column.Key == columnKey);
        if (row is null || column is null)
            throw new RefusedException($"正文里的“{match.Value}”没有对应的格；写法是{{{{行.列}}}}，如{{{{received.total}}}}，行和列的代码见数据文件。");
        return figures[rowKey, columnKey].Number is { } number
            ? new Run(AnnualCell.Show(number), Origin: new Origin(match.Value, $"{row.Title}，{column.Title}"))
            : throw new RefusedException($"正文里的“{match.Value}”取不到数：“{row.Title}”的“{column.Title}”没有填数，请先填写或改正文。");
    }

    [GeneratedRegex(@"\{\{\s*(?<row>[^{}.]*)\.(?<column>[^{}.]*?)\s*\}\}")]
    private static partial Regex Placeholder();
}
