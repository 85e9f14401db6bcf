using Lantai.Journal;
using Lantai.Patrol;
using Lantai.People;
using Lantai.Rectification;
using Lantai.Tests.Support;
using Lantai.Units;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Tests.Rectification;

/// <summary>A region with two units, a site of one of them, and a clock that can be moved.</summary>
internal sealed class TicketOffice : IAsyncDisposable
{
    public const string Home = "/desk/yanshi/rectification";
    public static readonly Actor Clerk = new(null, "方敏");

    public required TestApp App { get; init; }

    public required FakeTime Time { get; init; }

    public required VillageSite Web { get; init; }

    public long RegionId { get; private set; }

    public long Unit { get; private set; }

    public long OtherUnit { get; private set; }

    public PatrolSite Site { get; private set; } = null!;

    public static async Task<TicketOffice> StartAsync(TestPostgres postgres)
    {
        var time = FakeTime.On(2026, 3, 2);
        var office = new TicketOffice { Time = time, App = await TestApp.StartAsync(postgres, time), Web = await VillageSite.OpenAsync() };
        await office.FillAsync();
        return office;
    }

    /// <summary>A page of the site with links to these paths.</summary>
    public TicketOffice Page(string path, params string[] links)
    {
        Web.Page(path, $"<!doctype html><html lang=zh-CN><title>{path} 县教育局</title><h1>县教育局</h1><p>正文{path}</p>{string.Concat(links.Select(link => $"<a href=\"{link}\">看{link}</a>\n"))}");
        return this;
    }

    public async Task PatrolAsync()
    {
        await App.WithAsync<AskForPatrol, SitePatrol>(asking => asking.RunAsync(Clerk, RegionId, Site.Id));
        using var clerk = await SignInAsync(Post.Office);
        var told = await clerk.Client.GetStringAsync($"/desk/yanshi/patrol/sites/{Site.Id}/events");
        if (!told.EndsWith("event: end\ndata: {}\n\n", StringComparison.Ordinal)) throw new InvalidOperationException($"The patrol did not end: {told}");
    }

    /// <summary>Confirms what stands open of the check; answers how many.</summary>
    public async Task<int> ConfirmAsync(string check)
    {
        long[] ids;
        await using (var db = App.OpenDb()) ids = await db.SiteFindings.Where(finding => finding.CheckId == check && finding.State == FindingState.Open).Select(finding => finding.Id).ToArrayAsync();
        await App.WithAsync<JudgeFindings, bool>(async judging =>
        {
            await judging.ConfirmAsync(Clerk, RegionId, ids);
            return true;
        });
        return ids.Length;
    }

    public async Task<List<Ticket>> TicketsAsync(string? topic = null)
    {
        await using var db = App.OpenDb();
        return await db.Tickets.AsNoTracking().Include(ticket => ticket.Places).Include(ticket => ticket.Events)
            .Where(ticket => topic == null || ticket.Topic == topic).OrderBy(ticket => ticket.Id).ToListAsync();
    }

    /// <summary>A person with that post; of the unit where the post needs one.</summary>
    public Task<Visitor> SignInAsync(Post post, long? unit = null) =>
        App.SignInAsync($"{post}{Guid.NewGuid():N}"[..20].ToLowerInvariant(), new Appointment { Post = post, RegionId = RegionId, UnitId = post.NeedsUnit() ? unit ?? Unit : null });

    public Task<Ticket> OpenAsync(string title = "查阅点没有标识", string basis = "《政府信息公开条例》第二十五条") => App.WithAsync<OpenTickets, Ticket>(opening => opening.RunAsync(
        Clerk, RegionId, new NewTicket(Unit, TicketOrigin.Visit, "查阅点", title, "设置标识", basis, Lantai.Wording.Severity.Minor, [new NewPlace(title, "一楼大厅")])));

    public void Wait(int days) => Time.Now = Time.Now.AddDays(days);

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await Web.DisposeAsync();
    }

    private async Task FillAsync()
    {
        await using (var db = App.OpenDb())
        {
            var region = new Region { Key = "yanshi", Name = "偃师区", OfficeName = "偃师区人民政府办公室", SiteName = "偃师区人民政府", Contact = "0379-55500117" };
            db.Regions.Add(region);
            await db.SaveChangesAsync();
            RegionId = region.Id;
            var group = new UnitGroup { RegionId = RegionId, Name = "区直单位" };
            db.UnitGroups.Add(group);
            await db.SaveChangesAsync();
            (Unit, OtherUnit) = (await AddUnitAsync(db, group, "教育体育局"), await AddUnitAsync(db, group, "财政局"));
        }
        Site = await App.WithAsync<RegisterSite, PatrolSite>(register => register.AddAsync(Clerk, RegionId, new SiteEntry("区教育体育局网站", Web.Root + "/", Unit, 0, 200, true, null) { MayBeInside = true }));
    }

    private async Task<long> AddUnitAsync(Lantai.Storage.LantaiDb db, UnitGroup group, string name)
    {
        var unit = new Unit { RegionId = RegionId, GroupId = group.Id };
        unit.Names.Add(new UnitName { Kind = UnitNameKind.Full, Text = name });
        db.Units.Add(unit);
        await db.SaveChangesAsync();
        return unit.Id;
    }
}
