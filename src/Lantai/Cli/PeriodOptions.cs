using System.CommandLine;
using Lantai.Assessment;
using Lantai.Calendar;
using Lantai.Storage;
using Lantai.Units;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Cli;

/// <summary>Which score sheet is meant: the options of the verbs that read or write one.</summary>
internal sealed class PeriodOptions
{
    private readonly Option<string> region = RegionOption.Create();
    private readonly Option<string> scheme = new("--scheme") { Description = "方案名称，如 yanshi-monthly", Required = true };
    private readonly Option<string> period = new("--period") { Description = "考评期，如 2022-12、2022-Q4、2022", Required = true };
    private readonly Option<string?> stage = new("--stage") { Description = "评分阶段，如 自评；方案分阶段时须写明" };
    private readonly DatabaseOptions database;

    public PeriodOptions(Command command)
    {
        foreach (var option in new Option[] { region, scheme, period, stage }) command.Options.Add(option);
        database = new DatabaseOptions(command);
    }

    /// <summary>Opens the database and does the work with the services of one scope.</summary>
    public async Task<int> RunAsync(ParseResult parsed, Func<IServiceProvider, Task<int>> work, CancellationToken stop)
    {
        await using var opened = await database.OpenAsync(parsed, stop);
        await Schema.EnsureCurrentAsync(opened.Source, stop);
        await using var app = LantaiApp.Build(LantaiApp.CreateBuilder(), opened);
        await using var scope = app.Services.CreateAsyncScope();
        return await work(scope.ServiceProvider);
    }

    public Task<Region> RegionAsync(ParseResult parsed, LantaiDb db) => RegionOption.FindAsync(db, parsed.GetRequiredValue(region));

    public string Scheme(ParseResult parsed) => parsed.GetRequiredValue(scheme);

    public Period Period(ParseResult parsed)
    {
        var text = parsed.GetRequiredValue(period);
        return Calendar.Period.TryParse(text, out var read) ? read : throw new RefusedException($"考评期“{text}”应写成2022-12、2022-Q4或2022的样子。");
    }

    /// <summary>The period; null when it was not opened.</summary>
    public async Task<ScoringPeriod?> FindAsync(ParseResult parsed, LantaiDb db, CancellationToken stop)
    {
        var (of, name, wanted) = ((await RegionAsync(parsed, db)).Id, Scheme(parsed), Period(parsed));
        return await db.ScoringPeriods.AsNoTracking().SingleOrDefaultAsync(known => known.RegionId == of && known.SchemeName == name && known.Period == wanted, stop);
    }

    /// <summary>The stage that is meant; "" where the scheme has none.</summary>
    public string Stage(ParseResult parsed, Scheme of)
    {
        var stages = of.Procedure.Stages;
        return (parsed.GetValue(stage), stages.Count) switch
        {
            (null, 0) => "",
            ({ } named, > 0) when stages.Contains(named) => named,
            (null, _) => throw new RefusedException($"“{of.Title}”分阶段评分，请用 --stage 写明：{string.Join("、", stages)}。"),
            ({ } named, _) => throw new RefusedException($"“{of.Title}”没有“{named}”阶段{(stages.Count > 0 ? $"，只有{string.Join("、", stages)}" : "，请去掉 --stage")}。"),
        };
    }
}
