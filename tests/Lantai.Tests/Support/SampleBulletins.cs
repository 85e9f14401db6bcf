using System.Globalization;

namespace Lantai.Tests.Support;

/// <summary>Bulletins of the three forms with random units and scores, in which every figure is right.</summary>
internal sealed class SampleBulletins(int seed)
{
    private static readonly string[] Departments =
    [
        "发展和改革委员会", "教育体育局", "科学技术局", "工业和信息化局", "公安局", "民政局", "司法局", "财政局",
        "人力资源和社会保障局", "自然资源和规划局", "生态环境局", "住房和城乡建设局", "交通运输局", "水利局", "农业农村局",
        "商务局", "文化广电和旅游局", "卫生健康委员会", "应急管理局", "审计局", "市场监督管理局", "统计局", "信访局", "林业局",
    ];

    private static readonly string[] Towns = ["伊洛街道", "邙岭镇", "府店镇", "翟镇镇", "槐新街道", "高龙镇", "顾县镇", "山化镇", "大口镇", "岳滩镇"];

    private readonly Random random = new(seed);

    /// <summary>The monthly brief: four indicators, month and year totals, no rank, better and worse performers.</summary>
    public SamplePaper Brief()
    {
        var (departments, towns) = (Monthly(Pick(Departments, 10)), Monthly(Pick(Towns, 7)));
        var (d, t) = (departments.ConvertAll(row => row[0]), towns.ConvertAll(row => row[0]));
        return new SamplePaper()
            .Line("政务信息公开工作").Line("(2023年第1期)").Line("某某区人民政府办公室").Line("2023年1月17日")
            .Line("2022年12月及全年网站管理情况通报")
            .Line($"全年表现较好的单位有：区{d[0]}、{d[1]}和{t[0]}、{t[1]}；表现较差的有：区{d[^2]}、{d[^1]}和{t[^1]}。各单位要做好以下工作：")
            .Line("一、优化专区。各单位要设置专区。").Line("二、优化专栏。各单位要维护专栏。").Line("三、加强学习。各单位要组织学习。")
            .Line("附件：1. 2022年12月区直单位网站管理情况").Line("2. 2022年12月各镇（街道）网站管理情况")
            .Line("附件 1").Line("2022 年 12 月区直单位网站管理情况").Table(departments.Prepend(BriefHeader))
            .Line("附件 2").Line("2022 年 12 月各镇（街道）网站管理情况").Table(towns.Prepend(BriefHeader))
            .Line("送：区委、区政府有关领导。");
    }

    /// <summary>The red-headed document: one score, bands with shares over both groups, a rate, printed ten days later.</summary>
    public SamplePaper Document()
    {
        var (counties, departments) = (Scores(Pick(Towns, 6), 3), Scores(Pick(Departments, 12), 9));
        var all = counties.Concat(departments).Select(row => decimal.Parse(row[2], CultureInfo.InvariantCulture)).ToList();
        string Share(int count) => (Math.Round(count * 10000m / all.Count, MidpointRounding.AwayFromZero) / 100).ToString("0.##", CultureInfo.InvariantCulture);
        var (high, middle, low) = (all.Count(score => score > 90), all.Count(score => score is > 80 and < 90), all.Count(score => score < 80));
        return new SamplePaper()
            .Line("某政办〔2023〕14号").Line("关于2022年度政务公开工作考核情况的 通 报")
            .Line($"对{counties.Count}个镇街道、{departments.Count}个市直单位进行了考核。90分以上的单位{high}家，占比{Share(high)}%；80—90分的单位{middle}家，占比{Share(middle)}%；60—80分的单位{low}家，占比{Share(low)}%。")
            .Line("一、亮点").Line("（一）机制完善").Line("收到40个单位答复书31份，回复率为77.5%。").Line("（二）平台规范").Line("二、要求")
            .Line("附件：1. 各镇（街道）考核得分情况").Line("2. 市直各有关单位考核得分情况").Line("2023年4月7日")
            .Line("附件1").Line("各镇（街道）考核得分情况").Table(counties.Prepend(["序号", "单位", "得分"]))
            .Line("附件2").Line("市直各有关单位考核得分情况").Table(departments.Prepend(["序号", "单位", "得分"]))
            .Line("某某市人民政府办公室 2023年4月17日印发");
    }

    /// <summary>The plain notice: ranks, maxima in the header, ties, parts of a total, average, highest, first three.</summary>
    public SamplePaper Notice()
    {
        var rows = Ranked(Pick(Departments, 11));
        var totals = rows.ConvertAll(row => decimal.Parse(row[^1], CultureInfo.InvariantCulture));
        return new SamplePaper()
            .Line("关于2022年全区政务公开绩效考评情况的通报")
            .Line($"全年共公开16条政策解读，其中8篇图文解读，6篇文字解读，1篇音频解读，1篇视频解读。参评单位平均得分{Math.Round(totals.Average(), 2, MidpointRounding.AwayFromZero)}分，最高分{totals[0]}分，最低分{totals[^1]}分。得分前三名为{rows[0][1]}、{rows[1][1]}、{rows[2][1]}。")
            .Line("2023年2月10日")
            .Line("附件：区直各部门成绩排名表").Line("附件")
            .Line("区直各部门成绩排名表").Table(rows.Prepend(["排名", "单位", "基础信息(25分)", "公开领域(40分)", "解读回应(25分)", "能力保障(10分)", "总分(100分)"]));
    }

    private static readonly List<string> BriefHeader = ["单位名称", "公共服务得分", "交流互动得分", "网站建设及安全得分", "政务信息公开得分", "总分", "全年总分"];

    private List<string> Pick(string[] names, int count) => [.. names.OrderBy(_ => random.Next()).Take(count)];

    private List<List<string>> Monthly(List<string> units)
    {
        var year = 500m;
        return units.ConvertAll(unit =>
        {
            decimal[] points = [4, 2 + random.Next(3), 13, random.Next(40) / 2m];
            year -= 1 + random.Next(40) / 2m;
            return (List<string>)[unit, .. points.Append(points.Sum()).Append(year).Select(Show)];
        });
    }

    /// <summary>Falls from 93 to about 65, never on a bound, so that each band holds some.</summary>
    private List<List<string>> Scores(List<string> units, int step)
    {
        var rows = units.Select((_, at) => 93.37m - at * 27m / units.Count - random.Next(step) / 100m).OrderDescending().ToList();
        return [.. units.Select((unit, at) => (List<string>)[$"{at + 1}", unit, Show(rows[at])])];
    }

    private List<List<string>> Ranked(List<string> units)
    {
        var rows = units.Select(unit => (Unit: unit, Points: new decimal[] { 18 + random.Next(7), 30 + random.Next(10), 10 + random.Next(14), 6 + random.Next(4) }))
            .OrderByDescending(row => row.Points.Sum()).ToList();
        return [.. rows.Select((row, at) => (List<string>)[$"{at + 1}", row.Unit, .. row.Points.Append(row.Points.Sum()).Select(Show)])];
    }

    private static string Show(decimal number) => number.ToString("0.##", CultureInfo.InvariantCulture);
}
