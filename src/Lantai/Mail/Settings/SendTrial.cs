using Lantai.Calendar;
using Lantai.Journal;
using Lantai.Storage;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Mail;

/// <summary>A trial letter to the administrator's own address.</summary>
public sealed class SendTrial(LantaiDb db, MailSettings settings, TimeProvider time)
{
    /// <returns>The address to which it went.</returns>
    /// <exception cref="RefusedException">It did not go, with the reason.</exception>
    public async Task<string> RunAsync(Actor actor, CancellationToken stop = default)
    {
        var state = await settings.ReadAsync(stop);
        if (state.Server is not { } server) throw new RefusedException(state.Problem ?? "请先填写并保存邮件服务器。");
        var to = await db.DigestWishes.Where(wish => wish.AccountId == actor.AccountId).Select(wish => wish.Address).SingleOrDefaultAsync(stop)
            ?? throw new RefusedException("请先在右上角姓名下的“邮件提醒”里填写自己的邮箱，试发的邮件寄到那里。");
        await using var postman = new Postman(server, time);
        var failure = await postman.SendAsync(MessageTo(to, server));
        db.Record(time, actor, "试发邮件", "mail/1", failure is null ? $"经{server}试发邮件，服务器已收下。" : $"经{server}试发邮件，没有发出。");
        await db.SaveChangesAsync(CancellationToken.None);
        return failure is null ? to : throw new RefusedException(failure.Sentence);
    }

    private Message MessageTo(string to, OutgoingServer server)
    {
        var sentence = $"这是{OfficeTime.Local(time.GetUtcNow()):yyyy年M月d日HH时mm分}试发的邮件。收到它，说明邮件服务器设置对了。";
        return new Message($"trial-{Guid.NewGuid():N}", to, "试发邮件", $"{sentence}\n{server.PublicAddress}/desk\n",
            $"<!DOCTYPE html><html lang=\"zh-CN\"><head><meta charset=\"utf-8\"><title>试发邮件</title></head><body><p>{sentence}</p></body></html>");
    }
}
