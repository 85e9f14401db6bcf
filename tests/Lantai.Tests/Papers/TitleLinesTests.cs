using FsCheck;
using FsCheck.Fluent;
using Lantai.Papers;
using Lantai.Tests.Support;
using Xunit;

namespace Lantai.Tests.Papers;

/// <summary>specs/papers/title-lines.csv: titles and headings as a typist breaks them.</summary>
public sealed class TitleLinesTests
{
    public static TheoryData<string, int, string> Examples =>
        [.. File.ReadLines(Repository.Spec("papers/title-lines.csv")).Skip(1).Select(line => line.Split(',')).Select(row => (row[0], int.Parse(row[1]), row[2]))];

    [Theory]
    [MemberData(nameof(Examples))]
    public void A_title_breaks_between_words(string title, int longest, string lines) =>
        Assert.Equal(lines, string.Join('/', TitleLines.Break(title, longest, PaperLayout.Standard.Words)));

    [Fact]
    public void No_character_is_lost_and_no_line_too_long() => Check.QuickThrowOnFailure(Prop.ForAll(
        Gen.Elements("政府网站信息公开的和（）、“”2022年12月A《》".ToCharArray()).NonEmptyListOf().Select(chars => string.Concat(chars)).ToArbitrary(),
        title =>
        {
            var lines = TitleLines.Break(title, 6, PaperLayout.Standard.Words);
            return string.Concat(lines) == title && lines.All(line => TextWidth.Ems(line) <= 6);
        }));
}
