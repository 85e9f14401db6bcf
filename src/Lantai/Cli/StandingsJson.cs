using System.Text.Json.Nodes;
using Lantai.Assessment;

namespace Lantai.Cli;

/// <summary>
/// The result as JSON: <c>{"scheme","groups":[{"name","rows":[{"rank","unit","scores":{…},"total","year_total"}]}],
/// "bands":[{"name","count","share"}]}</c>; figures exact; what is not there is null.
/// </summary>
internal static class StandingsJson
{
    public static JsonObject Of(Scheme scheme, Standings standings) => new()
    {
        ["scheme"] = standings.Scheme,
        ["title"] = standings.SchemeTitle,
        ["period"] = standings.Period?.ToString(),
        ["groups"] = new JsonArray([.. standings.Groups.Select(group => Group(scheme, group))]),
        ["bands"] = new JsonArray([.. standings.Bands.Select(Band)]),
    };

    private static JsonObject Group(Scheme scheme, StandingGroup group)
    {
        var figures = GroupFigures.Of(group.Rows.Select(row => row.Total));
        return new JsonObject
        {
            ["name"] = group.Name,
            ["rows"] = new JsonArray([.. group.Rows.Select(row => Row(scheme, group, row))]),
            ["count"] = group.Rows.Count,
            ["average"] = SchemeJson.Number(figures.Average),
            ["maximum"] = SchemeJson.Number(figures.Maximum),
            ["minimum"] = SchemeJson.Number(figures.Minimum),
            ["median"] = SchemeJson.Number(figures.Median),
        };
    }

    private static JsonObject Row(Scheme scheme, StandingGroup group, StandingRow row)
    {
        var json = new JsonObject
        {
            ["rank"] = row.Rank,
            ["unit"] = UnitNames.Printed(scheme, row),
            ["scores"] = new JsonObject(group.Indicators.Select((column, i) => KeyValuePair.Create(column.Name, SchemeJson.Number(row.Points[i])))),
            ["total"] = SchemeJson.Number(row.Total),
            ["year_total"] = SchemeJson.Number(row.YearTotal),
        };
        if (row.Band is { } band) json["band"] = band;
        if (row.Note is { } note) json["note"] = note;
        if (row.Movement is { } movement) json["movement"] = movement;
        var unscored = group.Indicators.Select((column, i) => (column.Name, State: row.States[i]))
            .Where(cell => cell.State != CellState.Scored).ToList();
        if (unscored.Count > 0)
            json["states"] = new JsonObject(unscored.Select(cell => KeyValuePair.Create(cell.Name, (JsonNode?)Word(cell.State))));
        return json;
    }

    private static string Word(CellState state) => state switch
    {
        CellState.Scored => "scored",
        CellState.Missing => "missing",
        CellState.NotApplicable => "not_applicable",
        CellState.Stopped => "stopped",
    };

    private static JsonObject Band(BandCount band) => new JsonObject
    {
        ["name"] = band.Name,
        ["count"] = band.Count,
        ["share"] = SchemeJson.Number(band.Share),
    };
}
