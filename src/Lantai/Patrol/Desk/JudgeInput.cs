using Lantai.Journal;
using Lantai.Ui;

namespace Lantai.Patrol.Desk;

/// <summary>A word on findings as it is typed into a form.</summary>
public sealed class JudgeInput
{
    public string? Because { get; set; }

    public string? Until { get; set; }

    /// <summary>True when it was done; otherwise the check says what is missing.</summary>
    internal async Task<bool> JudgeAsync(FormCheck check, JudgeFindings judging, Actor actor, long regionId, IReadOnlyList<long> ids, bool isDismissal)
    {
        if (!isDismissal) return await check.TryAsync(() => judging.ConfirmAsync(actor, regionId, ids));
        var because = check.Text("Input.Because", Because, "排除理由", 200);
        var until = check.RequiredDay("Input.Until", Until, "排除的有效期至");
        return !check.Failed && await check.TryAsync(() => judging.DismissAsync(actor, regionId, ids, because, until!.Value));
    }
}
