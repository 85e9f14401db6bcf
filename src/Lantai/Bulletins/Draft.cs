using Lantai.Assessment;
using Lantai.Papers;

namespace Lantai.Bulletins;

/// <summary>
/// A bulletin put together from a form and a score sheet (通报稿): the paper, its tables as sheets, and what its editor
/// should look at before it is issued. Pure: another sheet gives other figures in the same sentences, and every figure
/// keeps where it comes from (<see cref="Run.Origin"/>).
/// </summary>
/// <param name="Sheets">One for each table, in the order of the attachments.</param>
/// <param name="Warnings">One sentence each; none keeps the bulletin from being issued.</param>
public sealed record Draft(Paper Paper, IReadOnlyList<Sheet> Sheets, IReadOnlyList<string> Warnings)
{
    /// <param name="layout">Where titles break; GB/T 9704-2012 when null.</param>
    /// <exception cref="RefusedException">
    /// A placeholder is unknown or cannot be filled, or the sheet does not fit the form: one sentence a mistake, each with
    /// file, line and placeholder.
    /// </exception>
    public static Draft Compose(BulletinForm form, Standings standings, PaperLayout? layout = null)
    {
        if (standings.Groups.All(group => group.Rows.Count == 0)) throw new RefusedException("得分表中没有单位，不能起草通报。");
        if (form.Period is { } period && standings.Period is { } scored && period != scored)
            throw new RefusedException($"{form.File}写的考评期是{period.Title}，得分表是{scored.Title}，请核对。");
        return new DraftWriter(form, standings, layout ?? PaperLayout.Standard).Write();
    }
}
