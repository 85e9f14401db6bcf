using Lantai.Calendar;
using Lantai.Journal;
using Lantai.People;
using Lantai.Requests.Letters;
using Lantai.Storage;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Requests.Templates;

/// <summary>What somebody wants a template to be.</summary>
/// <param name="Text">YAML; null goes back to the program's own.</param>
/// <param name="On">The first day on which it should be used.</param>
/// <param name="Seen">The number of the newest version that was shown; 0 when there was none.</param>
public sealed record NewEdition(string Template, string? Text, string? Because, DateOnly On, int Seen);

/// <summary>Writes versions of templates and puts them into force: never the same person both. Older versions stay as they are.</summary>
public sealed class EditTemplate(LantaiDb db, LetterShelf shelf, TryTemplate trying, TimeProvider time)
{
    public const int LongestText = 50_000;

    /// <returns>The version, which waits for somebody else's approval.</returns>
    /// <exception cref="RefusedException">The text is no template, its letter would not pass, or somebody wrote a version meanwhile; nothing is kept.</exception>
    public async Task<TemplateEdition> WriteAsync(Person person, long regionId, NewEdition wanted, CancellationToken stop = default)
    {
        if (!person.Holds(regionId, Post.Office)) throw new RefusedException("您的岗位不能修改文书模板。");
        if (string.IsNullOrWhiteSpace(wanted.Because)) throw new RefusedException("请写明修改的理由。");
        if (wanted.On < time.Today()) throw new RefusedException($"施行日{wanted.On:yyyy-MM-dd}已经过去，请填今天或者以后的日期。");
        var own = shelf.Find(wanted.Template, wanted.On);
        var text = wanted.Text is { } written ? Normal(written) : null;
        if (text is not null) await RequireSoundAsync(own, text, stop);
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        await db.LockNumbersAsync(regionId, stop);
        var last = await db.TemplateEditions.AsNoTracking().Where(known => known.RegionId == regionId && known.Template == own.Key)
            .OrderByDescending(known => known.Number).FirstOrDefaultAsync(stop);
        await RefuseUnlessNewAsync(regionId, own, wanted, text, last, stop);
        var edition = Make(person, regionId, wanted, text, (last?.Number ?? 0) + 1);
        db.TemplateEditions.Add(edition);
        db.Record(time, person.Actor, text is null ? "恢复文书模板" : "修改文书模板", $"letter-template/{own.Key}",
            $"“{own.Name}”的模板{edition.Title}{(text is null ? "恢复为程序自带" : "已写好")}，待批准：{edition.Because}", regionId);
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        return edition;
    }

    /// <exception cref="RefusedException">It is not the person's to approve, is not the newest, was decided on, or its letter would not pass.</exception>
    public Task ApproveAsync(Person person, long regionId, long id, CancellationToken stop = default) => DecideAsync(person, regionId, id, async edition =>
    {
        if (edition.Text is { } text) await RequireSoundAsync(shelf.Find(edition.Template, time.Today()), text, stop);
        edition.Approve(person, time.Today(), time.GetUtcNow());
        return ("批准文书模板", $"模板{edition.Title}经{person.Name}批准，{edition.EffectiveOn:yyyy-MM-dd}起使用。");
    }, stop);

    /// <exception cref="RefusedException">It is not the person's to return, was decided on, or there is no reason.</exception>
    public async Task ReturnAsync(Person person, long regionId, long id, string? because, CancellationToken stop = default)
    {
        if (string.IsNullOrWhiteSpace(because)) throw new RefusedException("请写明退回的理由。");
        await DecideAsync(person, regionId, id, edition =>
        {
            edition.Return(person, because.Trim(), time.GetUtcNow());
            return Task.FromResult(("退回文书模板", $"模板{edition.Title}被{person.Name}退回：{because.Trim()}"));
        }, stop);
    }

    /// <summary>As it is kept: one kind of line ends, one at the end.</summary>
    public static string Normal(string text) => text.ReplaceLineEndings("\n").TrimEnd() + "\n";

    private async Task DecideAsync(
        Person person, long regionId, long id, Func<TemplateEdition, Task<(string Act, string Sentence)>> decide, CancellationToken stop)
    {
        if (!person.Holds(regionId, Post.Leader, Post.Reviewer)) throw new RefusedException("您的岗位不能批准文书模板。");
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        await db.LockNumbersAsync(regionId, stop);
        var edition = await db.TemplateEditions.SingleOrDefaultAsync(known => known.Id == id && known.RegionId == regionId, stop)
            ?? throw new RefusedException("没有这一版模板，请从文书模板重新打开。");
        if (await db.TemplateEditions.AnyAsync(later => later.RegionId == regionId && later.Template == edition.Template && later.Number > edition.Number, stop))
            throw new RefusedException($"{edition.Title}之后又写了新的一版，请看最新的一版。");
        var (act, sentence) = await decide(edition);
        db.Record(time, person.Actor, act, $"letter-template/{edition.Template}", $"“{shelf.Find(edition.Template, time.Today()).Name}”的{sentence}", regionId);
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
    }

    private async Task RequireSoundAsync(LetterTemplate own, string text, CancellationToken stop)
    {
        if (text.Length > LongestText) throw new RefusedException($"模板最多{LongestText}个字，现有{text.Length}个字。");
        await trying.RequireSoundAsync(shelf.Check(own, text), stop);
    }

    private async Task RefuseUnlessNewAsync(long regionId, LetterTemplate own, NewEdition wanted, string? text, TemplateEdition? last, CancellationToken stop)
    {
        if ((last?.Number ?? 0) != wanted.Seen)
            throw new RefusedException($"“{own.Name}”的模板刚被{last?.WrittenBy}写了{last?.Title}，您看到的不是最新的；请另开一页对照，再刷新本页修改。");
        var known = last is { State: EditionState.Waiting } ? last : await db.EditionInForceAsync(regionId, own.Key, wanted.On, stop);
        if (text is null && known?.Text is null) throw new RefusedException($"“{own.Name}”现在就是程序自带的模板，不用恢复。");
        if (text is not null && text == Normal(known?.Text ?? shelf.TextOf(own.Key))) throw new RefusedException("内容没有改动，不用保存。");
    }

    private TemplateEdition Make(Person person, long regionId, NewEdition wanted, string? text, int number) => new()
    {
        RegionId = regionId,
        Template = wanted.Template,
        Number = number,
        Text = text,
        PackText = shelf.TextOf(wanted.Template),
        Because = wanted.Because!.Trim(),
        WantedOn = wanted.On,
        WrittenAt = time.GetUtcNow(),
        WrittenBy = person.Name,
        WrittenByAccount = person.AccountId,
    };
}
