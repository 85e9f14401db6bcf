using System.Collections.Concurrent;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Lantai.Patrol.Fetching;

/// <summary>What is wrong with a host's certificate.</summary>
internal enum TlsProblem { Expired, NotYetValid, ExpiresSoon, WrongName, IncompleteChain, SelfSigned, UntrustedRoot, Other }

/// <summary>A host's certificate as it was shown.</summary>
/// <param name="ValidUntil">The last instant of the leaf.</param>
internal sealed record TlsFact(string Host, IReadOnlyList<TlsProblem> Problems, DateTimeOffset ValidUntil, string Subject, string Issuer);

/// <summary>
/// Looks at certificates without refusing any: a page behind a bad one can still be read, and the certificate is
/// a finding of its own.
/// </summary>
internal sealed class TlsWatch(FetchOptions options, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, TlsFact> facts = new(StringComparer.Ordinal);

    public IReadOnlyCollection<TlsFact> Facts => [.. facts.Values];

    public SslClientAuthenticationOptions Options()
    {
        // Chains are judged on what the server sends: nothing is downloaded to complete them.
        var policy = new X509ChainPolicy { RevocationMode = X509RevocationMode.NoCheck, DisableCertificateDownloads = true };
        if (options.OwnRoots.Count > 0)
        {
            policy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            policy.CustomTrustStore.AddRange(options.OwnRoots);
        }
        return new() { CertificateChainPolicy = policy, RemoteCertificateValidationCallback = Look };
    }

    private bool Look(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (certificate is null || sender is not SslStream stream) return true;
        var leaf = certificate as X509Certificate2 ?? new X509Certificate2(certificate);
        var statuses = chain?.ChainStatus.Aggregate(X509ChainStatusFlags.NoError, (all, status) => all | status.Status) ?? X509ChainStatusFlags.NoError;
        var sent = chain?.ChainPolicy.ExtraStore.Count(shown => !shown.Equals(leaf)) ?? 0;
        var problems = Judge(leaf, statuses, errors, sent, time.GetUtcNow(), options.CertificateNotice);
        facts[stream.TargetHostName] = new(stream.TargetHostName, problems, leaf.NotAfter, leaf.Subject, leaf.Issuer);
        return true;
    }

    /// <summary>
    /// Pure. A chain that stops short of any root when the server sent nothing but its own certificate is incomplete:
    /// browsers mend that, so the link lives.
    /// </summary>
    /// <param name="sent">How many certificates beside the leaf the server sent.</param>
    /// <param name="notice">How long before its end it is told.</param>
    internal static IReadOnlyList<TlsProblem> Judge(
        X509Certificate2 leaf, X509ChainStatusFlags statuses, SslPolicyErrors errors, int sent, DateTimeOffset now, TimeSpan notice)
    {
        var problems = new List<TlsProblem>();
        if (now > leaf.NotAfter) problems.Add(TlsProblem.Expired);
        else if (now < leaf.NotBefore) problems.Add(TlsProblem.NotYetValid);
        else if (now + notice > leaf.NotAfter) problems.Add(TlsProblem.ExpiresSoon);
        if ((errors & SslPolicyErrors.RemoteCertificateNameMismatch) != 0) problems.Add(TlsProblem.WrongName);
        var isSelfSigned = leaf.SubjectName.RawData.AsSpan().SequenceEqual(leaf.IssuerName.RawData);
        if ((statuses & X509ChainStatusFlags.UntrustedRoot) != 0) problems.Add(isSelfSigned ? TlsProblem.SelfSigned : TlsProblem.UntrustedRoot);
        else if ((statuses & X509ChainStatusFlags.PartialChain) != 0) problems.Add(sent == 0 ? TlsProblem.IncompleteChain : TlsProblem.UntrustedRoot);
        const X509ChainStatusFlags told = X509ChainStatusFlags.UntrustedRoot | X509ChainStatusFlags.PartialChain | X509ChainStatusFlags.NotTimeValid;
        if (problems.Count == 0 && (statuses & ~told) != 0) problems.Add(TlsProblem.Other);
        return problems;
    }
}
