using System.Net;
using Lantai.Journal;
using Lantai.Papers;
using Lantai.People;
using Lantai.Requests;
using Lantai.Requests.Checks;
using Lantai.Requests.Decisions;
using Lantai.Requests.Figures;
using Lantai.Requests.Letters;
using Lantai.Requests.Remedies;
using Lantai.Storage;
using Lantai.Tests.Support;
using Lantai.Units;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Lantai.Tests.Requests;

/// <summary>Who is applied to, answers, signs and counts the case.</summary>
public sealed class AddresseeTests(TestPostgres postgres)
{
    [Fact]
    public async Task Citizens_choose_among_the_units_that_can_answer_and_the_register_tells_them_apart()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        var education = await office.AddUnitAsync("教育局");
        await office.AddUnitAsync("司法局");
        using var citizen = office.App.Visit();
        Assert.DoesNotContain("申请的机关", (await citizen.OpenAsync("/yanshi/apply/new")).Text, StringComparison.Ordinal);
        await SignsAsync(office, education);
        var choice = (await citizen.OpenAsync("/yanshi/apply/new")).Page.QuerySelectorAll("select[name='Input.Unit'] option");
        Assert.Equal(["偃师区人民政府办公室", "偃师区教育局"], choice.Select(option => option.TextContent));
        var form = Form("李四");
        Assert.Equal(["请选择“申请的机关”。"], (await citizen.SubmitAsync("/yanshi/apply/new", "apply", new(form) { ["Input.Unit"] = "999999" })).Errors);
        var slip = await citizen.FollowAsync(await citizen.SubmitAsync("/yanshi/apply/new", "apply", new(form) { ["Input.Unit"] = $"{education}" }));
        Assert.Contains("偃师区教育局，0379-55500126", slip.Text, StringComparison.Ordinal);
        await office.RegisterAsync();

        using var clerk = await office.SignInAsync("fangmin", Post.Office);
        Assert.Contains("李四", (await clerk.OpenAsync($"{RequestOffice.Home}?view=all&unit={education}")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("李四", (await clerk.OpenAsync($"{RequestOffice.Home}?view=all&unit=government")).Text, StringComparison.Ordinal);
        await using var db = office.App.OpenDb();
        var requests = db.Requests;
        Assert.Equal([education, null], await requests.OrderBy(request => request.Applicant == "张三").Select(request => request.UnitId).ToListAsync());
    }

    [Fact]
    public async Task A_clerk_enters_who_was_applied_to_and_every_page_names_it()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        var education = await office.AddUnitAsync("教育局");
        await SignsAsync(office, education);
        using var clerk = await office.SignInAsync("fangmin", Post.Office);
        var made = await clerk.SubmitAsync(RequestOffice.Home + "/new", "register", new(Form("李四"))
        {
            ["Input.Unit"] = $"{education}",
            ["Input.Channel"] = nameof(Channel.InPerson),
            ["Input.On"] = "2026-05-18",
        });
        Assert.Contains("答复机关教育局", Words((await clerk.OpenAsync(made.Location!)).Text), StringComparison.Ordinal);
        var year = await clerk.OpenAsync($"{RequestOffice.Home}/year?year=2026&unit={education}");
        Assert.Contains("一（1）＋二（0）", year.Text, StringComparison.Ordinal);
        Assert.Contains("一（0）＋二（0）", (await clerk.OpenAsync($"{RequestOffice.Home}/year?year=2026&unit=government")).Text, StringComparison.Ordinal);
        var handling = await clerk.OpenAsync($"{RequestOffice.Home}/handling?year=2026");
        Assert.Contains("教育局101", Words(handling.Text), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_unit_that_answers_signs_numbers_and_names_its_own_remedies()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        var town = await office.AddUnitAsync("顾县镇");
        await office.DoAsync<SaveLetterOffice>(saving => saving.RunAsync(RequestOffice.Clerk, LetterDeskTests.Office(office)));
        var request = await office.RegisterAsync(wanted => wanted with { UnitId = town });
        Task<Letter> StartAsync() => office.App.WithAsync<WriteLetter, Letter>(writing => writing.StartAsync(RequestOffice.Clerk, office.Yanshi.Id, request.Id, "reply-r2"));
        await office.DecideAsync(request, Decision.R2);
        Assert.Equal("还没有填写这件申请的答复机关怎样署名，请先在“依申请公开—发文机关”里选这个单位填写。", (await Assert.ThrowsAsync<RefusedException>(StartAsync)).Message);
        await office.DoAsync<SaveLetterOffice>(saving => saving.RunAsync(RequestOffice.Clerk, Signs(office, town, OfficeKind.Township, "偃顾政公复")));
        var letter = await StartAsync();
        var composed = await office.App.WithAsync<ComposeLetter, ComposedLetter>(async composing => await composing.OfAsync(letter, await office.ReadAsync(request)));
        var text = PaperHtml.Render(composed.Draft.Paper);
        Assert.Contains("偃师区教育局", text, StringComparison.Ordinal);
        Assert.Contains("偃顾政公复〔2026〕1号", text, StringComparison.Ordinal);
        Assert.DoesNotContain("偃师区人民政府办公室", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_offices_do_not_share_a_series_of_numbers()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        var education = await office.AddUnitAsync("教育局");
        await office.DoAsync<SaveLetterOffice>(saving => saving.RunAsync(RequestOffice.Clerk, LetterDeskTests.Office(office)));
        var refusal = await Assert.ThrowsAsync<RefusedException>(() => office.DoAsync<SaveLetterOffice>(
            saving => saving.RunAsync(RequestOffice.Clerk, Signs(office, education, OfficeKind.CountyDepartment, "偃公复"))));
        Assert.Equal("机关代字“偃公复”已由偃师区人民政府办公室使用，两个机关的文书会编到一起，请另用一个。", refusal.Message);
        using var clerk = await office.SignInAsync("fangmin", Post.Office);
        Assert.Equal(HttpStatusCode.NotFound, (await clerk.OpenAsync($"{RequestOffice.Home}/office?unit=abc")).Status);
        Assert.Contains("偃公复", (await clerk.OpenAsync($"{RequestOffice.Home}/office?unit=government")).Body, StringComparison.Ordinal);
        Assert.DoesNotContain("value=\"偃公复\"", (await clerk.OpenAsync($"{RequestOffice.Home}/office?unit={education}")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_addressee_is_put_right_with_a_reason_until_a_letter_is_signed()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        var education = await office.AddUnitAsync("教育局");
        await SignsAsync(office, education);
        await office.DoAsync<SaveLetterOffice>(saving => saving.RunAsync(RequestOffice.Clerk, LetterDeskTests.Office(office)));
        var request = await office.RegisterAsync();
        using var clerk = await office.SignInAsync("fangmin", Post.Office);
        var page = $"{RequestOffice.Home}/{request.Id}/addressee";
        Assert.Equal(["请填写“更正的理由”。"], (await clerk.SubmitAsync(page, "readdress", new() { ["Input.Unit"] = $"{education}" })).Errors);
        Assert.NotNull((await clerk.SubmitAsync(page, "readdress", new() { ["Input.Unit"] = $"{education}", ["Input.Because"] = "申请表写明向教育局提出" })).Location);
        Assert.Equal(education, (await office.ReadAsync(request)).UnitId);
        await using var db = office.App.OpenDb();
        var journal = db.Journal;
        Assert.Equal("申请2026-001的答复机关更正为教育局：申请表写明向教育局提出", await journal.Where(line => line.Act == "更正答复机关").Select(line => line.Sentence).SingleAsync());
        Assert.Equal(["答复机关与登记的一样，没有要更正的。"], (await clerk.SubmitAsync(page, "readdress", new() { ["Input.Unit"] = $"{education}", ["Input.Because"] = "再改" })).Errors);
        var letter = await office.App.WithAsync<WriteLetter, Letter>(writing => writing.StartAsync(RequestOffice.Clerk, office.Yanshi.Id, request.Id, "receipt"));
        await office.DoAsync<IssueLetter>(issuing => issuing.RunAsync(RequestOffice.Clerk, office.Yanshi.Id, request.Id, letter.Id, null));
        Assert.Equal(["申请2026-001已经签发文书，署名的机关不能再改；要改的先作废文书。"],
            (await clerk.SubmitAsync(page, "readdress", new() { ["Input.Unit"] = "government", ["Input.Because"] = "再改" })).Errors);
    }

    [Fact]
    public async Task A_unit_that_is_not_there_cannot_be_applied_to()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        Task RegisterAsync(long unit) => office.RegisterAsync(wanted => wanted with { UnitId = unit });
        Assert.Equal("没有这个答复机关，请从列表重新选择。", (await Assert.ThrowsAsync<RefusedException>(() => RegisterAsync(4711))).Message);
        var education = await office.AddUnitAsync("教育局");
        await office.DoAsync<LantaiDb>(async db =>
        {
            (await db.Units.SingleAsync(unit => unit.Id == education)).DissolvedOn = new DateOnly(2026, 3, 1);
            await db.SaveChangesAsync();
        });
        Assert.Equal("教育局已于2026-03-01撤销，不能再向它申请，请选择承接它职责的机关。", (await Assert.ThrowsAsync<RefusedException>(() => RegisterAsync(education))).Message);
    }

    [Fact]
    public async Task A_year_is_counted_by_whoever_answers_and_is_unknown_where_nobody_asked()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        var (education, justice) = (await office.AddUnitAsync("教育局"), await office.AddUnitAsync("司法局"));
        await office.RegisterAsync();
        await office.RegisterAsync(wanted => wanted with { UnitId = education });
        var year = await office.App.WithAsync<ReadYear, RegisteredYear>(read => read.RunAsync(office.Yanshi.Id, 2026));
        Assert.Equal([2, 1, 1, 0], new[] { year, year.Of(unit => unit == education), year.Of(unit => unit is null), year.Of(unit => unit == justice) }.Select(part => part.Figures.Received.Sum));
        Assert.Equal([true, false], new[] { education, justice }.Select(wanted => year.Of(unit => unit == wanted).IsKept));
    }

    private static Dictionary<string, string> Form(string citizen) => new()
    {
        ["Input.Kind"] = "Citizen",
        ["Input.Applicant"] = citizen,
        ["Input.Identity"] = RequestOffice.Identity,
        ["Input.Phone"] = "13800000000",
        ["Input.Email"] = "zhangsan@example.com",
        ["Input.Delivery"] = "电子邮件",
        ["Input.Items[0]"] = "2025年学区划分方案",
    };

    private static string Words(string text) => string.Concat(text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static Task SignsAsync(RequestOffice office, long unit) =>
        office.DoAsync<SaveLetterOffice>(saving => saving.RunAsync(RequestOffice.Clerk, Signs(office, unit, OfficeKind.CountyDepartment, "偃教公复")));

    private static LetterOffice Signs(RequestOffice office, long unit, OfficeKind kind, string code) => new()
    {
        RegionId = office.Yanshi.Id,
        UnitId = unit,
        Name = "偃师区教育局",
        Kind = kind,
        NumberCode = code,
        Contact = "秦雨",
        Phone = "0379-55500126",
        Address = "偃师区样例路6号",
        Government = "偃师区人民政府",
        BasicCourt = "偃师区人民法院",
        IntermediateCourt = "洛阳市中级人民法院",
    };

    [Fact]
    public async Task What_was_checked_as_the_reply_of_one_agency_is_checked_anew_as_that_of_another()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        var education = await office.AddUnitAsync("教育局");
        var request = await office.RegisterAsync();
        await office.DecideAsync(request, Decision.R2);
        await office.ClearAsync(request);
        Assert.Equal(RequestState.SignedOff, (await office.ReadAsync(request)).State);
        await office.DoAsync<Lantai.Requests.Moves.ReaddressRequest>(moving => moving.RunAsync(RequestOffice.Clerk, office.Yanshi, request.Id, null, education, "申请表写明向教育局提出"));
        Assert.Equal(RequestState.InHand, (await office.ReadAsync(request)).State);
        await using var db = office.App.OpenDb();
        Assert.Empty(await db.PassedStepsAsync(request.Id));
    }
}
