using System.Net;
using Lantai.Files;
using Lantai.Journal;
using Lantai.People;
using Lantai.Requests;
using Lantai.Requests.Decisions;
using Lantai.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Lantai.Tests.Requests;

/// <summary>Applying, following, registering and handling as people do it, with scripts off.</summary>
public sealed class RequestPagesTests(TestPostgres postgres)
{
    private static readonly byte[] Png = [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10, 1, 2, 3];

    private static Dictionary<string, string> Form => new()
    {
        ["Input.Kind"] = "Citizen",
        ["Input.Applicant"] = "张三",
        ["Input.Identity"] = RequestOffice.Identity,
        ["Input.Phone"] = "13800000000",
        ["Input.Email"] = "zhangsan@example.com",
        ["Input.Delivery"] = "电子邮件",
        ["Input.Items[0]"] = "柳林片区2025年土地征收补偿安置方案",
    };

    [Fact]
    public async Task A_citizen_applies_gets_a_slip_and_follows_the_case_with_code_and_last_digits()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        using var citizen = office.App.Visit();
        Assert.Contains("不需要说明用途", (await citizen.OpenAsync("/yanshi/apply")).Text, StringComparison.Ordinal);
        var sent = await citizen.SubmitAsync("/yanshi/apply/new", "apply", Form, ("Input.Scan", "身份证.png", Png));
        Assert.Equal("/yanshi/apply/case", sent.Location);
        var slip = await citizen.FollowAsync(sent);
        Assert.Contains("2026-001", slip.Text, StringComparison.Ordinal);
        Assert.Contains("待确认收到", slip.Text, StringComparison.Ordinal);
        await using var db = office.App.OpenDb();
        var code = QueryCode.Shown((await db.Requests.SingleAsync()).QueryCode);
        Assert.Contains(code, slip.Text, StringComparison.Ordinal);

        using var later = office.App.Visit();
        Assert.Contains("请先查询", (await later.OpenAsync("/yanshi/apply/case")).Text, StringComparison.Ordinal);
        var wrong = await later.SubmitAsync("/yanshi/apply", "follow", new() { ["Input.Code"] = code, ["Input.Tail"] = "0001" });
        Assert.Equal(["查询码和证件号码后四位对不上，请核对回执；仍不能查询的，请电话咨询。"], wrong.Errors);
        var right = await later.SubmitAsync("/yanshi/apply", "follow", new() { ["Input.Code"] = code, ["Input.Tail"] = "0012" });
        Assert.Contains("2026-001", (await later.FollowAsync(right)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_wrong_on_the_form_is_said_and_what_was_typed_stays()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        using var citizen = office.App.Visit();
        var answer = await citizen.SubmitAsync("/yanshi/apply/new", "apply", new()
        {
            ["Input.Kind"] = "Company",
            ["Input.Applicant"] = "柳林建设有限公司",
            ["Input.Identity"] = "9999991990030700",
            ["Input.Email"] = "不是邮箱",
        });
        Assert.Equal(
        [
            "请选择“获取信息的方式”。",
            "请写明所需的政府信息：名称、文号或者便于查询的其他特征。",
            "单位申请的，请填写“法定代表人或者负责人”。",
            "统一社会信用代码应为18位，现为16位，请核对。",
            "电子邮箱的写法不对，应像 zhangsan@example.com。",
        ], answer.Errors);
        Assert.Equal("柳林建设有限公司", answer.Page.QuerySelector("[name='Input.Applicant']")!.GetAttribute("value"));
    }

    [Theory]
    [InlineData("电子邮件", "电子邮箱")]
    [InlineData("邮寄", "通信地址")]
    [InlineData("传真", "联系电话")]
    public async Task A_way_of_delivery_needs_its_address_of_the_applicant_and_is_doubted_at_the_counter(string way, string address)
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        Dictionary<string, string> form = new(Form) { ["Input.Delivery"] = way, ["Input.Email"] = "", ["Input.Phone"] = way == "传真" ? "" : "13800000000" };
        if (way == "传真") form["Input.Address"] = "偃师区槐新街道1号";
        using var citizen = office.App.Visit();
        var asked = await citizen.SubmitAsync("/yanshi/apply/new", "apply", form);
        Assert.Equal([$"获取信息的方式选了“{way}”，请填写“{address}”，或者改选其他方式。"], asked.Errors);
        Assert.Null(asked.Page.QuerySelector("[name='Input.AsWritten']"));
        Assert.Single((await citizen.SendAsync("/yanshi/apply/new", asked, "apply", new(form) { ["Input.AsWritten"] = "true" })).Errors);
        Assert.Empty((await citizen.SubmitAsync("/yanshi/apply/new", "apply", new(form) { ["Input.Delivery"] = "当面领取" })).Errors);

        using var clerk = await office.SignInAsync("fangmin", Post.Office);
        Dictionary<string, string> paper = new(form) { ["Input.Channel"] = "RegisteredMail", ["Input.On"] = "2026-04-27" };
        var doubted = await clerk.SubmitAsync(RequestOffice.Home + "/new", "register", paper);
        Assert.Equal([$"获取信息的方式是“{way}”，没有“{address}”；请向申请人问明后填写，问不到的勾选“照申请表登记”。"], doubted.Errors);
        Assert.NotNull(doubted.Page.QuerySelector("[name='Input.AsWritten']"));
        Assert.NotNull((await clerk.SendAsync(RequestOffice.Home + "/new", doubted, "register", new(paper) { ["Input.AsWritten"] = "true" })).Location);
    }

    [Fact]
    public async Task A_program_that_fills_in_every_field_and_an_executable_are_turned_away()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        using var robot = office.App.Visit();
        var trapped = await robot.SubmitAsync("/yanshi/apply/new", "apply", new(Form) { ["Trap.Website"] = "https://example.com" });
        Assert.Contains("表中有一栏不应填写", Assert.Single(trapped.Errors), StringComparison.Ordinal);
        var renamed = await robot.SubmitAsync("/yanshi/apply/new", "apply", Form, ("Input.File", "材料.pdf", [.. "MZ"u8, 0x90, 0, 3, 0, 0, 0]));
        Assert.Contains("附件“材料.pdf”的内容是无法识别的二进制内容", Assert.Single(renamed.Errors), StringComparison.Ordinal);
        await using var db = office.App.OpenDb();
        Assert.Equal(0, await db.Requests.CountAsync());
    }

    [Fact]
    public async Task Who_sends_the_form_again_and_again_is_stopped_but_can_still_read()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        using var robot = office.App.Visit();
        for (var i = 0; i < 10; i++) Assert.Equal(HttpStatusCode.OK, (await robot.SubmitAsync("/yanshi/apply/new", "apply")).Status);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await robot.SubmitAsync("/yanshi/apply/new", "apply")).Status);
        Assert.Equal(HttpStatusCode.OK, (await robot.OpenAsync("/yanshi/apply/new")).Status);
    }

    [Fact]
    public async Task A_clerk_registers_a_letter_and_handles_it_to_the_end()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        using var clerk = await office.SignInAsync("fangmin", Post.Office);
        var registered = await clerk.SubmitAsync(RequestOffice.Home + "/new", "register",
            new(Form) { ["Input.Channel"] = "RegisteredMail", ["Input.On"] = "2026-04-27", ["Input.Items[1]"] = "安置房源一览表" }, ("Input.File", "说明.txt", "补充说明"u8.ToArray()));
        var page = await clerk.FollowAsync(registered);
        Assert.Contains("已登记，编号2026-001", page.Body, StringComparison.Ordinal);
        Assert.Contains("答复期限2026-05-27，还有5个工作日", page.Text, StringComparison.Ordinal);
        Assert.Equal("补充说明", await clerk.Client.GetStringAsync(page.Page.QuerySelector(".attachments a")!.GetAttribute("href")));
        var here = registered.Location!;

        var impossible = await clerk.SubmitAsync(here + "/record", "record", new() { ["Input.Kind"] = "Corrected", ["Input.On"] = "2026-05-06" });
        Assert.Contains("没有等待补正的通知", Assert.Single(impossible.Errors), StringComparison.Ordinal);
        var early = await clerk.SubmitAsync(here + "/record", "record", new() { ["Input.Kind"] = "Replied", ["Input.On"] = "2026-05-20" });
        Assert.Contains("第1项还没有作出处理决定", Assert.Single(early.Errors), StringComparison.Ordinal);
        var decided = await clerk.FollowAsync(await clerk.SubmitAsync(here + "/decide", "decide", new() { ["Input.Decisions[0]"] = "R2", ["Input.Decisions[1]"] = "R5a" }));
        Assert.Contains("信息不存在（R5a）", decided.Text, StringComparison.Ordinal);
        await office.ClearAsync(here);
        var replied = await clerk.FollowAsync(await clerk.SubmitAsync(here + "/record", "record", new() { ["Input.Kind"] = "Replied", ["Input.On"] = "2026-05-20" }));
        Assert.Contains("2026-05-20办结，没有超期", replied.Text, StringComparison.Ordinal);
        Assert.Contains("2026-001", (await clerk.OpenAsync(RequestOffice.Home + "?view=ended")).Text, StringComparison.Ordinal);
        Assert.Contains("没有这样的申请", (await clerk.OpenAsync(RequestOffice.Home)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_inbox_finds_by_number_name_and_view_and_shows_what_is_late()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        await office.RegisterAsync();
        await office.RegisterAsync(wanted => wanted with { Applicant = "李四", SubmittedOn = new(2026, 4, 1) });
        await office.RegisterAsync(wanted => wanted with { Applicant = "王五", Channel = Channel.Email, SubmittedOn = new(2026, 5, 19) });
        using var clerk = await office.SignInAsync("fangmin", Post.Office);
        async Task<string> ListAsync(string query) => string.Join(' ', (await clerk.OpenAsync(RequestOffice.Home + query)).Page.QuerySelectorAll("main tbody tr").Select(row => row.Children[1].TextContent));
        Assert.Equal("李四 张三 王五", await ListAsync(""));
        Assert.Equal("李四", await ListAsync("?view=late"));
        Assert.Equal("张三", await ListAsync("?view=soon"));
        Assert.Equal("王五", await ListAsync("?view=waiting"));
        Assert.DoesNotContain("王五", await ListAsync("?q=王五"), StringComparison.Ordinal);
        Assert.Equal("李四", await ListAsync("?q=2026-002"));
        Assert.Equal("王五", await ListAsync("?channel=Email"));
        Assert.Contains("2026-002 李四", (await clerk.OpenAsync("/desk")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_identity_is_shown_after_a_reason_to_the_office_only()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        using var scan = new MemoryStream(Png);
        var request = await office.RegisterAsync(wanted => wanted with { IdentityScan = new IncomingFile("身份证.png", scan) });
        var here = $"{RequestOffice.Home}/{request.Id}/identity";
        using var leader = await office.SignInAsync("tanyue", Post.Leader);
        Assert.Equal(HttpStatusCode.Forbidden, (await leader.OpenAsync(here)).Status);
        Assert.DoesNotContain(RequestOffice.Identity, (await leader.OpenAsync($"{RequestOffice.Home}/{request.Id}")).Body, StringComparison.Ordinal);
        using var clerk = await office.SignInAsync("fangmin", Post.Office);
        Assert.DoesNotContain(RequestOffice.Identity, (await clerk.OpenAsync(here)).Body, StringComparison.Ordinal);
        Assert.Equal(["请填写“查看的事由”。"], (await clerk.SubmitAsync(here, "look")).Errors);
        var shown = await clerk.SubmitAsync(here, "look", new() { ["Input.Because"] = "核对申请人身份" });
        Assert.Contains(RequestOffice.Identity, shown.Text, StringComparison.Ordinal);
        var form = shown.Page.QuerySelector("form[action$='/identity/scan']")!;
        using var content = new FormUrlEncodedContent(form.QuerySelectorAll("input").ToDictionary(input => input.GetAttribute("name")!, input => input.GetAttribute("value") ?? ""));
        using var download = await clerk.Client.PostAsync(form.GetAttribute("action"), content);
        Assert.Equal(Png, await download.Content.ReadAsByteArrayAsync());
        await using var db = office.App.OpenDb();
        Assert.Equal(2, await db.Journal.CountAsync(entry => entry.Act == "查看身份证明"));
        var stored = await db.Files.SingleAsync();
        Assert.DoesNotContain("PNG", System.Text.Encoding.Latin1.GetString(await File.ReadAllBytesAsync(Path.Combine(office.App.Folder, "files", stored.Hash[..2], stored.Hash))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_scan_is_replaced_with_a_reason_and_erased()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        using var scan = new MemoryStream(Png);
        var request = await office.RegisterAsync(wanted => wanted with { IdentityScan = new IncomingFile("身份证.png", scan) });
        var here = $"{RequestOffice.Home}/{request.Id}/identity";
        using var clerk = await office.SignInAsync("fangmin", Post.Office);
        string PathOf(StoredFile file) => Path.Combine(office.App.Folder, "files", file.Hash[..2], file.Hash);
        await using var before = office.App.OpenDb();
        var wrong = await before.Files.SingleAsync();
        Assert.Equal(["请选择“正确的扫描件”。", "请填写“更换的理由”。"], (await clerk.SubmitAsync(here, "replace")).Errors);
        Dictionary<string, string> reason = new() { ["Scan.Because"] = "传成了他人的证件" };
        var refused = await clerk.SubmitAsync(here, "replace", reason, ("Scan.File", "证件.txt", "文字"u8.ToArray()));
        Assert.Contains("请上传图片或者 PDF", Assert.Single(refused.Errors), StringComparison.Ordinal);
        Assert.True(File.Exists(PathOf(wrong)));
        byte[] right = [.. Png, 4, 5];
        Assert.Equal(here, (await clerk.SubmitAsync(here, "replace", reason, ("Scan.File", "张三身份证.png", right))).Location);
        await using var after = office.App.OpenDb();
        var kept = await after.Files.SingleAsync();
        Assert.Equal((false, true, "身份证明.png"), (File.Exists(PathOf(wrong)), File.Exists(PathOf(kept)), kept.Name));
        var (_, bytes) = await office.App.WithAsync<LookAtIdentity, (string, byte[])>(look => look.ScanAsync(RequestOffice.Clerk, office.Yanshi.Id, request.Id, "核对"));
        Assert.Equal(right, bytes);
        Assert.Equal("申请2026-001的身份证明扫描件更换，原来的已经删除：传成了他人的证件", (await after.Journal.SingleAsync(line => line.Act == "更换身份证明")).Sentence);
    }

    [Fact]
    public async Task Another_regions_desk_does_not_open_the_case()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        var request = await office.RegisterAsync();
        using var clerk = await office.App.SignInAsync("kaifeng", new Appointment { Post = Post.Office, RegionId = office.Kaifeng.Id });
        Assert.Equal(HttpStatusCode.Forbidden, (await clerk.OpenAsync($"{RequestOffice.Home}/{request.Id}")).Status);
        foreach (var page in (string[])["", "/record", "/decide", "/identity"])
            Assert.Equal(HttpStatusCode.NotFound, (await clerk.OpenAsync($"/desk/kaifeng/requests/{request.Id}{page}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await clerk.OpenAsync($"/desk/kaifeng/requests/{request.Id}/files/1")).Status);
    }

    [Fact]
    public async Task Two_clerks_on_one_page_do_not_write_over_one_another()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        var request = await office.RegisterAsync();
        using var first = await office.SignInAsync("fangmin", Post.Office);
        using var second = await office.SignInAsync("luchuan", Post.Office);
        var page = $"{RequestOffice.Home}/{request.Id}/decide";
        var (one, two) = (await first.OpenAsync(page), await second.OpenAsync(page));
        Assert.NotNull((await first.SendAsync(page, one, "decide", new() { ["Input.Decisions[0]"] = "R2" })).Location);
        Assert.Contains("刚被其他人办理过", Assert.Single((await second.SendAsync(page, two, "decide", new() { ["Input.Decisions[0]"] = "R5a" })).Errors), StringComparison.Ordinal);
        Assert.Equal(Decision.R2, (await office.ReadAsync(request)).Items[0].Decision);
    }
}
