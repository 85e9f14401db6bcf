using Lantai.Ui;
using Xunit;

namespace Lantai.Tests.Ui;

public sealed class FormTests
{
    [Fact]
    public async Task A_wrong_field_says_so_where_it_stands_and_in_the_summary()
    {
        var check = new FormCheck();
        check.Text("Form.Name", " ", "单位全称", 60);

        var field = await Rendering.Of<Field>(("Name", "Form.Name"), ("Label", "单位全称"), ("Check", check), ("Hint", "与公章一致"), ("Required", true));
        var input = field.QuerySelector("input")!;
        var explained = input.GetAttribute("aria-describedby")!.Split(' ').Select(id => field.QuerySelector("#" + id)!.TextContent);
        Assert.Equal(["与公章一致", "请填写“单位全称”。"], explained);
        Assert.Equal("true", input.GetAttribute("aria-invalid"));
        Assert.Equal(input.Id, field.QuerySelector("label")!.GetAttribute("for"));

        var summary = await Rendering.Of<ErrorSummary>(("Check", check));
        Assert.EndsWith("#" + input.Id, summary.QuerySelector("a")!.GetAttribute("href"), StringComparison.Ordinal);
        Assert.Equal("-1", summary.QuerySelector("[role=alert]")!.GetAttribute("tabindex"));
    }

    [Fact]
    public async Task A_form_without_errors_has_no_summary()
    {
        var summary = await Rendering.Of<ErrorSummary>(("Check", new FormCheck()));
        Assert.Empty(summary.Children);
    }

    [Theory]
    [InlineData(FieldKind.Text, "input[type=text]")]
    [InlineData(FieldKind.Number, "input[type=text][inputmode=decimal]")]
    [InlineData(FieldKind.Date, "input[type=date]")]
    [InlineData(FieldKind.Select, "select")]
    [InlineData(FieldKind.TextArea, "textarea")]
    [InlineData(FieldKind.File, "input[type=file]")]
    [InlineData(FieldKind.Checkbox, "input[type=checkbox]")]
    [InlineData(FieldKind.Radio, "input[type=radio]")]
    public async Task Every_kind_of_input_has_its_label(FieldKind kind, string selector)
    {
        var field = await Rendering.Of<Field>(
            ("Name", "Form.Kind"), ("Label", "类别"), ("Kind", kind), ("Choices", new Choice[] { new("a", "甲"), new("b", "乙") }));
        var input = field.QuerySelector(selector)!;
        Assert.Equal("Form.Kind", input.GetAttribute("name"));
        Assert.NotNull(field.QuerySelector($"label[for='{input.Id}']"));
    }

    [Fact]
    public async Task A_list_marks_what_is_chosen_and_groups_what_belongs_together()
    {
        var field = await Rendering.Of<Field>(("Name", "unit"), ("Label", "单位"), ("Kind", FieldKind.Select), ("Value", "b"), ("Prompt", "请选择"),
            ("Choices", new Choice[] { new("a", "教育局", "区直单位"), new("b", "首阳山街道", "镇（街道）") }));
        Assert.Equal("首阳山街道", field.QuerySelector("option[selected]")!.TextContent);
        Assert.Equal(["区直单位", "镇（街道）"], field.QuerySelectorAll("optgroup").Select(g => g.GetAttribute("label")!));
    }

    [Theory]
    [InlineData("12.5", 12.5)]
    [InlineData(" １２．５ ", 12.5)]
    [InlineData("-3", -3)]
    public void A_number_is_read_as_people_type_it(string typed, double expected)
    {
        var check = new FormCheck();
        Assert.Equal((decimal)expected, check.Number("n", typed, "分值", -10, 100));
        Assert.False(check.Failed);
    }

    [Theory]
    [InlineData("十分", "“分值”应填数字，现为“十分”。")]
    [InlineData("100.5", "“分值”应在 0 至 100 之间，现为 100.5。")]
    [InlineData("1e3", "“分值”应填数字，现为“1e3”。")]
    public void A_wrong_number_is_answered_with_what_was_typed(string typed, string sentence)
    {
        var check = new FormCheck();
        Assert.Null(check.Number("n", typed, "分值", 0, 100));
        Assert.Equal(sentence, check.For("n"));
    }

    [Theory]
    [InlineData("2026-01-05")]
    [InlineData("2026/1/5")]
    [InlineData("2026年1月5日")]
    [InlineData("２０２６．１．５")]
    public void A_day_is_read_in_any_usual_form(string typed) =>
        Assert.Equal(new DateOnly(2026, 1, 5), new FormCheck().Day("d", typed, "日期"));

    [Fact]
    public void A_day_that_does_not_exist_is_refused()
    {
        var check = new FormCheck();
        Assert.Null(check.Day("d", "2026-02-30", "日期"));
        Assert.Equal("“日期”应填日期，如 2026-01-05，现为“2026-02-30”。", check.For("d"));
    }

    [Fact]
    public async Task A_refusal_becomes_a_line_of_the_summary()
    {
        var check = new FormCheck();
        Assert.False(await check.TryAsync(() => throw new RefusedException("工单已办结，不能再回复。")));
        Assert.Equal([new FieldError(null, "工单已办结，不能再回复。")], check.Errors);
    }

    [Fact]
    public async Task A_bug_is_not_taken_for_a_refusal() =>
        await Assert.ThrowsAsync<InvalidOperationException>(() => new FormCheck().TryAsync(() => throw new InvalidOperationException("bug")));
}
