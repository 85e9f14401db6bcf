using Lantai.Verification.Documents;
using Lantai.Verification.Names;
using Lantai.Verification.Phrases;
using Lantai.Verification.Tables;

namespace Lantai.Verification;

/// <summary>A paper with everything recognised in it that some check asks for, each read once, when first asked for.</summary>
internal sealed class CheckedPaper(ReadDocument document, VerifyOptions options)
{
    public ReadDocument Document { get; } = document;

    /// <summary>Tables of units and figures.</summary>
    public IReadOnlyList<ScoreTable> Tables => field ??= ScoreTables.In(Document.Tables);

    /// <summary>Those that rank the units by points.</summary>
    public IReadOnlyList<ScoreTable> Scored => field ??= [.. Tables.Where(table => table.IsScored && table.Key is not null)];

    /// <summary>The office's register; null without one.</summary>
    public UnitNames? RegisteredNames => field ??= options.Register is { } register ? new UnitNames(register.Names, options.ShortForms) : null;

    public UnitNames Names => field ??= new UnitNames(Tables.SelectMany(table => table.Rows.Select(row => row.Unit)), options.ShortForms);

    public Attachments Attachments => field ??= Attachments.In(Document);

    public PaperDates Dates => field ??= PaperDates.In(Document.Paragraphs);

    public IReadOnlyList<Sentence> Sentences =>
        field ??= Phrases.Sentences.In([.. Document.Paragraphs.Where(paragraph => !Attachments.ListParagraphs.Contains(paragraph))]);

    public IReadOnlyList<BandReading> Bands => field ??= [.. BandReading.Of(BandSentence.In(Sentences), Scored)];

    public IReadOnlyList<PerformerPhrase> Performers => field ??= [.. PerformerPhrase.In(Sentences, Names)];

    public IReadOnlyList<TopPhrase> Tops => field ??= [.. TopPhrase.In(Sentences, Names)];

    public IReadOnlyList<ExtremeReading> Extremes => field ??= [.. ExtremeReading.Of(ExtremePhrase.In(Sentences), Scored)];
}
