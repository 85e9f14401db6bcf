using Lantai.Ui;
using Lantai.Wording;

namespace Lantai.Patrol;

/// <summary>States and grades as people call them.</summary>
public static class PatrolTitles
{
    extension(PatrolState state)
    {
        public string Title => state switch
        {
            PatrolState.Waiting => "等待中",
            PatrolState.Running => "巡查中",
            PatrolState.Done => "已完成",
            PatrolState.Stopped => "已停止",
            PatrolState.Failed => "未完成",
        };

        public Tone Tone => state switch
        {
            PatrolState.Waiting or PatrolState.Running => Tone.Soon,
            PatrolState.Done => Tone.Done,
            PatrolState.Stopped => Tone.Plain,
            PatrolState.Failed => Tone.Late,
        };
    }

    extension(FindingState state)
    {
        public string Title => state switch
        {
            FindingState.Open => "待确认",
            FindingState.Confirmed => "已确认",
            FindingState.Dismissed => "已排除",
            FindingState.Gone => "已消失",
        };

        public Tone Tone => state switch
        {
            FindingState.Open => Tone.Soon,
            FindingState.Confirmed => Tone.Late,
            FindingState.Dismissed => Tone.Plain,
            FindingState.Gone => Tone.Done,
        };
    }

    extension(ColumnState state)
    {
        public string Title => state switch
        {
            ColumnState.Learnt => "巡查识别",
            ColumnState.Registered => "已登记",
            ColumnState.Left => "不作为栏目",
        };

        public Tone Tone => state switch
        {
            ColumnState.Learnt => Tone.Soon,
            ColumnState.Registered => Tone.Done,
            ColumnState.Left => Tone.Plain,
        };
    }

    extension(Severity severity)
    {
        public Tone Tone => severity switch
        {
            Severity.Veto or Severity.Serious => Tone.Late,
            Severity.Minor => Tone.Soon,
            Severity.Hint => Tone.Plain,
        };
    }
}
