using Lantai.Calendar;
using Lantai.Files;
using Lantai.Storage;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Disclosure;

/// <summary>What the gate says of a draft: errors must be put right, doubts need a reason.</summary>
public sealed record GateLook(IReadOnlyList<string> Errors, IReadOnlyList<string> Doubts);

/// <summary>Looks at a draft before it leaves the writer's hands: what is missing, and what the public should not get to see.</summary>
public sealed class OutgoingGate(LantaiDb db, FileStore store, TimeProvider time)
{
    /// <summary>Longer titles are cut on the front page.</summary>
    private const int LongTitle = 60;

    public async Task<GateLook> LookAsync(Article article, Edition edition, CancellationToken stop = default)
    {
        List<string> errors = [], doubts = [];
        if (edition.Openness != Openness.Open) errors.Add($"公开属性是“{edition.Openness.Title}”，不能在门户发布；请改为“主动公开”，或不再提交。");
        if (edition.FormedOn is null) errors.Add("请填写成文日期，公开时限从这一天算起。");
        if (edition.FormedOn > time.Today()) errors.Add($"成文日期{edition.FormedOn:yyyy-MM-dd}还没有到。");
        var files = await db.Set<EditionFile>().AsNoTracking().Include(file => file.File).Where(file => file.EditionId == edition.Id).OrderBy(file => file.Position).ToListAsync(stop);
        if (edition.Body.Length == 0 && files.Count == 0) errors.Add("正文和附件都是空的。");
        if (edition.PolicyType is not null && edition.DocumentNumber is null) doubts.Add("政策文件没有文号。");
        if (edition.Title.Length > LongTitle) doubts.Add($"标题有{edition.Title.Length}个字，首页和列表只显示得下{LongTitle}个。");
        if (edition.Number > 1 && edition.ChangeNote is null) doubts.Add("没有写明这一版改了什么；改动说明会公布在页面上。");
        doubts.AddRange(PersonalNumbers.In(CleanHtml.Words(edition.Body)).Select(found => $"正文里有{found}，可能是个人信息，请遮盖或删去。"));
        foreach (var file in files)
        {
            using var content = store.Open(file.File!);
            doubts.AddRange(HiddenContent.Find(content, file.Name).Select(found => $"附件“{file.Name}”里有{found}，公众下载后能看到，请清除后重新上传。"));
        }
        return new GateLook(errors, doubts);
    }
}
