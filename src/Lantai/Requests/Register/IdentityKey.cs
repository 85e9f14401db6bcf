using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lantai.Requests;

/// <summary>Which key seals the identity documents of this database: one row, the key's fingerprint. See <see cref="IdentitySeal"/>.</summary>
public sealed class IdentityKey
{
    public int Id { get; init; }

    public required string Fingerprint { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<IdentityKey>
    {
        public void Configure(EntityTypeBuilder<IdentityKey> builder) => builder.Property(key => key.Id).ValueGeneratedNever();
    }
}
