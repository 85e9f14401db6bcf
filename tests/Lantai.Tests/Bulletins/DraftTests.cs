using Lantai.Assessment;
using Lantai.Bulletins;
using Lantai.Calendar;
using Lantai.Papers;
using Lantai.Tests.Support;
using Xunit;

namespace Lantai.Tests.Bulletins;

public sealed class DraftTests
{
    private const string Yanshi = "yanshi-2022-12";

    [Theory]
    [MemberData(nameof(SampleBulletins.Names), MemberType = typeof(SampleBulletins))]
    public void A_sample_bulletin_reads_as_approved(string sample) =>
        Approved.Matches($"bulletin-{sample}", "html", PaperHtml.Article(SampleBulletins.Draft(sample).Paper));

    [Theory]
    [MemberData(nameof(SampleBulletins.Names), MemberType = typeof(SampleBulletins))]
    public void Nothing_in_a_sample_bulletin_wants_a_second_look(string sample) => Assert.Empty(SampleBulletins.Draft(sample).Warnings);

    [Theory]
    [MemberData(nameof(SampleBulletins.Names), MemberType = typeof(SampleBulletins))]
    public void A_sample_bulletin_is_a_valid_document_and_workbook(string sample)
    {
        var draft = SampleBulletins.Draft(sample);
        new OfficeFile(output => PaperDocx.Write(draft.Paper, output)).IsValid();
        new OfficeFile(output => SheetXlsx.Write(draft.Sheets, output)).IsValid();
    }

    [Fact]
    public void When_the_sheet_changes_the_sentence_follows()
    {
        var form = SampleBulletins.Notice(Yanshi, "前两名是{{better:区直单位:2}}，最高{{highest:区直单位:全年总分}}分。");
        var standings = SampleBulletins.Standings(Yanshi);
        Assert.Equal("前两名是民政局、教育体育局，最高488分。", Sentence(form, standings));
        var first = standings.Groups[0].Rows[0] with { Unit = "审计局", YearTotal = 500.5m };
        Assert.Equal("前两名是审计局、教育体育局，最高500.5分。", Sentence(form, WithRows(standings, [first, .. standings.Groups[0].Rows.Skip(1)])));
    }

    [Fact]
    public void A_lower_unit_left_out_is_pointed_out()
    {
        var form = SampleBulletins.Notice(Yanshi, "{{worse:区直单位:2}}", "worse: {区直单位: [信访局, 统计局]}");
        var draft = Draft.Compose(form, SampleBulletins.Standings(Yanshi));
        Assert.Equal("信访局、统计局", SampleBulletins.FirstRuns(draft)[0].Text);
        Assert.Equal("区直单位中由编辑点名", SampleBulletins.FirstRuns(draft)[0].Origin!.Explanation);
        Assert.Equal(["区直单位中社保中心排在第31位，在已点名为较差的信访局之后，但未点名。"], draft.Warnings);
    }

    [Fact]
    public void A_higher_unit_left_out_is_pointed_out_too()
    {
        var form = SampleBulletins.Notice(Yanshi, "{{better:区直单位:2}}", "better: {区直单位: [民政局, 发改委]}");
        Assert.Equal(["区直单位中教育体育局排在第2位，在已点名为较好的发展和改革委员会之前，但未点名。"], Draft.Compose(form, SampleBulletins.Standings(Yanshi)).Warnings);
    }

    [Fact]
    public void A_line_drawn_between_equal_units_is_pointed_out()
    {
        var form = SampleBulletins.Notice(Yanshi, "{{worse:区直单位:2}}");
        Assert.Equal(["区直单位中信访局与已点名为较差的统计局得分相同（235.5分），但未点名。"], Draft.Compose(form, SampleBulletins.Standings(Yanshi)).Warnings);
    }

    [Fact]
    public void A_named_unit_that_the_group_does_not_have_is_refused()
    {
        var form = SampleBulletins.Notice(Yanshi, "{{worse:区直单位:1}}", "worse: {区直单位: [统计科]}");
        var refused = Assert.Throws<RefusedException>(() => Draft.Compose(form, SampleBulletins.Standings(Yanshi)));
        Assert.Equal("通报.yaml第7行 {{worse:区直单位:1}}：区直单位中没有“统计科”，是否为“统计局”。", refused.Message);
    }

    [Fact]
    public void A_missing_cell_is_never_counted_as_nothing()
    {
        var standings = SampleBulletins.Standings(Yanshi);
        var rows = standings.Groups[0].Rows;
        var gap = WithRows(standings, [.. rows.Take(30), rows[30] with { Total = null, YearTotal = null }]);
        var refused = Assert.Throws<RefusedException>(() => Draft.Compose(SampleBulletins.Notice(Yanshi, "{{average:区直单位}}"), gap));
        Assert.Contains("区直单位中社保中心没有“总分”，请补全后再引用。", refused.Message, StringComparison.Ordinal);
        var draft = Draft.Compose(SampleBulletins.Notice(Yanshi, "{{worse:区直单位:1}}"), gap);
        Assert.Equal("统计局", SampleBulletins.FirstRuns(draft)[0].Text);
        Assert.Equal("", ((PaperTable)draft.Paper.Attachments[0].Blocks[0]).Rows[30][1].Text);
    }

    [Fact]
    public void A_table_prints_the_columns_asked_for_with_one_precision_each()
    {
        var table = (PaperTable)SampleBulletins.Draft(Yanshi).Paper.Attachments[0].Blocks[0];
        Assert.Equal(["单位名称", "公共服务得分", "交流互动得分", "网站建设及安全得分", "政务信息公开得分", "总分", "全年总分"], table.Head[0].Select(cell => cell.Text));
        Assert.Equal(["民政局", "4", "2", "13", "18.0", "37.0", "488.0"], table.Rows[0].Select(cell => cell.Text));
        Assert.Equal(31, table.Rows.Count);
    }

    [Fact]
    public void Rank_annotation_and_maximum_are_printed_where_the_form_asks()
    {
        var kaifeng = (PaperTable)SampleBulletins.Draft("kaifeng-2022").Paper.Attachments[1].Blocks[0];
        Assert.Equal(["38", "市烟草局（无网站）", "64.75"], kaifeng.Rows[^1].Select(cell => cell.Text));
        var heading = ((PaperTable)SampleBulletins.Draft("huangshigang-2022").Paper.Attachments[1].Blocks[0]).Head[0][3].Text;
        Assert.Equal("公开领域\n（40分）", heading);
    }

    [Fact]
    public void The_sheets_hold_the_same_tables_as_numbers()
    {
        var sheet = SampleBulletins.Draft("huangshigang-2022").Sheets[0];
        Assert.Equal(["排名", "单位", "基础信息（35分）", "依申请办理答复（5分）", "解读回应（40分）", "能力保障（20分）", "总分（100分）"], sheet.Columns.Select(column => column.Name));
        Assert.Equal(98m, sheet.Rows[0][^1].Number);
    }

    [Fact]
    public void Sections_are_numbered_by_their_place()
    {
        var headings = SampleBulletins.Draft("kaifeng-2022").Paper.Body.OfType<Heading>().Select(heading => heading.Title[0].Text);
        Assert.Equal(["一、", "二、", "（一）", "（二）", "（三）", "（四）", "三、", "（一）", "（二）", "（三）", "（四）", "四、", "（一）", "（二）", "（三）", "（四）", "（五）"], headings);
    }

    [Fact]
    public void A_period_other_than_the_sheets_is_refused()
    {
        var standings = SampleBulletins.Standings(Yanshi) with { Period = Period.Month(2022, 11) };
        var refused = Assert.Throws<RefusedException>(() => Draft.Compose(SampleBulletins.Form(Yanshi), standings));
        Assert.Equal("bulletin-2022-12.yaml写的考评期是2022年12月，得分表是2022年11月，请核对。", refused.Message);
    }

    [Fact]
    public void A_bulletin_dated_before_the_period_ends_is_pointed_out()
    {
        var form = SampleBulletins.Notice(Yanshi, "情况如下。") with { On = new DateOnly(2022, 12, 30) };
        Assert.Equal(["成文日期2022年12月30日在考评期2022年12月结束之前，请核对。"], Draft.Compose(form, SampleBulletins.Standings(Yanshi)).Warnings);
    }

    [Fact]
    public void A_table_of_a_group_that_is_not_scored_is_refused_with_its_line()
    {
        var standings = SampleBulletins.Standings(Yanshi);
        var refused = Assert.Throws<RefusedException>(() =>
            Draft.Compose(SampleBulletins.Notice(Yanshi, "情况如下。"), standings with { Groups = [standings.Groups[1]] }));
        Assert.Equal("通报.yaml第11行：没有“区直单位”这个组别，现有：镇（街道）。", refused.Message);
    }

    [Fact]
    public void A_sheet_without_units_is_refused()
    {
        var standings = SampleBulletins.Standings(Yanshi) with { Groups = [] };
        Assert.Equal("得分表中没有单位，不能起草通报。", Assert.Throws<RefusedException>(() => Draft.Compose(SampleBulletins.Form(Yanshi), standings)).Message);
    }

    private static string Sentence(BulletinForm form, Standings standings) =>
        string.Concat(SampleBulletins.FirstRuns(Draft.Compose(form, standings)).Select(run => run.Text));

    private static Standings WithRows(Standings standings, IReadOnlyList<StandingRow> rows) =>
        standings with { Groups = [standings.Groups[0] with { Rows = rows }, .. standings.Groups.Skip(1)] };
}
