using Lantai.Files;
using Lantai.Ui;
using Lantai.Units;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lantai.AnnualReports.Collection;

/// <summary>With the unit; with the office; accepted by the office; published.</summary>
public enum UnitReportState { Open, Submitted, Accepted, Published }

/// <summary>The annual report of a unit, or of the region itself, while it is collected.</summary>
public sealed class UnitReport
{
    private const int MostAttachments = 20;

    public long Id { get; init; }

    public long AnnualYearId { get; init; }

    /// <summary>Null for the report of the region itself.</summary>
    public long? UnitId { get; init; }

    public UnitReportState State { get; private set; }

    /// <summary>Grows with every change, so that two people do not write over one another.</summary>
    public int Revision { get; private set; }

    public DateTimeOffset ChangedAt { get; private set; }

    public string ChangedBy { get; private set; } = "";

    /// <summary>When the office accepted it last; null while it never did.</summary>
    public DateTimeOffset? AcceptedAt { get; private set; }

    /// <summary>Why it went back to the unit; null once it is submitted again.</summary>
    public string? ReturnedBecause { get; private set; }

    /// <summary>Why a published report was opened again; goes out with its next edition.</summary>
    public string? CorrectionBecause { get; private set; }

    public List<UnitFigure> Figures { get; } = [];

    public List<UnitSection> Sections { get; } = [];

    public List<ReportAttachment> Attachments { get; } = [];

    /// <summary>Only of the region's own.</summary>
    public List<RowExplanation> Explanations { get; } = [];

    /// <summary>The office has accepted its figures, whether they are published or not.</summary>
    public bool IsAccepted => State is UnitReportState.Accepted or UnitReportState.Published;

    /// <summary>What a journal line about it is about.</summary>
    public string Subject => $"unit-report/{Id}";

    /// <param name="unitId">Null for the region's own.</param>
    public static UnitReport For(long? unitId, string by, DateTimeOffset at)
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

    /// <summary>The written sections, as a report takes them.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Prose() =>
        Sections.ToDictionary(section => section.SectionKey, section => SectionWords.Paragraphs(section.Words), StringComparer.Ordinal);

    /// <param name="source">Typed or imported.</param>
    internal void Enter(IEnumerable<FigureChange> changes, CellSource source, string by, DateTimeOffset at) => Enter(changes, _ => source, by, at);

    internal void Enter(IEnumerable<FigureChange> changes, Func<FigureChange, CellSource> sourceOf, string by, DateTimeOffset at)
    {
        Refuse(UnitReportState.Open, "不能再改数");
        foreach (var change in changes) Put(change.At, change.After.Written, sourceOf(change));
        Change(by, at);
    }

    /// <summary>Lets a figure stand although a record says otherwise.</summary>
    /// <param name="because">"" lets the record stand again; the figure stays beside it.</param>
    internal void Overrule(CellAt place, AnnualCell cell, AnnualCell recorded, string because, string by, DateTimeOffset at)
    {
        Refuse(UnitReportState.Open, "不能再改数");
        var kept = Figures.Find(figure => figure.At == place);
        if (because.Length > 0 && !(kept is { IsEntered: true } && kept.Written == cell.Written)) Put(place, cell.Written, CellSource.Typed);
        kept = Figures.Find(figure => figure.At == place);
        if (kept is not null) (kept.Because, kept.Recorded) = because.Length == 0 ? (null, null) : (because, recorded.Written);
        Change(by, at);
    }

    internal void Write(string section, string words, string by, DateTimeOffset at)
    {
        Refuse(UnitReportState.Open, "不能再改");
        var kept = Sections.Find(known => known.SectionKey == section);
        if (kept is null) Sections.Add(new UnitSection { SectionKey = section, Words = words });
        else if (words.Length == 0) Sections.Remove(kept);
        else kept.Words = words;
        Change(by, at);
    }

    internal void Attach(StoredFile file, string by, DateTimeOffset at)
    {
        Refuse(UnitReportState.Open, "不能再加附件");
        if (Attachments.Count == MostAttachments) throw new RefusedException($"附件最多{MostAttachments}个，请先删去不用的。");
        if (Attachments.Exists(known => known.Name == file.Name))
            throw new RefusedException($"已有名为“{file.Name}”的附件，请先删去或改名。");
        var next = Attachments.Select(known => known.Position).DefaultIfEmpty().Max() + 1;
        Attachments.Add(new ReportAttachment { Position = next, FileId = file.Id, Name = file.Name });
        Change(by, at);
    }

    /// <returns>The name it had.</returns>
    internal string Detach(int position, string by, DateTimeOffset at)
    {
        Refuse(UnitReportState.Open, "不能再删附件");
        var gone = Attachments.Find(known => known.Position == position) ?? throw new RefusedException("没有这个附件，请刷新页面。");
        Attachments.Remove(gone);
        Change(by, at);
        return gone.Name;
    }

    private void Explain(string row, string words, string differences)
    {
        var kept = Explanations.Find(known => known.RowKey == row);
        if (kept is null && words.Length > 0) Explanations.Add(new RowExplanation { RowKey = row, Words = words, Differences = differences });
        else if (kept is not null && words.Length == 0) Explanations.Remove(kept);
        else if (kept is not null) (kept.Words, kept.Differences) = (words, differences);
    }

    /// <param name="differences">By the row's key, what is explained.</param>
    internal void Explain(IEnumerable<KeyValuePair<string, string>> words, Func<string, string> differences, string by, DateTimeOffset at)
    {
        Refuse(UnitReportState.Open, "不能再改");
        foreach (var (row, why) in words) Explain(row, why, differences(row));
        Change(by, at);
    }

    /// <summary>From now on the figures are those of this day: what the records know is taken over as it is, with what they count.</summary>
    /// <exception cref="RefusedException">It is not with the unit, or a cell holds no figure: unknown is not 0.</exception>
    internal void Submit(YearTables tables, string by, DateTimeOffset at)
    {
        Refuse(UnitReportState.Open, "不能提交");
        var figures = tables.With(Read(tables.Format));
        RefuseUnfilled(figures);
        // A reason against a record that says nothing any more speaks of nothing.
        foreach (var figure in Figures.Where(figure => !tables.Live.ContainsKey(figure.At))) (figure.Because, figure.Recorded) = (null, null);
        foreach (var (place, live) in tables.Live)
        {
            if (tables.Standing(place) is not null) Put(place, figures[place].Written, live.Source);
            else if (Figures.Find(figure => figure.At == place) is { } overruling) overruling.Recorded = live.Cell.Written;
            if (Figures.Find(figure => figure.At == place) is { } figure) figure.Counted = FrozenCell.Of(live);
        }
        (State, ReturnedBecause) = (UnitReportState.Submitted, null);
        Change(by, at);
    }

    internal void Return(string because, string by, DateTimeOffset at)
    {
        if (State is not (UnitReportState.Submitted or UnitReportState.Accepted)) throw Refusal("不能退回");
        (State, ReturnedBecause) = (UnitReportState.Open, because);
        ForgetRecords();
        Change(by, at);
    }

    internal void Accept(string by, DateTimeOffset at)
    {
        Refuse(UnitReportState.Submitted, "不能审定");
        (State, AcceptedAt) = (UnitReportState.Accepted, at);
        Change(by, at);
    }

    internal void Publish(string by, DateTimeOffset at)
    {
        Refuse(UnitReportState.Accepted, "不能公布");
        (State, CorrectionBecause) = (UnitReportState.Published, null);
        Change(by, at);
    }

    /// <summary>Opens what was published again; the edition that is out stays as it is until the next one.</summary>
    internal void Correct(string because, string by, DateTimeOffset at)
    {
        Refuse(UnitReportState.Published, "不需要更正");
        (State, CorrectionBecause) = (UnitReportState.Open, because);
        ForgetRecords();
        Change(by, at);
    }

    /// <summary>Open again, only what somebody entered stands: the records are read anew, and may not fill a cell any more that they filled before.</summary>
    private void ForgetRecords()
    {
        Figures.RemoveAll(figure => !figure.IsEntered);
        foreach (var figure in Figures) figure.Counted = null;
    }

    private static void RefuseUnfilled(AnnualFigures figures)
    {
        var blank = figures.All.Where(cell => cell.Cell.State == CellState.Blank).ToList();
        if (blank.Count > 0)
            throw new RefusedException($"还有{blank.Count}格没有填数，第一处是“{blank[0].Row.Title}”的“{blank[0].Column.Title}”；没有的填0，不适用的填/。");
        var text = figures.All.Where(cell => cell.Cell.State == CellState.Text).ToList();
        if (text.Count > 0)
            throw new RefusedException($"有{text.Count}格填的不是数，第一处是“{text[0].Row.Title}”的“{text[0].Column.Title}”，填的是“{text[0].Cell.Written}”。");
    }

    /// <summary>Written into the cell; "" leaves it blank. A reason was given for the figure before, and goes with it.</summary>
    private void Put(CellAt at, string written, CellSource source)
    {
        var kept = Figures.Find(figure => figure.At == at);
        if (kept is null)
        {
            if (written.Length > 0) Figures.Add(new UnitFigure { RowKey = at.Row, ColumnKey = at.Column, Written = written, Source = source });
        }
        else if (written.Length == 0) Figures.Remove(kept);
        else (kept.Written, kept.Source, kept.Because, kept.Recorded, kept.Counted) = (written, source, null, null, null);
    }

    private void Refuse(UnitReportState needed, string what)
    {
        if (State != needed) throw Refusal(what);
    }

    private RefusedException Refusal(string what) => new($"这份年度报告{State.Title}，{what}，请刷新页面。");

    private void Change(string by, DateTimeOffset at) => (Revision, ChangedBy, ChangedAt) = (Revision + 1, by, at);

    internal sealed class Mapping : IEntityTypeConfiguration<UnitReport>
    {
        public void Configure(EntityTypeBuilder<UnitReport> builder)
        {
            builder.HasOne<Unit>().WithMany().HasForeignKey(report => report.UnitId);
            builder.HasMany(report => report.Sections).WithOne().HasForeignKey(section => section.UnitReportId);
            builder.HasMany(report => report.Figures).WithOne().HasForeignKey(figure => figure.UnitReportId);
            builder.HasMany(report => report.Attachments).WithOne().HasForeignKey(file => file.UnitReportId);
            builder.HasMany(report => report.Explanations).WithOne().HasForeignKey(why => why.UnitReportId);
            builder.HasIndex(report => new { report.AnnualYearId, report.UnitId }).IsUnique().AreNullsDistinct(false);
            builder.Property(report => report.Revision).IsConcurrencyToken();
            builder.Ignore(report => report.Subject);
            builder.Ignore(report => report.IsAccepted);
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
            UnitReportState.Published => "已公布",
        };

        /// <param name="last">The last day for publishing.</param>
        public Tone ToneOn(DateOnly last, DateOnly today) => state switch
        {
            UnitReportState.Open or UnitReportState.Submitted or UnitReportState.Accepted when today > last => Tone.Late,
            UnitReportState.Open or UnitReportState.Submitted => Tone.Soon,
            UnitReportState.Accepted or UnitReportState.Published => Tone.Done,
        };
    }
}
