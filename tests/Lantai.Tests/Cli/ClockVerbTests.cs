using System.Text.Json;
using Xunit;

namespace Lantai.Tests.Cli;

public sealed class ClockVerbTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("clock").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void The_clock_answers_due_day_state_lateness_and_trace_as_JSON()
    {
        var file = Write("case.json", """
            {"received":{"channel":"registered_mail","on":"2026-02-10"},
             "events":[{"type":"extended","on":"2026-03-16","working_days":20},{"type":"replied","on":"2026-04-14"}]}
            """);
        var answer = Command.Call("clock", file, "--json");
        Assert.Equal(0, answer.Code);
        using var json = JsonDocument.Parse(answer.Output);
        var root = json.RootElement;
        Assert.Equal("2026-04-14", root.GetProperty("due").GetString());
        Assert.Equal("replied", root.GetProperty("state").GetString());
        Assert.False(root.GetProperty("late").GetBoolean());
        Assert.Equal(0, root.GetProperty("days_left").GetInt32());
        var trace = root.GetProperty("trace").EnumerateArray().ToList();
        Assert.Equal(40, trace.Count(day => day.GetProperty("counted").GetBoolean()));
        Assert.Equal("2026-02-10", trace[0].GetProperty("date").GetString());
        Assert.All(trace, day => Assert.True(day.GetProperty("why").GetString()!.Length > 0 && day.GetProperty("clause").GetString()!.Length > 0));
    }

    [Fact]
    public void A_late_reply_is_said_and_ends_with_1()
    {
        var answer = Command.Call("clock", Write("case.yaml", "received: {channel: in_person, on: 2026-04-27}\nevents: [{type: replied, on: 2026-05-29}]"));
        Assert.Equal(1, answer.Code);
        Assert.Contains("答复期限　2026-05-27，2026-05-29办结，超过2个工作日", answer.Output, StringComparison.Ordinal);
        Assert.Contains("2026-05-09 周六　计入　第7个工作日（调休上班）", answer.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("received: {channel: in_person, on: 2026-12-10}", "2027")]
    [InlineData("received: {channel: in_person, on: 2031-03-02}", "2031")]
    public void A_year_without_a_calendar_is_refused_with_one_sentence(string events, string year)
    {
        var answer = Command.Call("clock", Write("case.yaml", events), "--json");
        Assert.Equal((2, ""), (answer.Code, answer.Output));
        Assert.Equal($"{year}年的放假调休安排还没有录入，不能计算工作日；请在“设置—工作日历”补录后再算。", answer.Error.Trim());
    }

    [Fact]
    public void Today_may_be_given()
    {
        var answer = Command.Call("clock", Write("case.yaml", "received: {channel: in_person, on: 2026-04-27}"), "--today", "2026-05-20");
        Assert.Equal(0, answer.Code);
        Assert.Contains("2026-05-27，还有5个工作日", answer.Output, StringComparison.Ordinal);
        Assert.Contains("签发应在2026-05-25前完成", answer.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_office_may_change_a_rule_by_a_pack_of_its_own()
    {
        Directory.CreateDirectory(Path.Combine(folder, "rules"));
        var own = File.ReadAllText(Support.Repository.Pack("rules/foi-2019.yaml")).Replace("unconfirmed: wait, name: 双方", "unconfirmed: submitted, name: 双方");
        File.WriteAllText(Path.Combine(folder, "rules", "foi-2019.yaml"), own);
        var file = Write("case.yaml", "received: {channel: online, on: 2026-04-27}");
        Assert.Contains("尚未起算", Command.Call("clock", file, "--today", "2026-05-20").Output, StringComparison.Ordinal);
        Assert.Contains("2026-05-27，还有5个工作日", Command.Call("clock", file, "--today", "2026-05-20", "--packs", folder).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("received: {channel: in_person, on: 2026-04-27}\nevents: [{type: replied, on: 2026-04-20}]", "早于收到申请")]
    [InlineData("received: {channel: in_person, on: 2027-04-27}", "2027年的放假调休安排还没有录入")]
    [InlineData("received: {channel: letter, on: 2026-04-27}", "应为in_person、registered_mail")]
    public void What_cannot_be_reckoned_is_refused_with_2(string text, string expected)
    {
        var answer = Command.Call("clock", Write("case.yaml", text));
        Assert.Equal((2, ""), (answer.Code, answer.Output));
        Assert.Contains(expected, answer.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_or_folder_that_is_not_there_is_named()
    {
        Assert.Contains("不能读取", Command.Call("clock", Path.Combine(folder, "none.yaml")).Error, StringComparison.Ordinal);
        var file = Write("case.yaml", "received: {channel: in_person, on: 2026-04-27}");
        Assert.Contains("找不到规则包文件夹", Command.Call("clock", file, "--packs", Path.Combine(folder, "none")).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_fee_is_told_with_every_tier()
    {
        var answer = Command.Call("fee", "--by", "items", "--count", "5", "--already", "28", "--json", "--on", "2026-03-02");
        Assert.Equal(0, answer.Code);
        using var json = JsonDocument.Parse(answer.Output);
        Assert.Equal(800, json.RootElement.GetProperty("amount").GetInt32());
        Assert.Equal(["2件×100元=200元", "3件×200元=600元"], json.RootElement.GetProperty("tiers").EnumerateArray().Select(tier => tier.GetProperty("working").GetString()));
        Assert.Contains("合计　380元", Command.Call("fee", "--by", "pages", "--count", "68").Output, StringComparison.Ordinal);
        Assert.Contains("不能收费", Command.Call("fee", "--by", "pages", "--count", "68", "--on", "2020-01-01").Error, StringComparison.Ordinal);
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllText(path, text);
        return path;
    }
}
