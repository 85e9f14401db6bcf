using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lantai.AnnualReports.Collection;

/// <summary>The words of a written section, a paragraph a line; figures stand in them as <see cref="BoundText"/> writes them.</summary>
public sealed class UnitSection
{
    public long UnitReportId { get; init; }

    public required string SectionKey { get; init; }

    public required string Words { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<UnitSection>
    {
        public void Configure(EntityTypeBuilder<UnitSection> builder) => builder.HasKey(section => new { section.UnitReportId, section.SectionKey });
    }
}

/// <summary>Words of a section as paragraphs and back.</summary>
public static class SectionWords
{
    public static IReadOnlyList<string> Paragraphs(string words) =>
        [.. words.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];

    /// <summary>As it is kept: trimmed, without empty lines; "" when nothing is written.</summary>
    public static string Tidy(string? typed) => string.Join('\n', Paragraphs(typed ?? ""));
}
