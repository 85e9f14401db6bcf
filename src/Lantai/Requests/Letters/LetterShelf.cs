using Lantai.Packs;
using Lantai.Requests.Decisions;
using Lantai.Requests.Templates;

namespace Lantai.Requests.Letters;

/// <summary>The papers of packs/letters: those shipped and the office's own.</summary>
public sealed class LetterShelf
{
    private readonly PackFolder packs;

    private LetterShelf(PackFolder packs, LetterFields fields, IReadOnlyList<LetterTemplate> templates)
    {
        this.packs = packs;
        Fields = fields;
        Templates = templates;
    }

    public LetterFields Fields { get; }

    public IReadOnlyList<LetterTemplate> Templates { get; }

    /// <summary>The decisions that a reply tells, so that an item can have them: how a case ends otherwise is no decision on an item.</summary>
    public IReadOnlyList<Decision> Decisions => [.. Templates.Where(template => template.Sends == RequestEventKind.Replied).Select(template => template.Decision).OfType<Decision>().Distinct().Order()];

    /// <exception cref="RefusedException">A pack is wrong; every mistake with file, line and key.</exception>
    public static LetterShelf Read(PackFolder packs)
    {
        var fields = LetterFields.Read(packs);
        var reader = new TemplateReader(fields, packs);
        return new LetterShelf(packs, fields, [.. packs.Names("letters").Select(name => Template(name, PackFile.Read(packs.Find("letters", name)), reader))]);
    }

    /// <summary>The paper of that name, if it may be used on the day.</summary>
    /// <exception cref="RefusedException">There is none, or not on that day.</exception>
    public LetterTemplate Find(string key, DateOnly on)
    {
        var template = Templates.FirstOrDefault(template => template.Key == key)
            ?? throw new RefusedException($"没有名为“{key}”的文书，现有：{string.Join("、", Templates.Select(template => template.Key))}。");
        return template.Basis.AppliesOn(on) ? template : throw new RefusedException($"{template.Name}在{Papers.ChineseDate.Of(on)}不能使用，请核对日期。");
    }

    /// <summary>The text of the pack, of one kind of line ends.</summary>
    public string TextOf(string key) => File.ReadAllText(packs.Find("letters", key)).ReplaceLineEndings("\n");

    /// <summary>The office's own words in a paper of the shelf; what the procedure hangs on stays as in the pack.</summary>
    /// <exception cref="RefusedException">The text is no template; every mistake with line and key.</exception>
    public LetterTemplate Read(LetterTemplate own, string text)
    {
        var edited = Template(own.Key, PackFile.Parse(text, own.Key + ".yaml"), new TemplateReader(Fields, packs));
        return own with { Title = edited.Title, To = edited.To, Body = edited.Body, Attachments = edited.Attachments };
    }

    /// <summary>The same for a text that somebody wrote now: it may not even say otherwise than the pack.</summary>
    /// <exception cref="RefusedException">The text is no template, or changes what the procedure hangs on.</exception>
    public LetterTemplate Check(LetterTemplate own, string text)
    {
        var file = PackFile.Parse(text, own.Key + ".yaml");
        FixedKeys.Check(file, own, Template(own.Key, file, new TemplateReader(Fields, packs)));
        file.ThrowIfWrong();
        return Read(own, text);
    }

    internal static LetterTemplate Template(string key, PackFile file, TemplateReader reader)
    {
        var map = file.Root.Map();
        var kind = map.Required("paper").OneOf(
            ("reply", PaperKind.Reply), ("notice", PaperKind.Notice), ("consultation", PaperKind.Consultation), ("form", PaperKind.Form));
        var template = new LetterTemplate(
            key,
            map.Required("name").Text(),
            kind,
            kind == PaperKind.Reply ? map.Required("decision").OneOf([.. DecisionKinds.All.Select(decision => (decision.ToString(), decision))]) : null,
            map.Optional("event") is { } sends ? sends.OneOf([.. RequestEventKinds.All.Where(sent => sent.IsSent).Select(sent => (sent.Word, sent))]) : null,
            map.Citation(),
            reader.Text(map.Required("title")),
            map.Optional("to") is { } to ? reader.Text(to) : null,
            reader.Body(map.Required("body")),
            [.. reader.Attachments(map.Optional("attachments")), .. reader.AttachmentsOfPart(map.Optional("attach"))],
            map.Optional("signed")?.YesNo() ?? true)
        {
            Closes = map.Optional("closes")?.OneOf(
                (RequestEventKind.Withdrawn.Word, RequestEventKind.Withdrawn), (RequestEventKind.Merged.Word, RequestEventKind.Merged)),
            NeedsApproval = map.Optional("approval")?.YesNo() ?? false,
        };
        map.End();
        file.ThrowIfWrong();
        return template;
    }
}
