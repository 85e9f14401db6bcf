using Lantai.Units;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lantai.AnnualReports.Collection;

/// <summary>With the unit; with the office; accepted by the office.</summary>
public enum UnitReportState { Open, Submitted, Accepted }

/// <summary>A figure as it was written into a cell.</summary>
public sealed class UnitFigure
{
    public long UnitReportId { get; init; }

    public required string RowKey { get; init; }

    public required string ColumnKey { get; init; }

    public required string Written { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<UnitFigure>
    {
        public void Configure(EntityTypeBuilder<UnitFigure> builder) =>
            builder.HasKey(figure => new { figure.UnitReportId, figure.RowKey, figure.ColumnKey });
    }
}

/// <summary>The annual report of a unit while it is collected.</summary>
public sealed class UnitReport
{
    public long Id { get; init; }

    public long AnnualYearId { get; init; }

    public long UnitId { get; init; }

    public UnitReportState State { get; private set; }

    /// <summary>Grows with every change, so that two people do not write over one another.</summary>
    public int Revision { get; private set; }

    public DateTimeOffset ChangedAt { get; private set; }

    public string ChangedBy { get; private set; } = "";

    /// <summary>Why it went back to the unit; null once it is submitted again.</summary>
    public string? ReturnedBecause { get; private set; }

    public List<UnitFigure> Figures { get; } = [];

    /// <summary>What a journal line about it is about.</summary>
    public string Subject => $"unit-report/{Id}";

    public static UnitReport For(long unitId, string by, DateTimeOffset at)
    {
        var report = new UnitReport { UnitId = unitId };
        report.Change(by, at);
        return report;
    }

    public AnnualFigures Read(AnnualFormat format)
    {
        var columns = format.Rows.SelectMany(row => row.Columns.Select(column => (At: new CellAt(row.Key, column.Key), column))).ToDictionary(cell => cell.At, cell => cell.column);
        return new AnnualFigures(format, Figures.ToDictionary(
            figure => new CellAt(figure.RowKey, figure.ColumnKey), figure => CellText.Read(figure.Written, columns[new CellAt(figure.RowKey, figure.ColumnKey)])));
    }

    internal void Enter(IEnumerable<FigureChange> changes, string by, DateTimeOffset at)
    {
        Refuse(UnitReportState.Open, "不能再改数");
        foreach (var change in changes)
        {
            var kept = Figures.Find(figure => figure.RowKey == change.At.Row && figure.ColumnKey == change.At.Column);
            if (kept is not null) kept.Written = change.After.Written;
            else Figures.Add(new UnitFigure { RowKey = change.At.Row, ColumnKey = change.At.Column, Written = change.After.Written });
        }
        Change(by, at);
    }

    /// <exception cref="RefusedException">It is not with the unit, or a cell is blank: unknown is not 0.</exception>
    internal void Submit(AnnualFormat format, string by, DateTimeOffset at)
    {
        Refuse(UnitReportState.Open, "不能提交");
        var blank = Read(format).All.Where(cell => cell.Cell.State == CellState.Blank).ToList();
        if (blank.Count > 0)
            throw new RefusedException($"还有{blank.Count}格没有填数，第一处是“{blank[0].Row.Title}”的“{blank[0].Column.Title}”；没有的填0，不适用的填/。");
        (State, ReturnedBecause) = (UnitReportState.Submitted, null);
        Change(by, at);
    }

    internal void Return(string because, string by, DateTimeOffset at)
    {
        Refuse(UnitReportState.Submitted, "不能退回");
        (State, ReturnedBecause) = (UnitReportState.Open, because);
        Change(by, at);
    }

    internal void Accept(string by, DateTimeOffset at)
    {
        Refuse(UnitReportState.Submitted, "不能审定");
        State = UnitReportState.Accepted;
        Change(by, at);
    }

    private void Refuse(UnitReportState needed, string what)
    {
        if (State != needed) throw new RefusedException($"这份年度报告{State.Title}，{what}，请刷新页面。");
    }

    private void Change(string by, DateTimeOffset at) => (Revision, ChangedBy, ChangedAt) = (Revision + 1, by, at);

    internal sealed class Mapping : IEntityTypeConfiguration<UnitReport>
    {
        public void Configure(EntityTypeBuilder<UnitReport> builder)
        {
            builder.HasOne<Unit>().WithMany().HasForeignKey(report => report.UnitId);
            builder.HasMany(report => report.Figures).WithOne().HasForeignKey(figure => figure.UnitReportId);
            builder.HasIndex(report => new { report.AnnualYearId, report.UnitId }).IsUnique();
            builder.Property(report => report.Revision).IsConcurrencyToken();
            builder.Ignore(report => report.Subject);
        }
    }
}

internal static class UnitReportWords
{
    extension(UnitReportState state)
    {
        public string Title => state switch
        {
            UnitReportState.Open => "填报中",
            UnitReportState.Submitted => "已提交",
            UnitReportState.Accepted => "已审定",
        };
    }
}
