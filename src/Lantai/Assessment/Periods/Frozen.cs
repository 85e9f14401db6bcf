using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Lantai.Calendar;

namespace Lantai.Assessment;

/// <summary>What a unit's scores rest on, kept when a period closes.</summary>
/// <param name="Facts">Every fact of the unit that the scheme asks for, also those that no rule took.</param>
/// <param name="Workings">One for each indicator of any level and one for the total.</param>
public sealed record FrozenUnit(IReadOnlyList<FrozenEntry> Entries, IReadOnlyList<Fact> Facts, IReadOnlyList<Working> Workings)
{
    /// <summary>The working of an indicator; null when the scheme had none of that key.</summary>
    public Working? Of(string key) => Workings.FirstOrDefault(working => working.Key == key);
}

/// <summary>An entry as it stood at closing, with its evidence.</summary>
public sealed record FrozenEntry(Entry Entry, string EnteredBy, DateTimeOffset EnteredAt, Guid? FileId);

/// <summary>Writes and reads what is frozen: JSON in which decimals keep every digit.</summary>
public static class Frozen
{
    private static readonly JsonSerializerOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new PeriodText(), new JsonStringEnumConverter() },
    };

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Options);

    public static T Read<T>(string json) =>
        JsonSerializer.Deserialize<T>(json, Options) ?? throw new JsonException("A frozen record is never null.");

    /// <summary>SHA-256 over the parts in their order, each with its length before it, so that no part can lend to the next.</summary>
    internal static string Hash(string schemeText, string standings, IEnumerable<PeriodUnit> units) =>
        Hash(schemeText, standings, units.Where(unit => unit.TakesPart).Select(unit => (unit.UnitId, unit.Frozen ?? "")));

    internal static string Hash(string schemeText, string standings, IEnumerable<(long UnitId, string Frozen)> units)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(schemeText);
        Append(standings);
        foreach (var (id, frozen) in units.OrderBy(unit => unit.UnitId))
        {
            Append($"{id}");
            Append(frozen);
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());

        void Append(string part)
        {
            var bytes = Encoding.UTF8.GetBytes(part);
            hash.AppendData(BitConverter.GetBytes(System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(bytes.Length)));
            hash.AppendData(bytes);
        }
    }

    private sealed class PeriodText : JsonConverter<Period>
    {
        public override Period Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            Period.TryParse(reader.GetString(), out var period) ? period : throw new JsonException("Not a period.");

        public override void Write(Utf8JsonWriter writer, Period value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToString());
    }
}
