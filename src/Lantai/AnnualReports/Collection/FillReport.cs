using Lantai.Calendar;
using Lantai.Files;
using Lantai.Journal;
using Lantai.Packs;
using Lantai.Requests;
using Lantai.Storage;
using Lantai.Units;
using Microsoft.EntityFrameworkCore;

namespace Lantai.AnnualReports.Collection;

/// <summary>A cell that gets another figure.</summary>
public sealed record FigureChange(CellAt At, AnnualCell Before, AnnualCell After);

/// <summary>Fills a unit's report and takes it from unit to office and back.</summary>
/// <remarks>Whoever acts for a unit gives the units he may act for; the office gives null and reaches every unit of its region.</remarks>
public sealed class FillReport(LantaiDb db, PackFolder packs, ReadReports reading, RequestClock clock, TimeProvider time)
{
    /// <summary>What entering these figures would change; nothing is written. A blank cell of them leaves the cell as it is.</summary>
    public async Task<IReadOnlyList<FigureChange>> LookAsync(
        long regionId, IReadOnlyList<long>? units, long id, AnnualFigures typed, CancellationToken stop = default) =>
        Changes(await FindAsync(regionId, units, id, stop), typed, isWhole: false);

    /// <summary>Enters figures; a blank cell of them leaves the cell as it is.</summary>
    /// <param name="seen">The revision that was looked at.</param>
    /// <param name="source">Typed or imported.</param>
    /// <exception cref="RefusedException">It is not the unit's, was changed since, or is no longer with the unit; nothing is written.</exception>
    public Task EnterAsync(
        Actor actor, long regionId, IReadOnlyList<long>? units, long id, int seen, AnnualFigures typed, CellSource source = CellSource.Typed,
        CancellationToken stop = default) =>
        EnterAsync(actor, regionId, units, id, seen, typed, _ => source, false, stop);

    /// <summary>Enters all figures as they stand in a form; a blank cell of them makes the cell blank.</summary>
    /// <inheritdoc cref="EnterAsync(Actor, long, IReadOnlyList{long}?, long, int, AnnualFigures, CellSource, CancellationToken)"/>
    /// <param name="imported">What a file said before the form was sent: a cell that still says so is imported, every other one typed.</param>
    public Task EnterAllAsync(
        Actor actor, long regionId, IReadOnlyList<long>? units, long id, int seen, AnnualFigures typed, AnnualFigures imported, CancellationToken stop = default) =>
        EnterAsync(actor, regionId, units, id, seen, typed,
            change => imported[change.At].State != CellState.Blank && imported[change.At].Written == change.After.Written
                ? CellSource.Imported : CellSource.Typed, true, stop);

    /// <summary>Lets what is typed stand in a cell that the records fill, or lets the record stand again.</summary>
    /// <param name="because">"" lets the record stand again.</param>
    /// <exception cref="RefusedException">As for figures, or no record fills the cell, or what is typed is no figure.</exception>
    public Task OverruleAsync(
        Actor actor, long regionId, IReadOnlyList<long>? units, long id, int seen, CellAt at, string written, string because,
        CancellationToken stop = default) =>
        ChangeAsync(actor, regionId, units, id, seen, "填报年度报告数据", async report =>
        {
            var tables = (await reading.OfAsync(regionId, report, stop)).Tables;
            if (tables.Live.GetValueOrDefault(at) is not { Source: not CellSource.Units } live) throw new RefusedException("这一格没有登记的数，请在填数页直接填写。");
            var (row, column) = (tables.Format.Row(at.Row), tables.Format.Row(at.Row).Columns.First(known => known.Key == at.Column));
            var cell = CellText.Read(written, column);
            if (because.Length > 0 && cell.State is CellState.Blank or CellState.Text)
                throw new RefusedException($"“{row.Title}”的“{column.Title}”填的是“{written}”，请填数；没有的填0，不适用的填/。");
            report.Overrule(at, cell, live.Cell, because, actor.Name, time.GetUtcNow());
            return because.Length == 0
                ? $"“{row.Title}”的“{column.Title}”改用登记的{live.Cell.Written}"
                : $"“{row.Title}”的“{column.Title}”用填报的{cell.Written}，登记为{live.Cell.Written}：{because.TrimEnd('。')}";
        }, stop);

    /// <summary>Writes a section; "" empties it.</summary>
    /// <exception cref="RefusedException">As for figures, or the format has no such section to write, or nothing is new.</exception>
    public Task WriteAsync(
        Actor actor, long regionId, IReadOnlyList<long>? units, long id, int seen, string section, string words, CancellationToken stop = default) =>
        ChangeAsync(actor, regionId, units, id, seen, "填写年度报告", report =>
        {
            var title = FormatOf(report).Written.FirstOrDefault(known => known.Key == section)?.Title ?? throw new RefusedException("报告里没有这一部分，请从报告页重新打开。");
            var tidy = SectionWords.Tidy(words);
            if (tidy == (report.Sections.Find(known => known.SectionKey == section)?.Words ?? "")) throw new RefusedException($"“{title}”没有改动。");
            report.Write(section, tidy, actor.Name, time.GetUtcNow());
            return Task.FromResult($"改“{title}”");
        }, stop);

    /// <param name="file">Put in the store, told by its content what it is.</param>
    public Task AttachAsync(Actor actor, long regionId, IReadOnlyList<long>? units, long id, int seen, StoredFile file, CancellationToken stop = default) =>
        ChangeAsync(actor, regionId, units, id, seen, "添加年度报告附件", report =>
        {
            report.Attach(file, actor.Name, time.GetUtcNow());
            return Task.FromResult($"加附件“{file.Name}”");
        }, stop);

    public Task DetachAsync(Actor actor, long regionId, IReadOnlyList<long>? units, long id, int seen, int position, CancellationToken stop = default) =>
        ChangeAsync(actor, regionId, units, id, seen, "删去年度报告附件", report =>
            Task.FromResult($"删去附件“{report.Detach(position, actor.Name, time.GetUtcNow())}”"), stop);

    /// <summary>Says of rows of the region's own report why they are not the sum of its units.</summary>
    /// <param name="words">By the row's key; "" takes an explanation back.</param>
    public Task ExplainAsync(Actor actor, long regionId, long id, int seen, IReadOnlyDictionary<string, string> words, CancellationToken stop = default) =>
        ChangeAsync(actor, regionId, null, id, seen, "说明年度报告差异", async report =>
        {
            var rows = FormatOf(report).Rows.Select(row => row.Key).ToHashSet(StringComparer.Ordinal);
            if (report.UnitId is not null || words.Keys.Any(row => !rows.Contains(row))) throw new RefusedException("只有本级政府的报告要说明与各单位之和的差异，请从报告页重新打开。");
            report.Explain(words, (await reading.OfAsync(regionId, report, stop)).DifferencesOf, actor.Name, time.GetUtcNow());
            return $"说明{words.Count(pair => pair.Value.Length > 0)}行差异";
        }, stop);

    /// <summary>Hands the report to the office. Its figures stand still from then on.</summary>
    /// <exception cref="RefusedException">The year is not over, a cell has no figure, a section is not written, or the verifier finds an error.</exception>
    public Task SubmitAsync(Actor actor, long regionId, IReadOnlyList<long>? units, long id, int seen, CancellationToken stop = default) =>
        ChangeAsync(actor, regionId, units, id, seen, "提交年度报告", async report =>
        {
            RefuseRunningYear(report, "提交");
            var sheet = await reading.OfAsync(regionId, report, stop);
            report.Submit(sheet.Tables, actor.Name, time.GetUtcNow());
            await RefuseErrorsAsync(regionId, sheet, stop);
            return report.State.Title;
        }, stop);

    public Task ReturnAsync(Actor actor, long regionId, long id, int seen, string because, CancellationToken stop = default) =>
        ChangeAsync(actor, regionId, null, id, seen, "退回年度报告", report =>
        {
            report.Return(because, actor.Name, time.GetUtcNow());
            return Task.FromResult($"退回：{because.TrimEnd('。')}");
        }, stop);

    public Task AcceptAsync(Actor actor, long regionId, long id, int seen, CancellationToken stop = default) =>
        ChangeAsync(actor, regionId, null, id, seen, "审定年度报告", report =>
        {
            RefuseRunningYear(report, "审定");
            report.Accept(actor.Name, time.GetUtcNow());
            return Task.FromResult(report.State.Title);
        }, stop);

    /// <summary>Opens a published report again for its unit.</summary>
    /// <param name="because">Published with the edition that follows.</param>
    public Task CorrectAsync(Actor actor, long regionId, long id, int seen, string because, CancellationToken stop = default) =>
        ChangeAsync(actor, regionId, null, id, seen, "更正年度报告", report =>
        {
            report.Correct(because, actor.Name, time.GetUtcNow());
            return Task.FromResult($"需要更正：{because.TrimEnd('。')}");
        }, stop);

    private Task EnterAsync(
        Actor actor, long regionId, IReadOnlyList<long>? units, long id, int seen, AnnualFigures typed, Func<FigureChange, CellSource> sourceOf, bool isWhole,
        CancellationToken stop) =>
        ChangeAsync(actor, regionId, units, id, seen, "填报年度报告数据", report =>
        {
            var changes = Changes(report, typed, isWhole);
            if (changes.Count == 0) throw new RefusedException("没有要改的数：与已填的相同。");
            report.Enter(changes, sourceOf, actor.Name, time.GetUtcNow());
            var told = string.Join('；', changes.Select(change => Sentence(change, typed.Format)));
            var imported = changes.Count(change => sourceOf(change) == CellSource.Imported);
            return Task.FromResult($"{(imported == 0 ? "" : $"导入{imported}格，共")}改{changes.Count}格：{told}");
        }, stop);

    private static string Sentence(FigureChange change, AnnualFormat format)
    {
        var row = format.Row(change.At.Row);
        var column = row.Columns.First(known => known.Key == change.At.Column);
        return $"“{row.Title}”的“{column.Title}”由{Told(change.Before)}改为{Told(change.After)}";

        static string Told(AnnualCell cell) => cell.State == CellState.Blank ? "未填" : cell.Written;
    }

    /// <summary>Until the last day is over nobody knows the year's figures.</summary>
    internal void RefuseRunningYear(UnitReport report, string what)
    {
        var year = Year(report).Year;
        if (time.Today().Year <= year) throw new RefusedException($"{year}年还没有过完，年度报告从{year + 1}年1月1日起才能{what}。");
    }

    private async Task RefuseErrorsAsync(long regionId, ReportSheet sheet, CancellationToken stop)
    {
        if (sheet.Format.Written.FirstOrDefault(section => sheet.WordsOf(section.Key).Length == 0) is { } unwritten)
            throw new RefusedException($"“{unwritten.Title}”还没有写，不能提交；确实没有的，写明没有。");
        var errors = (await reading.CheckAsync(regionId, sheet, withSisters: false, stop)).Where(remark => remark.IsError).ToList();
        if (errors.Count == 0) return;
        throw new RefusedException($"核验有{errors.Count}处错误，改正后再提交：\n{string.Join('\n', errors.Select(error => $"{error.Where}：{error.Sentence}"))}");
    }

    /// <summary>Changes the report under its lock and tells the journal, all or nothing.</summary>
    /// <param name="change">Gives what was done, for the journal's sentence.</param>
    internal async Task ChangeAsync(
        Actor actor, long regionId, IReadOnlyList<long>? units, long id, int seen, string act, Func<UnitReport, Task<string>> change, CancellationToken stop)
    {
        // The register brings its days up to date in a transaction of its own, and none can begin within this one.
        await clock.RefreshAsync(regionId, stop);
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        await db.Database.ExecuteSqlAsync($"select id from unit_report where id = {id} for update", stop);
        var report = await FindAsync(regionId, units, id, stop);
        if (report.Revision != seen) throw new RefusedException($"这份年度报告刚由{report.ChangedBy}改过，请刷新页面，核对后再办理。");
        var done = await change(report);
        var publisher = report.UnitId is { } unit
            ? (await db.Units.WithAll().SingleAsync(known => known.Id == unit, stop)).Name
            : await db.Regions.Where(region => region.Id == regionId).Select(region => region.SiteName).SingleAsync(stop);
        db.Record(time, actor, act, report.Subject, $"{publisher}{Year(report).Year}年度报告{done}。", regionId);
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
    }

    /// <summary>The report with its year, only when it is of the region and of the units.</summary>
    private async Task<UnitReport> FindAsync(long regionId, IReadOnlyList<long>? units, long id, CancellationToken stop)
    {
        var found = await ReadReports.Whole(reading.Seen(regionId, units)).SingleOrDefaultAsync(report => report.Id == id, stop);
        if (found is null) throw new RefusedException("没有这份年度报告，请从列表重新打开。");
        await db.AnnualYears.Where(year => year.Id == found.AnnualYearId).LoadAsync(stop);
        return found;
    }

    private AnnualYear Year(UnitReport report) => db.AnnualYears.Local.Single(year => year.Id == report.AnnualYearId);

    private AnnualFormat FormatOf(UnitReport report) => AnnualFormats.Read(packs).Of(Year(report).Year)!;

    private List<FigureChange> Changes(UnitReport report, AnnualFigures typed, bool isWhole)
    {
        var kept = report.Read(FormatOf(report));
        return [.. from cell in typed.All
                   let at = new CellAt(cell.Row.Key, cell.Column.Key)
                   where (isWhole || cell.Cell.State != CellState.Blank) && cell.Cell.Written != kept[at].Written
                   select new FigureChange(at, kept[at], cell.Cell)];
    }
}
