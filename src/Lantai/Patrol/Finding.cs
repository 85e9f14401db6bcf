using System.Security.Cryptography;
using System.Text;
using Lantai.Patrol.Addresses;
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
    /// <summary>
    /// The words of the page around what stands there, by which a person finds it; null where that is enough by itself. No person's
    /// number is in it.
    /// </summary>
    public string? Around { get; init; }

    /// <summary>A person decides before a ticket is opened.</summary>
    public bool NeedsPerson { get; init; }

    /// <summary>On what the rule rests.</summary>
    public string Basis { get; init; } = "";

    /// <summary>What the finding comes from when it may stand on many pages, such as one picture of a template.</summary>
    public string? Cause { get; init; }

    /// <summary>In how many more places the same cause stands; 0 for one that stands here alone.</summary>
    public int More { get; init; }

    /// <summary>The first of those places, in the order of their pages.</summary>
    public IReadOnlyList<FindingSpot> Others { get; init; } = [];

    /// <summary>From 1: which of several equal findings of the page this is.</summary>
    public int Occurrence { get; init; } = 1;

    /// <summary>For lists of places: one for each place of a cause, or itself alone when there are more than are known by name.</summary>
    public IEnumerable<Finding> Unfolded => More > Others.Count
        ? [this]
        : [this with { More = 0, Others = [] }, .. Others.Select(spot => this with { Page = spot.Page, Place = spot.Place, More = 0, Others = [] })];

    /// <summary>
    /// The same for the same thing found again: check, target, words and cause, or the page where there is no cause; neither
    /// line nor evidence, which move when the page is edited elsewhere, nor in how many places it stands, nor whether it is
    /// reached by http or https. 32 hex digits.
    /// </summary>
    public string Fingerprint => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        string.Join('\n', Check, Cause is null ? AddressKey.Of(Page) : "", AddressKey.Of(Target ?? ""), AddressKey.Of(Stated ?? ""), AddressKey.Of(Cause ?? ""), Occurrence > 1 ? Occurrence.ToString() : ""))))[..32];
}

/// <summary>One more place of a finding.</summary>
public readonly record struct FindingSpot(string Page, Place? Place);
