using System.Text;

namespace Lantai.Benchmarks.Patrol;

/// <summary>Official-sounding sentences without meaning and without fault, the same for the same random numbers.</summary>
internal sealed class Prose(Random random)
{
    private static readonly string[] Subjects =
        ["县人民政府", "有关单位", "各镇人民政府", "县财政局", "县教育局", "县交通运输局", "县水利局", "县农业农村局", "工作专班", "牵头单位", "街道办事处", "县林业局", "县统计局", "县审计局"];

    private static readonly string[] Adverbs = ["统筹", "持续", "深入", "认真", "稳步", "积极", "全面", "有序", "扎实", "严格", "及时", "主动"];

    private static readonly string[] Verbs = ["推进", "落实", "开展", "完善", "优化", "组织", "加强", "实施", "研究", "部署", "保障", "改进", "规范", "巩固"];

    private static readonly string[] Objects =
        ["农田水利建设", "道路养护", "饮水安全工程", "就业服务", "校园食品安全", "森林防火", "河道治理", "城区绿化", "老旧小区改造", "企业帮扶", "粮食收购", "农机补贴",
         "便民服务", "文化惠民活动", "职业技能培训", "医疗卫生服务", "养老服务设施", "垃圾分类", "公共停车场管理", "数字档案整理", "统计调查", "项目审批服务", "社区图书馆开放"];

    private static readonly string[] Endings = ["取得明显成效", "群众满意度稳步提高", "各项任务按期完成", "工作机制更加健全", "为下一阶段打下良好基础", "有关情况已经通报", "相关经费已经到位", "形成工作合力"];

    /// <summary>About that many Han characters in one paragraph.</summary>
    public string Paragraph(int length)
    {
        var text = new StringBuilder();
        while (text.Length < length) text.Append(Sentence());
        return text.ToString();
    }

    public string Sentence() =>
        $"{Pick(Subjects)}{Pick(Adverbs)}{Pick(Verbs)}{Pick(Objects)}，{Pick(Adverbs)}{Pick(Verbs)}{Pick(Objects)}，{Pick(Endings)}。";

    /// <summary>Distinct by its number.</summary>
    public string Title(int number) => $"{Pick(Subjects)}{Pick(Adverbs)}{Pick(Verbs)}{Pick(Objects)}（第{number}号）";

    public T Pick<T>(IReadOnlyList<T> from) => from[random.Next(from.Count)];
}
