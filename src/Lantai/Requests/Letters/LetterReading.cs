using Lantai.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lantai.Requests.Letters;

/// <summary>The applicant took the letter from the portal, after code and last digits: proof of an electronic delivery.</summary>
public sealed class LetterReading
{
    public long Id { get; init; }

    public long LetterId { get; init; }

    /// <summary>docx, html, pdf, file, or 附件 for a file that went with it.</summary>
    public required string Form { get; init; }

    public DateTimeOffset At { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<LetterReading>
    {
        public void Configure(EntityTypeBuilder<LetterReading> builder) => builder.HasOne<Letter>().WithMany().HasForeignKey(reading => reading.LetterId);
    }
}

public static class LetterReadingSets
{
    extension(LantaiDb db)
    {
        public DbSet<LetterReading> LetterReadings => db.Set<LetterReading>();

        /// <summary>
        /// The letters of a case that went to the applicant electronically: by what the paper is, not by how a clerk wrote the receiver's
        /// name, which may be that of a third party too.
        /// </summary>
        internal async Task<IReadOnlyList<Letter>> ElectronicLettersAsync(LetterShelf shelf, Request request, CancellationToken stop = default)
        {
            var own = shelf.Templates.Where(template => template.IsForApplicant).Select(template => template.Key).ToArray();
            var sent = db.Set<Sending>().Where(sending => sending.Mode == SendingMode.Electronic && sending.ReturnedOn == null);
            return await db.Set<Letter>().AsNoTracking()
                .Where(letter => letter.RequestId == request.Id && letter.State == LetterState.Issued && own.Contains(letter.Template)
                    && sent.Any(sending => sending.LetterId == letter.Id))
                .OrderBy(letter => letter.Id).ToListAsync(stop);
        }
    }
}
