using Lantai.AnnualReports;
using Lantai.AnnualReports.Collection;
using Lantai.Disclosure;
using Lantai.Tests.Disclosure;
using Lantai.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Lantai.Tests.AnnualReports;

/// <summary>Figures of a unit's report that the policy library knows.</summary>
public sealed class UnitFiguresTests(TestPostgres postgres)
{
    private static readonly AnnualReport Sample = new SampleReports(7).Report(2022);
    private static readonly CellAt Made = new("documents", "made");

    [Fact]
    public async Task What_the_library_knows_of_the_unit_takes_the_place_of_what_was_typed_and_stands_still_once_submitted()
    {
        await using var office = await DisclosureOffice.OpenAsync(postgres);
        var staff = await office.StaffAsync();
        await PublishAsync(office, staff, "临时救助实施办法", 1);
        await office.DoAsync<OpenYear>(open => open.RunAsync(DisclosureOffice.Clerk, office.Yanshi.Id, 2022));
        await FillAsync(office);
        var sheet = await SheetAsync(office, "民政局");
        Assert.Equal((1m, CellSource.Policies), (sheet.Figures[Made].Number, sheet.SourceOf(Made)));
        Assert.Equal(["临时救助实施办法"], sheet.Tables.Live[Made].Things.Select(thing => thing.Name));
        Assert.Contains(sheet.Differences, difference => difference.StartsWith("“行政规范性文件”的“本年制发件数”填报", StringComparison.Ordinal));
        Assert.Equal(CellSource.Typed, sheet.SourceOf(new CellAt("received", "total")));
        await office.DoAsync<FillReport>(fill => fill.SubmitAsync(DisclosureOffice.Clerk, office.Yanshi.Id, null, sheet.Report.Id, sheet.Report.Revision));
        await PublishAsync(office, staff, "养老服务补贴办法", 2);
        var submitted = await SheetAsync(office, "民政局");
        Assert.Equal((1m, CellSource.Policies), (submitted.Figures[Made].Number, submitted.SourceOf(Made)));
        Assert.Empty(submitted.Differences);
        await office.DoAsync<FillReport>(fill => fill.ReturnAsync(DisclosureOffice.Clerk, office.Yanshi.Id, submitted.Report.Id, submitted.Report.Revision, "请核对。"));
        Assert.Equal(2m, (await SheetAsync(office, "民政局")).Figures[Made].Number);
    }

    [Fact]
    public async Task A_figure_with_a_reason_is_handed_in_instead_of_the_librarys_and_the_librarys_is_kept_beside()
    {
        await using var office = await DisclosureOffice.OpenAsync(postgres);
        await PublishAsync(office, await office.StaffAsync(), "临时救助实施办法", 1);
        await office.DoAsync<OpenYear>(open => open.RunAsync(DisclosureOffice.Clerk, office.Yanshi.Id, 2022));
        await FillAsync(office);
        var report = (await SheetAsync(office, "民政局")).Report;
        await office.DoAsync<FillReport>(fill => fill.OverruleAsync(DisclosureOffice.Clerk, office.Yanshi.Id, null, report.Id, report.Revision, Made, "9", "上半年的文件不在文件库。"));
        report = (await SheetAsync(office, "民政局")).Report;
        await office.DoAsync<FillReport>(fill => fill.SubmitAsync(DisclosureOffice.Clerk, office.Yanshi.Id, null, report.Id, report.Revision));
        var submitted = await SheetAsync(office, "民政局");
        Assert.Equal((9m, CellSource.Typed), (submitted.Figures[Made].Number, submitted.SourceOf(Made)));
        Assert.Equal(["“行政规范性文件”的“本年制发件数”登记为1，以填报的9为准：上半年的文件不在文件库。"], submitted.Differences);
    }

    [Fact]
    public async Task Another_unit_without_documents_has_nothing_prefilled()
    {
        await using var office = await DisclosureOffice.OpenAsync(postgres);
        await PublishAsync(office, await office.StaffAsync(), "临时救助实施办法", 1);
        await office.DoAsync<OpenYear>(open => open.RunAsync(DisclosureOffice.Clerk, office.Yanshi.Id, 2022));
        Assert.Empty((await SheetAsync(office, "司法局")).Tables.Live);
    }

    [Fact]
    public async Task A_document_counts_for_its_issuer_and_one_of_an_unknown_issuer_is_named_and_not_counted()
    {
        await using var office = await DisclosureOffice.OpenAsync(postgres);
        var staff = await office.StaffAsync();
        await PublishAsync(office, staff, "临时救助实施办法", 1);
        await PublishAsync(office, staff, "养老服务补贴办法", 2, "偃师区人民政府");
        await PublishAsync(office, staff, "流动人口管理办法", 3, "偃师区公安局");
        await PublishAsync(office, staff, "殡葬改革办法", 4, "殡葬改革领导小组");
        await office.DoAsync<OpenYear>(open => open.RunAsync(DisclosureOffice.Clerk, office.Yanshi.Id, 2022));
        var (civil, police) = (await SheetAsync(office, "民政局"), await SheetAsync(office, "公安局"));
        Assert.Equal(["临时救助实施办法"], civil.Tables.Live[Made].Things.Select(thing => thing.Name));
        Assert.Equal("殡葬改革办法", Assert.Single(civil.Tables.Live[Made].Undecided).Name);
        Assert.Contains(civil.Differences, sentence => sentence.StartsWith("“行政规范性文件”的“本年制发件数”有1件发文机关认不出，没有计入：殡葬改革办法；", StringComparison.Ordinal));
        Assert.Equal(["流动人口管理办法"], police.Tables.Live[Made].Things.Select(thing => thing.Name));
        Assert.Empty(police.Tables.Live[Made].Undecided);
    }

    [Theory]
    [InlineData("偃师区民政局", 1L, false)]
    [InlineData("洛阳市偃师区民政局", 1L, false)]
    [InlineData("区民政局、区财政局", 1L, false)]
    [InlineData("民政和社会局", 1L, false)]
    [InlineData("佃庄镇人民政府", 2L, false)]
    [InlineData("佃庄镇", 2L, false)]
    [InlineData("区政府办公室", null, true)]
    [InlineData("偃师区人民政府", null, true)]
    [InlineData("中共偃师区委", null, false)]
    public void An_issuer_is_a_unit_by_any_of_its_names_or_the_government_or_nobody(string issuer, long? unit, bool isGovernment)
    {
        Lantai.Units.Region region = new() { Key = "yanshi", Name = "偃师区", OfficeName = "偃师区人民政府办公室", SiteName = "偃师区人民政府", Contact = "0379" };
        Lantai.Units.Unit Named(long id, params string[] names)
        {
            var named = new Lantai.Units.Unit { Id = id };
            named.Names.AddRange(names.Select(name => new Lantai.Units.UnitName { Kind = Lantai.Units.UnitNameKind.Full, Text = name }));
            return named;
        }
        var issuers = new Issuers(region, [Named(1, "民政局", "民政和社会局"), Named(2, "佃庄镇")]);
        Assert.Equal((unit, isGovernment), (issuers.UnitOf(issuer, new DateOnly(2022, 12, 1)), issuers.IsGovernment(issuer)));
    }

    private static async Task PublishAsync(DisclosureOffice office, IReadOnlyList<DisclosureScope> staff, string title, int number, string issuer = "民政局")
    {
        var text = new EditionText(title, "<p>第一条　为了做好救助工作，制定本办法。</p>", "民政局", new DateOnly(2022, 12, 1), Openness.Open)
        {
            Policy = new PolicyText(PolicyType.Normative, "社会救助", $"偃民〔2022〕{number}号", issuer, new DateOnly(2022, 12, 1), null, true),
        };
        await office.PublishAsync(staff, await office.DraftAsync(staff[0], title, "policies", text), "材料另行发布");
    }

    private static async Task FillAsync(DisclosureOffice office)
    {
        async Task<UnitReport> NowAsync() => (await SheetAsync(office, "民政局")).Report;
        var report = await NowAsync();
        await office.DoAsync<FillReport>(fill => fill.EnterAsync(DisclosureOffice.Clerk, office.Yanshi.Id, null, report.Id, report.Revision, Sample.Figures));
        foreach (var section in Sample.Prose)
        {
            report = await NowAsync();
            await office.DoAsync<FillReport>(fill => fill.WriteAsync(DisclosureOffice.Clerk, office.Yanshi.Id, null, report.Id, report.Revision, section.Key, string.Join('\n', section.Value)));
        }
    }

    private static async Task<ReportSheet> SheetAsync(DisclosureOffice office, string unit)
    {
        await using var db = office.App.OpenDb();
        var (unitId, reports) = (office.Units[unit], db.UnitReports);
        var id = await reports.Where(report => report.UnitId == unitId).Select(report => report.Id).SingleAsync();
        return (await office.App.WithAsync<ReadReports, ReportSheet?>(read => read.FindAsync(office.Yanshi.Id, null, id)))!;
    }
}
