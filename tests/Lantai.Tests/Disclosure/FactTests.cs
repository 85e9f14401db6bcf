using Lantai.Assessment;
using Lantai.Disclosure;
using Lantai.Tests.Support;
using Xunit;

namespace Lantai.Tests.Disclosure;

public sealed class FactTests(TestPostgres postgres)
{
    [Fact]
    public async Task What_was_published_late_and_what_was_interpreted_are_facts_with_their_evidence()
    {
        await using var office = await DisclosureOffice.OpenAsync(postgres);
        var staff = await office.StaffAsync();
        var item = (await office.DutiesAsync()).First(known => known is { Unit: "民政局", Item.Code: "20-11" }).Item.Id;
        EditionText Formed(DateOnly on) => new("", "<p>内容</p>", "民政局", on, Openness.Open) { DutyItemId = item };
        var inTime = await office.DraftAsync(staff[0], "及时的", text: Formed(new DateOnly(2022, 12, 20)));
        var late = await office.DraftAsync(staff[0], "迟的", text: Formed(new DateOnly(2022, 12, 16)));
        var policy = await office.DraftAsync(staff[0], "办法", "policies", new EditionText("", "<p>文</p>", "民政局", new DateOnly(2023, 1, 9), Openness.Open)
        {
            Policy = new PolicyText(PolicyType.Normative, null, "偃政办〔2023〕1号", null, null, null, true),
        });
        var interpretation = await office.DraftAsync(staff[0], "解读", "interpretations",
            new EditionText("", "<p>解</p>", "民政局", new DateOnly(2023, 1, 9), Openness.Open) { Form = InterpretationForm.Picture }, new WantedLink(LinkKind.Interprets, policy.Id));
        foreach (var article in new[] { inTime, late, policy }) await office.PublishAsync(staff, article, "解读随后公布");
        office.Time.Now = office.Time.Now.AddDays(2);
        await office.PublishAsync(staff, interpretation);

        var facts = await FactsAsync(office, "主动公开信息", "超期公开", "应解读文件", "已解读文件", "政策解读");
        Assert.Equal(4, facts.Count(fact => fact.Name == "主动公开信息"));
        var found = Assert.Single(facts, fact => fact.Name == "超期公开");
        Assert.Equal(("迟的", $"/yanshi/articles/{late.Id}", new DateOnly(2022, 12, 16), "20-11", "民生信息"), (found.Note, found.Link, found.Since, found.Item, found.Class));
        var interpreted = Assert.Single(facts, fact => fact.Name == "已解读文件");
        Assert.Equal((new DateOnly(2023, 1, 19), new DateOnly(2023, 1, 17)), (interpreted.Day, interpreted.Since));
        Assert.Equal("图解", Assert.Single(facts, fact => fact.Name == "政策解读").Class);
        var empty = await FactsAsync(office, "空白公开事项");
        Assert.DoesNotContain(empty, fact => fact.Item == "20-11");
        Assert.Contains(empty, fact => fact.Item == "20-07");
    }

    [Fact]
    public async Task A_document_from_before_the_calendar_keeps_no_other_from_being_told()
    {
        await using var office = await DisclosureOffice.OpenAsync(postgres);
        var staff = await office.StaffAsync();
        var item = (await office.DutiesAsync()).First(known => known is { Unit: "民政局", Item.Code: "20-11" }).Item.Id;
        EditionText Formed(DateOnly on) => new("", "<p>内容</p>", "民政局", on, Openness.Open) { DutyItemId = item };
        foreach (var on in new[] { new DateOnly(1998, 5, 1), new DateOnly(2022, 12, 16) })
            await office.PublishAsync(staff, await office.DraftAsync(staff[0], $"{on.Year}年的", text: Formed(on)));
        Assert.Equal("2022年的", Assert.Single(await FactsAsync(office, "超期公开")).Note);
        Assert.Equal(2, (await FactsAsync(office, "主动公开信息")).Count);
    }

    internal static async Task<IReadOnlyList<Fact>> FactsAsync(DisclosureOffice office, params string[] names)
    {
        await using var db = office.App.OpenDb();
        var query = new FactQuery(office.Yanshi.Id, new Dictionary<long, string> { [office.Units["民政局"]] = "民政局" }, new DateOnly(2023, 1, 1), new DateOnly(2023, 1, 31), names.ToHashSet());
        return await DisclosureFacts.Source.ReadAsync(db, query, CancellationToken.None);
    }
}
