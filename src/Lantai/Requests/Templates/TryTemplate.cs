using Lantai.Packs;
using Lantai.People;
using Lantai.Requests.Letters;
using Lantai.Requests.Lint;
using Lantai.Requests.Remedies;
using Lantai.Storage;

namespace Lantai.Requests.Templates;

/// <summary>Writes a letter from a template that is not in force, to be looked at and looked through; nothing is kept.</summary>
public sealed class TryTemplate(LantaiDb db, LetterShelf shelf, ComposeLetter composing, PackFolder packs, RequestClock clock)
{
    /// <summary>On the invented case of packs/letters/cases.</summary>
    public async Task<ComposedLetter> OnInventedAsync(LetterTemplate template, CancellationToken stop = default)
    {
        var facts = Invented(template);
        var on = facts.Day("signed_on")!.Value;
        var draft = LetterWriter.Write(template, shelf.Fields, facts, RemedyRules.InForce(packs, on));
        var basis = LintBasis.Read(packs, await clock.CalendarAsync(stop), on) with { Office = facts.Office };
        return new ComposedLetter(template, facts, draft, LetterLint.Check(PaperLines.Of(draft.Paper), basis));
    }

    /// <summary>On a case of the region, with what the register knows of it; what people would type is marked as missing.</summary>
    /// <exception cref="RefusedException">There is no such case, or nobody entered who signs.</exception>
    public async Task<ComposedLetter> OnCaseAsync(Person person, long regionId, long requestId, LetterTemplate template, CancellationToken stop = default)
    {
        var request = await db.FindRequestAsync(regionId, requestId, stop) ?? throw new RefusedException("没有这件申请，请重新选择。");
        var letter = new Letter { RequestId = request.Id, RegionId = regionId, Template = template.Key, Name = template.Name, WrittenBy = person.Name };
        return await composing.WithAsync(letter, template, request, null, stop);
    }

    /// <summary>Refuses a template whose letter on the invented case would not pass.</summary>
    /// <exception cref="RefusedException">A line for every rule that it breaks, or every fact that it lacks.</exception>
    public async Task RequireSoundAsync(LetterTemplate template, CancellationToken stop = default)
    {
        var composed = await OnInventedAsync(template, stop);
        var wrong = composed.Lint.Findings.Where(finding => finding.Severity == LintSeverity.Error)
            .Select(finding => $"{finding.Location}{(finding.Location.Length > 0 ? "：" : "")}{finding.Message}（规则{finding.Rule}，{finding.Clause}）").ToList();
        if (wrong.Count > 0) throw new RefusedException(string.Join('\n', wrong));
    }

    /// <summary>The facts of the invented case, signed on the day that suits the paper, with a stand-in for what no case of this kind has.</summary>
    private LetterFacts Invented(LetterTemplate template)
    {
        var facts = LetterFacts.Read(PackFile.Read(packs.Find("letters/cases", "invented")), shelf.Fields);
        var signed = template.Sends == RequestEventKind.CorrectionAsked ? "correction_asked_on" : template.Closes is null ? "signed_on" : "withdrawn_on";
        if (facts.Day(signed) is not { } on) throw new RefusedException($"规则包letters/cases/invented.yaml没有“{signed}”，不能预览。");
        facts.Set("signed_on", new DayFact(on));
        foreach (var field in template.Fields.Select(shelf.Fields.Find).OfType<LetterField>().Where(field => facts.Find(field.Key) is null))
            if (StandIn(field, on) is { } fact) facts.Set(field.Key, fact);
        return facts;
    }

    private static LetterFact? StandIn(LetterField field, DateOnly on) => field.Kind switch
    {
        FactKind.Text => new TextFact($"（{field.Title}）"),
        FactKind.Day => new DayFact(on),
        FactKind.Whole => new WholeFact(1),
        FactKind.Yuan => new YuanFact(1),
        FactKind.Lines => new LinesFact($"（{field.Title}）"),
        FactKind.Rows => null,
    };
}
