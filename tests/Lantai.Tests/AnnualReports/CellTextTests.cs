using Lantai.AnnualReports;
using Xunit;

namespace Lantai.Tests.AnnualReports;

/// <summary>A number and the measure behind it.</summary>
public sealed class CellTextTests
{
    private static readonly AnnualFormat Format = AnnualFormats.Shipped.Of(2022)!;

    [Theory]
    [InlineData("permits", "12件", "12")]
    [InlineData("permits", "１２ 个", "12")]
    [InlineData("permits", "12万元", null)]
    [InlineData("permits", "12元", null)]
    [InlineData("charges", "1,234.56万元", "1234.56")]
    [InlineData("charges", "12345600元", null)]
    [InlineData("charges", "0.12亿元", null)]
    [InlineData("charges", "12件", null)]
    public void A_number_counts_only_with_a_measure_of_its_column(string row, string written, string? value)
    {
        var cell = CellText.Read(written, Format.Row(row).Columns[0]);
        Assert.Equal((value is null ? CellState.Text : CellState.Number, value), (cell.State, cell.Number is { } number ? AnnualCell.Show(number) : null));
        Assert.Equal(written, cell.Written);
        Assert.True(CellText.IsFigure(written));
    }

    [Fact]
    public void Every_column_of_every_format_names_its_measures() => Assert.All(
        new[] { 2020, 2022 }.SelectMany(year => AnnualFormats.Shipped.Of(year)!.Rows).SelectMany(row => row.Columns),
        column => Assert.Equal(column.TakesFraction ? ["万元"] : ["件", "个", "次", "条", "项", "宗", "份"], column.Measures));
}
