using Lantai.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lantai.People;

/// <summary>A person who signs in.</summary>
public sealed class Account : IdentityUser<long>
{
    /// <summary>The name shown on pages and in the journal.</summary>
    public required string DisplayName { get; set; }

    /// <summary>True until a password that someone else set has been replaced.</summary>
    public bool MustChangePassword { get; set; }

    /// <summary>When the account was closed; it keeps its place in the journal.</summary>
    public DateTimeOffset? DisabledAt { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<Account>
    {
        public void Configure(EntityTypeBuilder<Account> builder)
        {
            builder.HasIndex(account => account.NormalizedUserName).IsUnique();
            builder.Property(account => account.ConcurrencyStamp).IsConcurrencyToken();
            builder.Property(account => account.UserName).IsRequired();
            builder.Property(account => account.NormalizedUserName).IsRequired();
        }
    }
}

public sealed class AccountClaim : IdentityUserClaim<long>
{
    internal sealed class Mapping : IEntityTypeConfiguration<AccountClaim>
    {
        public void Configure(EntityTypeBuilder<AccountClaim> builder) =>
            builder.HasOne<Account>().WithMany().HasForeignKey(claim => claim.UserId);
    }
}

public sealed class AccountLogin : IdentityUserLogin<long>
{
    internal sealed class Mapping : IEntityTypeConfiguration<AccountLogin>
    {
        public void Configure(EntityTypeBuilder<AccountLogin> builder)
        {
            builder.HasKey(login => new { login.LoginProvider, login.ProviderKey });
            builder.HasOne<Account>().WithMany().HasForeignKey(login => login.UserId);
        }
    }
}

public sealed class AccountToken : IdentityUserToken<long>
{
    internal sealed class Mapping : IEntityTypeConfiguration<AccountToken>
    {
        public void Configure(EntityTypeBuilder<AccountToken> builder)
        {
            builder.HasKey(token => new { token.UserId, token.LoginProvider, token.Name });
            builder.HasOne<Account>().WithMany().HasForeignKey(token => token.UserId);
        }
    }
}

public static class AccountSets
{
    extension(LantaiDb db)
    {
        public DbSet<Account> Accounts => db.Set<Account>();

        public DbSet<Appointment> Appointments => db.Set<Appointment>();
    }
}
