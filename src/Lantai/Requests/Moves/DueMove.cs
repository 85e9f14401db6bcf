using System.Security.Cryptography;
using System.Text;

namespace Lantai.Requests.Moves;

/// <summary>A case before and after a change of the calendar or of its receipt day.</summary>
/// <param name="From">The due day as it was; null where none ran.</param>
/// <param name="To">The due day as it becomes.</param>
public sealed record DueMove(long RequestId, string CaseNumber, string Region, DateOnly? From, DateOnly? To, RequestState Was, RequestState Is, bool IsEnded)
{
    /// <summary>Whose day it is.</summary>
    public string What { get; init; } = Reply;

    internal const string Reply = "答复期限";
    internal const string RemadeReply = "重新答复的期限";

    /// <summary>2026-05-27变为2026-05-28.</summary>
    public string Sentence => From == To
        ? $"状态由“{Was.Title}”变为“{Is.Title}”"
        : $"{What}由{Day(From)}变为{Day(To)}{(Was == Is ? "" : $"，状态由“{Was.Title}”变为“{Is.Title}”")}";

    private static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd") ?? "未确定";
}

/// <summary>What a change did, or would do once it is agreed to.</summary>
/// <param name="IsDone">False where the cases had not been seen before: nothing was changed.</param>
public sealed record MovedCases(IReadOnlyList<DueMove> Moves, bool IsDone)
{
    /// <summary>Agreeing with it says that exactly these moves were seen.</summary>
    public string Fingerprint => FingerprintOf(Moves);

    /// <inheritdoc cref="Fingerprint"/>
    public static string FingerprintOf(IReadOnlyList<DueMove> moves) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', moves.Select(move => $"{move.RequestId} {move.Sentence}")))));
}
