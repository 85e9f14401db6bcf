using Lantai.Storage;
using Lantai.Ui;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;

namespace Lantai.People;

internal static class PeopleModule
{
    public static void AddPeople(this IServiceCollection services)
    {
        services.AddScoped<CurrentPerson>();
        services.AddScoped<Accounts>();
        services.AddScoped<SigningIn>();
        services.AddSingleton(NavItem.ForPerson("修改密码", "/desk/password", 10));
        services.AddScoped<IUserConfirmation<Account>, OpenAccountsOnly>();
        services.AddScoped<IUserStore<Account>, UserOnlyStore<Account, LantaiDb, long, AccountClaim, AccountLogin, AccountToken>>();
        services.AddIdentityCore<Account>(options =>
        {
            // Length rather than classes of characters: long words that people can keep.
            options.Password = new PasswordOptions
            {
                RequiredLength = 10,
                RequireDigit = false,
                RequireLowercase = false,
                RequireUppercase = false,
                RequireNonAlphanumeric = false,
            };
            options.SignIn.RequireConfirmedAccount = true;
            options.Lockout.MaxFailedAccessAttempts = 5;
            options.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(15);
        }).AddSignInManager().AddClaimsPrincipalFactory<AccountClaims>().AddErrorDescriber<ChineseIdentityErrors>();
        services.AddAuthentication(IdentityConstants.ApplicationScheme).AddIdentityCookies(cookies =>
            cookies.ApplicationCookie!.Configure(DeskCookie.Configure));
        services.Configure<SecurityStampValidatorOptions>(options => options.ValidationInterval = TimeSpan.FromMinutes(1));
    }
}
