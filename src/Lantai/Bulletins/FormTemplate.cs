using Lantai.Assessment;
using Lantai.Calendar;
using Lantai.Papers;

namespace Lantai.Bulletins;

/// <summary>What a new bulletin takes from its circumstances.</summary>
/// <param name="Office">Who issues it.</param>
/// <param name="Contact">How to reach them.</param>
/// <param name="On">The day it is meant to bear.</param>
/// <param name="Issue">The issue number that is expected; briefs only.</param>
/// <param name="Number">发文字号; red-headed documents only.</param>
public sealed record FormStart(string Office, string Contact, Period Period, DateOnly On, int Issue, DocumentNumber? Number);

/// <summary>
/// Begins a bulletin from another form (通报样式): one of <c>packs/bulletins</c> or the last one issued. What stands once
/// for <c>{{group}}</c> is written for each group; what the standings have nothing for is left out.
/// </summary>
public static class FormTemplate
{
    private const string Group = "{{group}}";

    /// <exception cref="RefusedException">A red-headed document has no number.</exception>
    public static BulletinForm Begin(BulletinForm template, FormStart start, Standings standings)
    {
        if (template.Kind == BulletinKind.RedHead && start.Number is null) throw new RefusedException("红头文件须有发文字号，请填写，如“汴政办〔2023〕14号”。");
        var words = new Words(start);
        var groups = standings.Groups.Select(group => group.Name).ToList();
        return template with
        {
            Issuer = words.Of(template.Issuer),
            On = start.On,
            Period = start.Period,
            Issue = template.Kind == BulletinKind.Brief ? new IssueNumber(start.On.Year, start.Issue) : null,
            Number = template.Kind == BulletinKind.RedHead ? start.Number : null,
            AgencyMark = template.AgencyMark is { } mark ? words.Of(mark) : null,
            Title = words.Of(template.Title),
            Body = [.. template.Body.SelectMany(part => PerGroup(part, groups, standings)).Select(words.Of)],
            Tables = [.. template.Tables.SelectMany(table => PerGroup(table, standings)).Select(table => table with { Title = words.Of(table.Title) })],
            Foot = Foot(template.Foot, words, start.On),
            Better = new Dictionary<string, IReadOnlyList<FormText>>(),
            Worse = new Dictionary<string, IReadOnlyList<FormText>>(),
        };
    }

    /// <summary>Names of people stay: whoever signed last time usually signs again.</summary>
    private static FormFoot Foot(FormFoot foot, Words words, DateOnly on) => foot with
    {
        PrintedBy = foot.PrintedBy is { } by ? words.Of(by) : null,
        PrintedOn = foot.PrintedOn is null ? null : on,
        Contact = foot.Contact is { } contact ? words.Of(contact) : null,
    };

    private static IEnumerable<FormPart> PerGroup(FormPart part, IReadOnlyList<string> groups, Standings standings)
    {
        var own = OwnText(part);
        if (standings.Bands.Count == 0 && own.Contains("{{band", StringComparison.Ordinal)) return [];
        if (own.Contains(Group, StringComparison.Ordinal)) return groups.SelectMany(group => PerGroup(Changed(part, text => text.Replace(Group, group, StringComparison.Ordinal)), groups, standings));
        return part is FormSection section
            ? [section with { Parts = [.. section.Parts.SelectMany(inner => PerGroup(inner, groups, standings))] }]
            : [part];
    }

    private static string OwnText(FormPart part) => part switch
    {
        FormParagraph paragraph => paragraph.Text.Text,
        FormSection section => section.Heading.Text + section.RunsOn?.Text,
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static IEnumerable<FormTable> PerGroup(FormTable table, Standings standings) => !table.Group.Text.Contains(Group, StringComparison.Ordinal)
        ? [table]
        : standings.Groups.Select(group => new FormTable(
            table.Group with { Text = group.Name },
            table.Title with { Text = table.Title.Text.Replace(Group, group.Name, StringComparison.Ordinal) },
            [.. table.Columns.Where(column => HasSomething(column.Kind, group))]));

    private static bool HasSomething(FormColumnKind column, StandingGroup group) => column switch
    {
        FormColumnKind.Rank => group.Rows.Any(row => row.Rank is not null),
        FormColumnKind.YearTotal => group.Rows.Any(row => row.YearTotal is not null),
        FormColumnKind.Band => group.Rows.Any(row => row.Band is not null),
        FormColumnKind.Movement => group.Rows.Any(row => row.Movement is not null),
        FormColumnKind.Unit or FormColumnKind.Indicators or FormColumnKind.Total => true,
    };

    /// <summary>The part with every text of it changed, also those of the parts below it.</summary>
    private static FormPart Changed(FormPart part, Func<string, string> change)
    {
        return part switch
        {
            FormParagraph paragraph => new FormParagraph(Text(paragraph.Text)),
            FormSection section => new FormSection(
                Text(section.Heading), section.RunsOn is { } text ? Text(text) : null, [.. section.Parts.Select(inner => Changed(inner, change))]),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

        FormText Text(FormText text) => text with { Text = change(text.Text) };
    }

    private sealed class Words(FormStart start)
    {
        public string Of(string text) => text
            .Replace("{{office}}", start.Office, StringComparison.Ordinal)
            .Replace("{{contact}}", start.Contact, StringComparison.Ordinal);

        public FormText Of(FormText text) => text with { Text = Of(text.Text) };

        public FormPart Of(FormPart part) => Changed(part, Of);
    }
}
