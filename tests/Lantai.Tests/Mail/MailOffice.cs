using Lantai.Journal;
using Lantai.Mail;
using Lantai.People;
using Lantai.Tests.Requests;
using Lantai.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Lantai.Tests.Mail;

/// <summary>偃师 early on Wednesday, 20 May 2026, with a mail server of its own; digests go out at eight.</summary>
internal sealed class MailOffice : IAsyncDisposable
{
    public const string Secret = "秘密的授权码-42";

    private MailOffice(RequestOffice office, SmtpListener listener) => (Office, Listener) = (office, listener);

    public RequestOffice Office { get; }

    public SmtpListener Listener { get; }

    public TestApp App => Office.App;

    public OutgoingServer Server => new(
        "localhost", Listener.Port, MailSecurity.None, "zwgk@example.gov.cn", "政务公开科", "zwgk", Secret, "https://zwgk.example.gov.cn", new TimeOnly(8, 0));

    /// <param name="part">Says something of its own in every digest.</param>
    public static async Task<MailOffice> OpenAsync(TestPostgres postgres, SmtpManners? manners = null, DigestPart? part = null)
    {
        var program = await RequestOffice.OpenAsync(postgres, services => { if (part is not null) services.AddSingleton(part); });
        var office = new MailOffice(program, new SmtpListener((manners ?? new SmtpManners()) with { Password = Secret }));
        // Rounds come when the test says so, not when a minute is over.
        await office.App.Services.GetRequiredService<DigestWork>().StopAsync(default);
        office.At(20, 7);
        await office.SetAsync(office.Server);
        return office;
    }

    public Task SetAsync(OutgoingServer server) => Office.DoAsync<ChangeMailServer>(change => change.SaveAsync(RequestOffice.Clerk, server));

    /// <summary>A day of May 2026, office time.</summary>
    public void At(int day, int hour, int minute = 0) => Office.Time.Now = new DateTimeOffset(2026, 5, day, hour, minute, 0, TimeSpan.FromHours(8));

    /// <summary>An account with a post in 偃师 that wants its digest at name@example.gov.cn.</summary>
    public async Task<long> SubscribeAsync(string name, Post post = Post.Office, long? unitId = null)
    {
        using var visitor = await App.SignInAsync(name, new Appointment { Post = post, RegionId = Office.Yanshi.Id, UnitId = unitId });
        await using var db = App.OpenDb();
        var id = await db.Accounts.Where(account => account.UserName == name).Select(account => account.Id).SingleAsync();
        await Office.DoAsync<ChangeWish>(wish => wish.RunAsync(new Actor(id, name), $"{name}@example.gov.cn", true));
        return id;
    }

    /// <summary>A minute's round; how many letters the server took.</summary>
    public Task<int> RoundAsync(CancellationToken stop = default) => App.Services.GetRequiredService<DigestWork>().GoAsync(stop);

    public async Task<List<DigestMail>> RowsAsync()
    {
        await using var db = App.OpenDb();
        return await db.DigestMails.AsNoTracking().OrderBy(mail => mail.Id).ToListAsync();
    }

    public async Task<DigestMail> RowAsync() => (await RowsAsync()).Single();

    public async ValueTask DisposeAsync()
    {
        await Office.DisposeAsync();
        await Listener.DisposeAsync();
    }
}
