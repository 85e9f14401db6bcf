using Lantai.Calendar;
using Lantai.Packs;
using Lantai.Papers;

namespace Lantai.Bulletins;

/// <summary>Reads a bulletin's form; every mistake is noted with its line and key.</summary>
internal sealed class BulletinFormReader(PackFile file)
{
    private readonly PackMap _form = file.Root.Map();

    public BulletinForm Read()
    {
        var form = new BulletinForm
        {
            File = file.Name,
            Kind = _form.Required("kind").OneOf(("brief", BulletinKind.Brief), ("red-head", BulletinKind.RedHead), ("notice", BulletinKind.Notice)),
            Title = Lines(_form.Required("title")),
            Issuer = _form.Required("issuer").Text(),
            On = _form.Required("date").Date(),
            Period = ReadPeriod(_form.Optional("period")),
            Masthead = _form.Text("masthead"),
            Issue = ReadIssue(_form.Optional("issue")),
            AgencyMark = _form.Text("agency-mark"),
            Number = ReadNumber(_form.Optional("number")),
            Marks = Texts(_form.Optional("marks")),
            Addressees = _form.Text("addressees"),
            Body = [.. _form.Required("body").Items().Select(Part)],
            Tables = Tables(_form.Required("tables")),
            Sealed = _form.Flag("seal"),
            Note = _form.Text("note"),
            Foot = Foot(_form.Optional("foot")),
            Better = Names(_form.Optional("better")),
            Worse = Names(_form.Optional("worse")),
            ShortNames = ShortNames(_form.Optional("short-names")),
            Figures = [.. (_form.Optional("figures")?.Items() ?? []).Select(Figure)],
            BandWording = _form.Optional("band-wording") is { } wording ? Prose(wording) : new FormText("{{band}}{{count}}家，占{{share}}", "band-wording"),
        };
        _form.End();
        CheckHead(form);
        if (file.Problems.Count == 0) CheckDates(form);
        return form;
    }

    /// <summary>Each kind has its own head, and none has another's.</summary>
    private void CheckHead(BulletinForm form)
    {
        foreach (var key in new[] { "masthead", "issue" }) Belongs(key, form.Kind == BulletinKind.Brief, "简报（brief）");
        foreach (var key in new[] { "agency-mark", "number" }) Belongs(key, form.Kind == BulletinKind.RedHead, "红头文件（red-head）");
    }

    private void Belongs(string key, bool needed, string kind)
    {
        if (needed == _form.Has(key)) return;
        if (needed) _form.Place.Wrong($"{kind}应有“{key}”。");
        else _form.Optional(key)!.Wrong($"只有{kind}才有“{key}”，请删去或更改kind。");
    }

    private void CheckDates(BulletinForm form)
    {
        if (form.Issue is { } issue && issue.Year != form.On.Year)
            _form.Optional("issue")!.Wrong($"期号按印发的年度编排，{ChineseDate.Of(form.On)}印发的应为{form.On.Year}年的期号，现为{issue}。");
        if (form.Number is { } number && number.Year != form.On.Year)
            _form.Optional("number")!.Wrong($"发文字号的年份应与成文日期{ChineseDate.Of(form.On)}一致，现为{number}。");
        if (form.Foot.PrintedOn < form.On) _form.Optional("foot")!.Wrong($"印发日期{ChineseDate.Of(form.Foot.PrintedOn.Value)}早于成文日期{ChineseDate.Of(form.On)}。");
    }

    private static Period? ReadPeriod(PackNode? node)
    {
        if (node is null) return null;
        if (Period.TryParse(node.Text(), out var period)) return period;
        node.Wrong("考评期应写成2022-12、2022-Q4或2022的样子。");
        return null;
    }

    private static IssueNumber? ReadIssue(PackNode? node)
    {
        if (node is null) return null;
        var issue = node.Map();
        var (year, number) = (issue.Required("year").Whole(2000, 2100), issue.Required("number").Whole(1, 999));
        issue.End();
        return new IssueNumber(year, number);
    }

    private static DocumentNumber? ReadNumber(PackNode? node)
    {
        if (node is null) return null;
        try
        {
            return DocumentNumber.Parse(node.Text());
        }
        catch (RefusedException wrong)
        {
            node.Wrong(wrong.Message);
            return null;
        }
    }

    private static FormPart Part(PackNode node)
    {
        if (!node.IsMapping) return new FormParagraph(Prose(node));
        var section = node.Map();
        var lead = section.Optional("lead");
        var heading = lead ?? section.Required("heading");
        if (lead is not null && section.Has("heading")) lead.Wrong("lead（标题与正文同段）和heading（标题单独成行）只能用一个。");
        var text = lead is null ? null : section.Required("text");
        var parts = section.Optional("parts")?.Items() ?? [];
        if (lead is null && parts.Count == 0 && heading.IsThere) section.Required("parts");
        section.End();
        return new FormSection(Prose(heading), text is null ? null : Prose(text), [.. parts.Select(Part)]);
    }

    private static List<FormTable> Tables(PackNode node)
    {
        List<FormTable> tables = [.. node.Items().Select(Table)];
        if (tables.Count == 0 && node.IsList) node.Wrong("通报至少附一张得分表。");
        return tables;
    }

    private static FormTable Table(PackNode node)
    {
        var table = node.Map();
        var columns = table.Required("columns");
        var read = new FormTable(Prose(table.Required("group")), Lines(table.Required("title")), [.. columns.Items().Select(Column)]);
        if (columns.IsList && read.Columns.All(column => column.Kind != FormColumnKind.Unit)) columns.Wrong("表中应有单位一列（unit）。");
        table.End();
        return read;
    }

    private static FormColumn Column(PackNode node)
    {
        var entries = node.Entries();
        if (entries.Count != 1)
        {
            if (node.IsMapping) node.Wrong("每一列写成“种类: 栏目名”一行。");
            return new FormColumn(FormColumnKind.Unit, new FormText("", node.Where));
        }
        var (kind, heading) = entries[0];
        return new FormColumn(ColumnKind(kind, heading), Lines(heading));
    }

    private static readonly IReadOnlyList<(string Word, FormColumnKind Kind)> ColumnKinds =
    [
        ("rank", FormColumnKind.Rank), ("unit", FormColumnKind.Unit), ("indicators", FormColumnKind.Indicators), ("total", FormColumnKind.Total),
        ("year-total", FormColumnKind.YearTotal), ("band", FormColumnKind.Band), ("movement", FormColumnKind.Movement),
    ];

    private static FormColumnKind ColumnKind(string word, PackNode place)
    {
        foreach (var known in ColumnKinds)
            if (known.Word == word) return known.Kind;
        place.Wrong($"不认识的列“{word}”，可用的有{string.Join("、", ColumnKinds.Select(known => known.Word))}。");
        return FormColumnKind.Unit;
    }

    private static FormFoot Foot(PackNode? node)
    {
        if (node is null) return new FormFoot();
        var foot = node.Map();
        var read = new FormFoot
        {
            Host = foot.Text("host"),
            Supervisor = foot.Text("supervisor"),
            SendTo = foot.Text("send-to"),
            Distribute = foot.Text("distribute"),
            CopyTo = foot.Text("copy-to"),
            Signed = foot.Text("signed"),
            Checked = foot.Text("checked"),
            Editors = foot.Text("editors"),
            PrintedBy = foot.Text("printed-by"),
            PrintedOn = foot.Optional("printed-on")?.Date(),
            Contact = foot.Text("contact"),
        };
        foot.End();
        return read;
    }

    private static FormFigure Figure(PackNode node)
    {
        var figure = node.Map();
        var read = new FormFigure(figure.Required("name").Text(), figure.Required("value").Text(), figure.Required("from").Text());
        figure.End();
        return read;
    }

    private static Dictionary<string, IReadOnlyList<FormText>> Names(PackNode? node) => (node?.Entries() ?? []).ToDictionary(
        entry => entry.Key, entry => (IReadOnlyList<FormText>)[.. entry.Value.Items().Select(Prose)], StringComparer.Ordinal);

    private static Dictionary<string, string> ShortNames(PackNode? node) =>
        (node?.Entries() ?? []).ToDictionary(entry => entry.Key, entry => entry.Value.Text(), StringComparer.Ordinal);

    private static List<string> Texts(PackNode? node) => [.. (node?.ItemsOrOne() ?? []).Select(item => item.Text())];

    /// <summary>A title keeps the line breaks its editor gave it.</summary>
    private static FormText Lines(PackNode node) => new(node.Text(), node.Where);

    private static FormText Prose(PackNode node) => new(ProseText.Joined(node.Text()), node.Where);
}
