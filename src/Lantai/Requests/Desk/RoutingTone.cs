using Lantai.Requests.Routing;
using Lantai.Ui;

namespace Lantai.Requests.Desk;

/// <summary>The lamp of a unit's task.</summary>
internal static class RoutingTone
{
    public static Tone Of(UnitTask task) => task.Routing.State switch
    {
        RoutingState.Open => task.IsLate ? Tone.Late : Tone.Soon,
        RoutingState.Answered => task.IsLate ? Tone.Late : Tone.Done,
        RoutingState.Returned or RoutingState.Recalled => Tone.Plain,
        RoutingState.Closed => task.IsLate ? Tone.Late : Tone.Plain,
    };
}
