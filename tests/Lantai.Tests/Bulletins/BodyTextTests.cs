using FsCheck;
using FsCheck.Fluent;
using Lantai.Bulletins;
using Xunit;

namespace Lantai.Tests.Bulletins;

public sealed class BodyTextTests
{
    [Fact]
    public void Headings_are_known_by_their_numbers_and_text_runs_on_after_a_full_stop()
    {
        var parts = BodyText.Read("引言。\n\n一、总体情况\n\n（一）进展不平衡。首尾相差{{spread:街道}}分。\n\n另起一段。\n(二)质量不高\n内容。\n二、要求\n1.5万人受益。");
        Assert.Equal("引言。", Assert.IsType<FormParagraph>(parts[0]).Text.Text);
        var first = Assert.IsType<FormSection>(parts[1]);
        Assert.Equal(("总体情况", null, 2), (first.Heading.Text, first.RunsOn?.Text, first.Parts.Count));
        var lead = Assert.IsType<FormSection>(first.Parts[0]);
        Assert.Equal(("进展不平衡。", "首尾相差{{spread:街道}}分。", "正文第3段"), (lead.Heading.Text, lead.RunsOn!.Text, lead.Heading.Where));
        Assert.Equal("1.5万人受益。", Assert.IsType<FormParagraph>(Assert.IsType<FormSection>(parts[2]).Parts[0]).Text.Text);
    }

    [Fact]
    public void Numbers_follow_from_the_place()
    {
        var parts = BodyText.Read("三、先\n甲。\n三、后\n乙。");
        Assert.Equal("一、先\n\n甲。\n\n二、后\n\n乙。", BodyText.Write(parts));
    }

    [Theory]
    [InlineData("（一）没有上级\n内容。", "正文第1段：“（一）”的上一级标题没有写，请先写“一、”。")]
    [InlineData("开头。\n\n一、有标题没有内容", "正文第2段：标题“有标题没有内容”下面没有内容。")]
    [InlineData("一、\n内容。", "正文第1段：只有序号，没有标题。")]
    [InlineData(" \n　\n", "请填写“正文”。")]
    public void What_does_not_hold_together_is_refused_with_its_place(string text, string sentence) =>
        Assert.Equal(sentence, Assert.Throws<RefusedException>(() => BodyText.Read(text)).Message);

    /// <summary>Random bodies of four levels: what is written is read as it was.</summary>
    [Fact]
    public void What_is_written_is_read_again()
    {
        var words = Gen.Elements("完善制度", "{{average:区直单位}}", "各单位", "2.5分", "（见附件）", "2023年");
        var text = words.NonEmptyListOf().Select(list => string.Concat(list) + "。");
        Prop.ForAll(Parts(text, 1).ToArbitrary(), parts =>
        {
            var once = BodyText.Write(parts);
            return BodyText.Write(BodyText.Read(once)) == once;
        }).QuickCheckThrowOnFailure();
    }

    private static Gen<IReadOnlyList<FormPart>> Parts(Gen<string> text, int level)
    {
        var paragraph = text.Select(words => (FormPart)new FormParagraph(new FormText("经查，" + words, "")));
        var lead = text.Two().Select(pair => (FormPart)new FormSection(new FormText("要求" + pair.Item1, ""), new FormText("应当" + pair.Item2, ""), []));
        if (level == 4) return paragraph.Or(lead).NonEmptyListOf().Select(list => (IReadOnlyList<FormPart>)list.ToList());
        var section = Parts(text, level + 1).Select(inner => (FormPart)new FormSection(new FormText("总体情况", ""), null, inner));
        return Gen.OneOf(paragraph, lead, section).NonEmptyListOf().Select(list => (IReadOnlyList<FormPart>)list.Take(6).ToList());
    }
}
