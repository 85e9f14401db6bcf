using FsCheck;
using FsCheck.Fluent;
using Lantai.Papers;
using Xunit;

namespace Lantai.Tests.Papers;

public sealed class TableLayoutTests
{
    private const decimal Width = 36.85m;

    [Fact]
    public void Columns_fill_the_table_and_a_name_keeps_one_line()
    {
        var widths = ColumnWidths.Fit(SamplePapers.Table(31), Width);
        Assert.Equal(Width, Math.Round(widths.Sum(), 6));
        Assert.All(Enumerable.Range(0, 7), column => Assert.True(widths[column] > ColumnWidths.Widest(SamplePapers.Table(31), column)));
    }

    [Fact]
    public void Columns_fill_the_table_whatever_stands_in_it() => Check.QuickThrowOnFailure(Prop.ForAll(
        Gen.Choose(0, 60).ListOf(6).ToArbitrary(), lengths =>
        {
            IReadOnlyList<PaperCell> row = [.. lengths.Select(length => new PaperCell(new string('字', length)))];
            var widths = ColumnWidths.Fit(new PaperTable("表", [.. row.Select(_ => ColumnAlign.Center)], [row], [row]), Width);
            return Math.Round(widths.Sum(), 6) == Width && widths.All(width => width > 0);
        }));

    [Fact]
    public void A_table_too_wide_for_its_headings_is_set_smaller()
    {
        PaperCell[] heads = [.. Enumerable.Repeat(new PaperCell("基础信息\n（25分）"), 8)];
        PaperCell[] cells = [.. Enumerable.Repeat(new PaperCell("25"), 8)];
        var table = new PaperTable("表", [.. heads.Select(_ => ColumnAlign.Figure)], [heads], [cells]);
        Assert.Equal(10.5m, ColumnWidths.Size(table, PaperLayout.Standard));
        Assert.Equal(12m, ColumnWidths.Size(SamplePapers.Table(3), PaperLayout.Standard));
    }

    [Theory]
    [InlineData(13, false)]
    [InlineData(21, false)] // one page as it is
    [InlineData(24, true)] // two rows over: one page when closed up
    [InlineData(31, false)] // nine rows over: two pages
    [InlineData(49, true)] // two rows on a third page
    public void Rows_close_up_where_that_saves_a_page_with_hardly_a_row(int rows, bool tight)
    {
        var table = SamplePapers.Table(rows);
        var paper = SamplePapers.Notice with { Attachments = [new Attachment("得分", [table])] };
        Assert.Equal(tight, TableRows.IsTight(paper, paper.Attachments[0].Blocks, table, PaperLayout.Standard));
    }
}
