using Lantai.Ui;

namespace Lantai.Mail;

internal static class MailModule
{
    public static void AddMail(this IServiceCollection services)
    {
        services.AddOptions<MailOptions>().BindConfiguration("Mail");
        services.AddScoped<MailSettings>();
        services.AddScoped<ChangeMailServer>();
        services.AddScoped<SendTrial>();
        services.AddScoped<ChangeWish>();
        services.AddScoped<WriteDigest>();
        services.AddScoped<PlanDigests>();
        services.AddScoped<SendDigests>();
        services.AddSingleton<DigestWork>();
        services.AddHostedService(provider => provider.GetRequiredService<DigestWork>());
        services.AddSingleton(NavItem.ForPerson("邮件提醒", "/desk/mail", 20));
    }
}
