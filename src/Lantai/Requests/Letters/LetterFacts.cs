using Lantai.Packs;
using Lantai.Requests.Remedies;

namespace Lantai.Requests.Letters;

/// <summary>What is known of a case when a letter is written: the office that writes and the values of the fields.</summary>
public sealed class LetterFacts
{
    private readonly LetterFields fields;
    private readonly Dictionary<string, LetterFact> facts = new(StringComparer.Ordinal);

    public LetterFacts(LetterFields fields, Office office)
    {
        this.fields = fields;
        Office = office;
        if (fields.Find("agency") is not null) Set("agency", new TextFact(office.Name));
    }

    public Office Office { get; }

    /// <exception cref="RefusedException">There is no such field, or it is of another kind.</exception>
    public LetterFacts Set(string key, LetterFact fact)
    {
        var field = fields.Find(key) ?? throw new RefusedException($"文书没有“{key}”这个字段{fields.Nearest(key)}。");
        if (field.Kind != fact.Kind) throw new RefusedException($"“{field.Title}”（{key}）的类型不对，请核对。");
        facts[key] = fact;
        return this;
    }

    /// <summary>Null for a fact that is not known.</summary>
    public LetterFact? Find(string key) => facts.GetValueOrDefault(key);

    public DateOnly? Day(string key) => (Find(key) as DayFact)?.Day;

    /// <summary>
    /// Reads facts from YAML: <c>office: {name, kind, government, …}</c> and <c>facts: {key: value}</c>, each value
    /// in the form of its field.
    /// </summary>
    /// <exception cref="RefusedException">Something is wrong; every mistake with its line and key.</exception>
    public static LetterFacts Read(PackFile file, LetterFields fields)
    {
        var map = file.Root.Map();
        var facts = new LetterFacts(fields, ReadOffice(map.Required("office")));
        foreach (var (key, node) in map.Required("facts").Entries())
        {
            if (fields.Find(key) is not { } field) node.Wrong($"文书没有“{key}”这个字段{fields.Nearest(key)}。");
            else facts.facts[key] = Value(field, node);
        }
        map.End();
        file.ThrowIfWrong();
        return facts;
    }

    private static Office ReadOffice(PackNode node)
    {
        var map = node.Map();
        var office = new Office(
            map.Required("name").Text(),
            map.Required("kind").OneOf([.. Enum.GetValues<OfficeKind>().Select(kind => (kind.Word, kind))]))
        {
            Government = map.Text("government"),
            UpperGovernment = map.Text("upper_government"),
            UpperDepartment = map.Text("upper_department"),
            LocalGovernment = map.Text("local_government"),
            BasicCourt = map.Text("basic_court"),
            IntermediateCourt = map.Text("intermediate_court"),
        };
        map.End();
        return office;
    }

    private static LetterFact Value(LetterField field, PackNode node) => field.Kind switch
    {
        FactKind.Text => new TextFact(node.Text()),
        FactKind.Day => new DayFact(node.Date()),
        FactKind.Whole => new WholeFact(node.Whole(0)),
        FactKind.Yuan => new YuanFact(node.Number(0)),
        FactKind.Lines => new LinesFact([.. node.Items().Select(item => item.Text())]),
        FactKind.Rows => new RowsFact([.. node.Items().Select(row => (IReadOnlyList<string>)[.. row.Items().Select(cell => cell.IsBlank ? "" : cell.Text())])]),
    };
}
