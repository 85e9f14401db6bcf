using System.Net.Sockets;
using System.Security.Authentication;

namespace Lantai.Mail;

/// <summary>At which step a message was not taken.</summary>
public enum MailFailureKind
{
    NameNotFound,
    NoConnection,
    TimedOut,
    NotReady,
    Tls,
    SignIn,
    Sender,
    Recipient,
    Content,
    Busy,
    Broken,
}

/// <summary>Why a message was not taken, in one sentence. What the server wrote is not repeated: it may hold anything.</summary>
public sealed record MailFailure(MailFailureKind Kind, string Sentence)
{
    /// <summary>Trying again would be answered the same.</summary>
    public bool IsPermanent => Kind is MailFailureKind.Recipient or MailFailureKind.Content;

    /// <summary>Every other message would fail by it too; going on could lock the mailbox.</summary>
    public bool IsOfServer => Kind is MailFailureKind.NameNotFound or MailFailureKind.NoConnection or MailFailureKind.TimedOut
        or MailFailureKind.NotReady or MailFailureKind.Tls or MailFailureKind.SignIn or MailFailureKind.Sender;

    /// <summary>What the world did; null for anything else, which is a fault of the program.</summary>
    internal static MailFailure? Of(Exception cause, OutgoingServer server) => cause switch
    {
        MailFailedException { Failure: var failure } => failure,
        SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain } =>
            new(MailFailureKind.NameNotFound, $"找不到邮件服务器“{server.Host}”，请核对名称。"),
        SocketException => new(MailFailureKind.NoConnection, $"连不上邮件服务器{server}，请核对端口，或者请网络管理员放行。"),
        AuthenticationException => Untrusted(server),
        OperationCanceledException => new(MailFailureKind.TimedOut, $"邮件服务器{server}迟迟没有应答，请核对端口和加密方式，或者稍后再试。"),
        InvalidDataException => new(MailFailureKind.NotReady, $"{server}不像是邮件服务器，请核对名称和端口。"),
        IOException => new(MailFailureKind.Broken, $"邮件服务器{server}中断了连接。"),
        _ => null,
    };

    internal static MailFailure Untrusted(OutgoingServer server) =>
        new(MailFailureKind.Tls, $"没有与邮件服务器{server}建成加密连接：它的证书不可信、与名称不符，或者这个端口不加密。");
}

/// <summary>Ends a talk with the server; <see cref="Postman"/> makes a value of it.</summary>
internal sealed class MailFailedException(MailFailure failure) : Exception(failure.Sentence)
{
    public MailFailure Failure => failure;
}
