using Lantai.Assessment;
using Lantai.Bulletins;
using Lantai.Papers;
using Lantai.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Lantai.Tests.Bulletins;

public sealed class IssuingTests(TestPostgres postgres)
{
    private const string Accepted = "区直单位末位由领导约谈，通报中不再点名";

    [Fact]
    public async Task Figures_in_sentences_follow_the_sheet_until_the_period_closes()
    {
        await using var office = await BulletinOffice.OpenAsync(postgres);
        var period = await office.ScoreAsync();
        var bulletin = await office.StartAsync(period);
        var before = await office.ComposeAsync(bulletin);
        Assert.Equal("488", Highest(before));

        var best = before.Standings.Groups[0].Rows[0].Unit;
        await TypeAsync(office, period, best, "政务信息公开", "40");
        var after = await office.ComposeAsync(bulletin);
        Assert.NotEqual("488", Highest(after));
        Assert.Equal(Figures.Plain(after.Standings.Groups[0].Rows[0].YearTotal!.Value), Highest(after));

        static string Highest(ComposedBulletin composed) => BoundFigures.Of(composed.Draft!.Paper).First(figure => figure.Origin.Placeholder == "{{highest:区直单位:全年总分}}").Text;
    }

    [Fact]
    public async Task A_draft_on_an_open_period_is_not_submitted()
    {
        await using var office = await BulletinOffice.OpenAsync(postgres);
        var bulletin = await office.StartAsync(await office.ScoreAsync());
        var refusal = await Assert.ThrowsAsync<RefusedException>(() => office.DoAsync<ReviewBulletin>(review => review.SubmitAsync(BulletinOffice.Clerk, bulletin.Id, 1)));
        Assert.Contains("还没有关闭", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(BulletinState.Draft, (await office.ReadAsync(bulletin)).State);
    }

    [Fact]
    public async Task An_issued_bulletin_is_frozen_with_its_files_and_the_standings_it_rests_on()
    {
        await using var office = await BulletinOffice.OpenAsync(postgres);
        var period = await office.CloseAsync();
        var issued = await office.IssueAsync(await office.ReviewAsync(period), because: Accepted);
        Assert.Equal((BulletinState.Issued, "2023年第1期", new DateOnly(2023, 1, 17)), (issued.State, issued.Number, issued.On));
        await using var db = office.App.OpenDb();
        Assert.Equal((await db.ScoringPeriods.SingleAsync(known => known.Id == period.Id)).Hash, issued.StandingsHash);
        var files = await db.Set<Lantai.Files.StoredFile>().ToListAsync();
        Assert.Equal([".docx", ".html", ".xlsx"], files.Select(file => Path.GetExtension(file.Name)).Order());
        Assert.Equal(files.Single(file => file.Id == issued.HtmlFileId).Hash, issued.PaperHash);
        Assert.Equal(["起草通报", "提交通报", "审核通报", "签发通报"], (await office.JournalAsync(issued)).Select(line => line.Act));
    }

    [Fact]
    public async Task Bulletins_issued_at_the_same_moment_get_numbers_one_after_the_other()
    {
        await using var office = await BulletinOffice.OpenAsync(postgres);
        var period = await office.CloseAsync();
        List<Bulletin> waiting = [];
        for (var i = 0; i < 8; i++) waiting.Add(await office.ReviewAsync(period, firstIssue: 3));
        var issued = await Task.WhenAll(waiting.Select(bulletin => office.IssueAsync(bulletin, because: Accepted)));
        Assert.Equal(Enumerable.Range(3, 8), issued.Select(bulletin => bulletin.IssueNumber!.Value).Order());
    }

    [Fact]
    public async Task One_bulletin_issued_by_several_at_once_is_issued_once()
    {
        await using var office = await BulletinOffice.OpenAsync(postgres);
        var bulletin = await office.ReviewAsync(await office.CloseAsync());
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Record.ExceptionAsync(() => office.IssueAsync(bulletin, because: Accepted)).AsTask()));
        Assert.Single(outcomes, outcome => outcome is null);
        Assert.All(outcomes.OfType<Exception>(), outcome => Assert.Contains("已签发，不能签发", Assert.IsType<RefusedException>(outcome).Message, StringComparison.Ordinal));
        Assert.Equal(1, (await office.ReadAsync(bulletin)).IssueNumber);
    }

    [Fact]
    public async Task Numbers_count_by_the_year_of_issue_and_a_withdrawn_bulletin_keeps_its_own()
    {
        await using var office = await BulletinOffice.OpenAsync(postgres);
        var period = await office.CloseAsync();
        var first = await office.IssueAsync(await office.ReviewAsync(period), new DateOnly(2023, 1, 12), Accepted);
        await office.DoAsync<WithdrawBulletin>(withdraw => withdraw.RunAsync(BulletinOffice.Clerk, first.Id, "数据有误"));
        var second = await office.IssueAsync(await office.ReviewAsync(period), because: Accepted);
        Assert.Equal(("2023年第1期", "2023年第2期"), (first.Number, second.Number));
        office.Time.Now = office.Time.Now.AddYears(1);
        Assert.Equal("2024年第1期", (await office.IssueAsync(await office.ReviewAsync(period), new DateOnly(2024, 1, 5), Accepted)).Number);
        var early = await Assert.ThrowsAsync<RefusedException>(async () => await office.IssueAsync(await office.ReviewAsync(period), new DateOnly(2024, 1, 4), Accepted));
        Assert.Contains("不能早于这一天", early.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_doubt_needs_a_reason_and_an_error_stops_the_issue()
    {
        await using var office = await BulletinOffice.OpenAsync(postgres);
        var period = await office.CloseAsync();
        var form = SampleForms.Form("yanshi-2022-12") with
        {
            Body = BodyText.Read("本月共考评{{units}}个单位，表现较好的有{{better:区直单位:3}}。"),
            Better = new Dictionary<string, IReadOnlyList<FormText>>(),
        };
        var bulletin = await office.StartAsync(period, form);
        var better = (await office.ReadAsync(bulletin)).ReadForm() with { Better = new Dictionary<string, IReadOnlyList<FormText>> { ["区直单位"] = [new("信访局", "")] } };
        await office.DoAsync<EditBulletin>(edit => edit.RunAsync(BulletinOffice.Clerk, bulletin.Id, 1, better));
        await office.DoAsync<ReviewBulletin>(review => review.SubmitAsync(BulletinOffice.Clerk, bulletin.Id, 2));
        await office.DoAsync<ReviewBulletin>(review => review.PassAsync(BulletinOffice.Clerk, bulletin.Id, 3));
        var refusal = await Assert.ThrowsAsync<RefusedException>(() => office.IssueAsync(bulletin));
        Assert.Contains("需要确认，请写明理由后再签发", refusal.Message, StringComparison.Ordinal);
        Assert.Equal("点名范围由领导确定", (await office.IssueAsync(bulletin, because: " 点名范围由领导确定 ")).DoubtsAcceptedBecause);

        var wrong = await office.StartAsync(period, form with { Body = BodyText.Read("本月区直单位共99个，最高得分99分。") });
        var stopped = await Assert.ThrowsAsync<RefusedException>(() => office.DoAsync<ReviewBulletin>(review => review.SubmitAsync(BulletinOffice.Clerk, wrong.Id, 1)));
        Assert.Contains("处错误，改正后才能提交", stopped.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_period_stays_closed_from_submission_to_withdrawal()
    {
        await using var office = await BulletinOffice.OpenAsync(postgres);
        var period = await office.CloseAsync();
        var bulletin = await office.StartAsync(period);
        await office.DoAsync<ReviewBulletin>(review => review.SubmitAsync(BulletinOffice.Clerk, bulletin.Id, 1));
        Assert.Contains("待审核，不能重新打开", await WhyClosedAsync(office, period), StringComparison.Ordinal);
        await office.DoAsync<ReviewBulletin>(review => review.PassAsync(BulletinOffice.Clerk, bulletin.Id, 2));
        await office.IssueAsync(bulletin, because: Accepted);
        Assert.Contains("已按本期成绩签发", await WhyClosedAsync(office, period), StringComparison.Ordinal);
        await office.DoAsync<WithdrawBulletin>(withdraw => withdraw.RunAsync(BulletinOffice.Clerk, bulletin.Id, "数据有误"));
        await office.DoAsync<ReopenPeriod>(reopen => reopen.RunAsync(BulletinOffice.Clerk, period.Id, "更正得分"));
    }

    [Fact]
    public async Task A_step_on_a_draft_that_somebody_changed_meanwhile_is_refused()
    {
        await using var office = await BulletinOffice.OpenAsync(postgres);
        var bulletin = await office.StartAsync(await office.CloseAsync());
        await office.DoAsync<EditBulletin>(edit => edit.RunAsync(BulletinOffice.Clerk, bulletin.Id, 1, bulletin.ReadForm()));
        var refusal = await Assert.ThrowsAsync<RefusedException>(() => office.DoAsync<EditBulletin>(edit => edit.RunAsync(BulletinOffice.Clerk, bulletin.Id, 1, bulletin.ReadForm())));
        Assert.Contains("刚由方敏改过", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_blank_left_in_the_template_must_be_written_before_submission()
    {
        await using var office = await BulletinOffice.OpenAsync(postgres);
        var bulletin = await office.StartAsync(await office.CloseAsync(), BulletinForm.Read(Repository.Pack("bulletins/brief.yaml")));
        var refusal = await Assert.ThrowsAsync<RefusedException>(() => office.DoAsync<ReviewBulletin>(review => review.SubmitAsync(BulletinOffice.Clerk, bulletin.Id, 1)));
        Assert.Contains("“〔请写明要求、责任单位和完成时限。〕”还没有写", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_document_number_is_given_once()
    {
        await using var office = await BulletinOffice.OpenAsync(postgres);
        var period = await office.CloseAsync();
        var form = SampleForms.Form("yanshi-2022-12") with { Kind = BulletinKind.RedHead, Masthead = null, Issue = null, AgencyMark = "偃师区人民政府办公室文件" };
        var number = new DocumentNumber("偃政办", 2023, 4);
        async Task<Bulletin> ReviewAsync()
        {
            var bulletin = await office.App.WithAsync<StartBulletin, Bulletin>(start => start.RunAsync(BulletinOffice.Clerk, office.Yanshi, new NewBulletin(period.Id, form) { Number = number }));
            await office.DoAsync<ReviewBulletin>(review => review.SubmitAsync(BulletinOffice.Clerk, bulletin.Id, 1));
            await office.DoAsync<ReviewBulletin>(review => review.PassAsync(BulletinOffice.Clerk, bulletin.Id, 2));
            return bulletin;
        }
        Assert.Equal("偃政办〔2023〕4号", (await office.IssueAsync(await ReviewAsync(), because: Accepted)).Number);
        var refusal = await Assert.ThrowsAsync<RefusedException>(async () => await office.IssueAsync(await ReviewAsync(), because: Accepted));
        Assert.Equal("偃政办〔2023〕4号已经用过，不能再用；请退回更正发文字号。", refusal.Message);
    }

    [Fact]
    public async Task Without_a_browser_it_is_issued_all_the_same_and_printed_later()
    {
        var hasBrowser = false;
        await using var office = await BulletinOffice.OpenAsync(postgres, (_, _) => Task.FromResult(hasBrowser ? PrintOutcome.Printed([0x25, 0x50, 0x44, 0x46]) : PrintOutcome.Failed(PaperPdf.NotAvailable)));
        var bulletin = await office.IssueAsync(await office.ReviewAsync(await office.CloseAsync()), because: Accepted);
        Assert.Equal(PaperPdf.NotAvailable, await office.App.WithAsync<PrintBulletin, string?>(print => print.RunAsync(BulletinOffice.Clerk, bulletin.Id)));
        Assert.Null((await office.ReadAsync(bulletin)).PdfFileId);
        hasBrowser = true;
        Assert.Null(await office.App.WithAsync<PrintBulletin, string?>(print => print.RunAsync(BulletinOffice.Clerk, bulletin.Id)));
        Assert.NotNull((await office.ReadAsync(bulletin)).PdfFileId);
    }

    private static async Task<string> WhyClosedAsync(BulletinOffice office, ScoringPeriod period) =>
        (await Assert.ThrowsAsync<RefusedException>(() => office.DoAsync<ReopenPeriod>(reopen => reopen.RunAsync(BulletinOffice.Clerk, period.Id, "更正得分")))).Message;

    private static async Task TypeAsync(BulletinOffice office, ScoringPeriod period, string unit, string indicator, string points)
    {
        await using var db = office.App.OpenDb();
        var id = await db.PeriodUnits.Where(known => known.PeriodId == period.Id && known.Name == unit).Select(known => known.UnitId).SingleAsync();
        await office.DoAsync<SaveScores>(save => save.RunAsync(BulletinOffice.Clerk, period.Id, "", [new TypedCell(id, indicator, points)]));
    }
}
