using System.Globalization;
using Lantai.AnnualReports;
using Lantai.Papers;
using Lantai.Tests.Support;
using Xunit;

namespace Lantai.Tests.AnnualReports;

/// <summary>specs/annual/packs.csv: what the packs of formats say, with the clause they say it by.</summary>
public sealed class AnnualPackSpecs
{
    public static TheoryData<string, string, string, string> Rows()
    {
        var table = SourceTables.Read(Path.Combine(TestFiles.Root, "specs", "annual", "packs.csv")).Single();
        return [.. table.Rows.Skip(1).Select(row => (row.Cells[0], row.Cells[1], row.Cells[2], row.Cells[3]))];
    }

    [Theory, MemberData(nameof(Rows))]
    public void A_pack_says_what_its_row_says(string pack, string about, string value, string clause)
    {
        var format = AnnualFormats.Shipped.All.Single(format => format.Name == pack);
        Assert.Equal((value, clause), Said(format, about));
    }

    [Fact]
    public void The_first_year_is_that_of_the_oldest_pack()
    {
        Assert.Equal(2019, AnnualFormats.Shipped.FirstYear);
        Assert.Equal("没有2018年度报告的格式；可以编制的年度从2019年起。", Assert.Throws<RefusedException>(() => AnnualFormats.Shipped.Required(2018)).Message);
    }

    [Theory]
    [InlineData("  - {level: county,", "  - {level: city,", "deadlines：级别county应当有且只有一行")]
    [InlineData("left: [received, carried_in]", "left: [received]", "requests.balance：left和right应当各有两行")]
    [InlineData("{key: documents,", "{key: papers,", "proactive：没有“documents”这一行")]
    [InlineData("{key: review,", "{key: reviews,", "remedies：没有“review”这一行")]
    public void A_pack_that_lacks_what_the_program_fills_is_refused_with_line_and_key(string from, string to, string sentence)
    {
        var folder = Directory.CreateTempSubdirectory("lantai-pack-");
        try
        {
            var own = Directory.CreateDirectory(Path.Combine(folder.FullName, "annual"));
            var pack = File.ReadAllText(Repository.Pack("annual/2021.yaml"));
            Assert.Contains(from, pack, StringComparison.Ordinal);
            File.WriteAllText(Path.Combine(own.FullName, "2021.yaml"), pack.Replace(from, to, StringComparison.Ordinal));
            var refusal = Assert.Throws<RefusedException>(() => AnnualFormats.Read(new Lantai.Packs.PackFolder(Repository.Pack(""), folder.FullName)));
            Assert.Contains(sentence, refusal.Message, StringComparison.Ordinal);
            Assert.Matches("第[0-9]+行", refusal.Message);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static (string Value, string Clause) Said(AnnualFormat format, string about) => about switch
    {
        "years" => ($"{format.FirstYear}-{format.LastYear}", format.Basis.Text),
        "heading" => (format.Proactive.Heading, format.Basis.Text),
        "likeness.share" => (format.Likeness.Share.ToString(CultureInfo.InvariantCulture), format.Likeness.Basis.Text),
        "likeness.shortest" => ($"{format.Likeness.Shortest}", format.Likeness.Basis.Text),
        "likeness.sections" => (string.Join(' ', format.Likeness.Sections), format.Likeness.Basis.Text),
        "overview.longest" => ($"{format.Sections[0].Longest}", format.Sections[0].Basis.Text),
        _ when format.Deadlines.FirstOrDefault(deadline => $"deadline.{deadline.Level}" == about) is { } deadline =>
            ($"{deadline.Month:00}-{deadline.Day:00}", deadline.Basis.Text),
        _ => throw new ArgumentOutOfRangeException(nameof(about), about, null),
    };
}
