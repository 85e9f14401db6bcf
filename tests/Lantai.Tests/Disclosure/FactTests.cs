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

    [Fact]
    public async Task A_limit_beyond_the_published_calendar_is_not_missed_and_keeps_no_other_fact_from_being_told()
    {
        await using var office = await DisclosureOffice.OpenAsync(postgres, on: new DateOnly(2026, 12, 14));
        var staff = await office.StaffAsync();
        var article = await office.DraftAsync(staff[0], "低保发放", text: Formed(await ItemAsync(office, "20-11"), new DateOnly(2026, 12, 10)));
        await office.PublishAsync(staff, article);
        Assert.Equal("低保发放", Assert.Single(await FactsAsync(office, new DateOnly(2026, 12, 1), new DateOnly(2026, 12, 31), "主动公开信息", "超期公开")).Note);
    }

    [Fact]
    public async Task What_a_later_edition_says_of_item_form_and_interpretation_counts()
    {
        await using var office = await DisclosureOffice.OpenAsync(postgres);
        var staff = await office.StaffAsync();
        var item = await ItemAsync(office, "20-07");
        var budget = await office.DraftAsync(staff[0], "预算");
        var policy = await office.DraftAsync(staff[0], "办法", "policies", Formed(null, new DateOnly(2023, 1, 9)) with { Policy = Policy(isInterpreted: false) });
        var told = await office.DraftAsync(staff[0], "解读", "interpretations", Formed(null, new DateOnly(2023, 1, 9)));
        foreach (var article in new[] { budget, policy, told }) await office.PublishAsync(staff, article, "已核对");
        Assert.Contains(await FactsAsync(office, "空白公开事项"), fact => fact.Item == "20-07");
        Assert.Empty(await FactsAsync(office, "应解读文件", "政策解读", "已解读文件"));

        await office.ReviseAsync(staff, budget, text => text with { DutyItemId = item });
        await office.ReviseAsync(staff, policy, text => text with { Policy = Policy(isInterpreted: true) });
        await office.ReviseAsync(staff, told, text => text with { Form = InterpretationForm.Picture }, new WantedLink(LinkKind.Interprets, policy.Id));
        Assert.DoesNotContain(await FactsAsync(office, "空白公开事项"), fact => fact.Item == "20-07");
        Assert.Equal("20-07", Assert.Single(await FactsAsync(office, "主动公开信息"), fact => fact.Note == "预算").Item);
        Assert.Equal(["已解读文件", "应解读文件", "政策解读"], (await FactsAsync(office, "应解读文件", "政策解读", "已解读文件")).Select(fact => fact.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_withdrawal_after_the_period_leaves_the_periods_facts_as_they_were()
    {
        await using var office = await DisclosureOffice.OpenAsync(postgres);
        var staff = await office.StaffAsync();
        var article = await office.DraftAsync(staff[0], "迟的", text: Formed(await ItemAsync(office, "20-11"), new DateOnly(2022, 12, 16)));
        await office.PublishAsync(staff, article);
        office.Time.Now = new DateTimeOffset(2023, 2, 1, 0, 0, 0, TimeSpan.FromHours(8));
        await office.DoAsync<WithdrawArticle>(withdrawing => withdrawing.RunAsync(staff[4], article.Id, "内容有误"));
        Assert.Equal(["主动公开信息", "超期公开"], (await FactsAsync(office, "主动公开信息", "超期公开")).Select(fact => fact.Name));
        Assert.DoesNotContain(await FactsAsync(office, "空白公开事项"), fact => fact.Item == "20-11");
        var (from, until) = (new DateOnly(2023, 2, 1), new DateOnly(2023, 2, 28));
        Assert.Empty(await FactsAsync(office, from, until, "主动公开信息", "超期公开"));
        Assert.Contains(await FactsAsync(office, from, until, "空白公开事项"), fact => fact.Item == "20-11");
    }

    [Fact]
    public async Task What_is_set_for_a_later_day_is_no_fact_before_that_day()
    {
        await using var office = await DisclosureOffice.OpenAsync(postgres);
        var staff = await office.StaffAsync();
        var text = Formed(await ItemAsync(office, "20-07"), new DateOnly(2023, 1, 9)) with { PublishAt = office.Time.Now.AddDays(8).ToUniversalTime() };
        await office.PublishAsync(staff, await office.DraftAsync(staff[0], "预算", text: text));
        Assert.Empty(await FactsAsync(office, "主动公开信息"));
        Assert.Contains(await FactsAsync(office, "空白公开事项"), fact => fact.Item == "20-07");
        office.Time.Now = office.Time.Now.AddDays(9);
        Assert.Equal(new DateOnly(2023, 1, 25), Assert.Single(await FactsAsync(office, "主动公开信息")).Day);
        Assert.DoesNotContain(await FactsAsync(office, "空白公开事项"), fact => fact.Item == "20-07");
    }

    [Fact]
    public async Task An_edition_that_another_one_overtook_before_its_day_never_stood_there()
    {
        await using var office = await DisclosureOffice.OpenAsync(postgres);
        var staff = await office.StaffAsync();
        var item = await ItemAsync(office, "20-07");
        var article = await office.DraftAsync(staff[0], "预算", text: Formed(item, new DateOnly(2023, 1, 9)) with { PublishAt = office.Time.Now.AddDays(8).ToUniversalTime() });
        await office.PublishAsync(staff, article);
        await office.ReviseAsync(staff, article, text => text with { DutyItemId = null, ChangeNote = "填错事项" });
        office.Time.Now = office.Time.Now.AddDays(9);
        Assert.Contains(await FactsAsync(office, "空白公开事项"), fact => fact.Item == "20-07");
        Assert.Null(Assert.Single(await FactsAsync(office, "主动公开信息")).Item);
        Assert.Equal(DutyState.Empty, (await office.DutiesAsync()).Single(known => known is { Unit: "民政局", Item.Code: "20-07" }).Reading.State);
    }

    [Fact]
    public async Task A_duty_is_empty_only_from_the_day_on_which_the_unit_got_it_until_it_ended()
    {
        await using var office = await DisclosureOffice.OpenAsync(postgres);
        async Task<int> EmptyAsync(int month) => (await FactsAsync(office, new DateOnly(2023, month, 1), new DateOnly(2023, month, 28), "空白公开事项")).Count(fact => fact.Item == "20-07");
        var duty = (await office.DutiesAsync()).Single(known => known is { Unit: "民政局", Item.Code: "20-07" }).Duty.Id;
        var clerk = await office.PersonAsync("fangmin", Lantai.People.Post.Office);
        Assert.Empty(await FactsAsync(office, new DateOnly(2022, 12, 1), new DateOnly(2022, 12, 31), "空白公开事项"));
        Assert.Equal(1, await EmptyAsync(1));
        await office.DoAsync<EndDuty>(ending => ending.RunAsync(clerk, duty, new DateOnly(2023, 2, 28), "划归财政局", false));
        Assert.Equal((1, 0), (await EmptyAsync(1), await EmptyAsync(2)));
    }

    private static async Task<long> ItemAsync(DisclosureOffice office, string code) => (await office.DutiesAsync()).First(known => known.Unit == "民政局" && known.Item.Code == code).Item.Id;

    private static EditionText Formed(long? item, DateOnly on) => new("", "<p>内容</p>", "民政局", on, Openness.Open) { DutyItemId = item };

    private static PolicyText Policy(bool isInterpreted) => new(PolicyType.Normative, null, "偃政办〔2023〕1号", null, null, null, isInterpreted);

    internal static Task<IReadOnlyList<Fact>> FactsAsync(DisclosureOffice office, params string[] names) => FactsAsync(office, new DateOnly(2023, 1, 1), new DateOnly(2023, 1, 31), names);

    private static async Task<IReadOnlyList<Fact>> FactsAsync(DisclosureOffice office, DateOnly from, DateOnly until, params string[] names)
    {
        await using var db = office.App.OpenDb();
        var query = new FactQuery(office.Yanshi.Id, new Dictionary<long, string> { [office.Units["民政局"]] = "民政局" }, from, until, names.ToHashSet());
        return await DisclosureFacts.Source(office.Time).ReadAsync(db, query, CancellationToken.None);
    }
}
