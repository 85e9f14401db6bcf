using Lantai.Calendar;
using Lantai.Journal;
using Lantai.Storage;
using Lantai.Units;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Assessment;

/// <summary>An observation as it is typed in or imported.</summary>
public sealed record ObservationInput(long UnitId, string Fact, DateOnly On, decimal Quantity = 1)
{
    public string? Class { get; init; }

    public string? Item { get; init; }

    public string? State { get; init; }

    public DateOnly? Since { get; init; }

    public string? Note { get; init; }

    public string? Link { get; init; }

    public Guid? FileId { get; init; }
}

/// <summary>Records observations of units, and withdraws those that were wrong.</summary>
public sealed class RecordObservation(LantaiDb db, TimeProvider time)
{
    /// <param name="scheme">The scheme they are recorded for: it knows the facts' names and what they must carry.</param>
    /// <exception cref="RefusedException">An input does not hold; nothing is recorded.</exception>
    public async Task RunAsync(Actor actor, long regionId, Scheme scheme, IReadOnlyList<ObservationInput> inputs, CancellationToken stop = default)
    {
        var wanted = inputs.Select(input => input.UnitId).Distinct().ToArray();
        var units = await db.Units.AsNoTracking().Include(unit => unit.Names)
            .Where(unit => unit.RegionId == regionId && wanted.Contains(unit.Id)).ToDictionaryAsync(unit => unit.Id, stop);
        foreach (var input in inputs)
        {
            if (!units.ContainsKey(input.UnitId)) throw new RefusedException("本地区没有这个单位。");
            Refuse(scheme, input);
        }
        var rows = inputs.Select(input => Of(actor, regionId, input)).ToList();
        db.Observations.AddRange(rows);
        foreach (var of in rows.GroupBy(row => row.UnitId))
            db.Record(
                time, actor, "录入观测记录", $"unit/{of.Key}", $"录入{units[of.Key].NameOn(of.Max(row => row.On))}的观测记录{of.Count()}条：{string.Join("、", of.Select(row => row.Fact).Distinct().Take(4))}。", regionId);
        await db.SaveChangesAsync(stop);
    }

    /// <summary>A withdrawn observation counts no more and stays in the list with the reason.</summary>
    public async Task WithdrawAsync(Actor actor, long regionId, long observationId, string? because, CancellationToken stop = default)
    {
        if (string.IsNullOrWhiteSpace(because)) throw new RefusedException("请写明撤回理由。");
        var row = await db.Observations.SingleOrDefaultAsync(row => row.Id == observationId && row.RegionId == regionId, stop)
            ?? throw new RefusedException("没有这条观测记录。");
        row.Withdraw(actor.Name, time.GetUtcNow(), because.Trim());
        db.Record(time, actor, "撤回观测记录", $"observation/{row.Id}", $"撤回观测记录“{row.Fact}”（{row.On:yyyy-MM-dd}）：{because.Trim()}", regionId);
        await db.SaveChangesAsync(stop);
    }

    private void Refuse(Scheme scheme, ObservationInput input)
    {
        if (FactNeed.Of(scheme).FirstOrDefault(need => need.Name == input.Fact) is not { } need)
            throw new RefusedException($"“{scheme.Title}”没有用到事实“{input.Fact}”，请从列出的名称中选择。");
        if (need.Against(input) is { } against) throw new RefusedException($"“{input.Fact}”（{input.On:yyyy-MM-dd}）{against}。");
        if (input.On > time.Today()) throw new RefusedException($"“{input.Fact}”的日期{input.On:yyyy-MM-dd}还没有到，请核对。");
    }

    private Observation Of(Actor actor, long regionId, ObservationInput input) => new()
    {
        RegionId = regionId,
        UnitId = input.UnitId,
        Fact = input.Fact,
        On = input.On,
        Quantity = input.Quantity,
        Class = input.Class,
        Item = input.Item,
        State = input.State,
        Since = input.Since,
        Note = input.Note,
        Link = input.Link,
        FileId = input.FileId,
        RecordedAt = time.GetUtcNow(),
        RecordedBy = actor.Name,
    };
}
