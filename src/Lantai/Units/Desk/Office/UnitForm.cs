using Lantai.Ui;

namespace Lantai.Units.Desk.Office;

/// <summary>A unit as it is typed into the form; read by the columns of the file, so that form and file know one set of rules.</summary>
public sealed class UnitForm
{
    public string? Name { get; set; }
    public string? NameFrom { get; set; }
    public string? Group { get; set; }
    public string? ShortForms { get; set; }
    public string? FormerNames { get; set; }
    public string? Site { get; set; }
    public string? NoSite { get; set; }
    public string? Order { get; set; }
    public string? ExcludedFrom { get; set; }

    /// <summary>Of the unit that the person saw.</summary>
    public uint Version { get; set; }

    private IReadOnlyList<(UnitColumn Column, string Field, string? Text)> Fields =>
    [
        (UnitColumn.Name, nameof(Name), Name), (UnitColumn.NameFrom, nameof(NameFrom), NameFrom), (UnitColumn.Group, nameof(Group), Group),
        (UnitColumn.ShortForms, nameof(ShortForms), ShortForms), (UnitColumn.FormerNames, nameof(FormerNames), FormerNames),
        (UnitColumn.Site, nameof(Site), Site), (UnitColumn.NoSite, nameof(NoSite), NoSite == "true" ? "是" : ""),
        (UnitColumn.Order, nameof(Order), Order), (UnitColumn.ExcludedFrom, nameof(ExcludedFrom), ExcludedFrom),
    ];

    internal static UnitForm Of(UnitEntry entry, uint version) => new()
    {
        Name = entry.Name,
        NameFrom = UnitColumn.NameFrom.Text(entry),
        Group = entry.Group,
        ShortForms = Lines(UnitColumn.ShortForms.Text(entry)),
        FormerNames = Lines(UnitColumn.FormerNames.Text(entry)),
        Site = entry.SiteAddress,
        NoSite = entry.HasNoSite ? "true" : null,
        Order = UnitColumn.Order.Text(entry),
        ExcludedFrom = Lines(UnitColumn.ExcludedFrom.Text(entry)),
        Version = version,
    };

    /// <summary>What the unit is to be; what is wrong stands in the check.</summary>
    internal UnitEntry Read(FormCheck check, UnitEntry known)
    {
        var entry = known;
        foreach (var (column, field, text) in Fields)
        {
            try
            {
                entry = column.Read(entry, text ?? "");
            }
            catch (RefusedException refusal)
            {
                check.Add("Input." + field, refusal.Message);
            }
        }
        if (check.Failed) return entry;
        foreach (var (column, sentence) in entry.Wrongs())
            check.Add("Input." + Fields.Single(field => field.Column == column).Field, sentence);
        return entry;
    }

    private static string Lines(string text) => text.Replace('；', '\n');
}
