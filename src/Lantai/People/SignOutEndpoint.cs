using Lantai.Journal;
using Lantai.Storage;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Identity;

namespace Lantai.People;

/// <summary>Signing out: a posted form with its token, so that no link from elsewhere can do it.</summary>
internal static class SignOutEndpoint
{
    public static void MapSignOut(this IEndpointRouteBuilder routes) => routes.MapPost("/sign-out", SignOutAsync);

    private static async Task<IResult> SignOutAsync(
        HttpContext http, IAntiforgery antiforgery, SignInManager<Account> signIn, CurrentPerson current, LantaiDb db, TimeProvider time)
    {
        if (!await antiforgery.IsRequestValidAsync(http)) return TypedResults.BadRequest();
        if (await current.FindAsync() is { } person)
        {
            db.Record(time, person.Actor, "退出", "sign-in", $"{person.Name}退出。");
            await db.SaveChangesAsync();
        }
        await signIn.SignOutAsync();
        return TypedResults.LocalRedirect("/");
    }
}

/// <summary>Sends a person whose password was set by someone else to the page where it is changed.</summary>
internal sealed class PasswordChangeGate(RequestDelegate next)
{
    public const string Claim = "must-change-password";

    public Task InvokeAsync(HttpContext context)
    {
        var path = context.Request.Path;
        var mayPass = !context.User.HasClaim(claim => claim.Type == Claim)
            || path.StartsWithSegments("/desk/password") || path.StartsWithSegments("/sign-out") || !path.StartsWithSegments("/desk");
        if (mayPass) return next(context);
        context.Response.Redirect("/desk/password");
        return Task.CompletedTask;
    }
}

/// <summary>What the cookie says about an account: its id, its name and whether the password must be changed.</summary>
internal sealed class AccountClaims(UserManager<Account> users, Microsoft.Extensions.Options.IOptions<IdentityOptions> options)
    : UserClaimsPrincipalFactory<Account>(users, options)
{
    protected override async Task<System.Security.Claims.ClaimsIdentity> GenerateClaimsAsync(Account user)
    {
        var identity = await base.GenerateClaimsAsync(user);
        if (user.MustChangePassword) identity.AddClaim(new(PasswordChangeGate.Claim, "1"));
        return identity;
    }
}

/// <summary>Refuses a closed account at sign-in, without telling that it exists.</summary>
internal sealed class OpenAccountsOnly : IUserConfirmation<Account>
{
    public Task<bool> IsConfirmedAsync(UserManager<Account> manager, Account user) => Task.FromResult(user.DisabledAt is null);
}
