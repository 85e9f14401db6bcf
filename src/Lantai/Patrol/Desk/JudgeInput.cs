using Lantai.Journal;
using Lantai.Ui;

namespace Lantai.Patrol.Desk;

/// <summary>A word on findings as it is typed into a form.</summary>
public sealed class JudgeInput
{
    public string? Because { get; set; }

    public string? Until { get; set; }

    /// <summary>On how many the word was said; 0 when it was not, and the check says why.</summary>
    internal async Task<int> JudgeAsync(FormCheck check, JudgeFindings judging, Actor actor, long regionId, IReadOnlyList<long> ids, bool isDismissal)
    {
        var done = 0;
        if (!isDismissal)
        {
            await check.TryAsync(async () => done = await judging.ConfirmAsync(actor, regionId, ids));
            return done;
        }
        var because = check.Text("Input.Because", Because, "排除理由", 200);
        var until = check.RequiredDay("Input.Until", Until, "排除的有效期至");
        if (!check.Failed) await check.TryAsync(async () => done = await judging.DismissAsync(actor, regionId, ids, because, until!.Value));
        return done;
    }
}
