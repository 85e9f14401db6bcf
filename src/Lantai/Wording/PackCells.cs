using System.Globalization;
using Lantai.Packs;

namespace Lantai.Wording;

/// <summary>The cells that the tables of rules on words, checks and columns have in common.</summary>
internal static class PackCells
{
    extension(PackRow row)
    {
        /// <summary>The alternatives of a cell, written with | between them.</summary>
        public IReadOnlyList<string> Words(string column) =>
            row[column].Split('|', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

        public string? Maybe(string column) => row[column] is { Length: > 0 } text ? text : null;

        public Severity Severity(string file) => row["级别"] switch
        {
            "否决" => Wording.Severity.Veto,
            "严重" => Wording.Severity.Serious,
            "一般" => Wording.Severity.Minor,
            "提示" => Wording.Severity.Hint,
            var other => throw row.Wrong(file, $"“级别”应为否决、严重、一般、提示之一，现为“{other}”。"),
        };

        public bool ConfirmByHand(string file) => row["确认"] switch
        {
            "人工" => true,
            "直接" => false,
            var other => throw row.Wrong(file, $"“确认”应为人工或直接，现为“{other}”。"),
        };

        /// <summary>The cells 依据, 自, 至 and 把握; a table without days has only the first and the last.</summary>
        public Citation Basis(string file)
        {
            var (from, until) = (row.Day(file, "自"), row.Day(file, "至"));
            if (from > until) throw row.Wrong(file, $"“自”{from:yyyy-MM-dd}晚于“至”{until:yyyy-MM-dd}。");
            return new Citation(row.Maybe("依据"), from, until, row["把握"] switch
            {
                "S" => Confidence.Seen,
                "K" => Confidence.Known,
                "?" => Confidence.Unsure,
                var other => throw row.Wrong(file, $"“把握”应为S、K、?之一，现为“{other}”。"),
            });
        }

        public int Count(string file, string column) =>
            int.TryParse(row[column], NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0
                ? count
                : throw row.Wrong(file, $"“{column}”应为正整数，现为“{row[column]}”。");

        public RefusedException Wrong(string file, string sentence) => new($"{file}第{row.Line}行：{sentence}");

        private DateOnly? Day(string file, string column)
        {
            if (!row.Cells.TryGetValue(column, out var text) || text.Length == 0) return null;
            return DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
                ? day
                : throw row.Wrong(file, $"“{column}”应为日期，写成2026-01-31的样子，现为“{text}”。");
        }
    }
}
