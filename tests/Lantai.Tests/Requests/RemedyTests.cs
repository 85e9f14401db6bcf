using Lantai.Packs;
using Lantai.Requests.Decisions;
using Lantai.Requests.Remedies;
using Lantai.Tests.Support;
using Xunit;
using static Lantai.Tests.Requests.CaseNotation;

namespace Lantai.Tests.Requests;

public sealed class RemedyTests
{
    private static readonly PackFolder Packs = new(Repository.Pack(""));

    public static TheoryData<int, string> Examples() => Cases("remedies.csv");

    [Theory]
    [MemberData(nameof(Examples))]
    public void The_remedy_follows_from_decision_office_and_day(int line, string about)
    {
        var row = Row("remedies.csv", line);
        var rules = RemedyRules.InForce(Packs, Day(row["on"]));
        var office = Of(Enum.GetValues<OfficeKind>().Single(kind => kind.Word == row["office"]));
        var remedy = Remedy.Of(Enum.Parse<Decision>(row["decision"]), office, rules);
        var rule = rules.Offices[office.Kind];

        Assert.Equal(row["type"] == "first" ? RemedyType.ReviewFirst : RemedyType.EitherWay, remedy.Type);
        Assert.Equal(row["bodies"], string.Join(' ', rule.Bodies.Select(body => body.Word)));
        Assert.Equal(row["court"], rule.Court.Word);
        Assert.Empty(remedy.Missing);
        var paragraph = remedy.Paragraph("您");
        Assert.All(row["says"].Split('；'), says => Assert.True(paragraph.Contains(says, StringComparison.Ordinal), $"{about}: {paragraph}"));
        Assert.True(!paragraph.Contains(row["never_says"], StringComparison.Ordinal), $"{about}: {paragraph}");
    }

    [Fact]
    public void A_body_or_court_that_is_not_entered_is_listed_as_missing()
    {
        var remedy = Remedy.Of(Decision.R2, new Office("某某局", OfficeKind.Justice), RemedyRules.InForce(Packs, new(2026, 3, 2)));
        Assert.Equal(["行政复议机关（本级人民政府）的名称", "行政复议机关（上一级主管部门）的名称", "有管辖权的基层人民法院的名称"], remedy.Missing);
    }

    [Fact]
    public void Periods_are_calendar_days_and_a_last_day_off_moves_to_the_next_working_day()
    {
        var rules = RemedyRules.InForce(Packs, new(2026, 3, 2));
        // 60 days after 2025-08-03 is 2025-10-02, within the National Day holiday; work begins again on 10-09.
        var either = Remedy.Of(Decision.R2, Of(OfficeKind.CountyDepartment), rules);
        Assert.Equal(new RemedyDeadlines(new(2025, 10, 9), new(2026, 2, 3)), either.Deadlines(new(2025, 8, 3), China));
        Assert.Equal(new DateOnly(2026, 9, 30), either.Deadlines(new(2026, 3, 31), China).SuitUntil);
        Assert.Null(Remedy.Of(Decision.R4a, Of(OfficeKind.CountyDepartment), rules).Deadlines(new(2026, 3, 2), China).SuitUntil);
    }

    [Fact]
    public void A_day_before_any_rules_is_refused() =>
        Assert.Contains("没有救济途径的规则", Assert.Throws<RefusedException>(() => RemedyRules.InForce(Packs, new(1995, 3, 2))).Message, StringComparison.Ordinal);

    internal static Office Of(OfficeKind kind) => new("某某机关", kind)
    {
        Government = "某某区人民政府",
        UpperGovernment = "某某市人民政府",
        UpperDepartment = "上级局",
        LocalGovernment = "当地区人民政府",
        BasicCourt = "某某区人民法院",
        IntermediateCourt = "某某市中级人民法院",
    };
}
