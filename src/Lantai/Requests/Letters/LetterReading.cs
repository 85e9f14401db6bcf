using Lantai.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lantai.Requests.Letters;

/// <summary>The applicant took the letter from the portal, after code and last digits: proof of an electronic delivery.</summary>
public sealed class LetterReading
{
    public long Id { get; init; }

    public long LetterId { get; init; }

    /// <summary>docx, html, pdf or file.</summary>
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

        /// <summary>The letters of a case that went to the applicant electronically; what asks others for their opinion did not.</summary>
        internal async Task<IReadOnlyList<Letter>> ElectronicLettersAsync(LetterShelf shelf, Request request, CancellationToken stop = default)
        {
            var asking = shelf.Templates.Where(template => template.Kind == PaperKind.Consultation || template.Sends?.IsAsking == true).Select(template => template.Key).ToArray();
            var sent = db.Set<Sending>().Where(sending => sending.Mode == SendingMode.Electronic && sending.Receiver == request.Applicant);
            return await db.Set<Letter>().AsNoTracking()
                .Where(letter => letter.RequestId == request.Id && letter.State == LetterState.Issued && !asking.Contains(letter.Template) && sent.Any(sending => sending.LetterId == letter.Id))
                .OrderBy(letter => letter.Id).ToListAsync(stop);
        }
    }
}
