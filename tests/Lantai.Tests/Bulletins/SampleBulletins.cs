using Lantai.Assessment;
using Lantai.Bulletins;
using Lantai.Packs;
using Lantai.Papers;
using Lantai.Tests.Assessment;
using Lantai.Tests.Support;
using Xunit;

namespace Lantai.Tests.Bulletins;

/// <summary>The four bulletins of the samples: scores, scheme and form.</summary>
internal static class SampleBulletins
{
    public static readonly (string Sample, string Form)[] All =
    [
        ("yanshi-2021-01", "yanshi/bulletin-2021-01"),
        ("yanshi-2022-12", "yanshi/bulletin-2022-12"),
        ("kaifeng-2022", "kaifeng/bulletin-2022"),
        ("huangshigang-2022", "huangshigang/bulletin-2022"),
    ];

    public static TheoryData<string> Names => [.. All.Select(bulletin => bulletin.Sample)];

    public static string FormPath(string sample) => Repository.Pack(Path.Combine("samples", All.Single(b => b.Sample == sample).Form + ".yaml"));

    public static string ScoresPath(string sample) => SampleTables.Scores(SampleTables.All.Single(s => s.Sample == sample).Scores);

    public static string Scheme(string sample) => SampleTables.All.Single(s => s.Sample == sample).Scheme;

    public static Standings Standings(string sample)
    {
        var scheme = Lantai.Assessment.Scheme.Load(Scheme(sample), PackFolder.BesideProgram);
        var scorings = scheme.Groups.ToDictionary(group => group.Name, group => new Scoring(scheme, group, []));
        var units = ScoreFile.Read(SourceTables.Read(ScoresPath(sample))[0], scheme, rulesFill: false);
        return SchemeStandings.Of(scheme, null, units.Select(unit => scorings[unit.Group.Name].Score(unit.Unit)));
    }

    public static BulletinForm Form(string sample) => BulletinForm.Read(FormPath(sample));

    public static Draft Draft(string sample) => Lantai.Bulletins.Draft.Compose(Form(sample), Standings(sample));

    /// <summary>A plain notice with the lines given in place of its body and below it.</summary>
    public static BulletinForm Notice(string sample, string body, params string[] more)
    {
        var form = Form(sample);
        var names = string.Join("\n", form.ShortNames.Select(pair => $"  {pair.Key}: {pair.Value}").Prepend(form.ShortNames.Count > 0 ? "short-names:" : ""));
        return BulletinForm.Read(PackFile.Parse($$"""
            kind: notice
            title: 关于考评情况的通报
            issuer: 政务公开办公室
            date: 2023-04-07
            period: "{{form.Period}}"
            body:
              - "{{body}}"
            figures:
              - {name: 答复件数, value: "36", from: 依申请公开台账}
            tables:
              - group: {{form.Tables[0].Group.Text}}
                title: 得分
                columns: [{unit: 单位}, {total: 总分}]
            {{names}}
            {{string.Join('\n', more)}}
            """, "通报.yaml"));
    }

    /// <summary>The runs of the body's first paragraph.</summary>
    public static IReadOnlyList<Run> FirstRuns(Draft draft) => ((Paragraph)draft.Paper.Body[0]).Runs;
}
