using System.Globalization;
using Lantai.Ui;

namespace Lantai.Disclosure.Desk;

/// <summary>Articles ticked in a list, each as id:revision.</summary>
public sealed class ManyInput
{
    public string[]? Ticked { get; set; }

    /// <exception cref="RefusedException">Something was ticked that no list of the desk offers.</exception>
    internal IReadOnlyList<(long Id, int Seen)> Read() => [.. (Ticked ?? []).Distinct().Select(One)];

    private static (long Id, int Seen) One(string ticked) => ticked.Split(':') is [var article, var revision]
        && long.TryParse(article, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
        && int.TryParse(revision, NumberStyles.None, CultureInfo.InvariantCulture, out var seen)
            ? (id, seen)
            : throw new RefusedException($"勾选的“{FormCheck.Shorten(ticked)}”不是一篇稿件，请刷新页面后重新勾选；一篇也没有办理。");
}
