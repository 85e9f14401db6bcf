using System.Globalization;
using Lantai.Papers;
using Lantai.Ui;

namespace Lantai.Bulletins.Desk.Office;

/// <summary>A bulletin's form as its page sends it, text by text.</summary>
public sealed class BulletinInput
{
    private const string Prefix = "Input.";

    public int Seen { get; set; }
    public string? On { get; set; }
    public string? Marks { get; set; }
    public string? Masthead { get; set; }
    public string? Issue { get; set; }
    public string? AgencyMark { get; set; }
    public string? Number { get; set; }
    public string? Issuer { get; set; }
    public string? Title { get; set; }
    public string? Addressees { get; set; }
    public string? Body { get; set; }
    public string? BandWording { get; set; }
    public List<TableInput> Tables { get; set; } = [];
    public string? Sealed { get; set; }
    public string? Note { get; set; }
    public FootInput Foot { get; set; } = new();
    public string? ShortNames { get; set; }
    public string? Figures { get; set; }

    public static BulletinInput Of(BulletinForm form, int revision) => new()
    {
        Seen = revision,
        On = form.On.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        Marks = string.Join('、', form.Marks),
        Masthead = form.Masthead,
        Issue = form.Issue?.Number.ToString(CultureInfo.InvariantCulture),
        AgencyMark = form.AgencyMark,
        Number = form.Number?.ToString(),
        Issuer = form.Issuer,
        Title = form.Title.Text,
        Addressees = form.Addressees,
        Body = BodyText.Write(form.Body),
        BandWording = form.BandWording.Text,
        Tables = [.. form.Tables.Select(TableInput.Of)],
        Sealed = form.Sealed ? "true" : null,
        Note = form.Note,
        Foot = FootInput.Of(form.Foot),
        ShortNames = TypedLines.Write(form.ShortNames.Select(pair => (pair.Key, pair.Value))),
        Figures = TypedLines.Write(form.Figures.Select(figure => (figure.Name, $"{figure.Value}（{figure.From}）"))),
    };

    /// <summary>The form that was typed; what is wrong is noted, and then it must not be used.</summary>
    /// <param name="known">The form as it is: what the page does not offer stays.</param>
    public BulletinForm Read(FormCheck check, BulletinForm known)
    {
        var on = check.RequiredDay(Prefix + nameof(On), On, "成文日期") ?? known.On;
        var form = known with
        {
            Marks = [.. (check.OptionalText(Prefix + nameof(Marks), Marks, "标注", 60) ?? "").Split('、', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)],
            Masthead = known.Kind == BulletinKind.Brief ? check.Text(Prefix + nameof(Masthead), Masthead, "报头名称", 40) : null,
            Issue = known.Kind == BulletinKind.Brief ? ReadIssue(check, on) : null,
            AgencyMark = known.Kind == BulletinKind.RedHead ? check.Text(Prefix + nameof(AgencyMark), AgencyMark, "发文机关标志", 40) : null,
            Number = known.Kind == BulletinKind.RedHead ? ReadNumber(check, on) : null,
            Issuer = check.Text(Prefix + nameof(Issuer), Issuer, "发文机关", 60),
            Title = new FormText(check.Text(Prefix + nameof(Title), Title, "标题", 200).ReplaceLineEndings("\n"), "标题"),
            Addressees = check.OptionalText(Prefix + nameof(Addressees), Addressees, "主送机关", 300)?.TrimEnd('：', ':'),
            Body = ReadBody(check),
            BandWording = new FormText(check.Text(Prefix + nameof(BandWording), BandWording, "等次写法", 100), "等次写法"),
            Tables = [.. known.Tables.Select((table, i) => i < Tables.Count ? Tables[i].Read(check, $"{Prefix}Tables[{i}].", table, i + 1) : table)],
            Sealed = Sealed == "true",
            Note = check.OptionalText(Prefix + nameof(Note), Note, "附注", 60),
            Foot = Foot.Read(check, Prefix + "Foot.", on),
            ShortNames = ReadShortNames(check),
            Figures = ReadFigures(check),
        };
        return form.Dated(on);
    }

    private IssueNumber ReadIssue(FormCheck check, DateOnly on) =>
        new(on.Year, (int)(check.Number(Prefix + nameof(Issue), Issue, "期号", 1, 999) ?? 1));

    private DocumentNumber? ReadNumber(FormCheck check, DateOnly on)
    {
        var number = DocumentNumberField.Read(check, Prefix + nameof(Number), Number);
        if (number is not null && number.Year != on.Year) check.Add(Prefix + nameof(Number), $"发文字号的年份应与成文日期{ChineseDate.Of(on)}一致，现为{number}。");
        return number;
    }

    private IReadOnlyList<FormPart> ReadBody(FormCheck check)
    {
        try
        {
            return BodyText.Read(check.Text(Prefix + nameof(Body), Body, "正文", 60_000) is { Length: > 0 } text ? text : "正文");
        }
        catch (RefusedException wrong)
        {
            foreach (var sentence in wrong.Message.Split('\n')) check.Add(Prefix + nameof(Body), sentence);
            return [];
        }
    }

    private Dictionary<string, string> ReadShortNames(FormCheck check) =>
        TypedLines.Read(check, Prefix + nameof(ShortNames), ShortNames, "简称").GroupBy(line => line.Name).ToDictionary(line => line.Key, line => line.Last().Value, StringComparer.Ordinal);

    private List<FormFigure> ReadFigures(FormCheck check)
    {
        var figures = new List<FormFigure>();
        foreach (var (name, value) in TypedLines.Read(check, Prefix + nameof(Figures), Figures, "列明的数"))
        {
            var from = value.IndexOf('（', StringComparison.Ordinal);
            if (from <= 0 || !value.EndsWith('）') || value.Length - from < 3) check.Add(Prefix + nameof(Figures), $"“{name}”后面要用括号写明来源，如：下一年度=2023（年度工作安排）。");
            else figures.Add(new FormFigure(name, value[..from].Trim(), value[(from + 1)..^1].Trim()));
        }
        return figures;
    }
}

/// <summary>The title of an attachment and the headings of its columns.</summary>
public sealed class TableInput
{
    public string? Title { get; set; }

    public List<string?> Headings { get; set; } = [];

    public static TableInput Of(FormTable table) =>
        new() { Title = table.Title.Text, Headings = [.. table.Columns.Select(column => (string?)column.Heading.Text)] };

    public FormTable Read(FormCheck check, string prefix, FormTable known, int number) => known with
    {
        Title = new FormText(check.Text(prefix + nameof(Title), Title, $"附件{number}的标题", 120).ReplaceLineEndings("\n"), $"附件{number}的标题"),
        Columns =
        [
            .. known.Columns.Select((column, i) => column with
            {
                Heading = new FormText(check.Text($"{prefix}Headings[{i}]", i < Headings.Count ? Headings[i] : null, $"附件{number}第{i + 1}栏", 60).ReplaceLineEndings("\n"), $"附件{number}第{i + 1}栏"),
            }),
        ],
    };
}

/// <summary>版记.</summary>
public sealed class FootInput
{
    public string? Host { get; set; }
    public string? Supervisor { get; set; }
    public string? SendTo { get; set; }
    public string? Distribute { get; set; }
    public string? CopyTo { get; set; }
    public string? Signed { get; set; }
    public string? Checked { get; set; }
    public string? Editors { get; set; }
    public string? PrintedBy { get; set; }
    public string? PrintedOn { get; set; }
    public string? Contact { get; set; }

    public static FootInput Of(FormFoot foot) => new()
    {
        Host = foot.Host,
        Supervisor = foot.Supervisor,
        SendTo = foot.SendTo,
        Distribute = foot.Distribute,
        CopyTo = foot.CopyTo,
        Signed = foot.Signed,
        Checked = foot.Checked,
        Editors = foot.Editors,
        PrintedBy = foot.PrintedBy,
        PrintedOn = foot.PrintedOn?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        Contact = foot.Contact,
    };

    public FormFoot Read(FormCheck check, string prefix, DateOnly on)
    {
        var printed = check.Day(prefix + nameof(PrintedOn), PrintedOn, "印发日期");
        if (printed < on) check.Add(prefix + nameof(PrintedOn), $"印发日期{ChineseDate.Of(printed.Value)}早于成文日期{ChineseDate.Of(on)}。");
        return new FormFoot
        {
            Host = Text(nameof(Host), Host, "主办"),
            Supervisor = Text(nameof(Supervisor), Supervisor, "督办"),
            SendTo = Text(nameof(SendTo), SendTo, "送"),
            Distribute = Text(nameof(Distribute), Distribute, "发"),
            CopyTo = Text(nameof(CopyTo), CopyTo, "抄送"),
            Signed = Text(nameof(Signed), Signed, "签发"),
            Checked = Text(nameof(Checked), Checked, "审核"),
            Editors = Text(nameof(Editors), Editors, "责任编辑"),
            PrintedBy = Text(nameof(PrintedBy), PrintedBy, "印发机关"),
            PrintedOn = printed,
            Contact = Text(nameof(Contact), Contact, "联系方式"),
        };

        string? Text(string field, string? value, string label) => check.OptionalText(prefix + field, value, label, 300);
    }
}
