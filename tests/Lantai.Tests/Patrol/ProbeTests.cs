using System.Net;
using Lantai.Calendar;
using Lantai.Patrol;
using Lantai.Patrol.Probes;
using Lantai.People;
using Lantai.Tests.Support;
using Lantai.Units;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Lantai.Tests.Patrol;

/// <summary>Probes of availability: drawn the day before, asked in their minute by one program, counted by the week.</summary>
public sealed class ProbeTests(TestPostgres postgres)
{
    [Fact]
    public void A_timetable_spreads_over_the_day_and_follows_from_its_word()
    {
        var day = new DateOnly(2026, 3, 3);
        var table = ProbeTimetable.Of("http://www.example.gov.cn/", day, "word", 20);
        Assert.Equal(table, ProbeTimetable.Of("http://www.example.gov.cn/", day, "word", 20));
        Assert.NotEqual(table, ProbeTimetable.Of("http://www.example.gov.cn/", day, "another", 20));
        Assert.All(ProbeTimetable.Of("http://www.example.gov.cn/", day, "word", 26), at => Assert.Equal(0, at.Ticks % TimeSpan.TicksPerSecond));
        Assert.Equal(Enumerable.Range(0, 20), table.Select(at => (int)((at - OfficeTime.Start(day)) / (TimeSpan.FromDays(1) / 20))));
    }

    [Fact]
    public async Task Tomorrow_is_drawn_once_by_several_programs_and_follows_from_its_word()
    {
        await using var village = await VillageSite.OpenAsync();
        var (app, time, site) = await OpenAsync(village);
        await using var _ = app;
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => app.WithAsync<DrawProbes, int>(draw => draw.RunAsync())));
        await using var db = app.OpenDb();
        var day = await db.ProbeDays.AsNoTracking().SingleAsync();
        Assert.Equal((site, time.Today().AddDays(1), 26), (day.SiteId, day.Day, day.Times));
        var planned = await db.SiteProbes.AsNoTracking().OrderBy(probe => probe.PlannedAt).Select(probe => probe.PlannedAt).ToListAsync();
        Assert.Equal(ProbeTimetable.Of($"{village.Root}/", day.Day, day.Word, 26), planned);
        Assert.All(planned, at => Assert.True(at > day.DrawnAt));
    }

    [Fact]
    public async Task A_week_of_probes_is_asked_shown_exported_and_judged()
    {
        await using var village = await VillageSite.OpenAsync();
        var (app, time, site) = await OpenAsync(village);
        await using var _ = app;
        for (var day = 0; day < 8; day++)
        {
            await app.WithAsync<DrawProbes, int>(draw => draw.RunAsync());
            await using var db = app.OpenDb();
            var today = time.Today();
            foreach (var at in await db.SiteProbes.Where(probe => probe.Day == today).OrderBy(probe => probe.PlannedAt).Select(probe => probe.PlannedAt).ToListAsync())
            {
                time.Now = at.AddSeconds(1);
                // One look in ten finds it closed, one day the site turns us away once.
                var number = village.Asked.Count;
                village.Page("/", "<title>首页</title>", number % 10 == 9 ? 500 : number == 45 ? 403 : 200);
                // The program's own round may have been quicker: then its answer is waited for.
                while (await db.SiteProbes.AnyAsync(probe => probe.PlannedAt == at && probe.Fate == null))
                    await app.WithAsync<ProbeWork, int>(work => work.GoAsync(CancellationToken.None));
                Assert.Equal(number + 1, village.Asked.Count);
            }
            time.Now = OfficeTime.Start(today.AddDays(1)).AddMinutes(1);
        }
        using var clerk = await app.SignInAsync("fangmin", new Appointment { Post = Post.Office, RegionId = await RegionAsync(app) });
        var page = await clerk.OpenAsync($"/desk/yanshi/patrol/sites/{site}/probes");
        Assert.Contains("181", page.Text, StringComparison.Ordinal);
        Assert.Contains("打不开的比例达到5%", page.Text, StringComparison.Ordinal);
        var csv = await clerk.Client.GetStringAsync($"/desk/yanshi/patrol/sites/{site}/probes.csv");
        Assert.Equal(18, csv.Split("打不开：HTTP 500").Length - 1);
        Assert.Contains("不能判定：HTTP 403", csv, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await clerk.OpenAsync("/desk/yanshi/patrol/sites/99/probes")).Status);
        var history = await app.WithAsync<PatrolMemory, PatrolHistory>(memory => memory.HistoryAsync(site, time.Today()));
        Assert.Equal((181, 18), (history.Probes.Count, history.Probes.Count(probe => !probe.Opened)));
    }

    [Fact]
    public async Task A_probe_whose_time_passed_while_no_program_ran_counts_against_nobody()
    {
        await using var village = await VillageSite.OpenAsync();
        village.Page("/", "<title>首页</title>");
        var (app, time, site) = await OpenAsync(village);
        await using var _ = app;
        await app.WithAsync<DrawProbes, int>(draw => draw.RunAsync());
        time.Now = time.Now.AddDays(3);
        Assert.Equal(0, await app.WithAsync<ProbeWork, int>(work => work.GoAsync(CancellationToken.None)));
        Assert.Empty(village.Asked);
        Assert.Empty((await app.WithAsync<PatrolMemory, PatrolHistory>(memory => memory.HistoryAsync(site, time.Today()))).Probes);
    }

    private async Task<(TestApp App, FakeTime Time, long Site)> OpenAsync(VillageSite village)
    {
        var time = FakeTime.On(2026, 3, 2);
        var app = await TestApp.StartAsync(postgres, time);
        await using var db = app.OpenDb();
        var region = new Region { Key = "yanshi", Name = "偃师区", OfficeName = "偃师区人民政府办公室", SiteName = "偃师区人民政府", Contact = "0379-55500117" };
        db.Regions.Add(region);
        await db.SaveChangesAsync();
        var site = new PatrolSite { RegionId = region.Id, Name = "县政府网站", Address = $"{village.Root}/", IsInside = true, Rate = 0 };
        db.PatrolSites.Add(site);
        await db.SaveChangesAsync();
        return (app, time, site.Id);
    }

    private static async Task<long> RegionAsync(TestApp app)
    {
        await using var db = app.OpenDb();
        return await db.Regions.Select(region => region.Id).SingleAsync();
    }
}
