using System.Text.Json;
using System.Text.Json.Serialization;
using Lantai.Requests.Decisions;
using Lantai.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lantai.Requests.Contests;

/// <summary>By which way a reply is contested; the three groups of table 四.</summary>
public enum ContestPath { Review, DirectSuit, SuitAfterReview }

/// <summary>结果纠正 is annulment, change, a finding of illegality, an order to act; 其他结果 withdrawal, mediation, dismissal without judgment.</summary>
public enum ContestResult { Upheld, Corrected, Other }

/// <summary>A reconsideration or a lawsuit over an application.</summary>
public sealed class Contest
{
    public long Id { get; init; }

    public long RequestId { get; init; }

    public ContestPath Path { get; init; }

    /// <summary>A reconsideration under the simplified procedure.</summary>
    public bool IsSimple { get; init; }

    /// <summary>行政复议机关 or court.</summary>
    public required string Body { get; init; }

    public string? CaseNumber { get; init; }

    /// <summary>The day the office learned of it: the copy of the application or of the complaint came in.</summary>
    public DateOnly LodgedOn { get; init; }

    /// <summary>The last day to answer as its notice says; null where it says none and the law's period counts.</summary>
    public DateOnly? AnswerBy { get; init; }

    /// <summary>The day the office answered it.</summary>
    public DateOnly? AnsweredOn { get; private set; }

    public ContestResult? Result { get; private set; }

    public DateOnly? DecidedOn { get; private set; }

    public string? Note { get; private set; }

    /// <summary>The last day of the reply that was ordered anew; null when none was.</summary>
    public DateOnly? RemakeBy { get; private set; }

    /// <summary><see cref="RemakeBy"/> was counted by the calendar and moves with it; one that the ruling names stays.</summary>
    public bool IsRemakeCounted { get; private set; }

    public DateOnly? RemadeOn { get; private set; }

    /// <summary>What was decided anew, by place of the item; what stays as it was is not in it. Replied by <see cref="RemadeOn"/>.</summary>
    public Dictionary<int, Decision> Remade { get; private set; } = [];

    public DateTimeOffset? StruckAt { get; private set; }

    public string? StruckBy { get; private set; }

    public string? StruckBecause { get; private set; }

    public DateTimeOffset RecordedAt { get; init; }

    public required string RecordedBy { get; init; }

    /// <summary>As it is called in lists.</summary>
    public string Title => IsSimple ? $"{Path.Title}（简易程序）" : Path.Title;

    /// <summary>Entered by mistake: it counts nowhere and stays to be seen.</summary>
    internal void Strike(string because, string by, DateTimeOffset at)
    {
        (StruckBecause, StruckBy, StruckAt) = (because, by, at);
    }

    internal void Answer(DateOnly on)
    {
        if (AnsweredOn is { } known) throw new RefusedException($"已经登记{known:yyyy-MM-dd}提交答复意见，请刷新页面。");
        if (on < LodgedOn) throw new RefusedException($"提交答复意见的日期{on:yyyy-MM-dd}早于收到日期{LodgedOn:yyyy-MM-dd}，请核对。");
        AnsweredOn = on;
    }

    internal void Decide(ContestResult result, DateOnly on, string? note)
    {
        if (DecidedOn is { } known) throw new RefusedException($"已经登记{known:yyyy-MM-dd}的结果，请刷新页面。");
        if (on < LodgedOn) throw new RefusedException($"结案日期{on:yyyy-MM-dd}早于收到日期{LodgedOn:yyyy-MM-dd}，请核对。");
        (Result, DecidedOn, Note) = (result, on, note);
    }

    /// <param name="isCounted">The ruling names no day.</param>
    internal void OrderAnew(DateOnly by, bool isCounted)
    {
        if (Result != ContestResult.Corrected) throw new RefusedException("结果纠正的，才有重新答复；请核对结果。");
        if (by < DecidedOn) throw new RefusedException($"重新答复的期限{by:yyyy-MM-dd}早于收到结果的日期{DecidedOn:yyyy-MM-dd}，请核对。");
        (RemakeBy, IsRemakeCounted) = (by, isCounted);
    }

    /// <summary>The calendar changed.</summary>
    internal void CountAnew(DateOnly by) => RemakeBy = by;

    /// <summary>Before its letters are written, where the application has several items.</summary>
    internal void DecideAnew(IReadOnlyDictionary<int, Decision> decisions)
    {
        if (RemadeOn is { } known) throw new RefusedException($"已经登记{known:yyyy-MM-dd}重新答复，请刷新页面。");
        if (RemakeBy is null) throw new RefusedException("这件复议或者诉讼没有责令重新答复，请核对。");
        if (decisions.Count == 0) throw new RefusedException("请选择至少一项重新作出的处理决定。");
        Remade = decisions.ToDictionary();
    }

    internal void Remake(DateOnly on)
    {
        if (on < DecidedOn) throw new RefusedException($"重新答复的日期{on:yyyy-MM-dd}早于收到结果的日期{DecidedOn:yyyy-MM-dd}，请核对。");
        RemadeOn = on;
    }

    /// <summary>The letter never arrived, so it is still owed.</summary>
    internal void TakeBackRemake() => RemadeOn = null;

    /// <summary>What a reply made anew cites: 偃师区人民政府作出的行政复议决定（偃政复决〔2026〕3号）.</summary>
    public string Ruling => $"{Body}作出的{(Path == ContestPath.Review ? "行政复议决定" : "裁判文书")}{(CaseNumber is { } number ? $"（{number}）" : "")}";

    internal sealed class Mapping : IEntityTypeConfiguration<Contest>
    {
        private static readonly JsonSerializerOptions Words = new() { Converters = { new JsonStringEnumConverter() } };

        public void Configure(EntityTypeBuilder<Contest> builder)
        {
            builder.HasOne<Request>().WithMany().HasForeignKey(contest => contest.RequestId);
            builder.Property(contest => contest.Remade).HasColumnType("jsonb").HasConversion(
                decisions => JsonSerializer.Serialize(decisions, Words), json => JsonSerializer.Deserialize<Dictionary<int, Decision>>(json, Words)!,
                // Replaced as a whole, so what is the same object is unchanged.
                new ValueComparer<Dictionary<int, Decision>>((one, other) => ReferenceEquals(one, other), decisions => decisions.Count, decisions => decisions));
            builder.Ignore(contest => contest.Title);
            builder.Ignore(contest => contest.Ruling);
        }
    }
}

public static class ContestWords
{
    public static IReadOnlyList<ContestPath> Paths { get; } = Enum.GetValues<ContestPath>();

    public static IReadOnlyList<ContestResult> Results { get; } = Enum.GetValues<ContestResult>();

    extension(ContestPath path)
    {
        public string Title => path switch
        {
            ContestPath.Review => "行政复议",
            ContestPath.DirectSuit => "行政诉讼（未经复议直接起诉）",
            ContestPath.SuitAfterReview => "行政诉讼（复议后起诉）",
        };
    }

    extension(ContestResult result)
    {
        public string Title => result switch
        {
            ContestResult.Upheld => "结果维持",
            ContestResult.Corrected => "结果纠正",
            ContestResult.Other => "其他结果",
        };
    }

    extension(LantaiDb db)
    {
        public DbSet<Contest> Contests => db.Set<Contest>();
    }
}
