using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Lantai.Portal;
using Lantai.Portal.Layout;
using Lantai.Ui;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Lantai.Browser.Tests.Gallery;

/// <summary>Every component on a page of its shell, served to a real browser; no database, no module.</summary>
internal sealed class GalleryHost : IAsyncDisposable
{
    private readonly WebApplication app;

    private GalleryHost(WebApplication app) => this.app = app;

    /// <summary>The pages, by name.</summary>
    public static readonly IReadOnlyDictionary<string, string> Pages = new Dictionary<string, string>
    {
        ["accessibility"] = "/accessibility",
        ["document"] = "/gallery/document",
        ["column"] = "/gallery/column",
        ["list"] = "/gallery/list",
        ["form"] = "/gallery/form",
        ["grid"] = "/gallery/grid",
        ["charts"] = "/gallery/charts",
        ["parts"] = "/gallery/parts",
    };

    public string Address => app.Urls.First();

    public static async Task<GalleryHost> OpenAsync(string urls = "http://127.0.0.1:0")
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseUrls(urls);
        builder.Logging.ClearProviders();
        builder.Services.AddRazorComponents();
        builder.Services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        builder.AddUi();
        builder.Services.AddSingleton<PublicShells>();
        builder.Services.Configure<ShellAddresses>(a => (a.PortalSearch, a.DeskSearch) = ("/gallery/list", "/gallery/list"));
        builder.Configuration.AddInMemoryCollection(Marks);
        foreach (var item in Items) builder.Services.AddSingleton(item);
        builder.Services.AddSingleton(new DeskBarPart(typeof(SampleRegion), 10));

        var app = builder.Build();
        app.UseMiddleware<SecurityHeaders>();
        app.UseErrorPages();
        app.UseStaticFiles();
        app.UseRouting();
        app.Use((context, next) =>
        {
            context.RequestServices.GetRequiredService<Shell>().Person = "张三";
            return next(context);
        });
        app.UseAntiforgery();
        app.MapUi();
        app.MapGet("/gallery/refused", IResult () => throw new RefusedException("本期已封存，不能修改。"));
        app.MapGet("/api/refused", IResult () => throw new RefusedException("本期已封存，不能修改。"));
        app.MapGet("/gallery/events", (CancellationToken stop) => TypedResults.ServerSentEvents(FollowAsync(stop)));
        app.MapGet("/gallery/end", () => TypedResults.ServerSentEvents(Ended.ToAsyncEnumerable()));
        app.MapGet("/gallery/forbidden", () => Results.StatusCode(StatusCodes.Status403Forbidden));
        app.MapRazorComponents<GalleryApp>().AddAdditionalAssemblies(typeof(Home).Assembly);
        await app.StartAsync();
        return new GalleryHost(app);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private static readonly SseItem<string>[] Ended = [new("", "end")];

    // One message of progress, then nothing more until the reader leaves.
    private static async IAsyncEnumerable<SseItem<string>> FollowAsync([EnumeratorCancellation] CancellationToken stop)
    {
        yield return new SseItem<string>("""{"done":5,"total":8,"note":"正在排版附件 2"}""");
        await Task.Delay(Timeout.Infinite, stop).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
    }

    private static readonly Dictionary<string, string?> Marks = new()
    {
        ["Site:Name"] = "偃师区政务公开",
        ["Site:Domain"] = "www.example.gov.cn",
        ["Site:IdCode"] = "4103810001",
        ["Site:Organiser"] = "偃师区人民政府办公室",
        ["Site:Undertaker"] = "政务公开科",
        ["Site:Contact"] = "0379-00000000",
        ["Site:IcpNumber"] = "豫ICP备00000000号",
        ["Site:PoliceNumber"] = "豫公网安备00000000000000号",
        ["Site:OfficialMarkHref"] = "https://bszs.conac.cn/",
        ["Site:ReportErrorHref"] = "/gallery/parts",
        ["Site:SupportsIpv6"] = "true",
    };

    private static readonly NavItem[] Items =
    [
        NavItem.ForPortal("政府信息公开", "/gallery/document", 10, "指南、制度、法定主动公开内容、年报"),
        NavItem.ForPortal("依申请公开", "/gallery/form", 20, "在线提交申请，凭编号查办理进度"),
        NavItem.ForPortal("政策", "/gallery/accessibility", 30, "文件、解读，按主题和有效性查找"),
        NavItem.ForPortal("通报", "/gallery/list", 40, "考评结果和政务公开工作通报"),
        NavItem.ForDesk("今日", "/gallery/parts", 10), NavItem.ForDesk("巡查", "/gallery/2", 20), NavItem.ForDesk("整改", "/gallery/3", 30),
        NavItem.ForDesk("依申请公开", "/gallery/4", 40), NavItem.ForDesk("主动公开", "/gallery/5", 50), NavItem.ForDesk("政务新媒体", "/gallery/6", 60),
        NavItem.ForDesk("考评", "/gallery/grid", 70), NavItem.ForDesk("通报", "/gallery/charts", 80), NavItem.ForDesk("年度报告", "/gallery/9", 90),
        NavItem.ForDesk("核验", "/gallery/form", 100), NavItem.ForDesk("单位", "/gallery/list", 200), NavItem.ForDesk("设置", "/gallery/12", 210),
        NavItem.ForPerson("修改密码", "/gallery/form", 10),
    ];
}
