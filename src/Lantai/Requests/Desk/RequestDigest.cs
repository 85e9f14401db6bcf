using Lantai.Calendar;
using Lantai.Mail;
using Lantai.People;
using Lantai.Units;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Requests.Desk;

/// <summary>Applications in the daily digest: as on 今日, by registration number alone; who asks and for what stays in the office.</summary>
internal static class RequestDigest
{
    public static async Task<DigestSection?> ReadAsync(IServiceProvider services, Person person, Region region, CancellationToken stop)
    {
        var requests = services.GetRequiredService<TodayRequests>();
        var today = services.GetRequiredService<TimeProvider>().Today();
        var home = $"/desk/{region.Key}/requests";
        var (due, owed, underway) = await requests.DueAsync(person, region.Id, stop);
        var lines = due.Select(item => new DigestLine($"申请{item.CaseNumber}：{item.State.Title}{By(item.DueOn, today)}", $"{home}/{item.Id}")).ToList();
        if (owed > 0) lines.Add(new DigestLine($"{owed}件申请已终止、还没有告知申请人", $"{home}?view=owed"));
        if (underway > 0) lines.Add(new DigestLine($"{underway}件申请的文书寄出后还没有登记签收或者退回", $"{home}?view=underway"));
        if (await requests.Unseen(person, region.Id).CountAsync(stop) is var unseen and > 0) lines.Add(new DigestLine($"{unseen}条申请的新情况", $"{home}/notices"));
        lines.AddRange((await requests.TasksAsync(person, region.Id, stop)).Select(task => new DigestLine(
            $"承办申请{task.CaseNumber}第{task.Place}项{(task.DueOn is null ? "，期限暂停计算" : By(task.DueOn, today))}",
            $"/desk/{region.Key}/unit-requests/{task.Routing.Id}")));
        lines.AddRange((await requests.WaitingAsync(person, region.Id, stop)).Select(item =>
            new DigestLine($"审核申请{item.CaseNumber}的答复：{item.State.Title}{By(item.DueOn, today)}", $"{home}/{item.Id}/{item.Page}")));
        lines.AddRange((await requests.ContestsAsync(person, region.Id, stop)).Select(duty =>
            new DigestLine($"申请{duty.CaseNumber}的复议或诉讼：{duty.What}{By(duty.DueOn, today)}", $"{home}/{duty.Contest.RequestId}/contests")));
        return new DigestSection("依申请公开", lines);
    }

    private static string By(DateOnly? due, DateOnly today) =>
        due is { } day ? $"，{day:yyyy-MM-dd}到期{(day < today ? "，已超期" : "")}" : "";
}
