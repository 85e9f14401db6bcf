using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Lantai.Bulletins;

/// <summary>Writes a form as the YAML that <see cref="BulletinForm.Read(string)"/> reads: what a page changed is kept, and can be taken along, as a file.</summary>
public static class FormYaml
{
    public static string Write(BulletinForm form)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        new YamlStream(new YamlDocument(Root(form))).Save(text, assignAnchors: false);
        return text.ToString();
    }

    private static YamlMappingNode Root(BulletinForm form) => Map(
        ("kind", Word(KindWord(form.Kind))),
        ("marks", form.Marks.Count > 0 ? List(form.Marks.Select(Text)) : null),
        ("masthead", Text(form.Masthead)),
        ("issue", form.Issue is { } issue ? Map(("year", Whole(issue.Year)), ("number", Whole(issue.Number))) : null),
        ("agency-mark", Text(form.AgencyMark)),
        ("number", Text(form.Number?.ToString())),
        ("issuer", Text(form.Issuer)),
        ("date", Day(form.On)),
        ("period", Text(form.Period?.ToString())),
        ("title", Text(form.Title.Text)),
        ("addressees", Text(form.Addressees)),
        ("seal", form.Sealed ? Word("yes") : null),
        ("note", Text(form.Note)),
        ("body", List(form.Body.Select(Part))),
        ("band-wording", Text(form.BandWording.Text)),
        ("figures", form.Figures.Count > 0 ? List(form.Figures.Select(Figure)) : null),
        ("better", Names(form.Better)),
        ("worse", Names(form.Worse)),
        ("short-names", form.ShortNames.Count > 0 ? Map([.. form.ShortNames.Select(pair => (pair.Key, (YamlNode?)Text(pair.Value)))]) : null),
        ("tables", List(form.Tables.Select(Table))),
        ("foot", Foot(form.Foot)));

    private static YamlNode Part(FormPart part) => part switch
    {
        FormParagraph paragraph => Text(paragraph.Text.Text)!,
        FormSection { RunsOn: { } runsOn } section => Map(("lead", Text(section.Heading.Text)), ("text", Text(runsOn.Text)), ("parts", Parts(section))),
        FormSection section => Map(("heading", Text(section.Heading.Text)), ("parts", Parts(section))),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static YamlSequenceNode? Parts(FormSection section) => section.Parts.Count > 0 ? List(section.Parts.Select(Part)) : null;

    private static YamlMappingNode Table(FormTable table) => Map(
        ("group", Text(table.Group.Text)), ("title", Text(table.Title.Text)),
        ("columns", List(table.Columns.Select(column => Map((ColumnWord(column.Kind), Text(column.Heading.Text)))))));

    private static YamlMappingNode Figure(FormFigure figure) =>
        Map(("name", Text(figure.Name)), ("value", Text(figure.Value)), ("from", Text(figure.From)));

    private static YamlMappingNode? Names(IReadOnlyDictionary<string, IReadOnlyList<FormText>> names) => names.Count == 0 ? null
        : Map([.. names.Select(pair => (pair.Key, (YamlNode?)List(pair.Value.Select(name => Text(name.Text)))))]);

    private static YamlMappingNode? Foot(FormFoot foot)
    {
        var map = Map(
            ("host", Text(foot.Host)), ("supervisor", Text(foot.Supervisor)), ("send-to", Text(foot.SendTo)), ("distribute", Text(foot.Distribute)),
            ("copy-to", Text(foot.CopyTo)), ("signed", Text(foot.Signed)), ("checked", Text(foot.Checked)), ("editors", Text(foot.Editors)),
            ("printed-by", Text(foot.PrintedBy)), ("printed-on", foot.PrintedOn is { } day ? Day(day) : null), ("contact", Text(foot.Contact)));
        return map.Children.Count > 0 ? map : null;
    }

    private static string KindWord(BulletinKind kind) => kind switch
    {
        BulletinKind.Brief => "brief",
        BulletinKind.RedHead => "red-head",
        BulletinKind.Notice => "notice",
    };

    private static string ColumnWord(FormColumnKind kind) => kind switch
    {
        FormColumnKind.Rank => "rank",
        FormColumnKind.Unit => "unit",
        FormColumnKind.Indicators => "indicators",
        FormColumnKind.Total => "total",
        FormColumnKind.YearTotal => "year-total",
        FormColumnKind.Band => "band",
        FormColumnKind.Movement => "movement",
    };

    private static YamlMappingNode Map(params IReadOnlyList<(string Key, YamlNode? Value)> entries)
    {
        var map = new YamlMappingNode();
        foreach (var (key, value) in entries)
            if (value is not null) map.Add(Text(key)!, value);
        return map;
    }

    private static YamlSequenceNode List(IEnumerable<YamlNode?> items) => new(items.OfType<YamlNode>());

    private static YamlScalarNode Word(string word) => new(word);

    private static YamlScalarNode Whole(int number) => new(number.ToString(CultureInfo.InvariantCulture));

    private static YamlScalarNode Day(DateOnly day) => new(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    /// <summary>Quoted, so that no text is taken for a sign of YAML, a number or a date; null writes no entry.</summary>
    private static YamlScalarNode? Text(string? text) => text is null ? null : new YamlScalarNode(text) { Style = ScalarStyle.DoubleQuoted };
}
