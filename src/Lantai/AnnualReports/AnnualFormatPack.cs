using System.Globalization;
using Lantai.Packs;

namespace Lantai.AnnualReports;

/// <summary>Reads one file of packs/annual.</summary>
internal static class AnnualFormatPack
{
    private const int EarliestYear = 2008;
    private const int LatestYear = 2100;

    /// <exception cref="RefusedException">The pack is wrong; every mistake with its line and key.</exception>
    public static AnnualFormat Read(PackFile file)
    {
        var map = file.Root.Map();
        var years = map.Required("years").Map();
        var requests = map.Required("requests").Map();
        var counts = Texts(map.Required("measures"));
        var columns = Columns(requests.Required("columns"), counts);
        var format = new AnnualFormat
        {
            Name = map.Required("name").Text(),
            Basis = map.Citation(),
            FirstYear = years.Required("from").Whole(EarliestYear, LatestYear),
            LastYear = years.Optional("until")?.Whole(EarliestYear, LatestYear),
            Marks = Texts(map.Required("marks")),
            Sections = [.. map.Required("sections").Items().Select((node, at) => In(node, section => Section(section, at + 1)))],
            Proactive = In(map.Required("proactive"), part => Proactive(part, counts)),
            Requests = new AnnualTable(3, requests.Required("title").Text(), [.. requests.Required("rows").Items().Select(row => Row(row, columns))]),
            RequestsWords = new RequestsWords(requests.Required("corner").Text(), requests.Required("heading").Text(), requests.Required("results").Text()),
            Balance = In(requests.Required("balance"), sides => new AnnualBalance(Texts(sides.Required("left")), Texts(sides.Required("right")))),
            Remedies = In(map.Required("remedies"), part => Remedies(part, counts)),
            Deadlines = [.. map.Required("deadlines").Items().Select(node => In(node, Deadline))],
            Likeness = In(map.Required("likeness"), rule => new LikenessRule(
                rule.Required("share").Number(0.1m, 1), rule.Required("shortest").Whole(1, 10_000), Texts(rule.Required("sections")), rule.Citation())),
        };
        CheckKeys(format, requests.Place);
        CheckWhole(format, map, requests);
        foreach (var part in new[] { years, requests, map }) part.End();
        file.ThrowIfWrong();
        return format;
    }

    private static AnnualSection Section(PackMap map, int number) => new(
        number, map.Required("key").Text(), map.Required("title").Text(), map.Optional("also") is { } also ? Texts(also) : [],
        map.Optional("longest")?.Whole(1, 100_000), map.Text("guidance"), map.Citation());

    private static AnnualTable Proactive(PackMap map, IReadOnlyList<string> counts) => new(
        2, map.Required("title").Text(), [.. map.Required("blocks").Items().SelectMany(block => In(block, part => Block(part, counts)))])
    { Heading = map.Required("heading").Text() };

    private static List<AnnualRow> Block(PackMap map, IReadOnlyList<string> counts)
    {
        var (title, columns) = (map.Required("title").Text(), Columns(map.Required("columns"), counts));
        return [.. map.Required("rows").Items().Select(row => Row(row, columns) with { Group = title })];
    }

    private static AnnualTable Remedies(PackMap map, IReadOnlyList<string> counts)
    {
        var columns = Columns(map.Required("columns"), counts);
        return new AnnualTable(4, map.Required("title").Text(), [.. map.Required("groups").Items().Select(row => Row(row, columns))]);
    }

    private static AnnualRow Row(PackNode node, IReadOnlyList<AnnualColumn> columns) => In(node, map => new AnnualRow(
        map.Required("key").Text(), map.Required("title").Text(), map.Text("group"),
        map.Optional("old_titles") is { } old ? Texts(old) : [], map.Text("part_of"), columns));

    /// <param name="counts">The measures of what is counted; a column may name its own.</param>
    private static IReadOnlyList<AnnualColumn> Columns(PackNode node, IReadOnlyList<string> counts) => [.. node.Items().Select(column => In(column, map => new AnnualColumn(
        map.Required("key").Text(), map.Required("title").Text(), map.Text("group"), map.Flag("fraction"), map.Flag("signed"),
        map.Optional("measures") is { } own ? Texts(own) : counts)))];

    private static AnnualDeadline Deadline(PackMap map)
    {
        var level = map.Required("level").OneOf(
            ("unit", PublisherLevel.Unit), ("county", PublisherLevel.County), ("city", PublisherLevel.City), ("province", PublisherLevel.Province));
        var by = map.Required("by");
        var isDay = DateOnly.TryParseExact($"2001-{by.Text()}", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day);
        if (!isDay) by.Wrong($"应为月和日，写成01-31的样子，现为“{by.Text()}”。");
        return new AnnualDeadline(level, map.Required("title").Text(), day.Month, day.Day, map.Citation());
    }

    private static void CheckKeys(AnnualFormat format, PackNode place)
    {
        var keys = format.Rows.Select(row => row.Key).ToList();
        foreach (var twice in keys.GroupBy(key => key).Where(group => group.Count() > 1)) place.Wrong($"行“{twice.Key}”出现两次。");
        var named = format.Rows.Select(row => row.PartOf).OfType<string>().Concat(format.Balance.Left).Concat(format.Balance.Right);
        foreach (var unknown in named.Except(keys)) place.Wrong($"没有“{unknown}”这一行。");
        foreach (var unknown in format.Likeness.Sections.Except(format.Sections.Select(section => section.Key))) place.Wrong($"likeness里的“{unknown}”不是哪一部分。");
    }

    /// <summary>What the program fills or looks up by its key; the rest the pack is free to name.</summary>
    private static void CheckWhole(AnnualFormat format, PackMap map, PackMap requests)
    {
        var (sections, deadlines, balance) = (map.Required("sections"), map.Required("deadlines"), requests.Required("balance"));
        foreach (var table in format.Tables.Where(table => format.Sections.Count < table.Number)) sections.Wrong($"第{table.Number}部分是{table.Name}，不能少。");
        foreach (var key in format.Sections.GroupBy(section => section.Key).Where(same => same.Count() > 1)) sections.Wrong($"“{key.Key}”出现两次。");
        foreach (var level in Enum.GetValues<PublisherLevel>())
            if (format.Deadlines.Count(deadline => deadline.Level == level) != 1) deadlines.Wrong($"级别{Word(level)}应当有且只有一行。");
        if (format.Balance.Left.Count != 2 || format.Balance.Right.Count != 2) balance.Wrong("left和right应当各有两行：新收、上年结转和办结、结转下年。");
        RefuseMissing(map.Required("proactive"), format.Proactive.Rows, ["regulations", "documents"]);
        RefuseMissing(requests.Place, format.Requests.Rows, ["received"]);
        RefuseMissing(map.Required("remedies"), format.Remedies.Rows, ["review", "direct_suit", "suit_after_review"]);
        foreach (var table in new[] { (Rows: format.Requests.Rows, Place: requests.Place), (Rows: format.Remedies.Rows, Place: map.Required("remedies")) })
            if (table.Rows.Any(row => row.Total is null)) table.Place.Wrong($"列里没有“{AnnualFormat.TotalColumn}”（总计）。");
    }

    private static void RefuseMissing(PackNode place, IReadOnlyList<AnnualRow> rows, IEnumerable<string> keys)
    {
        foreach (var key in keys.Except(rows.Select(row => row.Key))) place.Wrong($"没有“{key}”这一行，登记和文件库的数填在这一行；行的名称可以改，key不能改。");
    }

    private static string Word(PublisherLevel level) => level switch
    {
        PublisherLevel.Unit => "unit",
        PublisherLevel.County => "county",
        PublisherLevel.City => "city",
        PublisherLevel.Province => "province",
    };

    private static IReadOnlyList<string> Texts(PackNode node) => [.. node.Items().Select(item => item.Text())];

    /// <summary>Reads the mapping at the node and notes the keys that nobody asked for.</summary>
    private static T In<T>(PackNode node, Func<PackMap, T> read)
    {
        var map = node.Map();
        var result = read(map);
        map.End();
        return result;
    }
}
