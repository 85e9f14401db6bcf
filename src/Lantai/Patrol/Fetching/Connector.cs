using System.Net;
using System.Net.Sockets;

namespace Lantai.Patrol.Fetching;

/// <summary>Carries a failure of the world out of a callback of the framework, which takes nothing but exceptions.</summary>
internal sealed class ConnectException(FetchFailure failure) : IOException(failure.Sentence)
{
    public FetchFailure Failure { get; } = failure;
}

/// <summary>Opens connections: IPv4 first, each address of the name in turn, none of the own network unless that is patrolled, and
/// never one of the own link: that is where machines tell their secrets to themselves.</summary>
internal sealed class Connector(HostNames names, FetchOptions options)
{
    private static readonly TimeSpan OneAddress = TimeSpan.FromSeconds(6);

    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken stop)
    {
        var machines = await names.AskAsync(context.DnsEndPoint.Host).WaitAsync(stop);
        if (machines.Failure is { } failure) throw new ConnectException(failure);
        var last = new FetchFailure(FailureKind.PrivateAddress, context.DnsEndPoint.Host);
        foreach (var machine in machines.Addresses.OrderBy(address => address.AddressFamily == AddressFamily.InterNetworkV6))
        {
            if (HostNames.IsLinkLocal(machine) || (!options.AllowPrivate && HostNames.IsPrivate(machine))) continue;
            if (options.OnlyIpv6 && machine.AddressFamily != AddressFamily.InterNetworkV6) continue;
            var socket = new Socket(machine.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await ConnectAsync(socket, new IPEndPoint(machine, context.DnsEndPoint.Port), stop);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch (SocketException cause)
            {
                socket.Dispose();
                last = Failure(cause.SocketErrorCode);
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        }
        throw new ConnectException(last);
    }

    /// <summary>One silent address of several must not use up the whole time.</summary>
    private static async Task ConnectAsync(Socket socket, IPEndPoint end, CancellationToken stop)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(OneAddress);
        try
        {
            await socket.ConnectAsync(end, limit.Token);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            throw new SocketException((int)SocketError.TimedOut);
        }
    }

    private static FetchFailure Failure(SocketError error) => error switch
    {
        SocketError.ConnectionRefused => new(FailureKind.Refused),
        SocketError.TimedOut => new(FailureKind.ConnectTimeout),
        _ => new(FailureKind.NetworkUnreachable, error.ToString()),
    };
}
