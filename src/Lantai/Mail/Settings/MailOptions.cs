using System.Globalization;

namespace Lantai.Mail;

/// <summary>
/// The mail server given at the start: settings section <c>Mail</c>, environment variables <c>Mail__Host</c>, <c>Mail__Port</c> and so on.
/// With a host they hold and the page only shows them.
/// </summary>
public sealed class MailOptions
{
    public string? Host { get; set; }

    public string? Port { get; set; }

    /// <summary><c>Tls</c>, <c>StartTls</c> or <c>None</c>.</summary>
    public string? Security { get; set; }

    public string? SenderAddress { get; set; }

    public string? SenderName { get; set; }

    public string? UserName { get; set; }

    public string? Password { get; set; }

    public string? PublicAddress { get; set; }

    /// <summary>Such as <c>08:00</c>.</summary>
    public string? DigestAt { get; set; }

    /// <exception cref="RefusedException">A setting cannot be read or cannot be right.</exception>
    internal OutgoingServer Read()
    {
        if (!int.TryParse(Port, NumberStyles.None, CultureInfo.InvariantCulture, out var port)) throw Wrong(nameof(Port), "应填数字");
        if (!Enum.TryParse<MailSecurity>(Security, out var security) || !Enum.IsDefined(security)) throw Wrong(nameof(Security), "应为 Tls、StartTls 或 None");
        if (!TimeOnly.TryParseExact(DigestAt ?? MailSettings.UsualHour, "H:mm", out var digestAt)) throw Wrong(nameof(DigestAt), "应如 08:00");
        var server = new OutgoingServer(Host ?? "", port, security, SenderAddress ?? "", SenderName ?? "", Filled(UserName), Filled(Password),
            (PublicAddress ?? "").TrimEnd('/'), digestAt);
        foreach (var (field, sentence) in server.Problems) throw Wrong(field, sentence.TrimEnd('。'));
        return server;
    }

    private static string? Filled(string? text) => string.IsNullOrEmpty(text) ? null : text;

    private static RefusedException Wrong(string field, string what) => new($"启动参数 Mail__{field} 不对：{what}。");
}
