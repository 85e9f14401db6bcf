using System.Security.Cryptography;
using System.Text;
using Lantai.Patrol.Reading;
using Lantai.Wording;

namespace Lantai.Patrol;

/// <summary>Something that a check objects to.</summary>
/// <param name="Check">The check's id, a row of packs/checks.</param>
/// <param name="Page">The address of the page it stands on.</param>
/// <param name="Target">The address it is about, when that is another one; as resolved.</param>
/// <param name="Place">Line and column on the page; null when it stands nowhere in particular.</param>
/// <param name="Stated">What stands there, as written; null when what is missing is the point. Never a person's number.</param>
/// <param name="Message">One sentence for the person who has to mend it.</param>
/// <param name="Evidence">What the program saw: exchange, dates, counts.</param>
public sealed record Finding(
    string Check, Severity Severity, string Page, string? Target, Place? Place, string? Stated, string Message, string Evidence)
{
    /// <summary>A person decides before a ticket is opened.</summary>
    public bool NeedsPerson { get; init; }

    /// <summary>On what the rule rests.</summary>
    public string Basis { get; init; } = "";

    /// <summary>What the finding comes from when it may stand on many pages, such as one picture of a template.</summary>
    public string? Cause { get; init; }

    /// <summary>How many more findings of the same cause are folded into this one; 0 when none is.</summary>
    public int More { get; init; }

    /// <summary>From 1: which of several equal findings of the page this is.</summary>
    public int Occurrence { get; init; } = 1;

    /// <summary>
    /// The same for the same thing found again: check, page, target, words and cause, but neither line nor evidence,
    /// which move when the page is edited elsewhere. 32 hex digits.
    /// </summary>
    public string Fingerprint => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        string.Join('\n', Check, More > 0 ? "" : Page, Target, Stated, Cause, Occurrence > 1 ? Occurrence.ToString() : ""))))[..32];
}
