using Lantai.Requests;
using Xunit;

namespace Lantai.Tests.Requests;

public sealed class ClockFileTests
{
    [Theory]
    [InlineData("""
        received: {channel: registered_mail, on: 2026-02-10}
        events:
          - {type: extended, on: 2026-03-16, working_days: 20}
          - {type: third_party_asked, on: 2026-02-11, party: 甲公司, delivered_on: 2026-02-12}
        """)]
    [InlineData("""
        {
        	"received": {"channel":"registered_mail","on":"2026-02-10"},
        	"events":[{"type":"extended","on":"2026-03-16","working_days":20},
        	{"type":"third_party_asked","on":"2026-02-11","party":"甲公司","delivered_on":"2026-02-12"}]
        }
        """)]
    public void YAML_and_JSON_say_the_same(string text)
    {
        var events = ClockFile.Parse(text, "样例");
        Assert.Equal(
        [
            new RequestEvent(RequestEventKind.Received, new(2026, 2, 10)) { Channel = Channel.RegisteredMail },
            new RequestEvent(RequestEventKind.Extended, new(2026, 3, 16)) { Workdays = 20 },
            new RequestEvent(RequestEventKind.ThirdPartyAsked, new(2026, 2, 11)) { Party = "甲公司", DeliveredOn = new(2026, 2, 12) },
        ], events.Select(e => e with { Place = "" }));
    }

    [Fact]
    public void An_impossible_event_is_named_with_its_line()
    {
        var events = ClockFile.Parse("received: {channel: in_person, on: 2026-04-27}\nevents:\n  - {type: replied, on: 2026-04-28}\n  - {type: extended, on: 2026-04-29, working_days: 5}", "样例");
        var refusal = Assert.Throws<RefusedException>(() => Clock.Read(events, CaseNotation.Rulebook, CaseNotation.China, new(2026, 5, 6)));
        Assert.Equal("样例第4行 events[2]：2026-04-29“告知延期答复”不能成立：申请已于2026-04-28发出答复；请核对事项和日期。", refusal.Message);
    }

    [Theory]
    [InlineData("- 1")]
    [InlineData("received: 2026-04-27")]
    public void One_mistake_is_one_sentence(string text) =>
        Assert.Single(Assert.Throws<RefusedException>(() => ClockFile.Parse(text, "样例")).Message.Split('\n'));

    [Fact]
    public void The_confirmation_day_comes_with_the_receipt() =>
        Assert.Equal(
            new RequestEvent(RequestEventKind.Confirmed, new(2026, 2, 12)),
            ClockFile.Parse("received: {channel: online, on: 2026-02-10, confirmed_on: 2026-02-12}", "样例")[1] with { Place = "" });

    [Theory]
    [InlineData("", "样例是空的")]
    [InlineData("[]", "应为“键: 值”的形式")]
    [InlineData("events: []", "样例第1行：缺少“received”")]
    [InlineData("received: {channel: pigeon, on: 2026-02-10}", "第1行 received.channel：应为in_person、registered_mail、ordinary_mail、online、email、fax、oral之一，现为“pigeon”")]
    [InlineData("received: {channel: fax, on: 2026-02-30}", "received.on：应为日期")]
    [InlineData("received: {channel: fax, on: 20260210}", "received.on：应为日期")]
    [InlineData("received: {channel: fax, on: 2026-02-10}\nevents:\n  - {type: extend, on: 2026-02-11}", "第3行 events[1].type：应为correction_asked、corrected、")]
    [InlineData("received: {channel: fax, on: 2026-02-10}\nevents:\n  - {type: extended, on: 2026-02-11}", "第3行 events[1]：缺少“working_days”")]
    [InlineData("received: {channel: fax, on: 2026-02-10}\nevents:\n  - {type: extended, on: 2026-02-11, working_days: 二十}", "第3行 events[1].working_days：应为数字")]
    [InlineData("received: {channel: fax, on: 2026-02-10}\nevents:\n  - {type: replied, on: 2026-02-11, days: 2}", "不认识的键“days”")]
    [InlineData("{\"received\":{\"channel\":\"fax\",\n\"on\":}}", "样例第2行：不是正确的JSON")]
    [InlineData("{\"received\":{\"channel\":\"fax\",\"on\":\"2026-02-10\",\"on\":\"2026-02-11\"}}", "不是正确的JSON，请检查括号、引号、逗号和重复的键")]
    [InlineData("received: {channel: fax\n  on: ]", "不是正确的YAML")]
    public void A_wrong_file_is_refused_with_its_line_and_key(string text, string expected) =>
        Assert.Contains(expected, Assert.Throws<RefusedException>(() => ClockFile.Parse(text, "样例")).Message, StringComparison.Ordinal);
}
