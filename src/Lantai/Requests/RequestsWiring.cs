using Lantai.Mail;
using Lantai.People;
using Lantai.Requests.Letters;
using Lantai.Ui;

namespace Lantai.Requests;

/// <summary>What the module offers to the container: its use cases by what they are about, and its places in menus and on 今日.</summary>
internal static class RequestsWiring
{
    public static void AddRegister(this IServiceCollection services)
    {
        services.AddScoped<RequestClock>();
        services.AddScoped<RequestFiles>();
        services.AddScoped<Addressees>();
        services.AddScoped<RegisterRequest>();
        services.AddScoped<RecordEvent>();
        services.AddScoped<DecideItem>();
        services.AddScoped<LookAtIdentity>();
        services.AddScoped<ReplaceScan>();
        services.AddScoped<Moves.MoveRequests>();
        services.AddScoped<Moves.ReopenCase>();
        services.AddScoped<Moves.ReaddressRequest>();
        services.AddScoped<Moves.AmendRequest>();
        services.AddScoped<Figures.ReadYear>();
        services.AddScoped<Figures.ReadHandling>();
        services.AddScoped<Portal.CaseCookie>();
        services.AddScoped<Desk.InboxDownloads>();
    }

    public static void AddHandling(this IServiceCollection services)
    {
        services.AddScoped<Checks.CheckReply>();
        services.AddScoped<Likeness.FindAlike>();
        services.AddScoped<Likeness.TurnRequest>();
        services.AddScoped<Archive.PackCase>();
        services.AddScoped<Redactions.RedactFile>();
        services.AddScoped<Routing.RouteItem>();
        services.AddScoped<Routing.UnitTasks>();
        services.AddScoped<Opinions.AskOpinion>();
        services.AddScoped<Fees.QuoteFee>();
        services.AddScoped<Fees.ChargeFee>();
        services.AddScoped<Answered.PublishAnswer>();
        services.AddScoped<Contests.ContestTerms>();
        services.AddScoped<Contests.RecordContest>();
    }

    public static void AddLetters(this IServiceCollection services)
    {
        services.AddScoped<SaveLetterOffice>();
        services.AddScoped<ComposeLetter>();
        services.AddScoped<WriteLetter>();
        services.AddScoped<IssueLetter>();
        services.AddScoped<ApproveLetter>();
        services.AddScoped<KeepLetter>();
        services.AddScoped<EncloseFile>();
        services.AddScoped<SendLetter>();
        services.AddScoped<RemedyDays>();
        services.AddScoped<Templates.TryTemplate>();
        services.AddScoped<Templates.EditTemplate>();
    }

    public static void AddRequestPages(this IServiceCollection services)
    {
        services.AddSingleton(NavItem.ForDesk("依申请公开", "/desk/{Region}/requests", 40, nameof(Post.Office), nameof(Post.Reviewer), nameof(Post.Leader)));
        services.AddSingleton(NavItem.ForPortal("依申请公开", "/{Region}/apply", 20, "申请获取没有主动公开的政府信息，查询办理进度"));
        services.AddSingleton(new TodayPart(typeof(Desk.DueRequests), 40));
        services.AddSingleton(new TodayPart(typeof(Desk.NoticesPart), 41));
        services.AddSingleton(new TodayPart(typeof(Desk.RoutingsPart), 42));
        services.AddSingleton(new TodayPart(typeof(Desk.WaitingReplies), 43));
        services.AddSingleton(new TodayPart(typeof(Desk.ContestsPart), 44));
        services.AddSingleton(new TodayPart(typeof(Desk.WaitingTemplates), 45));
        services.AddScoped<Desk.TodayRequests>();
        services.AddSingleton(new DigestPart(40, Desk.RequestDigest.ReadAsync));
        services.AddSingleton(NavItem.ForDesk("交办的申请", "/desk/{Region}/unit-requests", 41, nameof(Post.Liaison)));
    }
}
