using System.Net;
using Lantai.Journal;
using Lantai.Mail;
using Lantai.People;
using Lantai.Tests.Requests;
using Lantai.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Lantai.Tests.Mail;

/// <summary>The mail server, the trial letter, the digests that went out, and everybody's own wish, as people use the pages.</summary>
public sealed class MailPagesTests(TestPostgres postgres)
{
    private const string Home = "/desk/settings/mail";
    private const string ServerPage = Home + "/server";
    private const string Own = "/desk/mail";

    [Fact]
    public async Task With_nothing_set_the_pages_say_that_no_mail_goes_out()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        using var administrator = await AdministratorAsync(office.App);
        Assert.Contains("系统不发任何邮件", (await administrator.OpenAsync(Home)).Text, StringComparison.Ordinal);
        Assert.Contains("没有设置时，系统不发任何邮件", (await administrator.OpenAsync(ServerPage)).Text, StringComparison.Ordinal);
        Assert.Contains("现在不发邮件", (await administrator.OpenAsync(Own)).Text, StringComparison.Ordinal);
        Assert.Equal(0, await office.App.Services.GetRequiredService<DigestWork>().GoAsync(default));
    }

    [Fact]
    public async Task Only_an_administrator_sets_the_mail_server()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        using var clerk = await office.SignInAsync("fangmin", Post.Office);
        Assert.Equal(HttpStatusCode.Forbidden, (await clerk.OpenAsync(Home)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await clerk.OpenAsync(ServerPage)).Status);
    }

    [Fact]
    public async Task The_password_is_sealed_and_shown_nowhere()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        using var administrator = await AdministratorAsync(office.App);
        Assert.NotNull((await administrator.SubmitAsync(ServerPage, "server", Form())).Location);
        await using var db = office.App.OpenDb();
        var kept = await db.MailServers.AsNoTracking().SingleAsync();
        Assert.DoesNotContain(MailOffice.Secret, kept.SealedPassword!, StringComparison.Ordinal);
        Assert.Equal(MailOffice.Secret, await office.App.WithAsync<MailSettings, string?>(async settings => (await settings.ReadAsync()).Server!.Password));
        Assert.DoesNotContain(MailOffice.Secret, (await administrator.OpenAsync(ServerPage)).Body, StringComparison.Ordinal);
        var line = await db.Journal.SingleAsync(entry => entry.Act == "设置邮件服务器");
        Assert.DoesNotContain(MailOffice.Secret, line.Sentence + line.Detail, StringComparison.Ordinal);
        // Left empty it goes on, but for the same server and account only: nobody is sent a password that was meant for another.
        Assert.NotNull((await administrator.SubmitAsync(ServerPage, "server", new() { ["Input.SenderName"] = "政务公开办公室" })).Location);
        Assert.Equal(MailOffice.Secret, await office.App.WithAsync<MailSettings, string?>(async settings => (await settings.ReadAsync()).Server!.Password));
        foreach (var (field, value) in new[] { ("Host", "evil.example.com"), ("Port", "2525"), ("UserName", "other"), ("Security", "None") })
            Assert.Equal(["改了服务器、端口、加密方式或者账号，请重新填写密码。"], (await administrator.SubmitAsync(ServerPage, "server", new() { ["Input." + field] = value })).Errors);
    }

    [Theory]
    [InlineData("Host", "smtp example", "“邮件服务器”应填名称或者 IP 地址")]
    [InlineData("Port", "70000", "“端口”应在 1 至 65535 之间")]
    [InlineData("SenderAddress", "zwgk@example.gov.cn\r\nBcc: x@example.com", "“发件人地址”不是邮箱地址")]
    [InlineData("SenderName", "政务\r\n公开", "“发件人名称”应为1至60个字，不能换行")]
    [InlineData("PublicAddress", "javascript:alert(1)", "“工作台的访问地址”应以 http:// 或 https:// 开头")]
    [InlineData("DigestAt", "25:00", "应填时刻，如 08:00")]
    [InlineData("Password", "", "“账号”和“密码”应一起填写")]
    [InlineData("Security", "Plain", "请选择“加密”")]
    public async Task What_cannot_be_right_is_said_at_its_field(string field, string value, string expected)
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        using var administrator = await AdministratorAsync(office.App);
        var form = Form();
        form["Input." + field] = value;
        var answer = await administrator.SubmitAsync(ServerPage, "server", form);
        Assert.Contains(expected, Assert.Single(answer.Errors), StringComparison.Ordinal);
        await using var db = office.App.OpenDb();
        Assert.False(await db.MailServers.AnyAsync());
    }

    [Fact]
    public async Task A_trial_letter_goes_to_the_administrators_own_address_or_says_why_not()
    {
        var manners = new SmtpManners { Recipient = to => to.Contains("gone", StringComparison.Ordinal) ? "550 no" : null };
        await using var office = await MailOffice.OpenAsync(postgres, manners);
        using var administrator = await AdministratorAsync(office.App);
        Assert.Contains("里填写自己的邮箱", Assert.Single((await administrator.SubmitAsync(ServerPage, "trial")).Errors), StringComparison.Ordinal);
        await administrator.SubmitAsync(Own, "digest", new() { ["Input.Address"] = "gone@example.gov.cn", ["Input.Wanted"] = "no" });
        Assert.Contains("不接受收件人地址（550）", Assert.Single((await administrator.SubmitAsync(ServerPage, "trial")).Errors), StringComparison.Ordinal);
        await administrator.SubmitAsync(Own, "digest", new() { ["Input.Address"] = "guanli@example.gov.cn" });
        var done = await administrator.FollowAsync(await administrator.SubmitAsync(ServerPage, "trial"));
        Assert.Contains("已收下试发的邮件，请到 guanli@example.gov.cn 查看", done.Body, StringComparison.Ordinal);
        Assert.Equal("试发邮件", office.Listener.Letters.Single().Subject);
        await office.SetAsync(office.Server with { Password = "changed" });
        Assert.Contains("拒绝登录", Assert.Single((await administrator.SubmitAsync(ServerPage, "trial")).Errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Everybody_sets_his_own_address_and_wish()
    {
        await using var office = await MailOffice.OpenAsync(postgres);
        using var clerk = await office.Office.SignInAsync("fangmin", Post.Office);
        Assert.Contains("工作日08:00起发出", (await clerk.OpenAsync(Own)).Text, StringComparison.Ordinal);
        foreach (var wrong in new[] { "fangmin", "a@b", "a@example.cn, b@example.cn", "方敏@example.cn" })
            Assert.Equal(["“邮箱”应如 fangmin@example.gov.cn。"], (await clerk.SubmitAsync(Own, "digest", new() { ["Input.Address"] = wrong })).Errors);
        Assert.Equal(["请填写“邮箱”。"], (await clerk.SubmitAsync(Own, "digest", new() { ["Input.Address"] = " " })).Errors);
        await clerk.SubmitAsync(Own, "digest", new() { ["Input.Address"] = "ｆangmin＠example.gov.cn", ["Input.Wanted"] = "yes" });
        await using var db = office.App.OpenDb();
        var wish = await db.DigestWishes.AsNoTracking().SingleAsync();
        Assert.Equal(("fangmin@example.gov.cn", true), (wish.Address, wish.IsWanted));
        Assert.All(await db.Journal.ToListAsync(), line => Assert.DoesNotContain("fangmin@", line.Sentence + line.Detail, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_stuck_stands_on_the_page_and_is_tried_again()
    {
        await using var office = await MailOffice.OpenAsync(postgres, new SmtpManners { Recipient = _ => "550 no" });
        await office.Office.RegisterAsync();
        await office.SubscribeAsync("fangmin");
        using var administrator = await AdministratorAsync(office.App);
        office.At(20, 8);
        await office.RoundAsync();
        var page = await administrator.OpenAsync(Home);
        Assert.Contains("没有发出", page.Text, StringComparison.Ordinal);
        Assert.Contains("不接受收件人地址（550）", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("fangmin", (await administrator.OpenAsync(Home + "?state=Sent")).Text, StringComparison.Ordinal);
        office.Listener.Manners = office.Listener.Manners with { Recipient = _ => null };
        Assert.Contains("1封摘要一分钟内再发一次", (await administrator.FollowAsync(await administrator.SubmitAsync(Home, "again"))).Body, StringComparison.Ordinal);
        Assert.Equal(1, await office.RoundAsync());
        Assert.Null((await administrator.OpenAsync(Home)).Page.QuerySelector("input[name=_handler][value=again]"));
    }

    [Fact]
    public async Task Mail_that_was_switched_off_stays_off()
    {
        await using var office = await MailOffice.OpenAsync(postgres);
        await office.Office.RegisterAsync();
        await office.SubscribeAsync("fangmin");
        using var administrator = await AdministratorAsync(office.App);
        Assert.NotNull((await administrator.SubmitAsync(ServerPage, "remove")).Location);
        office.At(20, 8);
        Assert.Equal(0, await office.RoundAsync());
        Assert.Empty(office.Listener.Commands);
    }

    [Theory]
    [InlineData("587", "邮件服务器由启动参数")]
    [InlineData("587x", "启动参数 Mail__Port 不对：应填数字。")]
    public async Task A_server_given_at_the_start_holds_and_cannot_be_changed_on_the_page(string port, string expected)
    {
        await using var app = await TestApp.StartAsync(postgres, replace: services => services.Configure<MailOptions>(options =>
            (options.Host, options.Port, options.Security, options.SenderAddress, options.SenderName, options.UserName, options.Password, options.PublicAddress)
                = ("smtp.example.gov.cn", port, "StartTls", "zwgk@example.gov.cn", "政务公开科", "zwgk", MailOffice.Secret, "https://zwgk.example.gov.cn/")));
        using var administrator = await AdministratorAsync(app);
        var page = await administrator.OpenAsync(ServerPage);
        Assert.Contains(expected, page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(MailOffice.Secret, page.Body, StringComparison.Ordinal);
        Assert.Null(page.Page.QuerySelector("input[name=_handler][value=server]"));
    }

    private static Task<Visitor> AdministratorAsync(TestApp app) => app.SignInAsync("guanli", new Appointment { Post = Post.Administrator });

    private static Dictionary<string, string> Form() => new()
    {
        ["Input.Host"] = "smtp.example.gov.cn",
        ["Input.Port"] = "587",
        ["Input.Security"] = "StartTls",
        ["Input.UserName"] = "zwgk",
        ["Input.Password"] = MailOffice.Secret,
        ["Input.SenderAddress"] = "zwgk@example.gov.cn",
        ["Input.SenderName"] = "政务公开科",
        ["Input.PublicAddress"] = "https://zwgk.example.gov.cn/",
        ["Input.DigestAt"] = "08:00",
    };
}
