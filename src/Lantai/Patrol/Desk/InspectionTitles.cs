using Lantai.Ui;

namespace Lantai.Patrol.Desk;

/// <summary>How a case of an inspection stands, as people say it.</summary>
internal static class InspectionTitles
{
    extension(InspectionState state)
    {
        public string Title => state switch
        {
            InspectionState.Vetoed => "不合格",
            InspectionState.NeedsWord => "待确认",
            InspectionState.Near => "未到限度",
            InspectionState.NotLooked => "还没有巡查",
            InspectionState.Clear => "没有发现",
            InspectionState.ByHand => "由人核对",
        };

        public Tone Tone => state switch
        {
            InspectionState.Vetoed => Tone.Late,
            InspectionState.NeedsWord or InspectionState.Near => Tone.Soon,
            InspectionState.Clear => Tone.Done,
            InspectionState.NotLooked or InspectionState.ByHand => Tone.Plain,
        };
    }

    extension(IReadOnlyList<InspectionCase> cases)
    {
        /// <summary>What would fail the site, in a sentence.</summary>
        public string Verdict
        {
            get
            {
                var first = cases[0];
                var name = $"{first.Rule.Title}（{first.Rule.Case}）";
                return first.State switch
                {
                    InspectionState.Vetoed => $"不合格：{name}",
                    InspectionState.NeedsWord => $"有待确认的问题，确认后不合格：{name}",
                    InspectionState.Near => $"最接近否决的是{name}，已到限度的{first.Share * 100:0}%",
                    InspectionState.NotLooked => "还没有完成过一次巡查，不能判断；请先巡查",
                    InspectionState.Clear or InspectionState.ByHand => "程序能查的各项没有发现问题，其余由人核对",
                };
            }
        }
    }
}
