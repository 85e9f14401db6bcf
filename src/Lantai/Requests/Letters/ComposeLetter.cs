using Lantai.Calendar;
using Lantai.Packs;
using Lantai.Papers;
using Lantai.Requests.Contests;
using Lantai.Requests.Fees;
using Lantai.Requests.Lint;
using Lantai.Requests.Remedies;
using Lantai.Requests.Templates;
using Lantai.Storage;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Requests.Letters;

/// <summary>A draft as it stands today.</summary>
/// <param name="Lint">What would be found if it went out so.</param>
public sealed record ComposedLetter(LetterTemplate Template, LetterFacts Facts, LetterDraft Draft, LintReport Lint)
{
    private const string UntilEnding = "_until";

    /// <summary>What only the register can see: a day set that is over before the letter is written, or words that tell others who asked.</summary>
    public IReadOnlyList<string> Slips { get; private init; } = [];

    /// <summary>A notice sets days; a reply tells those that others set.</summary>
    private bool SetsDays => Template.Kind is PaperKind.Notice or PaperKind.Consultation;

    /// <summary>All words but the name of whom it is addressed to, which may hold the applicant's.</summary>
    private string ToldToOthers
    {
        get
        {
            var words = string.Concat(PaperLines.Of(Draft.Paper).Select(line => line.Plain));
            var receivers = Template.To?.Pieces.Select(piece => piece.Field is { } key && Facts.Find(key) is TextFact { Text: { Length: > 0 } name } ? name : null) ?? [];
            return receivers.OfType<string>().Aggregate(words, (text, name) => text.Replace(name, "", StringComparison.Ordinal));
        }
    }

    internal ComposedLetter LookedThrough(LetterFields fields, Request request, DateOnly today) => this with
    {
        Slips =
        [
            .. Template.Fields.Concat(Template.OptionalFields).Distinct().Where(key => SetsDays && key.EndsWith(UntilEnding, StringComparison.Ordinal))
                .Where(key => Facts.Find(key) is DayFact { Day: var day } && day < today)
                .Select(key => $"{fields.Find(key)!.Title}早于成文日期{today:yyyy-MM-dd}，请改正。"),
            .. Template.Kind == PaperKind.Consultation && TellingWords.Own(ToldToOthers, request) is { } own
                ? [$"文中有{own}；征求意见不得透露是谁申请的，请删去。"] : Array.Empty<string>(),
        ],
    };

    /// <summary>Why it cannot go out; none when it can. What is missing comes first: blanks make lint say the same again.</summary>
    public IReadOnlyList<string> Obstacles => Draft.Missing.Count > 0
        ? [.. Draft.Missing.Select(missing => $"还缺：{missing}。")]
        : [.. Slips, .. Lint.Findings.Where(finding => finding.Severity == LintSeverity.Error).Select(finding => finding.Message)];
}

/// <summary>Writes a draft with what the register knows and what was typed in, and looks it through.</summary>
public sealed class ComposeLetter(LantaiDb db, LetterShelf shelf, PackFolder packs, RequestClock clock, TimeProvider time)
{
    /// <param name="given">The number it is issued under; null shows it under the next free one.</param>
    /// <exception cref="RefusedException">The office has not entered who signs, or something typed in is wrong.</exception>
    public async Task<ComposedLetter> OfAsync(Letter letter, Request request, DocumentNumber? given = null, CancellationToken stop = default)
    {
        var template = await db.TemplateOfAsync(shelf, letter, time.Today(), stop);
        return await WithAsync(letter, template, request, given, stop);
    }

    /// <summary>The same with another template, to see what it would give.</summary>
    /// <inheritdoc cref="OfAsync"/>
    internal async Task<ComposedLetter> WithAsync(Letter letter, LetterTemplate template, Request request, DocumentNumber? given, CancellationToken stop)
    {
        var today = time.Today();
        var office = await OfficeAsync(request, stop);
        var contest = await db.Contests.AsNoTracking().SingleOrDefaultAsync(known => known.Id == letter.ContestId, stop);
        var reading = await clock.ReadAsync(request, stop);
        var facts = new CaseFacts(request, reading, office, template, letter.WrittenBy, await FeeAsync(request, stop), contest,
                await KnownElsewhere.ReadAsync(db, request, stop))
            .With(shelf.Fields, letter.Facts);
        facts.Set("signed_on", new DayFact(today));
        if (template.IsNumbered) facts.Set("number", new TextFact($"{given ?? await NextNumberAsync(office, stop)}"));
        if (template.Sends == RequestEventKind.Extended) await SetExtendedDayAsync(facts, request, today, stop);
        var draft = LetterWriter.Write(template, shelf.Fields, facts, RemedyRules.InForce(packs, today));
        var basis = LintBasis.Read(packs, await clock.CalendarAsync(stop), today) with
        {
            Office = office.Office,
            RemakeBy = contest?.RemakeBy,
            Term = new CaseTerm(reading.EndedOn is null ? reading.DueOn : null),
        };
        var lint = LetterLint.Check(PaperLines.Of(draft.Paper), basis);
        return new ComposedLetter(template, facts, draft, lint).LookedThrough(shelf.Fields, request, today);
    }

    /// <summary>The paper that the letter is; null when the office has taken its template away.</summary>
    internal LetterTemplate? Paper(Letter letter) => shelf.Templates.FirstOrDefault(template => template.Key == letter.Template);

    /// <summary>The agency that answers the application, as it signs.</summary>
    /// <exception cref="RefusedException">Nobody has entered it.</exception>
    public async Task<LetterOffice> OfficeAsync(Request request, CancellationToken stop = default) =>
        await db.FindLetterOfficeAsync(request.RegionId, request.UnitId, stop)
        ?? throw new RefusedException(request.UnitId is null
            ? "还没有填写发文机关，请先在“依申请公开—发文机关”里填写。"
            : "还没有填写这件申请的答复机关怎样署名，请先在“依申请公开—发文机关”里选这个单位填写。");

    internal async Task<DocumentNumber> NextNumberAsync(LetterOffice office, CancellationToken stop) =>
        LetterNumbers.Next(office.NumberCode, time.Today(), await db.LetterSeriesAsync(office.RegionId, office.NumberCode, time.Today().Year, stop));

    private async Task<Fee?> FeeAsync(Request request, CancellationToken stop)
    {
        if (request.ReceivedOn is not { } on || await db.FeeCharges.AsNoTracking()
            .SingleOrDefaultAsync(charge => charge.RequestId == request.Id, stop) is not { } charge) return null;
        return Fee.Of(FeeRates.InForce(packs, on), charge.Method, charge.Count, charge.Already);
    }

    /// <summary>The day until which an extension of so many days from today would run.</summary>
    private async Task SetExtendedDayAsync(LetterFacts facts, Request request, DateOnly today, CancellationToken stop)
    {
        if (facts.Find("extended_until") is not null || facts.Find("extension_days") is not WholeFact { Number: var days }) return;
        var extended = new RequestEvent(RequestEventKind.Extended, today) { Workdays = days };
        if ((await clock.ReadAsync(request.Course.Append(extended), stop)).DueOn is { } until) facts.Set("extended_until", new DayFact(until));
    }

    /// <summary>The fields that people type, in the order of the text; those that may be left out come last.</summary>
    public static IReadOnlyList<LetterField> Asked(LetterTemplate template, LetterFields fields) =>
        [.. template.Fields.Concat(template.OptionalFields).Distinct().Where(CaseFacts.IsTyped).Select(key => fields.Find(key)!)];
}
