using Lantai.Assessment;
using Lantai.Bulletins;
using Lantai.Cli;
using Lantai.Packs;
using Lantai.Tests.Support;

namespace Lantai.Tests.Bulletins;

/// <summary>The sample bulletins: their forms and the standings they rest on.</summary>
internal static class SampleForms
{
    private static readonly (string Sample, string Form, string Scores, string Scheme)[] All =
    [
        ("yanshi-2021-01", "yanshi/bulletin-2021-01", "yanshi/scores-2021-01", "yanshi-monthly"),
        ("yanshi-2022-12", "yanshi/bulletin-2022-12", "yanshi/scores-2022-12", "yanshi-monthly"),
        ("kaifeng-2022", "kaifeng/bulletin-2022", "kaifeng/scores-2022", "kaifeng-annual"),
        ("huangshigang-2022", "huangshigang/bulletin-2022", "huangshigang/scores-2022", "huangshigang-annual"),
    ];

    public static IEnumerable<string> Names => All.Select(sample => sample.Sample);

    public static BulletinForm Form(string sample) => BulletinForm.Read(Repository.Pack(Path.Combine("samples", Of(sample).Form + ".yaml")));

    public static Standings Standings(string sample)
    {
        var scheme = Scheme.Load(Of(sample).Scheme, PackFolder.BesideProgram);
        var units = ScoreFile.Read(ScoreVerb.OnlyTable(Repository.Pack(Path.Combine("samples", Of(sample).Scores + ".csv"))), scheme, rulesFill: false);
        var scorings = scheme.Groups.ToDictionary(group => group.Name, group => new Scoring(scheme, group, []), StringComparer.Ordinal);
        return SchemeStandings.Of(scheme, Form(sample).Period, units.Select(unit => scorings[unit.Group.Name].Score(unit.Unit)), null);
    }

    private static (string Sample, string Form, string Scores, string Scheme) Of(string sample) => All.First(known => known.Sample == sample);
}
