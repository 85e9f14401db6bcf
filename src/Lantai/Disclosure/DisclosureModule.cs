using Lantai.Disclosure.Desk;
using Lantai.Mail;
using Lantai.Packs;
using Lantai.People;
using Lantai.Ui;
using Lantai.Wording;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Lantai.Disclosure;

internal static class DisclosureModule
{
    public static void AddDisclosure(this IServiceCollection services)
    {
        services.AddScoped<CurrentScope>();
        services.AddDuties();
        services.AddWriting();
        services.AddPolicies();
        services.AddSearch();
        services.AddPortal();
        services.AddDeskOfDisclosure();
    }

    public static void MapDisclosure(this IEndpointRouteBuilder routes)
    {
        DutyDownloads.Map(routes);
        ArticleFiles.Map(routes);
        Portal.Feeds.Map(routes);
        Portal.ArticleDownloads.Map(routes);
        Portal.OpenLists.Map(routes);
        DisclosureApi.Map(routes);
    }

    private static void AddDuties(this IServiceCollection services)
    {
        services.AddScoped<OpenCatalogue>();
        services.AddScoped<ImportDuties>();
        services.AddScoped<EditDuty>();
        services.AddScoped<EndDuty>();
        services.AddScoped<EditColumn>();
        services.AddScoped<DutyRegister>();
    }

    private static void AddWriting(this IServiceCollection services)
    {
        services.TryAddSingleton(provider => new Lazy<WordingRules>(() => WordingRules.Load(provider.GetRequiredService<PackFolder>())));
        services.AddScoped<WriteArticle>();
        services.AddScoped<ReviewArticle>();
        services.AddScoped<ReviewMany>();
        services.AddScoped<WithdrawArticle>();
        services.AddScoped<CallOffPublication>();
        services.AddScoped<SetAside>();
        services.AddScoped<MoveArticle>();
        services.AddScoped<FileGate>();
        services.AddScoped<OutgoingGate>();
        services.AddScoped<BodyLinks>();
        services.AddScoped<TakeWord>();
        services.AddScoped<ImportArticles>();
        services.AddTransient<ImportLinks>();
        services.AddScoped<CleanAttachment>();
        services.AddScoped<ArticleFiles>();
    }

    private static void AddPolicies(this IServiceCollection services)
    {
        services.AddScoped<PolicyLibrary>();
        services.AddScoped<Dependents>();
        services.AddScoped<Interpretations>();
        services.AddScoped<InterpretationGate>();
        services.AddScoped<PlanInterpretation>();
    }

    private static void AddSearch(this IServiceCollection services)
    {
        services.AddScoped<SearchArticles>();
        services.AddScoped<NoteFruitless>();
        services.AddScoped<SimilarArticles>();
        services.AddScoped<IndexFiles>();
    }

    private static void AddPortal(this IServiceCollection services)
    {
        services.AddRateLimiter(Portal.OpenLists.AddTo);
        services.AddSingleton<Portal.ArticlePrints>();
        services.AddScoped<Portal.PrintAhead>();
        services.AddHostedService<Portal.PrintWatch>();
        services.AddSingleton<KnownColumns>();
        services.AddSingleton(NavItem.ForPortal("政府信息公开", "/{Region}/disclosure", 10, "指南、制度、法定主动公开内容和年报"));
        services.AddSingleton(NavItem.ForPortal("政策文件库", "/{Region}/policies", 20, "按类型、主题、年份和有效性查文件"));
        services.AddSingleton(NavItem.ForPortal("公开主体", "/{Region}/units", 60));
        services.AddSingleton(NavItem.ForPortal("数据开放", "/{Region}/open-data", 65));
        services.AddSingleton(new HomePart(typeof(Portal.NewestArticles), 20));
    }

    private static void AddDeskOfDisclosure(this IServiceCollection services)
    {
        services.AddScoped<ArticleRows>();
        services.AddScoped<CurrentArticle>();
        services.AddSingleton(new TodayPart(typeof(WaitingArticles), 50));
        services.AddSingleton(new TodayPart(typeof(ExpiringPolicies), 55));
        services.AddSingleton(new DigestPart(50, ArticleDigest.ReadAsync));
        services.AddSingleton(NavItem.ForDesk("主动公开", "/desk/{Region}/disclosure", 50,
            [.. Enum.GetNames<Post>().Where(name => name != nameof(Post.Administrator))]));
    }
}
