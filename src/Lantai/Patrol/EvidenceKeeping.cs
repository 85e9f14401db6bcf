using System.Globalization;
using Lantai.Packs;

namespace Lantai.Patrol;

/// <summary>How much of a patrol is kept as evidence, and how long: packs/checks/keeping.csv.</summary>
/// <param name="EvidenceDays">Days that exchanges and pages of findings are kept.</param>
/// <param name="ProbeDays">Days that probes of availability are kept.</param>
/// <param name="MostBodyBytes">Bytes of one content that are kept at most.</param>
/// <param name="MostPictures">Pictures of grave findings that a patrol has drawn by itself.</param>
/// <param name="MostTakeUps">How often a patrol is gone on with whose program ended: one that ends every program must not go on for ever.</param>
/// <param name="CleanLooks">Clean looks in a row after which a finding is gone.</param>
public sealed record EvidenceKeeping(int EvidenceDays, int ProbeDays, int MostBodyBytes, int MostPictures, int MostTakeUps, int CleanLooks)
{
    /// <exception cref="RefusedException">A row is missing or is no positive number.</exception>
    internal static EvidenceKeeping Load(PackFolder packs)
    {
        const string file = "keeping.csv";
        var rows = packs.Rows("checks", "keeping", "名称", "名称", "值", "依据", "把握");
        return new(Number("证据天数"), Number("探测天数"), checked(Number("正文KB") * 1024), Number("截图数"), Number("接续次数"), Number("消失次数"));

        int Number(string name)
        {
            var row = rows.FirstOrDefault(row => row["名称"] == name) ?? throw new RefusedException($"{file}缺少“{name}”一行。");
            return int.TryParse(row["值"], NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and < 1_000_000
                ? number
                : throw new RefusedException($"{file}第{row.Line}行：“{name}”应为正整数，现为“{row["值"]}”。");
        }
    }
}
