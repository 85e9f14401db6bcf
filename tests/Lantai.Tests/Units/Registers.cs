using System.Text;
using Lantai.Papers;
using Lantai.Units;
using Lantai.Units.Import;

namespace Lantai.Tests.Units;

/// <summary>Registers and files of units for tests of pure rules.</summary>
internal static class Registers
{
    public static UnitEntry Unit(string name, string group = "区直单位", int order = 1) => new() { Name = name, Group = group, Order = order };

    /// <summary>A register with the groups of its units, numbered from 1.</summary>
    public static UnitRegister Of(params UnitEntry[] units) =>
        new([.. units.Select(unit => unit.Group).Distinct()], [.. units.Select((unit, i) => new KnownUnit(i + 1, unit))]);

    public static UnitFile Csv(string text, string name = "名录.csv") => Read(Encoding.UTF8.GetBytes(text), name);

    public static UnitFile Read(byte[] bytes, string name)
    {
        using var stream = new MemoryStream(bytes);
        return UnitFile.Read(SourceTables.Read(stream, name));
    }

    public static byte[] Write(IEnumerable<UnitEntry> entries, Action<Sheet, Stream> format)
    {
        using var stream = new MemoryStream();
        format(UnitSheet.Of(entries), stream);
        return stream.ToArray();
    }
}
