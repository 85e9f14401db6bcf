using Lantai.Journal;
using Lantai.Packs;
using Lantai.Patrol;
using Lantai.Tests.Support;
using Lantai.Wording;
using Xunit;

namespace Lantai.Tests.Patrol;

/// <summary>The life of a finding from patrol to patrol.</summary>
public sealed class SiteFindingTests
{
    private static readonly DateTimeOffset Monday = new(2026, 3, 2, 9, 0, 0, TimeSpan.FromHours(8));
    private static readonly Actor Clerk = new(null, "方敏");

    private static Finding Dead(bool needsPerson = true) =>
        new("dead-link", Severity.Minor, "http://site.example/", "http://site.example/gone.html", null, "gone.html", "链接打不开。", "HTTP 404") { NeedsPerson = needsPerson };

    private static SiteFinding Kept(bool needsPerson = true) => SiteFinding.Of(Dead(needsPerson), 1, 1, Monday);

    [Fact]
    public void One_clean_look_may_be_luck_two_are_not()
    {
        var kept = Kept();
        Assert.False(kept.Miss(Monday.AddDays(1), 2));
        Assert.Equal(FindingState.Open, kept.State);
        Assert.True(kept.Miss(Monday.AddDays(2), 2));
        Assert.Equal((FindingState.Gone, Monday.AddDays(2)), (kept.State, kept.GoneAt));
    }

    [Fact]
    public void A_finding_is_the_same_over_http_and_over_https()
    {
        var plain = Dead();
        var secure = plain with { Page = "https://site.example/", Target = "https://site.example/gone.html" };
        Assert.Equal(plain.Fingerprint, secure.Fingerprint);
        Assert.Equal((plain with { Stated = plain.Target }).Fingerprint, (secure with { Stated = secure.Target }).Fingerprint);
        Assert.Equal((plain with { Cause = plain.Target }).Fingerprint, (secure with { Cause = secure.Target }).Fingerprint);
        Assert.NotEqual(plain.Fingerprint, (plain with { Target = "http://site.example/lost.html" }).Fingerprint);
    }

    [Fact]
    public void Of_a_check_that_found_more_than_is_kept_nothing_is_gone()
    {
        var report = new PatrolReport("http://site.example/", Monday, TimeSpan.Zero, 1, 1, [], true, [], []) { Looked = new HashSet<string> { "//site.example/" } };
        Assert.True(KeepFindings.CleanLookOf(report)(Kept()));
        Assert.False(KeepFindings.CleanLookOf(report with { Cut = new HashSet<string> { "dead-link" } })(Kept()));
        Assert.True(KeepFindings.CleanLookOf(report with { Cut = new HashSet<string> { "dead-external" } })(Kept()));
    }

    [Theory, InlineData(true), InlineData(false)]
    public void Of_more_than_is_kept_the_first_pages_are_kept_whichever_came_first(bool backwards)
    {
        const int found = (2 * FindingSink.MostOfOneCheck) + 5;
        var sink = new FindingSink(PatrolRules.Load(new PackFolder(Path.Combine(Repository.Root, "packs"))), new HashSet<string> { "dead-link", "title-missing" });
        foreach (var i in backwards ? Enumerable.Range(0, found).Reverse() : Enumerable.Range(0, found)) sink.Add("dead-link", $"http://site.example/{i:00000}", null, null, null, "打不开。", "");
        sink.Add("title-missing", "http://site.example/", null, null, null, "没有标题。", "");
        var kept = sink.All().Where(finding => finding.Check == "dead-link").ToList();
        Assert.Equal((FindingSink.MostOfOneCheck, "http://site.example/00000", "http://site.example/19999"), (kept.Count, kept[0].Page, kept[^1].Page));
        Assert.Equal(["dead-link"], sink.Cut);
    }

    [Theory, InlineData(1), InlineData(2), InlineData(3)]
    public void A_finding_goes_after_as_many_clean_looks_as_the_office_wants(int wanted)
    {
        var kept = Kept();
        Assert.Equal(wanted, Enumerable.Range(1, 5).First(look => kept.Miss(Monday.AddDays(look), wanted)));
    }

    [Fact]
    public void Clean_looks_must_follow_one_another()
    {
        var kept = Kept();
        kept.Miss(Monday.AddDays(1), 2);
        Assert.False(kept.SeeAgain(Dead(), 3, Monday.AddDays(2)));
        Assert.False(kept.Miss(Monday.AddDays(3), 2));
        Assert.Equal(FindingState.Open, kept.State);
        Assert.Equal((Monday, Monday.AddDays(2), 3L), (kept.FirstSeenAt, kept.LastSeenAt, kept.LastPatrolId));
    }

    [Fact]
    public void What_comes_back_is_open_again_and_must_be_judged_again()
    {
        var kept = Kept();
        kept.Confirm(Clerk, Monday);
        kept.Miss(Monday.AddDays(1), 2);
        kept.Miss(Monday.AddDays(2), 2);
        Assert.True(kept.SeeAgain(Dead(), 4, Monday.AddDays(3)));
        Assert.Equal((FindingState.Open, null, null, true), (kept.State, kept.GoneAt, kept.JudgedBy, kept.WasConfirmed));
        kept.Dismiss(Clerk, "误报", new DateOnly(2026, 3, 20), Monday.AddDays(3));
        Assert.False(kept.WasConfirmed);
    }

    [Fact]
    public void What_needs_no_person_is_confirmed_at_once()
    {
        var kept = Kept(needsPerson: false);
        Assert.Equal((FindingState.Confirmed, "系统"), (kept.State, kept.JudgedBy));
    }

    [Fact]
    public void A_dismissal_holds_to_its_last_day_and_no_longer()
    {
        var kept = Kept();
        kept.Dismiss(Clerk, "对方网站维护", new DateOnly(2026, 3, 5), Monday);
        Assert.False(kept.SeeAgain(Dead(), 2, Monday.AddDays(3)));
        Assert.Equal(FindingState.Dismissed, kept.State);
        Assert.True(kept.SeeAgain(Dead(), 3, Monday.AddDays(4)));
        Assert.Equal(FindingState.Open, kept.State);
    }

    [Fact]
    public void What_a_person_dismissed_waits_for_a_person_again_although_its_row_needs_none()
    {
        var kept = Kept(needsPerson: false);
        kept.Dismiss(Clerk, "标识由脚本写入", new DateOnly(2026, 3, 5), Monday);
        Assert.True(kept.SeeAgain(Dead(needsPerson: false), 2, Monday.AddDays(4)));
        Assert.Equal((FindingState.Open, null), (kept.State, kept.JudgedBy));

        kept.Dismiss(Clerk, "标识由脚本写入", new DateOnly(2026, 3, 20), Monday.AddDays(4));
        kept.Miss(Monday.AddDays(5), 1);
        kept.SeeAgain(Dead(needsPerson: false), 4, Monday.AddDays(6));
        Assert.Equal(FindingState.Open, kept.State);
        kept.Miss(Monday.AddDays(7), 1);
        kept.SeeAgain(Dead(needsPerson: false), 6, Monday.AddDays(8));
        Assert.Equal(FindingState.Open, kept.State);

        kept.Confirm(Clerk, Monday.AddDays(8));
        kept.Miss(Monday.AddDays(9), 1);
        kept.SeeAgain(Dead(needsPerson: false), 8, Monday.AddDays(10));
        Assert.Equal((FindingState.Confirmed, "系统"), (kept.State, kept.JudgedBy));
    }

    [Fact]
    public void What_cannot_be_done_is_refused_with_a_sentence()
    {
        var kept = Kept();
        Assert.Equal("排除的有效期不能早于今天，现为2026-03-01。", Assert.Throws<RefusedException>(() => kept.Dismiss(Clerk, "误报", new DateOnly(2026, 3, 1), Monday)).Message);
        kept.Confirm(Clerk, Monday);
        Assert.Equal("“链接打不开。”已由方敏确认。", Assert.Throws<RefusedException>(() => kept.Confirm(Clerk, Monday)).Message);
        kept.Miss(Monday, 2);
        kept.Miss(Monday, 2);
        Assert.Equal("“链接打不开。”已经消失，不需要办理。", Assert.Throws<RefusedException>(() => kept.Confirm(Clerk, Monday)).Message);
    }
}
