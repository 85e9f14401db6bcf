using Lantai.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lantai.Requests.Fees;

/// <summary>The fee an application is charged; its notice, payment and lapse are events of the case.</summary>
public sealed class FeeCharge
{
    public long RequestId { get; init; }

    public FeeMethod Method { get; private set; }

    /// <summary>Items or pages.</summary>
    public int Count { get; private set; }

    /// <summary>Items of the applicant counted before in the month.</summary>
    public int Already { get; private set; }

    /// <summary>Yuan.</summary>
    public decimal Amount { get; private set; }

    public DateOnly ChargedOn { get; private set; }

    public required string ChargedBy { get; set; }

    internal void Take(Fee fee, int count, int already, DateOnly on, string by) =>
        (Method, Count, Already, Amount, ChargedOn, ChargedBy) = (fee.Method, count, already, fee.Amount, on, by);

    internal sealed class Mapping : IEntityTypeConfiguration<FeeCharge>
    {
        public void Configure(EntityTypeBuilder<FeeCharge> builder)
        {
            builder.HasKey(charge => charge.RequestId);
            builder.Property(charge => charge.RequestId).ValueGeneratedNever();
            builder.HasOne<Request>().WithOne().HasForeignKey<FeeCharge>(charge => charge.RequestId);
        }
    }
}

public static class FeeSets
{
    extension(FeeMethod method)
    {
        public string Title => method switch
        {
            FeeMethod.Items => "按件计收",
            FeeMethod.Pages => "按量计收",
        };
    }

    extension(LantaiDb db)
    {
        public DbSet<FeeCharge> FeeCharges => db.Set<FeeCharge>();

        /// <exception cref="RefusedException">Nothing is charged; a notice would ask for what nobody reckoned.</exception>
        internal async Task RequireChargeAsync(Request request, CancellationToken stop)
        {
            if (!await db.FeeCharges.AnyAsync(charge => charge.RequestId == request.Id, stop))
                throw new RefusedException($"申请{request.CaseNumber}还没有决定收费，不能登记送达收费通知；请先在“信息处理费”里决定。");
        }
    }
}
