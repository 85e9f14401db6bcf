using System.Diagnostics;
using System.Globalization;
using System.Text;
using Lantai.Patrol;
using Lantai.Patrol.Fetching;
using Lantai.Tests.Support;
using Lantai.Units;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Lantai.Tests.Patrol;

/// <summary>Two programs on one database, of which one is killed in the middle of a patrol.</summary>
public sealed class ResumeTests(TestPostgres postgres)
{
    private const int Pages = 60, HeldFrom = 30;

    [Fact]
    public async Task A_killed_program_loses_no_finding_repeats_none_and_asks_again_only_for_what_held_numbers_of_persons()
    {
        var stop = TestContext.Current.CancellationToken;
        var (arrived, killed) = (0, new TaskCompletionSource());
        await using var village = await VillageSite.OpenAsync();
        village.Page("/", $"<!doctype html><html lang=zh-CN><title>首页</title>{string.Concat(Enumerable.Range(0, Pages).Select(i => $"<p><a href=\"/{i}.html\">第{i}页</a>"))}");
        for (var i = 0; i < Pages; i++)
        {
            var page = $"<!doctype html><html lang=zh-CN><title>第{i}页</title><img src=\"/logo.png?{i}\"><p>{(HasNumber(i) ? "手机13912345678，" : "")}部暑工作{i}。";
            village.On($"/{i}.html", async context =>
            {
                if (Interlocked.Increment(ref arrived) > HeldFrom) await killed.Task.WaitAsync(context.RequestAborted);
                context.Response.ContentType = "text/html; charset=utf-8";
                await context.Response.WriteAsync(page, context.RequestAborted);
            });
        }
        await using var database = await postgres.CreateAsync();
        var (site, patrol) = await AskAsync(database, village);

        List<string> written;
        var folder = Directory.CreateTempSubdirectory("lantai-resume-").FullName;
        using (var first = Start(database, folder))
        {
            while (true)
            {
                await using var db = database.Open();
                written = await db.PatrolExchanges.Where(exchange => exchange.Address.EndsWith(".html")).Select(exchange => exchange.Address).ToListAsync(stop);
                if (written.Count == HeldFrom) break;
                Assert.False(first.HasExited, "The program ended by itself.");
                await Task.Delay(50, stop);
            }
            first.Kill(entireProcessTree: true);
            await first.WaitForExitAsync(stop);
            // Not even the patrol that was cut has written a person's number down.
            await using var cut = database.Open();
            Assert.All(await cut.PageBodies.AsNoTracking().ToListAsync(stop), body => Assert.DoesNotContain("13912345678", Encoding.UTF8.GetString(KeptExchange.Unpack(body.Packed)), StringComparison.Ordinal));
        }
        killed.SetResult();

        using var second = Start(database, folder);
        SitePatrol done;
        do
        {
            Assert.False(second.HasExited, "The program ended by itself.");
            await Task.Delay(50, stop);
            await using var db = database.Open();
            done = await db.SitePatrols.AsNoTracking().SingleAsync(stop);
        }
        while (!done.IsOver);
        second.Kill(entireProcessTree: true);

        Assert.Equal((patrol, PatrolState.Done, 1, Pages + 1, true), (done.Id, done.State, done.TakenUp, done.Pages, done.IsWhole));
        Assert.All(written, address => Assert.Equal(HasNumber(NumberOf(address)) ? 2 : 1, village.Asked.Count(asked => asked == $"GET {new Uri(address).PathAndQuery}")));
        await using var after = database.Open();
        var findings = await after.SiteFindings.AsNoTracking().Where(finding => finding.SiteId == site).ToListAsync(stop);
        Assert.Equal(findings.Count, findings.Select(finding => finding.Fingerprint).Distinct().Count());
        foreach (var check in new[] { "a11y-image-text", "privacy", "wording-typo", "dead-resource" })
            Assert.Equal(
                Enumerable.Range(0, Pages).Where(i => check != "privacy" || HasNumber(i)).Select(i => $"{village.Root}/{i}.html").Order(StringComparer.Ordinal),
                findings.Where(finding => finding.CheckId == check).Select(finding => finding.Page).Order(StringComparer.Ordinal));
    }

    private static bool HasNumber(int page) => page % 3 == 0;

    private static int NumberOf(string address) => int.Parse(Path.GetFileNameWithoutExtension(address), CultureInfo.InvariantCulture);

    private static async Task<(long Site, long Patrol)> AskAsync(TestDatabase database, VillageSite village)
    {
        await using var db = database.Open();
        var region = new Region { Key = "yanshi", Name = "偃师区", OfficeName = "偃师区人民政府办公室", SiteName = "偃师区人民政府", Contact = "0379-55500117" };
        db.Regions.Add(region);
        await db.SaveChangesAsync();
        var site = new PatrolSite { RegionId = region.Id, Name = "县政府网站", Address = $"{village.Root}/", IsInside = true, Rate = 0 };
        db.PatrolSites.Add(site);
        await db.SaveChangesAsync();
        var patrol = new SitePatrol { SiteId = site.Id, AskedAt = DateTimeOffset.UtcNow, AskedBy = "方敏" };
        db.SitePatrols.Add(patrol);
        await db.SaveChangesAsync();
        return (site.Id, patrol.Id);
    }

    private static Process Start(TestDatabase database, string folder)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "lantai.dll"), "serve", "--database", database.Address, "--data", folder, "--urls", "http://127.0.0.1:0"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var process = Process.Start(start)!;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }
}
