using System.Globalization;
using Lantai.Papers;
using Lantai.Requests.Remedies;

namespace Lantai.Requests.Letters;

/// <summary>A letter as it stands: what is not known is marked in its place and listed.</summary>
/// <param name="Missing">What has to be known before the letter can go out, each once, in the order of the text.</param>
public sealed record LetterDraft(LetterTemplate Template, Paper Paper, IReadOnlyList<string> Missing);

/// <summary>Writes a paper from its template and the facts; nothing is decided here.</summary>
public sealed class LetterWriter
{
    private readonly LetterTemplate template;
    private readonly LetterFields fields;
    private readonly LetterFacts facts;
    private readonly Remedy? remedy;
    private readonly List<string> missing = [];

    private LetterWriter(LetterTemplate template, LetterFields fields, LetterFacts facts, RemedyRules rules)
    {
        this.template = template;
        this.fields = fields;
        this.facts = facts;
        remedy = template.Decision is { } decision ? Remedy.Of(decision, facts.Office, rules) : null;
    }

    /// <param name="rules">Those in force on the day the letter is signed.</param>
    public static LetterDraft Write(LetterTemplate template, LetterFields fields, LetterFacts facts, RemedyRules rules)
    {
        var writer = new LetterWriter(template, fields, facts, rules);
        var paper = writer.Paper();
        return new LetterDraft(template, paper, [.. writer.missing.Distinct(StringComparer.Ordinal)]);
    }

    private Paper Paper()
    {
        var layout = PaperLayout.Standard;
        return new Paper(TitleLines.Break(Text(template.Title), layout.TitleEms, [.. layout.Words, .. template.Title.Pieces.Select(Piece)]))
        {
            Head = template.IsNumbered ? Head() : null,
            Addressees = template.To is { } to ? Text(to) : null,
            Body = Blocks(template.Body),
            Attachments = [.. template.Attachments.Select(attachment => new Attachment(attachment.Title, Blocks(attachment.Body)))],
            Signature = template.IsSigned ? new Signature(facts.Office.Name, SignedOn(), Sealed: true) : null,
        };
    }

    private RedHead? Head()
    {
        if (facts.Find("number") is TextFact number) return new RedHead(facts.Office.Name, DocumentNumber.Parse(number.Text));
        Mark("number");
        return null;
    }

    private DateOnly SignedOn()
    {
        if (facts.Day("signed_on") is { } day) return day;
        Mark("signed_on");
        return DateOnly.MinValue;
    }

    private List<PaperBlock> Blocks(IReadOnlyList<TemplateBlock> blocks) => [.. blocks.SelectMany(block => block switch
    {
        TemplateLine line => line.When is { } when && facts.Find(when) is null ? [] : [new Paragraph(Text(line.Text))],
        TemplateEach each => Repeat(each),
        TemplateTable table => [Table(table)],
        _ => throw new System.Diagnostics.UnreachableException(),
    })];

    private IEnumerable<PaperBlock> Repeat(TemplateEach each)
    {
        if (facts.Find(each.Field) is not LinesFact { Lines.Count: > 0 } list) return [new Paragraph(Mark(each.Field))];
        return list.Lines.Select((line, i) => new Paragraph(string.Concat(each.Text.Pieces.Select(piece => piece.Field switch
        {
            LetterFields.ItemNumber => (i + 1).ToString(CultureInfo.InvariantCulture),
            LetterFields.Item => new TextFact(line).Written,
            _ => Piece(piece),
        }))));
    }

    private PaperTable Table(TemplateTable table)
    {
        var rows = table.From is null
            ? table.Rows.Select(row => (IReadOnlyList<PaperCell>)[.. row.Select(cell => new PaperCell(Text(cell)))])
            : Rows(table.From, table.Head.Count);
        var isForm = table.Head.Count == 2;
        ColumnAlign[] columns = [.. table.Head.Select((_, column) => isForm && column > 0 ? ColumnAlign.Left : ColumnAlign.Center)];
        return new PaperTable(table.Caption, columns, [[.. table.Head.Select(cell => new PaperCell(cell))]], [.. rows]) { RowHeader = 0, IsForm = isForm };
    }

    private IEnumerable<IReadOnlyList<PaperCell>> Rows(string field, int columns)
    {
        if (facts.Find(field) is not RowsFact { Rows.Count: > 0 } rows) return [[new PaperCell(Mark(field), columns)]];
        if (rows.Rows.FirstOrDefault(row => row.Count != columns) is { } wrong)
            throw new RefusedException($"“{fields.Find(field)!.Title}”每行应有{columns}格，现有一行为{wrong.Count}格。");
        return rows.Rows.Select(row => (IReadOnlyList<PaperCell>)[.. row.Select(cell => new PaperCell(cell))]);
    }

    private string Text(TemplateText text) => string.Concat(text.Pieces.Select(Piece));

    private string Piece(TemplatePiece piece) => piece.Field switch
    {
        null => piece.Text,
        LetterFields.Remedy => RemedyParagraph(),
        { } key => facts.Find(key)?.Written ?? Mark(key),
    };

    private string RemedyParagraph()
    {
        if (remedy is null) return "";
        missing.AddRange(remedy.Missing);
        if (remedy.Missing.Count > 0) return $"【缺：{string.Join("、", remedy.Missing)}】";
        return remedy.Paragraph(facts.Find("you")?.Written ?? Mark("you"));
    }

    /// <summary>Lists the field as missing and gives what stands in its place.</summary>
    private string Mark(string key)
    {
        var title = fields.Find(key)?.Title ?? key;
        missing.Add(title);
        return $"【缺：{title}】";
    }
}
