using Lantai.Patrol.Addresses;

namespace Lantai.Patrol.Crawl;

/// <summary>What is to be said of registered columns: to which no link leads, and which could not be read and were not judged.</summary>
internal static class ColumnNotes
{
    /// <summary>Columns named in one sentence.</summary>
    private const int Most = 5;

    public static IEnumerable<string> Of(RunParts run, Crawler crawler)
    {
        if (run.Options.Columns.Count == 0) yield break;
        var read = crawler.Pages.Select(page => AddressKey.Of(page.Address.Text)).ToHashSet(StringComparer.Ordinal);
        var own = run.Options.Columns.Select(column => (Column: column, Key: AddressKey.Of(column.Address))).ToList();
        // Where pages were left out, the link may stand on one of them.
        var alone = crawler.WasLimited || crawler.WasCutOff ? [] : own.FindAll(pair => crawler.Unlinked.Contains(pair.Key) && read.Contains(pair.Key));
        if (alone.Count > 0) yield return $"从首页没有链接能走到登记的栏目{Names(alone.ConvertAll(pair => $"“{pair.Column.Name}”"))}，已按登记的地址检查，请核对网站导航。";
        var missed = own.FindAll(pair => !read.Contains(pair.Key));
        if (missed.Count > 0) yield return $"登记的栏目{Names(missed.ConvertAll(pair => $"“{pair.Column.Name}”{Why(run, pair.Column)}"))}没有读到，没有判断，请核对登记的地址。";
    }

    private static string Why(RunParts run, RegisteredColumn column)
    {
        if (WebAddress.Parse(column.Address) is not { } address || !run.Scope.Holds(address)) return "（不在所查网站上）";
        var fate = run.Map.Fate(run.Map.Enter(address, TargetSort.Page, true, byte.MaxValue));
        return fate.Length > 0 ? $"（{fate.TrimEnd('。')}）" : "";
    }

    private static string Names(List<string> names) => string.Join('、', names.Take(Most)) + (names.Count > Most ? $"等{names.Count}个" : "");
}
