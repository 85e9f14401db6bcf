using Lantai.Mail;
using Lantai.Ui;

namespace Lantai.Desk.Settings;

/// <summary>What the page of the mail server posts; the password only ever comes in.</summary>
internal sealed class MailServerForm
{
    public string? Host { get; set; }
    public string? Port { get; set; }
    public string? Security { get; set; }
    public string? UserName { get; set; }
    public string? Password { get; set; }
    public string? SenderAddress { get; set; }
    public string? SenderName { get; set; }
    public string? PublicAddress { get; set; }
    public string? DigestAt { get; set; }

    public static MailServerForm Of(MailServer? kept) => new()
    {
        Host = kept?.Host,
        Port = $"{kept?.Port ?? 465}",
        Security = $"{kept?.Security ?? MailSecurity.Tls}",
        UserName = kept?.UserName,
        SenderAddress = kept?.SenderAddress,
        SenderName = kept?.SenderName,
        PublicAddress = kept?.PublicAddress,
        DigestAt = $"{kept?.DigestAt ?? new TimeOnly(8, 0):HH:mm}",
    };

    /// <param name="hasPassword">One is kept, so that none need be typed.</param>
    /// <returns>Null when something is to be corrected.</returns>
    public OutgoingServer? Read(FormCheck check, bool hasPassword)
    {
        var security = check.OneOf("Input.Security", Security, "加密", Enum.GetNames<MailSecurity>().Select(name => new Choice(name, name)));
        var port = Required(check, "Input.Port", "端口", check.Number("Input.Port", Port, "端口", 1, 65535));
        if (!TimeOnly.TryParseExact(HalfWidth.Of(DigestAt).Trim(), "H:mm", out var digestAt)) check.Add("Input.DigestAt", "“每天几点起发摘要”应填时刻，如 08:00。");
        var server = new OutgoingServer(
            HalfWidth.Of(check.Text("Input.Host", Host, "邮件服务器", 253)), (int)port,
            Enum.TryParse<MailSecurity>(security, out var chosen) ? chosen : MailSecurity.Tls,
            HalfWidth.Of(check.Text("Input.SenderAddress", SenderAddress, "发件人地址", 254)), check.Text("Input.SenderName", SenderName, "发件人名称", 60),
            check.OptionalText("Input.UserName", UserName, "账号", 254), string.IsNullOrEmpty(Password) ? null : Password,
            HalfWidth.Of(check.Text("Input.PublicAddress", PublicAddress, "工作台的访问地址", 200)).TrimEnd('/'), digestAt);
        var keeps = hasPassword && server is { UserName: not null, Password: null };
        foreach (var (field, sentence) in server.Problems)
            if (check.For("Input." + field) is null && !(keeps && field == nameof(Password))) check.Add("Input." + field, sentence);
        return check.Failed ? null : server;
    }

    private static decimal Required(FormCheck check, string field, string label, decimal? value)
    {
        if (value is null && check.For(field) is null) check.Add(field, $"请填写“{label}”。");
        return value ?? 1;
    }
}
