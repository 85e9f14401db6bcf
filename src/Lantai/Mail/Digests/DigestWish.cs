using Lantai.Journal;
using Lantai.People;
using Lantai.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lantai.Mail;

/// <summary>
/// Where an account wants its digest, and whether. Apart from the account itself, whose address belongs to the sign-in: changing that one
/// would end every session.
/// </summary>
public sealed class DigestWish
{
    public long AccountId { get; init; }

    public required string Address { get; set; }

    public bool IsWanted { get; set; }

    public DateTimeOffset ChangedAt { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<DigestWish>
    {
        public void Configure(EntityTypeBuilder<DigestWish> builder)
        {
            builder.HasKey(wish => wish.AccountId);
            builder.HasOne<Account>().WithMany().HasForeignKey(wish => wish.AccountId);
            builder.Property(wish => wish.AccountId).ValueGeneratedNever();
        }
    }
}

/// <summary>A person's own choice; the journal says that it was made, not the address.</summary>
public sealed class ChangeWish(LantaiDb db, TimeProvider time)
{
    /// <exception cref="RefusedException">The address is none.</exception>
    public async Task RunAsync(Actor actor, string address, bool isWanted, CancellationToken stop = default)
    {
        if (!MailAddresses.IsRight(address)) throw new RefusedException("这不是邮箱地址，应如 fangmin@example.gov.cn。");
        var accountId = actor.AccountId ?? throw new RefusedException("请先登录。");
        var wish = await db.DigestWishes.SingleOrDefaultAsync(known => known.AccountId == accountId, stop);
        if (wish is null) db.Add(wish = new DigestWish { AccountId = accountId, Address = address });
        (wish.Address, wish.IsWanted, wish.ChangedAt) = (address, isWanted, time.GetUtcNow());
        db.Record(time, actor, "设置邮件提醒", $"account/{accountId}", isWanted ? "一天收一封摘要。" : "不收摘要。");
        await db.SaveChangesAsync(stop);
    }
}
