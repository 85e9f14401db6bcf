using Lantai.Journal;
using Lantai.Storage;
using Microsoft.AspNetCore.Identity;

namespace Lantai.People;

/// <summary>
/// Signing in with name and password; every attempt is in the journal. Whoever fails is told the same in every case, so
/// that nobody learns from it which accounts exist.
/// </summary>
internal sealed class SigningIn(SignInManager<Account> signIns, LantaiDb db, TimeProvider time)
{
    private const string Stranger = "未登录的人";

    /// <summary>What everyone is told who does not get in.</summary>
    public string Refusal
    {
        get
        {
            var rule = signIns.Options.Lockout;
            return $"不能登录：请核对登录名和密码；同一登录名连续输错{rule.MaxFailedAccessAttempts}次的，须等{rule.DefaultLockoutTimeSpan.TotalMinutes:0}分钟再试。";
        }
    }

    public async Task<bool> TryAsync(string userName, string password)
    {
        if (await signIns.UserManager.FindByNameAsync(userName) is not { } account)
        {
            // What was typed stays out: it may be a password in the wrong field.
            await RecordAsync(new Actor(null, Stranger), "登录失败", "sign-in", "有人用不存在的登录名登录。");
            return false;
        }
        var result = await signIns.PasswordSignInAsync(account, password, isPersistent: false, lockoutOnFailure: true);
        if (result.Succeeded) await RecordAsync(new Actor(account.Id, account.DisplayName), "登录", "sign-in", $"{account.DisplayName}登录。");
        else await RecordAsync(new Actor(null, Stranger), "登录失败", $"account/{account.Id}", $"登录名 {userName} 登录失败：{Cause(result)}。");
        return result.Succeeded;
    }

    private static string Cause(SignInResult result) => result switch
    {
        { IsLockedOut: true } => "账号已锁定",
        { IsNotAllowed: true } => "账号已停用",
        _ => "密码不对",
    };

    private async Task RecordAsync(Actor actor, string act, string subject, string sentence)
    {
        db.Record(time, actor, act, subject, sentence);
        await db.SaveChangesAsync();
    }
}
