using Lantai.Packs;
using Lantai.Patrol;

namespace Lantai.Cli;

/// <summary>A page of the sample site.</summary>
internal sealed record SampleItem(string Title, int DaysAgo, IReadOnlyList<string> Links, string? Words);

/// <summary>A column of the sample site with its pages.</summary>
/// <param name="Path">Begins and ends with a slash.</param>
internal sealed record SampleColumn(string Path, string Name, string Class, string Unit, IReadOnlyList<SampleItem> Items);

/// <summary>A region's <c>site.yaml</c>: a small site with faults planted in it.</summary>
/// <param name="Confirm">The checks whose findings the sample confirms; the others wait for the person who tries it out.</param>
internal sealed record SampleSiteFile(string Name, string Unit, string Code, IReadOnlyList<string> Confirm, IReadOnlyList<SampleColumn> Columns)
{
    public static SampleSiteFile Read(string path)
    {
        var file = PackFile.Read(path);
        var map = file.Root.Map();
        var site = new SampleSiteFile(
            map.Required("name").Text(), map.Required("unit").Text(), map.Required("code").Text(), [.. map.Required("confirm").Items().Select(item => item.Text())],
            [.. map.Required("columns").Items().Select(ReadColumn)]);
        map.End();
        file.ThrowIfWrong();
        return site;
    }

    /// <summary>The site's columns as the register wants them.</summary>
    public IEnumerable<ColumnEntry> Register(string root, IReadOnlyDictionary<string, long> units) =>
        Columns.Select(column => new ColumnEntry(root + column.Path, column.Name, column.Class, null, units[column.Unit]));

    private static SampleColumn ReadColumn(PackNode node)
    {
        var map = node.Map();
        var column = new SampleColumn(
            map.Required("path").Text(), map.Required("name").Text(), map.Required("class").Text(), map.Required("unit").Text(), [.. map.Required("items").Items().Select(ReadItem)]);
        map.End();
        return column;
    }

    private static SampleItem ReadItem(PackNode node)
    {
        var map = node.Map();
        var item = new SampleItem(
            map.Required("title").Text(), map.Required("days-ago").Whole(), [.. map.Optional("links")?.Items().Select(link => link.Text()) ?? []], map.Text("words"));
        map.End();
        return item;
    }
}
