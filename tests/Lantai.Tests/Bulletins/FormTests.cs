using Lantai.Bulletins;
using Lantai.Packs;
using Lantai.Papers;
using Lantai.Tests.Support;
using Xunit;

namespace Lantai.Tests.Bulletins;

public sealed class FormTests
{
    public static TheoryData<string> Samples => [.. SampleForms.Names];

    [Theory]
    [MemberData(nameof(Samples))]
    public void A_form_written_as_a_file_and_read_again_makes_the_same_paper(string sample)
    {
        var (form, standings) = (SampleForms.Form(sample), SampleForms.Standings(sample));
        var again = BulletinForm.Read(PackFile.Parse(FormYaml.Write(form), "通报.yaml"));
        Assert.Equal(PaperHtml.Render(Draft.Compose(form, standings).Paper), PaperHtml.Render(Draft.Compose(again, standings).Paper));
        Assert.Equal(FormYaml.Write(form), FormYaml.Write(again));
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void A_body_taken_to_the_page_and_back_makes_the_same_paper(string sample)
    {
        var (form, standings) = (SampleForms.Form(sample), SampleForms.Standings(sample));
        Assert.Equal(PaperHtml.Render(Draft.Compose(form, standings).Paper), PaperHtml.Render(Draft.Compose(form.OnPage(), standings).Paper));
    }

    [Theory]
    [InlineData("是")]
    [InlineData("123")]
    [InlineData("null")]
    [InlineData("- 项：[内] {容} # 注 & * ! % @ `")]
    [InlineData("引号“”\"'\\n反斜杠\\")]
    [InlineData("生僻字𬭎与表情😀")]
    public void Whatever_is_typed_survives_the_file(string typed)
    {
        var form = SampleForms.Form("kaifeng-2022") with { Addressees = typed, Title = new FormText(typed + "\n" + typed, "") };
        var again = BulletinForm.Read(PackFile.Parse(FormYaml.Write(form), "通报.yaml"));
        Assert.Equal((typed, typed + "\n" + typed), (again.Addressees, again.Title.Text));
    }

    [Fact]
    public void A_mistake_names_the_paragraph_of_the_page()
    {
        var form = SampleForms.Form("yanshi-2022-12") with { Body = BodyText.Read("开头。\n\n一、要求。平均{{avrage:区直单位}}分。") };
        var refusal = Assert.Throws<RefusedException>(() => Draft.Compose(form, SampleForms.Standings("yanshi-2022-12")));
        Assert.Equal("正文第2段 {{avrage:区直单位}}：不认识的占位符“avrage”，是否为“average”。", refusal.Message);
    }

    [Theory]
    [InlineData("yanshi-2021-01", "标有“内部资料”")]
    [InlineData("yanshi-2022-12", null)]
    [InlineData("kaifeng-2022", null)]
    public void The_form_decides_whether_the_public_may_read_it(string sample, string? because) =>
        Assert.Equal(because, SampleForms.Form(sample).KeptFromPublic());

    [Theory]
    [InlineData("此件不公开", "附注为“此件不公开”")]
    [InlineData("此件依申请公开", "附注为“此件依申请公开”")]
    [InlineData("此件公开发布", null)]
    public void So_does_a_note(string note, string? because) =>
        Assert.Equal(because, (SampleForms.Form("kaifeng-2022") with { Note = note }).KeptFromPublic());

    [Fact]
    public void The_year_of_the_issue_follows_its_day()
    {
        var form = SampleForms.Form("yanshi-2022-12").Dated(new DateOnly(2024, 2, 1), 3);
        Assert.Equal((new IssueNumber(2024, 3), new DateOnly(2024, 2, 1)), (form.Issue, form.On));
        var printed = SampleForms.Form("kaifeng-2022").Dated(new DateOnly(2023, 5, 1));
        Assert.Equal(new DateOnly(2023, 5, 1), printed.Foot.PrintedOn);
    }

    [Theory]
    [InlineData("brief", "yanshi-2022-12")]
    [InlineData("red-head", "kaifeng-2022")]
    [InlineData("notice", "huangshigang-2022")]
    [InlineData("brief", "kaifeng-2022")]
    public void A_shipped_template_begins_a_draft_on_any_standings(string template, string sample)
    {
        var standings = SampleForms.Standings(sample);
        var start = new FormStart("某某区人民政府办公室", "0379-55500117", standings.Period!.Value, new DateOnly(2023, 2, 3), 2, new DocumentNumber("某政办", 2023, 7));
        var form = FormTemplate.Begin(BulletinForm.Read(Repository.Pack($"bulletins/{template}.yaml")), start, standings).OnPage();
        var draft = Draft.Compose(form, standings);
        Assert.Equal(standings.Groups.Count, draft.Sheets.Count);
        Assert.Equal(standings.Groups[0].Rows.Count, draft.Sheets[0].Rows.Count);
        Assert.NotEmpty(form.OpenBlanks());
        Assert.DoesNotContain("{{", PaperHtml.Render(draft.Paper), StringComparison.Ordinal);
        Assert.Contains("某某区人民政府办公室", PaperHtml.Render(draft.Paper), StringComparison.Ordinal);
    }

    [Fact]
    public void A_red_headed_document_is_not_begun_without_a_number()
    {
        var standings = SampleForms.Standings("kaifeng-2022");
        var start = new FormStart("某市人民政府办公室", "电话", standings.Period!.Value, new DateOnly(2023, 2, 3), 1, null);
        Assert.Throws<RefusedException>(() => FormTemplate.Begin(SampleForms.Form("kaifeng-2022"), start, standings));
    }

    [Fact]
    public void Every_figure_offered_can_be_inserted_and_prints_what_it_shows()
    {
        foreach (var sample in SampleForms.Names)
        {
            var (form, standings) = (SampleForms.Form(sample), SampleForms.Standings(sample));
            var offered = FigureChoices.Of(form, standings).SelectMany(group => group.Choices).Where(choice => choice.Value is not null).ToList();
            var paper = Draft.Compose(form with { Body = BodyText.Read(string.Join('\n', offered.Select(choice => "取" + choice.Placeholder))) }, standings).Paper;
            Assert.True(offered.Count > 15, sample);
            Assert.Equal(offered.Select(choice => (choice.Placeholder, choice.Value)), BoundFigures.Of(paper).Select(figure => (figure.Origin.Placeholder, (string?)figure.Text)));
        }
    }
}
