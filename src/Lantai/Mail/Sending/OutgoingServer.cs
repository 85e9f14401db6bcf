namespace Lantai.Mail;

/// <summary>How the connection to the mail server is protected.</summary>
public enum MailSecurity
{
    /// <summary>Encrypted from the first byte, mostly port 465.</summary>
    Tls,

    /// <summary>Encrypted after STARTTLS, mostly port 587 or 25.</summary>
    StartTls,

    /// <summary>Not at all.</summary>
    None,
}

public static class MailSecurityTitles
{
    extension(MailSecurity security)
    {
        public string Title => security switch
        {
            MailSecurity.Tls => "连接时即加密（多为465端口）",
            MailSecurity.StartTls => "STARTTLS（多为587或25端口）",
            MailSecurity.None => "不加密（只用于内部网络）",
        };
    }
}

/// <summary>A mail server as it is used, with the password in clear: never kept, shown or logged.</summary>
/// <param name="PublicAddress">Where people reach the desk, without a slash at the end: <c>https://zwgk.example.gov.cn</c>.</param>
/// <param name="DigestAt">From when on, office time, a working day's digest goes out.</param>
public sealed record OutgoingServer(
    string Host, int Port, MailSecurity Security, string SenderAddress, string SenderName, string? UserName, string? Password,
    string PublicAddress, TimeOnly DigestAt)
{
    private const int LongestName = 60;

    /// <summary>What cannot be right, by field.</summary>
    public IEnumerable<(string Field, string Sentence)> Problems
    {
        get
        {
            if (Uri.CheckHostName(Host) == UriHostNameType.Unknown) yield return (nameof(Host), "“邮件服务器”应填名称或者 IP 地址，如 smtp.example.gov.cn。");
            if (Port is < 1 or > 65535) yield return (nameof(Port), "“端口”应在 1 至 65535 之间。");
            if (!MailAddresses.IsRight(SenderAddress)) yield return (nameof(SenderAddress), "“发件人地址”不是邮箱地址，应如 zwgk@example.gov.cn。");
            if (SenderName.Length is 0 or > LongestName || SenderName.Any(char.IsControl))
                yield return (nameof(SenderName), $"“发件人名称”应为1至{LongestName}个字，不能换行。");
            if (UserName is null != Password is null) yield return (nameof(Password), "“账号”和“密码”应一起填写；不用登录的服务器两项都不填。");
            if (!IsAddress(PublicAddress)) yield return (nameof(PublicAddress), "“工作台的访问地址”应以 http:// 或 https:// 开头，如 https://zwgk.example.gov.cn。");
        }
    }

    /// <summary>Never the password: records are written out whole.</summary>
    public override string ToString() => $"{Host}:{Port}";

    private static bool IsAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" && address.Query.Length == 0
            && address.Fragment.Length == 0 && address.UserInfo.Length == 0 && !text.EndsWith('/');
}
