using Lantai.Disclosure;
using Lantai.Journal;
using Lantai.People;
using Lantai.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Lantai.Tests.Disclosure;

/// <summary>What is said before an article is submitted, and who reads it afterwards.</summary>
public sealed class SubmissionTests(TestPostgres postgres)
{
    [Fact]
    public async Task What_is_missing_is_said_before_it_is_submitted()
    {
        await using var office = await DisclosureOffice.OpenAsync(postgres);
        var staff = await office.StaffAsync();
        var article = await office.DraftAsync(staff[0], text: new EditionText("", "", "民政局", null, Openness.OnRequest));
        var refusal = await Assert.ThrowsAsync<RefusedException>(() => office.DoAsync<ReviewArticle>(review => review.SubmitAsync(staff[0], article.Id, 2)));
        Assert.Equal(
            [
                "提交前要改正3处：", "公开属性是“依申请公开”，不能在门户发布；请改为“主动公开”，或不再提交。", "请填写成文日期，公开时限从这一天算起。", "正文和附件都是空的。",
            ], refusal.Message.Split('\n'));
        var stale = await Assert.ThrowsAsync<RefusedException>(() => office.DoAsync<ReviewArticle>(review => review.SubmitAsync(staff[0], article.Id, 1)));
        Assert.Equal("这篇稿件刚由qinyu改过或者审过，请刷新页面，核对后再办理。", stale.Message);
    }

    [Fact]
    public async Task Numbers_of_persons_and_what_a_file_hides_need_a_reason()
    {
        await using var office = await DisclosureOffice.OpenAsync(postgres);
        var staff = await office.StaffAsync();
        var article = await office.DraftAsync(staff[0], text: new EditionText("", "<p>张某，11010519491231002X，13812345678。</p>", "民政局", new DateOnly(2023, 1, 9), Openness.Open));
        await office.DoAsync<ArticleFiles>(async files =>
        {
            var upload = new Microsoft.AspNetCore.Http.FormFile(new MemoryStream("%PDF-1.4\n1 0 obj <</Author (Zhang)>> endobj\n%%EOF"u8.ToArray()), 0, 49, "f", "表.pdf");
            var stored = await files.TakeAsync(DisclosureOffice.Clerk, upload);
            await office.DoAsync<WriteArticle>(writing => writing.AttachAsync(staff[0], article.Id, stored));
        });
        var refusal = await Assert.ThrowsAsync<RefusedException>(() => office.DoAsync<ReviewArticle>(review => review.SubmitAsync(staff[0], article.Id, 3)));
        Assert.Equal(
            [
                "有4处需要确认，改正，或写明理由后再提交：", "正文中的“110*************2X”：疑似公民身份号码，公开前应隐去。", "正文中的“138******78”：手机号码，请核对是否为个人信息，公开前应隐去。",
                "附件“表.pdf”里有作者姓名，公众下载后能读到。",
                "附件“表.pdf”里没有程序读得出的文字（可能是扫描件、设有密码或已损坏），不能检查其中的个人信息；请人工核对后写明理由。",
            ], refusal.Message.Split('\n'));
        await office.PublishAsync(staff, article, "本人同意公布");
        Assert.Equal("本人同意公布", (await office.NewestAsync(article)).AcceptedBecause);
    }

    [Fact]
    public async Task Who_reviews_sees_what_the_gate_warns_of_and_the_journal_keeps_it()
    {
        await using var office = await DisclosureOffice.OpenAsync(postgres);
        var staff = await office.StaffAsync();
        var article = await office.DraftAsync(staff[0], text: new EditionText("", "<p>张某，13812345678。</p>", "民政局", new DateOnly(2023, 1, 9), Openness.Open));
        const string doubt = "正文中的“138******78”：手机号码，请核对是否为个人信息，公开前应隐去。";
        await office.DoAsync<ReviewArticle>(async review => await review.SubmitAsync(staff[0], article.Id, await office.RevisionAsync(article), "本人同意公布"));
        using var reviewer = await office.SignInAsync("shenheren", Post.UnitReviewer, "民政局");
        var page = (await reviewer.OpenAsync($"{DisclosureOffice.Home}/articles/{article.Id}/review")).Text;
        Assert.Contains(doubt, page, StringComparison.Ordinal);
        Assert.Contains("起草的人仍要提交的理由：本人同意公布", page, StringComparison.Ordinal);
        await using var db = office.App.OpenDb();
        var entry = await db.Journal.SingleAsync(known => known.Subject == article.Subject && known.Act == "审核稿件");
        Assert.EndsWith($"提交，初审通过；提示1处：{doubt.TrimEnd('。')}；仍要提交的理由：本人同意公布。", entry.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_put_in_taken_out_or_cleaned_makes_an_older_look_invalid()
    {
        await using var office = await DisclosureOffice.OpenAsync(postgres);
        var staff = await office.StaffAsync();
        var article = await office.DraftAsync(staff[0]);
        async Task<RefusedException> SubmitAsync(int seen) =>
            await Assert.ThrowsAsync<RefusedException>(() => office.DoAsync<ReviewArticle>(review => review.SubmitAsync(staff[0], article.Id, seen, "已核对")));
        var photo = Files.PlantedFiles.Photo();
        await office.DoAsync<ArticleFiles>(async files =>
        {
            var stored = await files.TakeAsync(DisclosureOffice.Clerk, new Microsoft.AspNetCore.Http.FormFile(new MemoryStream(photo), 0, photo.Length, "f", "现场.jpg"));
            await office.DoAsync<WriteArticle>(writing => writing.AttachAsync(staff[0], article.Id, stored));
        });
        var revisions = new List<int> { 2, await office.RevisionAsync(article) };
        await office.DoAsync<CleanAttachment>(cleaning => cleaning.RunAsync(staff[0], article.Id, 1));
        revisions.Add(await office.RevisionAsync(article));
        await office.DoAsync<WriteArticle>(writing => writing.DetachAsync(staff[0], article.Id, 1));
        foreach (var seen in revisions) Assert.Contains("请刷新页面，核对后再办理", (await SubmitAsync(seen)).Message, StringComparison.Ordinal);
        Assert.Equal([2, 3, 4], revisions);
        await office.PublishAsync(staff, article, "已核对");
    }
}
