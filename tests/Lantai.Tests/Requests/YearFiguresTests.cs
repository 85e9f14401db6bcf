using FsCheck;
using FsCheck.Fluent;
using Lantai.Packs;
using Lantai.Requests;
using Lantai.Requests.Decisions;
using Lantai.Requests.Figures;
using Lantai.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Lantai.Tests.Requests;

public sealed class YearFiguresTests(TestPostgres postgres)
{
    private static readonly DecisionKinds Kinds = DecisionKinds.InForce(new PackFolder(Repository.Pack("")), new(2022, 12, 31));

    /// <summary>偃师2022年的年度报告表三：新收50件（自然人49、商业企业1），结转7件，公开16、部分公开5、不掌握28、其他处理1、2、5。</summary>
    [Fact]
    public async Task The_sample_has_the_totals_of_the_published_table()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        await office.LoadSampleAsync();
        var registered = await office.App.WithAsync<ReadYear, RegisteredYear>(read => read.RunAsync(office.Yanshi.Id, 2022));
        var figures = registered.Figures;
        Assert.Equal([49, 1, 0, 0, 0, 0], figures.Received.Counts);
        Assert.Equal([7, 0, 0, 0, 0, 0], figures.CarriedOver.Counts);
        Assert.Equal(
            ["三（一） 16", "三（二） 5", "三（四）1 28", "三（六）1 1", "三（六）2 2", "三（六）3 5"],
            figures.Results.Where(row => row.Sum > 0).Select(row => $"{row.Row} {row.Sum}"));
        Assert.Equal([27, 1, 0, 0, 0, 0], figures.Results.Single(row => row.Row == "三（四）1").Counts);
        Assert.Equal((57, 0), (figures.Total.Sum, figures.CarriedOn.Sum));
        var parts = figures.Received.Cases.Select(counted => counted.UnitId).Distinct().Select(unit => registered.Of(known => known == unit).Figures).ToList();
        Assert.Equal(3, parts.Count);
        Assert.Equal(figures.Results.Select(row => row.Sum), figures.Results.Select((_, i) => parts.Sum(part => part.Results[i].Sum)));
        await using var db = office.App.OpenDb();
        Assert.Equal(5, await db.Requests.CountAsync(request => request.EndedOn == null));
    }

    [Fact]
    public void New_and_carried_over_are_ended_and_carried_on() => Prop.ForAll(Cases.ToArbitrary(), cases =>
    {
        var figures = new YearFigures(2022, cases, Kinds);
        return figures.Received.Sum + figures.CarriedOver.Sum == figures.Total.Sum + figures.CarriedOn.Sum
            && figures.Results.Sum(row => row.Sum) == figures.Total.Sum
            && new YearFigures(2023, cases, Kinds).CarriedOver.Sum == figures.CarriedOn.Sum;
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(200));

    [Theory]
    [InlineData("replied", "R2", Decision.R2)]
    [InlineData("replied", "R2 R4e", Decision.R3)]
    [InlineData("replied", "R5a R3", Decision.R3)]
    [InlineData("replied", "R5a R4e", Decision.R5a)]
    [InlineData("withdrawn", "", Decision.R7c)]
    [InlineData("correction_asked", "", Decision.R7a)]
    [InlineData("fee_noticed", "R2", Decision.R7b)]
    public void A_case_counts_in_one_row(string happened, string decisions, Decision outcome)
    {
        var kind = RequestEventKinds.All.Single(known => known.Word == happened);
        Assert.Equal(outcome, Outcomes.Of([new RequestEvent(kind, new(2022, 5, 6))], new(2022, 5, 6), [.. decisions.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Enum.Parse<Decision>)]));
        Assert.Null(Outcomes.Of([new RequestEvent(kind, new(2022, 5, 6))], null, []));
    }

    private static Gen<IReadOnlyList<CountedCase>> Cases =>
        from days in Gen.ListOf(Gen.Choose(0, 1000))
        from lengths in Gen.ListOf(Gen.Choose(0, 400), 1001)
        select (IReadOnlyList<CountedCase>)[.. days.Select((day, i) => Case(new DateOnly(2021, 1, 1).AddDays(day), lengths[i % lengths.Count], day))];

    private static CountedCase Case(DateOnly received, int length, int seed)
    {
        var isEnded = seed % 5 != 0;
        return new CountedCase(ApplicantKinds.All[seed % 6], received, isEnded ? received.AddDays(length) : null, isEnded ? DecisionKinds.All[seed % DecisionKinds.All.Count] : null);
    }
}
