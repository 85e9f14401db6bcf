namespace Lantai.Assessment;

/// <summary>What the office can do with a period as a whole, together for the page that offers it.</summary>
public sealed class PeriodActs(AskForObjections ask, ChangeScheme changeScheme, ClosePeriod close, ReopenPeriod reopen, CancelPeriod cancel)
{
    public AskForObjections Ask => ask;

    public ChangeScheme ChangeScheme => changeScheme;

    public ClosePeriod Close => close;

    public ReopenPeriod Reopen => reopen;

    public CancelPeriod Cancel => cancel;

    public Task<DateOnly?> ProposedUntilAsync(ScoringPeriod period) => ask.ProposedUntilAsync(period);

    /// <summary>What the newest version of the scheme would change; null when the pack is gone or wrong.</summary>
    public async Task<SchemeUpdate?> FindUpdateAsync(ScoringPeriod period)
    {
        try
        {
            return await changeScheme.PlanAsync(period);
        }
        catch (RefusedException)
        {
            // The period has its own text of the scheme and needs no pack; the page says that there is none.
            return null;
        }
    }
}
