using Lantai.Assessment;
using Lantai.Papers;

namespace Lantai.Bulletins;

/// <summary>Fills a form's sentences from the score sheet and puts the parts in their places.</summary>
internal sealed class DraftWriter(BulletinForm form, Standings standings, PaperLayout layout)
{
    private readonly List<string> _problems = [];
    private readonly List<string> _warnings = [];

    public Draft Write()
    {
        var tables = form.Tables.Select(Table).OfType<StandingTable>().ToList();
        var paper = new Paper(TitleOf(form.Title))
        {
            Head = Head(),
            Marks = form.Marks,
            Addressees = form.Addressees,
            Body = [.. Parts(form.Body, 1)],
            Attachments = [.. tables.Select(table => table.Paper()).Select(table => new Attachment(table.Caption, [table]))],
            Signature = form.Kind == BulletinKind.Brief ? null : new Signature(form.Issuer, form.On, form.Sealed),
            Note = form.Note,
            Foot = BulletinFoot.Of(form.Foot),
        };
        if (_problems.Count > 0) throw new RefusedException(string.Join('\n', _problems));
        WarnOfEarlyDate();
        return new Draft(paper, [.. tables.Select(table => table.Sheet())], [.. _warnings.Distinct()]);
    }

    private PaperHead? Head() => form.Kind switch
    {
        BulletinKind.Brief => new Masthead(form.Masthead!, form.Issue!, form.Issuer, form.On),
        BulletinKind.RedHead => new RedHead(form.AgencyMark!, form.Number!),
        BulletinKind.Notice => null,
    };

    /// <summary>The lines the editor gave, each broken further where it is too long.</summary>
    private List<string> TitleOf(FormText title) =>
        [.. title.Text.Split('\n').SelectMany(line => TitleLines.Break(Plain(new FormText(line.Trim(), title.Where)), layout.TitleEms, layout.Words))];

    private StandingTable? Table(FormTable table)
    {
        try
        {
            var group = FigureArguments.GroupNamed(standings, table.Group.Text);
            return new StandingTable(group, Plain(table.Title).Replace("\n", "", StringComparison.Ordinal), table.Columns);
        }
        catch (RefusedException wrong)
        {
            _problems.Add($"{table.Group.Where}：{wrong.Message}");
            return null;
        }
    }

    /// <summary>Sections are numbered by their place among the sections of their level.</summary>
    private IEnumerable<PaperBlock> Parts(IReadOnlyList<FormPart> parts, int level)
    {
        var number = 0;
        foreach (var part in parts)
            switch (part)
            {
                case FormParagraph paragraph:
                    yield return new Paragraph(Runs(paragraph.Text));
                    break;
                case FormSection section:
                    Run mark = HeadingNumber.Of(level, ++number);
                    yield return new Heading(level, [mark, .. Runs(section.Heading)], section.RunsOn is { } text ? Runs(text) : []);
                    foreach (var block in Parts(section.Parts, level + 1)) yield return block;
                    break;
            }
    }

    private string Plain(FormText text) => string.Concat(Runs(text).Select(run => run.Text));

    private List<Run> Runs(FormText text) =>
        [.. PlaceholderText.Pieces(text.Text, rest => _problems.Add($"{text.Where}：“{rest}”缺少“}}}}”。")).Select(piece => piece.IsPlaceholder ? Filled(piece, text.Where) : new Run(piece.Text))];

    private Run Filled(TextPiece piece, string where)
    {
        try
        {
            var figure = Compute(piece);
            _warnings.AddRange(figure.Doubts);
            return new Run(figure.Text, Origin: new Origin(piece.Text, figure.Explanation));
        }
        catch (RefusedException wrong)
        {
            _problems.Add($"{where} {piece.Text}：{wrong.Message}");
            return new Run(piece.Text);
        }
    }

    private Figure Compute(TextPiece piece)
    {
        var kind = FigureKind.All.FirstOrDefault(known => known.Name == piece.Name)
            ?? throw new RefusedException($"不认识的占位符“{piece.Name}”{Performers.Guess(piece.Name, FigureKind.All.Select(known => known.Name))}。");
        if (!kind.Takes(piece.Arguments!.Count)) throw new RefusedException($"应写成{kind.Usage}。");
        return kind.Of(new FigureArguments(piece.Arguments, form, standings));
    }

    private void WarnOfEarlyDate()
    {
        if ((standings.Period ?? form.Period) is { } period && form.On <= period.EndsOn)
            _warnings.Add($"成文日期{ChineseDate.Of(form.On)}在考评期{period.Title}结束之前，请核对。");
    }
}
