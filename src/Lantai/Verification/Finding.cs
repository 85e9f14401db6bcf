namespace Lantai.Verification;

/// <summary>How sure the verifier is.</summary>
public enum Severity
{
    /// <summary>Wrong: it contradicts what stands in the same paper.</summary>
    Error,

    /// <summary>Allowed, but a careful reader would ask.</summary>
    Warning,

    /// <summary>Cannot be checked: something needed is missing or not readable.</summary>
    Unverifiable,
}

/// <summary>What a check has to say about one statement.</summary>
/// <param name="Kind">The check's name in JSON: <c>row_sum</c>.</param>
/// <param name="Location">Where it stands: 第45行“民政局”.</param>
/// <param name="Stated">What the paper says; a figure without its unit.</param>
/// <param name="Computed">What follows from the rest of the paper; "" when nothing does.</param>
/// <param name="Message">One Chinese sentence that can be sent to whoever issued the paper.</param>
public sealed record Finding(string Kind, Severity Severity, string Location, string Stated, string Computed, string Message);
