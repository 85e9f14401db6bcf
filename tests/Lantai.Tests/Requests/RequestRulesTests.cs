using Lantai.Packs;
using Lantai.Requests;
using Lantai.Requests.Remedies;
using Lantai.Tests.Support;
using Xunit;

namespace Lantai.Tests.Requests;

public sealed class RequestRulesTests
{
    private static readonly string Shipped = File.ReadAllText(Repository.Pack("rules/foi-2019.yaml"));

    [Fact]
    public void An_application_is_under_the_rules_of_its_receipt_day()
    {
        Assert.Equal(15, CaseNotation.Rulebook.InForce(new(2019, 5, 14)).Reply.Workdays);
        Assert.Equal(20, CaseNotation.Rulebook.InForce(new(2019, 5, 15)).Reply.Workdays);
    }

    [Theory]
    [InlineData("workdays: 20", "workdays: 二十", "reply.workdays：应为数字")]
    [InlineData("workdays: 20", "workday: 20", "reply.workday：不认识的键“workday”，是否为“workdays”")]
    [InlineData("workdays: 20", "workdays: 0", "reply.workdays：不能小于1")]
    [InlineData("  oral:", "  orally:", "receipt：缺少“oral”")]
    [InlineData("day: confirmed, unconfirmed: wait, name: 确认之日", "day: guessed, name: 确认之日", "receipt.ordinary_mail.day：应为submitted、confirmed之一")]
    [InlineData("workdays_before: 7", "workdays_before: -7", "planning.steps[1].workdays_before：不能小于0")]
    public void A_mistake_in_the_pack_is_named_with_its_line_and_key(string right, string wrong, string expected)
    {
        var file = PackFile.Parse(Shipped.Replace(right, wrong), "foi-2019.yaml");
        Assert.Contains(expected, Assert.Throws<RefusedException>(() => RequestRulesPack.Read(file)).Message, StringComparison.Ordinal);
    }

    public static TheoryData<int, string> Deadlines() => CaseNotation.Cases("request-deadlines.csv");

    [Theory]
    [MemberData(nameof(Deadlines))]
    public void Every_period_of_the_table_of_deadlines_is_what_the_packs_say(int line, string about)
    {
        var row = CaseNotation.Row("request-deadlines.csv", line);
        var day = CaseNotation.Day(row["on"]);
        var (rules, remedies) = (CaseNotation.Rulebook.InForce(day), RemedyRules.InForce(new PackFolder(Repository.Pack("")), day));
        (int? Length, string Unit) known = row["period"] switch
        {
            "correction_notice" => (rules.Correction.NoticeWorkdays, "workdays"),
            "reply" => (rules.Reply.Workdays, "workdays"),
            "extension" => (rules.Extension.MostWorkdays, "workdays"),
            "third_party" => (rules.Consultations[Consulted.ThirdParty].AnswerWorkdays, "workdays"),
            "co_maker" => (rules.Consultations[Consulted.CoMaker].AnswerWorkdays, "workdays"),
            "agency" => (rules.Consultations[Consulted.Agency].AnswerWorkdays, "workdays"),
            "fee" => (rules.Fee!.PayWorkdays, "workdays"),
            "review" => (remedies.ReviewDays.Length, "days"),
            "suit" => (remedies.SuitMonths.Length, "months"),
            "suit_after_review" => (remedies.SuitDaysAfterReview.Length, "days"),
            "answer_review" => Of(remedies.AnswerReview),
            "answer_review_simple" => Of(remedies.AnswerReviewSimple),
            "answer_suit" => Of(remedies.AnswerSuit),
            "remake" => Of(remedies.Remake),
            var unknown => throw new FormatException(unknown),
        };
        Assert.True((row["length"], row["unit"]) == ($"{known.Length}", known.Unit), $"request-deadlines.csv:{line} {about}: {known}");

        (int?, string) Of(AnswerPeriod? period) => (period?.Length, period?.IsWorkdays == false ? "days" : "workdays");
    }

    [Fact]
    public void Two_versions_for_one_day_are_refused()
    {
        RequestRules Version(string from) =>
            RequestRulesPack.Read(PackFile.Parse(Shipped.Replace("effective: {from: 2019-05-15}", $"effective: {{from: {from}}}"), "x.yaml"));
        var refusal = Assert.Throws<RefusedException>(() => new RequestRulebook([Version("2019-05-15"), Version("2026-01-01")]));
        Assert.Contains("有效日期重叠", refusal.Message, StringComparison.Ordinal);
        Assert.Throws<RefusedException>(() => new RequestRulebook([]));
    }

    [Fact]
    public void What_the_office_should_check_is_marked_in_the_clause() =>
        Assert.EndsWith("（默认值，待本单位核定）", CaseNotation.Rulebook.InForce(new(2026, 1, 5)).Exclusion.IncludesSendingDay.Basis.Text);

    [Fact]
    public void Every_event_state_and_channel_has_its_own_word_and_name()
    {
        Assert.Distinct(RequestEventKinds.All.Select(kind => kind.Word));
        Assert.Distinct(RequestEventKinds.All.Select(kind => kind.Title));
        Assert.Distinct(Enum.GetValues<RequestState>().Select(state => state.Word));
        Assert.Distinct(Enum.GetValues<RequestState>().Select(state => state.Title));
        Assert.Distinct(Channels.All.Select(channel => channel.Word));
    }

    [Fact]
    public void An_event_reads_as_a_line_of_the_timeline()
    {
        Assert.Equal("2026年3月2日收到申请（传真）。", new RequestEvent(RequestEventKind.Received, new(2026, 3, 2)) { Channel = Channel.Fax }.Sentence);
        Assert.Equal("2026年3月20日告知延期答复，延长10个工作日。", new RequestEvent(RequestEventKind.Extended, new(2026, 3, 20)) { Workdays = 10 }.Sentence);
        Assert.Equal("2026年3月5日征求第三方意见（甲公司）。", new RequestEvent(RequestEventKind.ThirdPartyAsked, new(2026, 3, 5)) { Party = "甲公司" }.Sentence);
    }
}
