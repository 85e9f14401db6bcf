using System.Globalization;
using Lantai.Packs;
using Lantai.Wording;

namespace Lantai.Patrol;

/// <summary>A row of packs/checks/checks.csv: how grave a check's findings are, on what they rest, and its own figures.</summary>
/// <param name="Group">Such as 链接, 更新, 表述: what --checks takes beside ids.</param>
public sealed record CheckRule(string Id, string Title, string Group, Severity Severity, Citation Basis, bool ConfirmByHand, string HowToFix)
{
    private readonly Dictionary<string, string> parameters = new(StringComparer.Ordinal);

    /// <param name="cell">天数=14;个数=3</param>
    internal CheckRule With(string cell, PackRow row, string file)
    {
        foreach (var pair in cell.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0) throw row.Wrong(file, $"“参数”应写成“名称=值”，多个用分号隔开，现为“{pair}”。");
            parameters[pair[..equals]] = pair[(equals + 1)..];
        }
        return this;
    }

    /// <summary>A whole number of the row.</summary>
    /// <exception cref="RefusedException">The row lacks it.</exception>
    public int Number(string name) =>
        parameters.TryGetValue(name, out var text) && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new RefusedException($"checks.csv中{Id}的“参数”缺少整数“{name}”。");

    /// <summary>The alternatives of the row, written with | between them.</summary>
    public IReadOnlyList<string> Words(string name) =>
        parameters.TryGetValue(name, out var text)
            ? text.Split('|', StringSplitOptions.RemoveEmptyEntries)
            : throw new RefusedException($"checks.csv中{Id}的“参数”缺少“{name}”。");
}
