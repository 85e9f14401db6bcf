using Lantai.Verification.Documents;
using Lantai.Verification.Names;
using Lantai.Verification.Phrases;
using Lantai.Verification.Tables;

namespace Lantai.Verification;

/// <summary>A paper with everything recognised in it that some check asks for, each read once.</summary>
internal sealed class CheckedPaper
{
    public CheckedPaper(ReadDocument document, VerifyOptions options)
    {
        Document = document;
        Tables = ScoreTables.In(document.Tables);
        Scored = [.. Tables.Where(table => table.IsScored && table.Key is not null)];
        RegisteredNames = options.Register is { } register ? new UnitNames(register.Names, options.ShortForms) : null;
        Names = new UnitNames(Tables.SelectMany(table => table.Rows.Select(row => row.Unit)), options.ShortForms);
        Attachments = Attachments.In(document);
        Dates = PaperDates.In(document.Paragraphs);
        Sentences = Phrases.Sentences.In([.. document.Paragraphs.Where(paragraph => !Attachments.ListParagraphs.Contains(paragraph))]);
        Bands = [.. BandReading.Of(BandSentence.In(Sentences), Scored)];
        Performers = [.. PerformerPhrase.In(Sentences, Names)];
        Tops = [.. TopPhrase.In(Sentences, Names)];
        Extremes = [.. ExtremeReading.Of(ExtremePhrase.In(Sentences), Scored)];
    }

    public ReadDocument Document { get; }

    /// <summary>Tables of units and figures.</summary>
    public IReadOnlyList<ScoreTable> Tables { get; }

    /// <summary>Those that rank the units by points.</summary>
    public IReadOnlyList<ScoreTable> Scored { get; }

    /// <summary>The office's register; null without one.</summary>
    public UnitNames? RegisteredNames { get; }

    public UnitNames Names { get; }

    public Attachments Attachments { get; }

    public PaperDates Dates { get; }

    public IReadOnlyList<Sentence> Sentences { get; }

    public IReadOnlyList<BandReading> Bands { get; }

    public IReadOnlyList<PerformerPhrase> Performers { get; }

    public IReadOnlyList<TopPhrase> Tops { get; }

    public IReadOnlyList<ExtremeReading> Extremes { get; }
}
