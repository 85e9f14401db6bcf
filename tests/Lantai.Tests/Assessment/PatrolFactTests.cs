using Lantai.Assessment;
using Lantai.Calendar;
using Lantai.Patrol;
using Lantai.Rectification;
using Lantai.Tests.Patrol;
using Lantai.Tests.Rectification;
using Lantai.Tests.Support;
using Lantai.Units;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Lantai.Tests.Assessment;

/// <summary>What patrols and tickets tell a scheme, of the unit and the day to which it belongs.</summary>
public sealed class PatrolFactTests(TestPostgres postgres)
{
    [Fact]
    public async Task Findings_belong_to_the_unit_of_the_column_and_to_the_day_on_which_they_were_first_seen()
    {
        await using var office = (await TicketOffice.StartAsync(postgres)).Page("/", "/news/", "/gone.html").Page("/news/", "/news/a.html").Page("/news/a.html", "/lost.html");
        await ColumnRegisterTests.RegisterAsync(office);
        await office.PatrolAsync();
        Assert.DoesNotContain(await FactsAsync(office, PatrolFacts.Findings), fact => fact.Item == "站内死链");
        await office.ConfirmAsync("dead-link");
        var found = (await FactsAsync(office, PatrolFacts.Findings)).Where(fact => fact.Item == "站内死链").OrderBy(fact => fact.Unit, StringComparer.Ordinal).ToList();
        Assert.Equal([("教育体育局", "一般", "未整改"), ("财政局", "一般", "未整改")], found.Select(fact => (fact.Unit, fact.Class, fact.State)));
        Assert.All(found, fact => Assert.Equal(new DateOnly(2026, 3, 2), fact.Day));
        Assert.StartsWith("/desk/yanshi/patrol/findings/", found[0].Link, StringComparison.Ordinal);
        var hints = await FactsAsync(office, "网站提示");
        Assert.NotEmpty(hints);
        Assert.All(hints, fact => Assert.Equal("提示", fact.Class));

        // Mended in April: in March's figures it still was not, and April's hold no second one.
        office.Page("/gone.html").Page("/lost.html");
        office.Wait(31);
        for (var look = 0; look < 2; look++) await office.PatrolAsync();
        var still = (await FactsAsync(office, PatrolFacts.Findings)).Where(fact => fact.Item == "站内死链").ToList();
        Assert.Equal(["未整改", "未整改"], still.Select(fact => fact.State));
        Assert.DoesNotContain(await FactsAsync(office, PatrolFacts.Findings, 4), fact => fact.Item == "站内死链");
        var late = await FactsAsync(office, "逾期整改");
        Assert.Contains(late, fact => fact is { Unit: "财政局", State: "未整改" } && fact.Day == new DateOnly(2026, 3, 6) && fact.Since == new DateOnly(2026, 3, 2));
    }

    [Fact]
    public async Task A_cause_in_many_places_is_one_finding_one_fact_and_one_ticket_however_many_they_become()
    {
        await using var office = await TicketOffice.StartAsync(postgres);
        Template(office, 20);
        await office.PatrolAsync();
        Assert.Equal(1, await office.ConfirmAsync("wording-typo"));
        var first = Assert.Single(await FoundAsync(office));
        Assert.Equal((19, 19), (first.More, first.Places.Count));
        office.Wait(1);
        Template(office, 21);
        for (var look = 0; look < 3; look++) await office.PatrolAsync();
        var later = Assert.Single(await FoundAsync(office));
        Assert.Equal((first.Id, FindingState.Confirmed, 20, 19), (later.Id, later.State, later.More, later.Places.Count));
        Assert.Single(await FactsAsync(office, PatrolFacts.Findings), fact => fact.Item == "错别字");
        var ticket = Assert.Single(await office.TicketsAsync("错别字"));
        Assert.Equal(20, ticket.Places.Count);
    }

    [Fact]
    public async Task One_dead_target_is_one_fact_however_many_pages_lead_there()
    {
        await using var office = (await TicketOffice.StartAsync(postgres)).Page("/", "/a.html", "/b.html", "/gone.html").Page("/a.html", "/gone.html").Page("/b.html", "/gone.html", "/lost.html");
        await office.PatrolAsync();
        Assert.Equal(4, await office.ConfirmAsync("dead-link"));
        Assert.Equal(2, (await DeadAsync(3)).Count);
        // In April one more page leads there: it is March's fault still.
        office.Wait(31);
        office.Page("/a.html", "/gone.html", "/c.html").Page("/c.html", "/gone.html");
        await office.PatrolAsync();
        Assert.Equal(1, await office.ConfirmAsync("dead-link"));
        Assert.Empty(await DeadAsync(4));
        // Mended everywhere, and a new page leads there when it is dead again: another fault.
        office.Page("/gone.html");
        for (var look = 0; look < 2; look++) await office.PatrolAsync();
        Assert.Equal(["未整改", "未整改"], (await DeadAsync(3)).Select(fact => fact.State));
        office.Wait(1);
        office.Web.Page("/gone.html", "", 404);
        office.Page("/", "/a.html", "/b.html", "/d.html").Page("/a.html").Page("/b.html").Page("/c.html").Page("/d.html", "/gone.html");
        await office.PatrolAsync();
        await office.ConfirmAsync("dead-link");
        Assert.Equal(new DateOnly(2026, 4, 3), Assert.Single(await DeadAsync(4)).Day);

        async Task<List<Fact>> DeadAsync(int month) => [.. (await FactsAsync(office, PatrolFacts.Findings, month)).Where(fact => fact.Item == "站内死链")];
    }

    [Fact]
    public async Task A_finding_in_a_column_of_answers_is_a_fact_of_its_own_name_and_no_other()
    {
        await using var office = (await TicketOffice.StartAsync(postgres)).Page("/", "/answers/", "/gone.html").Page("/answers/", "/answers/a.html").Page("/answers/a.html", "/lost.html");
        await office.App.WithAsync<EditColumns, bool>(async editing =>
        {
            await editing.SaveAsync(TicketOffice.Clerk, office.RegionId, office.Site.Id, new ColumnEntry(office.Web.Root + "/answers/", "咨询答复", "留言公开", null, office.OtherUnit));
            return true;
        });
        await office.PatrolAsync();
        await office.ConfirmAsync("dead-link");
        var own = Assert.Single(await FactsAsync(office, "交流互动问题"), fact => fact.Item == "站内死链");
        Assert.Equal(("财政局", "一般", "未整改", 1m), (own.Unit, own.Class, own.State, own.Quantity));
        Assert.Equal(["教育体育局"], (await FactsAsync(office, PatrolFacts.Findings)).Where(fact => fact.Item == "站内死链").Select(fact => fact.Unit));
        Assert.Empty(await FactsAsync(office, "公共服务问题"));
    }

    [Fact]
    public async Task Tickets_are_facts_of_the_day_on_which_they_were_opened_done_or_became_late()
    {
        await using var office = await TicketOffice.StartAsync(postgres);
        var (inTime, late, withdrawn) = (await office.OpenAsync("甲"), await office.OpenAsync("乙"), await office.OpenAsync("丙"));
        await office.OpenAsync("丁");
        await StepAsync(office, steps => steps.CloseAsync(TicketOffice.Clerk, office.RegionId, inTime.Id, "已核实"));
        await StepAsync(office, steps => steps.WithdrawAsync(TicketOffice.Clerk, office.RegionId, withdrawn.Id, "开错"));
        office.Wait(10);
        await StepAsync(office, steps => steps.CloseAsync(TicketOffice.Clerk, office.RegionId, late.Id, "已核实"));
        Assert.Equal(["丁", "乙", "甲"], (await FactsAsync(office, "整改通知")).Select(fact => fact.Note!).Order(StringComparer.Ordinal));
        var done = Assert.Single(await FactsAsync(office, "按期整改"));
        Assert.Equal(("甲", new DateOnly(2026, 3, 2), $"/desk/yanshi/rectification/tickets/{inTime.Id}"), (done.Note, done.Day, done.Link));
        Assert.Equal([("丁", "未整改"), ("乙", "已整改")], (await FactsAsync(office, "逾期整改")).Select(fact => (fact.Note!, fact.State!)).OrderBy(row => row.Item1, StringComparer.Ordinal));
        Assert.Empty(await FactsAsync(office, "按期整改", 4));
    }

    [Fact]
    public async Task Each_day_of_probes_is_a_fact_with_the_percent_that_found_the_site_open()
    {
        await using var office = await TicketOffice.StartAsync(postgres);
        await using (var db = office.App.OpenDb())
        {
            foreach (var (day, asked, closed) in new[] { (new DateOnly(2026, 3, 1), 24, 3), (new DateOnly(2026, 3, 2), 6, 0) })
            {
                db.ProbeDays.Add(new ProbeDay { SiteId = office.Site.Id, Day = day, Word = "词", DrawnAt = OfficeTime.Start(day), Times = 26 });
                for (var i = 0; i < asked; i++)
                {
                    var probe = new SiteProbe { SiteId = office.Site.Id, Day = day, PlannedAt = OfficeTime.Start(day).AddMinutes(i) };
                    probe.Begin(probe.PlannedAt);
                    // One does not open, two open after fifteen seconds.
                    probe.End(i != 0 || closed == 0, TimeSpan.FromSeconds(i < closed ? 15 : 1), "HTTP 200");
                    db.SiteProbes.Add(probe);
                }
            }
            await db.SaveChangesAsync();
        }
        var facts = await FactsAsync(office, "网站可用率");
        Assert.Equal([(new DateOnly(2026, 3, 1), 87.5m, null), (new DateOnly(2026, 3, 2), 100m, "探测不足")], facts.Select(fact => (fact.Day, fact.Quantity, fact.State)));
        Assert.All(facts, fact => Assert.Equal(("教育体育局", "区教育体育局网站"), (fact.Unit, fact.Item)));
    }

    /// <summary>A home page and others up to so many, all with one wrong word in their menu.</summary>
    private static void Template(TicketOffice office, int pages)
    {
        const string menu = "<nav><a href=\"/\">工作部暑</a></nav>";
        for (var i = 1; i < pages; i++) office.Web.Page($"/p{i}.html", $"<!doctype html><html lang=zh-CN><title>第{i}页</title>{menu}<p>第{i}页的正文。");
        office.Web.Page("/", $"<!doctype html><html lang=zh-CN><title>首页</title>{menu}{string.Concat(Enumerable.Range(1, pages - 1).Select(i => $"<p><a href=\"/p{i}.html\">看第{i}页</a>"))}");
    }

    private static async Task<List<SiteFinding>> FoundAsync(TicketOffice office)
    {
        await using var db = office.App.OpenDb();
        return await db.SiteFindings.AsNoTracking().Include(finding => finding.Places).Where(finding => finding.CheckId == "wording-typo").ToListAsync();
    }

    private static Task<bool> StepAsync(TicketOffice office, Func<StepTicket, Task> step) => office.App.WithAsync<StepTicket, bool>(async steps =>
    {
        await step(steps);
        return true;
    });

    /// <summary>Of a month of 2026, as the program's own sources tell them.</summary>
    private static async Task<IReadOnlyList<Fact>> FactsAsync(TicketOffice office, string name, int month = 3)
    {
        await using var db = office.App.OpenDb();
        var units = await db.Units.Include(unit => unit.Names).ToDictionaryAsync(unit => unit.Id, unit => unit.Names[0].Text);
        var from = new DateOnly(2026, month, 1);
        var query = new FactQuery(office.RegionId, units, from, from.AddMonths(1).AddDays(-1), new HashSet<string> { name });
        var sources = office.App.Services.GetServices<FactSource>().Where(source => source.Kinds.Any(kind => kind.Name == name)).ToList();
        return await Assert.Single(sources).ReadAsync(db, query, CancellationToken.None);
    }
}
