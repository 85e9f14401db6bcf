using FsCheck;
using FsCheck.Fluent;
using Lantai.Papers;
using Lantai.Units;
using Lantai.Units.Import;
using Xunit;
using static Lantai.Tests.Units.Registers;

namespace Lantai.Tests.Units;

/// <summary>Import then export is the same file, whatever stands in the register.</summary>
public sealed class UnitRoundTripTests
{
    private static readonly DateOnly Day = new(2000, 1, 1);
    private const string Letters = "教育民政财司法水利农业城关街道办事处（局）";

    [Fact]
    public void A_csv_comes_back_byte_for_byte() => Prop.ForAll(Entries().ToArbitrary(), entries => ComesBack(entries, SheetCsv.Write, "名录.csv"))
        .QuickCheckThrowOnFailure();

    [Fact]
    public void An_xlsx_comes_back_byte_for_byte() => Prop.ForAll(Entries().ToArbitrary(), entries => ComesBack(entries, SheetXlsx.Write, "名录.xlsx"))
        .QuickCheckThrowOnFailure();

    [Fact]
    public void A_file_of_what_is_there_changes_nothing() => Prop.ForAll(Entries().ToArbitrary(), entries =>
    {
        var plan = UnitImport.Plan(Of([.. entries]), Read(Write(entries, SheetCsv.Write), "名录.csv"), false);
        return plan.Errors.Count == 0 && plan.ChangesNothing && plan.NotListed.Count == 0;
    }).QuickCheckThrowOnFailure();

    private static bool ComesBack(IReadOnlyList<UnitEntry> entries, Action<Sheet, Stream> format, string name)
    {
        var written = Write(entries, format);
        var plan = UnitImport.Plan(Of(), Read(written, name), mayCreateGroups: true);
        Assert.Empty(plan.Errors);
        return written.AsSpan().SequenceEqual(Write(plan.Lines.Select(line => line.After), format));
    }

    /// <summary>Registers as they may be: names told apart by a number, days in order, successors that go on.</summary>
    private static Gen<List<UnitEntry>> Entries() =>
        from count in Gen.Choose(1, 12)
        from drafts in Draft().ListOf(count)
        select drafts.Select((draft, i) => Finish(draft, i, [.. drafts])).ToList();

    private static Gen<UnitEntry> Draft() =>
        from name in Gen.Elements(Letters.ToCharArray()).ArrayOf(6)
        from former in Gen.Choose(0, 2)
        from days in Gen.Choose(1, 3000).ArrayOf(4)
        from shorts in Gen.Choose(0, 3)
        from order in Gen.Choose(0, 50)
        from site in Gen.Elements<string?>(null, "https://a.example.gov.cn/", "http://b.example.gov.cn/index?x=1,2&y='3'")
        from flags in Gen.Choose(0, 15)
        select new UnitEntry
        {
            Name = new string(name),
            Group = (flags & 1) == 0 ? "区直单位" : "镇（街道）",
            NameFrom = former > 0 ? Day.AddDays(days.Take(former).Sum()) : (flags & 2) == 0 ? null : Day,
            FormerNames = [.. Enumerable.Range(0, former).Select(i => new DatedName($"{i}旧",
                i == 0 ? null : Day.AddDays(days.Take(i).Sum()), Day.AddDays(days.Take(i + 1).Sum() - 1)))],
            ShortForms = [.. Enumerable.Range(0, shorts).Select(i => new DatedName($"{i}简", (flags & 4) == 0 || i > 0 ? null : Day))],
            Order = order,
            SiteAddress = site,
            HasNoSite = site is null && (flags & 4) != 0,
            ExcludedFrom = (flags & 2) == 0 ? [] : ["huangshigang-annual", "yanshi-monthly"],
            DissolvedOn = (flags & 8) == 0 ? null : Day.AddDays(20000 + days[3]),
        };

    private static UnitEntry Finish(UnitEntry draft, int number, List<UnitEntry> all)
    {
        var heir = draft.DissolvedOn is null ? -1 : all.FindIndex(other => other.DissolvedOn is null);
        return draft with
        {
            Name = $"{draft.Name}{number}",
            FormerNames = [.. draft.FormerNames.Select(name => name with { Text = $"{name.Text}{number}" })],
            ShortForms = [.. UnitEntry.InOrder(draft.ShortForms.Select(name => name with { Text = $"{name.Text}{number}" }))],
            Successor = heir < 0 ? null : $"{all[heir].Name}{heir}",
        };
    }
}
