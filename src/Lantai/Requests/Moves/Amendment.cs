using Lantai.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lantai.Requests.Moves;

/// <summary>更正: one thing of the register that was put right, with what stood there before. Never changed, never removed.</summary>
public sealed class Amendment
{
    public long Id { get; init; }

    public long RequestId { get; init; }

    /// <summary>What was amended: 通信地址.</summary>
    public required string What { get; init; }

    /// <summary>Null where nothing stood, and for a number of identity, which stands nowhere in clear.</summary>
    public string? Was { get; init; }

    /// <inheritdoc cref="Was"/>
    public string? Becomes { get; init; }

    public required string Because { get; init; }

    public DateTimeOffset At { get; init; }

    public required string ByName { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<Amendment>
    {
        public void Configure(EntityTypeBuilder<Amendment> builder) => builder.HasOne<Request>().WithMany().HasForeignKey(amended => amended.RequestId);
    }
}

/// <summary>A field of the registration that reads otherwise than before.</summary>
/// <param name="IsContact">It only says how to reach the applicant; no letter is decided by it.</param>
internal sealed record AmendedField(string What, string? Was, string? Becomes, bool IsContact = false)
{
    /// <summary>What the form says otherwise than the register, without days and identity.</summary>
    public static IReadOnlyList<AmendedField> Between(Request request, NewRequest form) =>
    [
        .. new AmendedField[]
        {
            new("提交渠道", request.Channel.Title, form.Channel.Title),
            new("申请人类型", request.ApplicantKind.Title, form.ApplicantKind.Title),
            new("申请人", request.Applicant, form.Applicant),
            new("法定代表人或者负责人", request.Representative, form.Representative),
            new("联系电话", request.Phone, form.Phone, true),
            new("电子邮箱", request.Email, form.Email, true),
            new("通信地址", request.Address, form.Address, true),
            new("获取信息的方式", request.Delivery, form.Delivery),
        }.Concat(request.Items.Zip(form.Items, (item, text) => new AmendedField($"第{item.Place}项所需信息", item.Text, text)))
            .Where(field => field.Was != field.Becomes),
    ];
}

public static class AmendmentSets
{
    extension(LantaiDb db)
    {
        public DbSet<Amendment> Amendments => db.Set<Amendment>();
    }
}
