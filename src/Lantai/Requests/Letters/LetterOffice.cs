using Lantai.Requests.Remedies;
using Lantai.Storage;
using Lantai.Units;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lantai.Requests.Letters;

/// <summary>发文机关: the agency that signs letters, for the region's own office or for a unit that answers itself, and who reviews and hears its decisions.</summary>
public sealed class LetterOffice
{
    public long RegionId { get; init; }

    /// <summary>Null for the region's own office.</summary>
    public long? UnitId { get; init; }

    /// <summary>Full name, as it signs.</summary>
    public required string Name { get; set; }

    public OfficeKind Kind { get; set; }

    public string? Government { get; set; }

    public string? UpperGovernment { get; set; }

    public string? UpperDepartment { get; set; }

    public string? LocalGovernment { get; set; }

    public string? BasicCourt { get; set; }

    public string? IntermediateCourt { get; set; }

    /// <summary>机关代字 of the letters' numbers: 偃公复.</summary>
    public required string NumberCode { get; set; }

    public required string Contact { get; set; }

    public required string Phone { get; set; }

    public required string Address { get; set; }

    /// <summary>As the remedy rules take it.</summary>
    public Office Office => new(Name, Kind)
    {
        Government = Government,
        UpperGovernment = UpperGovernment,
        UpperDepartment = UpperDepartment,
        LocalGovernment = LocalGovernment,
        BasicCourt = BasicCourt,
        IntermediateCourt = IntermediateCourt,
    };

    internal sealed class Mapping : IEntityTypeConfiguration<LetterOffice>
    {
        public void Configure(EntityTypeBuilder<LetterOffice> builder)
        {
            builder.Property<long>("Id");
            builder.HasKey("Id");
            builder.HasOne<Region>().WithMany().HasForeignKey(office => office.RegionId);
            builder.HasOne<Unit>().WithMany().HasForeignKey(office => office.UnitId);
            builder.HasIndex(office => new { office.RegionId, office.UnitId }).IsUnique().AreNullsDistinct(false);
            builder.Ignore(office => office.Office);
        }
    }
}

public static class AnsweringAgency
{
    extension(LantaiDb db)
    {
        /// <summary>Who answers an application and how to reach them, as one line.</summary>
        /// <param name="unitId">The unit that the application is addressed to; null for the region's own office.</param>
        public async Task<string> AnsweringAgencyAsync(Region region, long? unitId, CancellationToken stop = default) =>
            unitId is not null && await db.FindLetterOfficeAsync(region.Id, unitId, stop) is { } office
                ? $"{office.Name}，{office.Phone}" : $"{region.OfficeName}，{region.Contact}";
    }
}
