using Lantai.Disclosure;
using Lantai.Packs;
using Lantai.People;
using Lantai.Tests.Support;
using Xunit;

namespace Lantai.Tests.Disclosure;

public sealed class InterpretationTests(TestPostgres postgres)
{
    private const string Document = "<p>对符合条件的困难家庭，由户籍所在地乡镇人民政府受理申请并在十个工作日内完成调查。</p><p>临时救助标准由区民政局会同区财政局确定。</p>";

    private static EditionText Policy() => new("", Document, "民政局", new DateOnly(2023, 1, 9), Openness.Open)
    {
        Policy = new PolicyText(PolicyType.Normative, "社会救助", "偃政办〔2023〕1号", "偃师区人民政府办公室", new DateOnly(2023, 1, 9), null, true),
    };

    [Fact]
    public async Task A_document_that_must_be_interpreted_brings_its_plan_and_material_along()
    {
        await using var office = await DisclosureOffice.OpenAsync(postgres);
        using var liaison = await office.SignInAsync("zhaoxin", Post.Liaison, "民政局");
        var writer = await office.PersonAsync("qinyu", Post.Liaison, "民政局");
        var policy = await office.DraftAsync(writer, "临时救助办法", "policies", Policy());
        var first = await LookAsync(office, policy);
        Assert.Equal(
            [
                "应当解读的文件没有附解读方案；解读要同步组织、同步审签、同步部署。", $"应当解读的文件没有附解读材料；请在“政策解读”栏目起草解读稿，填上这件文件的编号{policy.Id}，再一并提交。",
            ], first);
        var page = $"{DisclosureOffice.Home}/articles/{policy.Id}/interpretation";
        var wrong = await liaison.SubmitAsync(page, "plan", new() { ["Input.Outline"] = "提纲", ["Input.Channels"] = "政府网站", ["Input.Responsible"] = "局长", ["Input.PlannedOn"] = "2023-02-30", ["Input.Forms"] = "Picture" });
        Assert.Single(wrong.Errors);
        var none = await liaison.SubmitAsync(page, "plan", new() { ["Input.Outline"] = "提纲", ["Input.Channels"] = "政府网站", ["Input.Responsible"] = "局长", ["Input.PlannedOn"] = "2023-01-18" });
        Assert.Equal(["请选择解读形式。"], none.Errors);
        var saved = await liaison.SubmitAsync(page, "plan", new() { ["Input.Outline"] = "背景、内容", ["Input.Channels"] = "政府网站", ["Input.Responsible"] = "局长", ["Input.PlannedOn"] = "2023-01-18", ["Input.Forms"] = "Picture" });
        Assert.Equal("已保存解读方案。", (await liaison.FollowAsync(saved)).Page.QuerySelector("[role=status]")!.TextContent.Trim());
        var material = await office.DraftAsync(writer, "《临时救助办法》图解", "interpretations", new EditionText("", "<p>图解</p>", "民政局", new DateOnly(2023, 1, 9), Openness.Open) { Form = InterpretationForm.Picture }, new WantedLink(LinkKind.Interprets, policy.Id));
        Assert.Equal(["解读材料“《临时救助办法》图解”还在起草，没有提交审核；解读要同步组织、同步审签、同步部署，请先提交解读稿。"], await LookAsync(office, policy));
        await office.DoAsync<ReviewArticle>(async review => await review.SubmitAsync(writer, material.Id, await office.RevisionAsync(material)));
        Assert.Empty(await LookAsync(office, policy));
    }

    [Fact]
    public async Task The_plan_of_a_published_document_is_evidence_and_stays()
    {
        await using var office = await DisclosureOffice.OpenAsync(postgres);
        var staff = await office.StaffAsync();
        var policy = await office.DraftAsync(staff[0], "临时救助办法", "policies", Policy());
        var plan = new PlanText("背景、内容", [InterpretationForm.Picture], "政府网站", new DateOnly(2023, 1, 18), "局长");
        await office.DoAsync<PlanInterpretation>(planning => planning.RunAsync(staff[0], policy.Id, plan));
        await office.PublishAsync(staff, policy, "解读随后公布");
        var refused = await Assert.ThrowsAsync<RefusedException>(() => office.DoAsync<PlanInterpretation>(planning => planning.RunAsync(staff[0], policy.Id, plan with { PlannedOn = new DateOnly(2023, 3, 1) })));
        Assert.Equal("“临时救助办法”已经发布，解读方案要留作凭据，不能再改。", refused.Message);
    }

    [Fact]
    public async Task A_document_whose_material_was_taken_back_under_review_is_not_published_without_a_reason()
    {
        await using var office = await DisclosureOffice.OpenAsync(postgres);
        var staff = await office.StaffAsync();
        var policy = await office.DraftAsync(staff[0], "临时救助办法", "policies", Policy());
        var plan = new PlanText("背景、内容", [InterpretationForm.Picture], "政府网站", new DateOnly(2023, 1, 18), "局长");
        Task PlanAsync(PlanText text) => office.DoAsync<PlanInterpretation>(planning => planning.RunAsync(staff[0], policy.Id, text));
        await PlanAsync(plan);
        var material = await office.DraftAsync(staff[0], "图解", "interpretations", new EditionText("", "<p>图解</p>", "民政局", new DateOnly(2023, 1, 9), Openness.Open) { Form = InterpretationForm.Picture }, new WantedLink(LinkKind.Interprets, policy.Id));
        foreach (var article in new[] { material, policy })
            await office.DoAsync<ReviewArticle>(async review => await review.SubmitAsync(staff[0], article.Id, await office.RevisionAsync(article)));
        Assert.Equal("“临时救助办法”在审核中，审核的人看的是提交时的解读方案；要改的，先收回稿件。",
            (await Assert.ThrowsAsync<RefusedException>(() => PlanAsync(plan with { Responsible = "别人" }))).Message);
        await office.DoAsync<ReviewArticle>(async review => await review.TakeBackAsync(staff[0], material.Id, await office.RevisionAsync(material)));
        foreach (var person in staff.Skip(1).SkipLast(1)) await office.PassAsync(person, policy);
        var refused = await Assert.ThrowsAsync<RefusedException>(() => office.PassAsync(staff[^1], policy));
        Assert.StartsWith("“临时救助办法”提交以后有了变化，要退回，改正或写明理由后重新提交：\n解读材料“图解”还在起草", refused.Message, StringComparison.Ordinal);
        Assert.Equal(EditionState.InReview, (await office.NewestAsync(policy)).State);
        await office.DoAsync<ReviewArticle>(async review => await review.SubmitAsync(staff[0], material.Id, await office.RevisionAsync(material)));
        await office.PassAsync(staff[^1], policy);
        Assert.Equal(EditionState.Approved, (await office.NewestAsync(policy)).State);
    }

    [Fact]
    public async Task An_interpretation_that_only_copies_or_leaves_out_the_essentials_is_told()
    {
        await using var office = await DisclosureOffice.OpenAsync(postgres);
        var writer = await office.PersonAsync("qinyu", Post.Liaison, "民政局");
        var policy = await office.DraftAsync(writer, "临时救助办法", "policies", Policy());
        async Task<IReadOnlyList<string>> TellAsync(string body, InterpretationForm? form = InterpretationForm.Text, params IReadOnlyList<WantedLink> links) =>
            await LookAsync(office, await office.DraftAsync(writer, "解读", "interpretations", new EditionText("", body, "民政局", new DateOnly(2023, 1, 9), Openness.Open) { Form = form }, links));
        var copied = await TellAsync(Document, InterpretationForm.Text, new WantedLink(LinkKind.Interprets, policy.Id));
        Assert.Equal(["解读有100%与《临时救助办法》的原文相同，超过60%，像是摘抄；请用自己的话讲清楚。", "解读没有讲到：背景依据、目标任务、主要内容。"], copied);
        Assert.Equal(["没有填解读的是哪件文件，两边的页面不能互相链接。", "没有填解读形式。"], await TellAsync("<p>出台背景、目标和主要内容都在这里。</p>", null));
        Assert.Empty(await TellAsync("<p>出台背景、目标和主要内容都在这里。</p>", InterpretationForm.Text, new WantedLink(LinkKind.Interprets, policy.Id)));
    }

    [Fact]
    public async Task The_clock_of_working_days_runs_from_publication_and_the_list_counts_rates_and_forms()
    {
        await using var office = await DisclosureOffice.OpenAsync(postgres);
        var staff = await office.StaffAsync();
        var policy = await office.DraftAsync(staff[0], "临时救助办法", "policies", Policy());
        await office.PublishAsync(staff, policy, "解读随后公布");
        var waiting = Assert.Single(await ReadAsync(office));
        Assert.Equal((new DateOnly(2023, 1, 17), new DateOnly(2023, 1, 20), InterpretationState.Waiting), (waiting.PublishedOn, waiting.DueOn, waiting.State));
        using (var early = await office.SignInAsync("fangmin2", Post.Office))
        {
            var shown = (await early.OpenAsync(DisclosureOffice.Home + "/interpretations")).Text;
            foreach (var figure in new[] { "期限未到 1件", "解读率 —", "及时率 —" }) Assert.Contains(figure, shown, StringComparison.Ordinal);
        }
        office.Time.Now = office.Time.Now.AddDays(3);
        var told = await office.DraftAsync(staff[0], "《临时救助办法》图解", "interpretations", new EditionText("", "<p>出台背景和目标。</p>", "民政局", new DateOnly(2023, 1, 9), Openness.Open) { Form = InterpretationForm.Picture }, new WantedLink(LinkKind.Interprets, policy.Id));
        await office.PublishAsync(staff, told);
        var row = Assert.Single(await ReadAsync(office));
        Assert.Equal((InterpretationState.InTime, 0), (row.State, row.Interpretations[0].Elements));
        var compared = Assert.Single(await office.App.WithAsync<Interpretations, IReadOnlyList<InterpretedPolicy>>(reading => reading.WithTextsAsync(office.Yanshi.Id, [row])));
        Assert.Equal((InterpretationState.InTime, 0, 2), (compared.State, compared.Interpretations[0].Overlap, compared.Interpretations[0].Elements));
        using var clerk = await office.SignInAsync("wangxiao", Post.Office);
        var page = (await clerk.OpenAsync(DisclosureOffice.Home + "/interpretations")).Text;
        Assert.Contains("及时率 100%", page, StringComparison.Ordinal);
        Assert.Contains("《临时救助办法》图解（图解，2023-01-20，要素2/10，与原文相同0%）", page, StringComparison.Ordinal);
        Assert.Contains("没有符合条件的文件", (await clerk.OpenAsync(DisclosureOffice.Home + "/interpretations?state=Overdue")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "2023-01-20", InterpretationState.Waiting)]
    [InlineData(null, "2023-01-19", InterpretationState.Overdue)]
    [InlineData("2023-01-20", "2023-01-20", InterpretationState.InTime)]
    [InlineData("2023-01-20", "2023-01-19", InterpretationState.Late)]
    [InlineData("2023-01-20", null, InterpretationState.InTime)]
    public void In_time_is_on_the_last_day_too(string? first, string? due, InterpretationState state) => Assert.Equal(
        state, Interpretations.StateOf(first is null ? null : DateOnly.Parse(first), due is null ? null : DateOnly.Parse(due), new DateOnly(2023, 1, 20)));

    [Theory]
    [InlineData("一二三四五六七八九十甲乙丙丁戊己", "一二三四五六七八九十甲乙丙丁戊己", 100)]
    [InlineData("一二三四五，六七八九十甲乙丙", "〇一二三四五六七八九十甲乙丙丁", 100)]
    [InlineData("一二三四五六七八九十甲乙", "一二三四五六七八九十甲乙", 0)]
    [InlineData("子丑寅卯辰巳午未申酉戌亥子一二三四五六七八九十甲乙丙", "一二三四五六七八九十甲乙丙", 50)]
    public void Overlap_counts_runs_of_thirteen_characters_whatever_stands_between_them(string told, string document, int percent) => Assert.Equal(percent, InterpretationText.Overlap(told, document));

    [Fact]
    public void The_pack_holds_the_three_days_and_the_elements()
    {
        var pack = PolicyPack.Read(new PackFolder(Path.Combine(Repository.Root, "packs")));
        Assert.Equal((90, 3, 60, 10), (pack.RemindDays, pack.Workdays, pack.MostOverlap, pack.Elements.Count));
        Assert.Equal(new GatePack(56, new DateOnly(1949, 10, 1), 365), GatePack.Read(new PackFolder(Path.Combine(Repository.Root, "packs"))));
    }

    private static Task<IReadOnlyList<InterpretedPolicy>> ReadAsync(DisclosureOffice office) =>
        office.App.WithAsync<Interpretations, IReadOnlyList<InterpretedPolicy>>(reading => reading.ReadAsync(office.Yanshi.Id, null));

    private static async Task<IReadOnlyList<string>> LookAsync(DisclosureOffice office, Article article)
    {
        var edition = await office.NewestAsync(article);
        return await office.App.WithAsync<InterpretationGate, IReadOnlyList<string>>(gate => gate.LookAsync(edition.Article!, edition));
    }
}
