namespace Lantai.Assessment;

/// <summary>A cell without points that the scheme needs.</summary>
public sealed record MissingCell(PeriodUnit Unit, Indicator Indicator);

/// <summary>
/// The score sheet (评分表) of a period: its units with their entries and facts, and the scheme that scores them. A value,
/// read once; scoring is computed from it and stored nowhere until the period closes.
/// </summary>
public sealed class ScoreSheet
{
    private readonly Dictionary<string, Scoring> _scorings;
    private readonly ILookup<long, ScoreEntry> _entries;
    private readonly SheetFacts _facts;
    private readonly StrokeOrder? _strokes;
    private readonly Dictionary<long, UnitScore> _scores = [];

    /// <param name="units">Those that take part, in their order.</param>
    internal ScoreSheet(
        ScoringPeriod period, Scheme scheme, IReadOnlyDictionary<string, Scoring> scorings, IReadOnlyList<PeriodUnit> units,
        IEnumerable<ScoreEntry> entries, SheetFacts facts, StrokeOrder? strokes)
    {
        (Period, Scheme, Units, _facts, _strokes) = (period, scheme, units, facts, strokes);
        _scorings = new(scorings, StringComparer.Ordinal);
        _entries = entries.ToLookup(entry => entry.UnitId);
    }

    public ScoringPeriod Period { get; }

    public Scheme Scheme { get; }

    public IReadOnlyList<PeriodUnit> Units { get; }

    /// <summary>The stages of scoring; one empty name where the scheme has none.</summary>
    public IReadOnlyList<string> Stages => Scheme.Procedure.Stages.Count > 0 ? Scheme.Procedure.Stages : [""];

    public SchemeGroup GroupOf(PeriodUnit unit) => _scorings[unit.GroupName].Group;

    /// <summary>The scheme's groups with their units, in the scheme's order.</summary>
    public IEnumerable<(SchemeGroup Group, IReadOnlyList<PeriodUnit> Units)> Groups =>
        Scheme.Groups.Select(group => (group, (IReadOnlyList<PeriodUnit>)[.. Units.Where(unit => unit.GroupName == group.Name)])).Where(entry => entry.Item2.Count > 0);

    public IEnumerable<ScoreEntry> EntriesOf(PeriodUnit unit) => _entries[unit.UnitId];

    public ScoreEntry? EntryOf(PeriodUnit unit, string indicator, string stage) =>
        _entries[unit.UnitId].FirstOrDefault(entry => entry.Indicator == indicator && entry.Stage == stage);

    /// <summary>The unit's facts, of a sheet that was read with them.</summary>
    public IReadOnlyList<Fact> FactsOf(PeriodUnit unit) => _facts.Of(unit);

    /// <summary>The unit's points; computed once.</summary>
    public UnitScore ScoreOf(PeriodUnit unit) =>
        _scores.TryGetValue(unit.UnitId, out var known) ? known : _scores[unit.UnitId] = _facts.Score(unit, EntryFor(unit));

    /// <summary>Why a cell has its points; of a sheet that was read with its facts.</summary>
    /// <param name="key">An indicator's key, of any level, or 总分.</param>
    public Working Explain(PeriodUnit unit, string key) => _scorings[unit.GroupName].Explain(EntryFor(unit), _facts.Of(unit), key);

    /// <summary>Why every cell of a unit and its total have their points, parents first.</summary>
    public IReadOnlyList<Working> ExplainAll(PeriodUnit unit) => _scorings[unit.GroupName].ExplainAll(EntryFor(unit), _facts.Of(unit));

    /// <summary>The ranked result as it stands now.</summary>
    public Standings Standings() => SchemeStandings.Of(Scheme, Period.Period, Units.Select(ScoreOf), _strokes);

    /// <summary>
    /// The needed cells that nobody filled, in the order of the sheet, and where all are filled, what still keeps a unit from
    /// its total; none for a unit that a veto stopped.
    /// </summary>
    public IEnumerable<MissingCell> Missing() => Units.Where(unit => ScoreOf(unit).Veto is not { Stops: true }).SelectMany(Missing);

    private IEnumerable<MissingCell> Missing(PeriodUnit unit)
    {
        var score = ScoreOf(unit);
        var cells = GroupOf(unit).Leaves.Where(leaf => score[leaf.Key].State == CellState.Missing).ToList();
        if (cells.Count == 0 && score.Total is null && GroupOf(unit).Leaves.Count > 0)
            cells.Add(GroupOf(unit).Total.WithDescendants().LastOrDefault(part => score[part.Key].State == CellState.Missing) ?? GroupOf(unit).Total);
        return cells.Select(leaf => new MissingCell(unit, leaf));
    }

    /// <summary>Entries of indicators that ask for a note (视情况评分) and have none.</summary>
    public IEnumerable<MissingCell> WithoutNote() =>
        from unit in Units
        from leaf in GroupOf(unit).Leaves
        where leaf.NeedsNote && _entries[unit.UnitId].Any(entry => entry.Indicator == leaf.Key && entry.State == CellState.Scored && string.IsNullOrEmpty(entry.Note))
        select new MissingCell(unit, leaf);

    /// <summary>How many cells there are, and how many are filled or computed.</summary>
    public (int Filled, int All) Progress()
    {
        var all = Units.Sum(unit => GroupOf(unit).Leaves.Count);
        return (all - Missing().Count(), all);
    }

    private UnitToScore EntryFor(PeriodUnit unit) => new(unit.Name)
    {
        Entries = [.. _entries[unit.UnitId].Select(entry => entry.ToEntry())],
        Marks = unit.Marks,
        YearBefore = unit.YearBefore,
        HandOrder = unit.HandOrder,
        RankBefore = unit.RankBefore,
    };
}
