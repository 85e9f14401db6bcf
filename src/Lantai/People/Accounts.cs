using System.Security.Cryptography;
using Lantai.Calendar;
using Lantai.Journal;
using Lantai.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Lantai.People;

/// <summary>Opening, closing and handing out accounts; each act in the journal.</summary>
public sealed class Accounts(LantaiDb db, UserManager<Account> users, TimeProvider time)
{
    private const long AdministratorsLock = 4923452;

    /// <summary>Opens an account with a password that its holder must change at first sign-in.</summary>
    /// <param name="userName">Letters, digits and - . _ @ +.</param>
    /// <returns>The account and the password, which is kept nowhere.</returns>
    public async Task<(Account Account, string Password)> OpenAsync(Actor actor, string userName, string displayName, string? password = null)
    {
        await using var transaction = await db.Database.BeginTransactionAsync();
        var opened = await AddAsync(actor, userName, displayName, password);
        await transaction.CommitAsync();
        return opened;
    }

    /// <summary>Gives a new password, which must be changed at the next sign-in; open sessions end.</summary>
    public async Task<string> ResetPasswordAsync(Actor actor, long accountId)
    {
        var account = await GetAsync(accountId);
        var password = MakePassword();
        account.PasswordHash = users.PasswordHasher.HashPassword(account, password);
        account.MustChangePassword = true;
        account.LockoutEnd = null;
        db.Record(time, actor, "重置密码", $"account/{account.Id}", $"重置账号 {account.UserName} 的密码。");
        Refuse(await users.UpdateSecurityStampAsync(account));
        return password;
    }

    /// <summary>The holder's own change.</summary>
    public async Task ChangePasswordAsync(Actor actor, string from, string to)
    {
        var account = await GetAsync(actor.AccountId ?? 0);
        if (from == to) throw new RefusedException("新密码不能与原密码相同。");
        account.MustChangePassword = false;
        db.Record(time, actor, "修改密码", $"account/{account.Id}", $"{account.UserName} 修改了自己的密码。");
        Refuse(await users.ChangePasswordAsync(account, from, to));
    }

    /// <summary>Closes or reopens an account. The last administrator cannot be closed.</summary>
    public async Task SetDisabledAsync(Actor actor, long accountId, bool disabled)
    {
        await using var transaction = await LockAdministratorsAsync();
        var account = await GetAsync(accountId);
        if (disabled && await IsLastAdministratorAsync(accountId))
            throw new RefusedException("这是最后一个管理员账号，不能停用。");
        account.DisabledAt = disabled ? time.GetUtcNow() : null;
        db.Record(time, actor, disabled ? "停用账号" : "启用账号", $"account/{account.Id}", $"{(disabled ? "停用" : "启用")}账号 {account.UserName}。");
        Refuse(await users.UpdateSecurityStampAsync(account));
        await transaction.CommitAsync();
    }

    /// <summary>Gives a post. The same post in the same place is not given twice, but again when it has run out.</summary>
    public async Task AppointAsync(Actor actor, Appointment appointment)
    {
        var account = await GetAsync(appointment.AccountId);
        if (appointment.Post == Post.Liaison && appointment.UnitId is null) throw new RefusedException("单位联络员须选择单位。");
        // Accounts and settings are of the whole installation: an administrator of one region would be one of all.
        if (appointment.Post == Post.Administrator && appointment.RegionId is not null) throw new RefusedException("管理员管理整个系统，地区请选“全部地区”。");
        var held = await db.Appointments.SingleOrDefaultAsync(known => known.AccountId == appointment.AccountId && known.Post == appointment.Post
            && known.RegionId == appointment.RegionId && known.UnitId == appointment.UnitId);
        if (held is not null && !(held.UntilOn < time.Today())) throw new RefusedException($"{account.DisplayName}已经担任这个岗位。");
        if (held is not null) db.Appointments.Remove(held);
        db.Appointments.Add(appointment);
        db.Record(time, actor, "授予岗位", $"account/{account.Id}", $"授予 {account.UserName} {appointment.Post.Title()}岗位。", appointment.RegionId);
        await db.SaveChangesAsync();
    }

    /// <summary>Takes a post away. The last administrator keeps his.</summary>
    public async Task DismissAsync(Actor actor, long appointmentId)
    {
        await using var transaction = await LockAdministratorsAsync();
        var appointment = await db.Appointments.SingleOrDefaultAsync(held => held.Id == appointmentId)
            ?? throw new RefusedException("这个岗位已经撤销。");
        if (appointment.Post == Post.Administrator && await IsLastAdministratorAsync(appointment.AccountId))
            throw new RefusedException("这是最后一个管理员，不能撤销。");
        var account = await GetAsync(appointment.AccountId);
        db.Appointments.Remove(appointment);
        db.Record(time, actor, "撤销岗位", $"account/{account.Id}", $"撤销 {account.UserName} 的{appointment.Post.Title()}岗位。", appointment.RegionId);
        await db.SaveChangesAsync();
        await transaction.CommitAsync();
    }

    /// <summary>Opens the first administrator in an installation without accounts; null when there are some.</summary>
    public async Task<(string UserName, string Password)?> OpenFirstAsync()
    {
        await using var transaction = await LockAdministratorsAsync();
        if (await db.Accounts.AnyAsync()) return null;
        var (account, password) = await AddAsync(Actor.Program, "admin", "管理员", null);
        await AppointAsync(Actor.Program, new Appointment { AccountId = account.Id, Post = Post.Administrator });
        await transaction.CommitAsync();
        return (account.UserName!, password);
    }

    private async Task<(Account Account, string Password)> AddAsync(Actor actor, string userName, string displayName, string? password)
    {
        if (string.IsNullOrWhiteSpace(displayName)) throw new RefusedException("请填写姓名。");
        var account = new Account
        {
            UserName = userName,
            DisplayName = displayName.Trim(),
            MustChangePassword = password is null,
            LockoutEnabled = true,
        };
        password ??= MakePassword();
        Refuse(await users.CreateAsync(account, password));
        db.Record(time, actor, "开通账号", $"account/{account.Id}", $"开通账号 {userName}。");
        await db.SaveChangesAsync();
        return (account, password);
    }

    /// <summary>Who remains administrator is decided one at a time: two could otherwise shut each other out.</summary>
    private async Task<IDbContextTransaction> LockAdministratorsAsync()
    {
        var transaction = await db.Database.BeginTransactionAsync();
        await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock({AdministratorsLock})");
        return transaction;
    }

    private async Task<bool> IsLastAdministratorAsync(long accountId)
    {
        var open = db.Accounts.Where(account => account.DisabledAt == null);
        var today = time.Today();
        var everywhere = db.Appointments.Where(held => held.Post == Post.Administrator && held.RegionId == null
            && (held.UntilOn == null || held.UntilOn >= today));
        return await everywhere.AnyAsync(held => held.AccountId == accountId)
            && !await everywhere.AnyAsync(held => held.AccountId != accountId && open.Any(account => account.Id == held.AccountId));
    }

    private async Task<Account> GetAsync(long id) =>
        await db.Accounts.SingleOrDefaultAsync(account => account.Id == id) ?? throw new RefusedException("没有这个账号。");

    private static void Refuse(IdentityResult result)
    {
        if (!result.Succeeded) throw new RefusedException(string.Join("", result.Errors.Select(error => error.Description)));
    }

    /// <summary>16 characters of an alphabet without look-alikes: about 79 bits.</summary>
    private static string MakePassword() => RandomNumberGenerator.GetString("abcdefghjkmnpqrstuvwxyz23456789", 16);
}
