namespace Lantai.Patrol.Addresses;

/// <summary>Bytes that an address is written into; reused from link to link.</summary>
internal sealed class AddressBuffer
{
    private const string Hex = "0123456789ABCDEF";

    private byte[] bytes = new byte[512];

    public int Length { get; set; }

    public AddressParts Parts { get; set; }

    public Span<byte> Written => bytes.AsSpan(0, Length);

    /// <summary>The address as a server is asked for it.</summary>
    public ReadOnlySpan<byte> WithoutFragment => bytes.AsSpan(0, Parts.FragmentStart);

    public byte this[int index] => bytes[index];

    public void Add(byte value)
    {
        if (Length == bytes.Length) Array.Resize(ref bytes, Length * 2);
        bytes[Length++] = value;
    }

    public void Add(ReadOnlySpan<byte> values)
    {
        if (Length + values.Length > bytes.Length) Array.Resize(ref bytes, Math.Max(bytes.Length * 2, Length + values.Length));
        values.CopyTo(bytes.AsSpan(Length));
        Length += values.Length;
    }

    /// <summary>Writes the values, those of the set as %XX.</summary>
    public void AddEncoded(ReadOnlySpan<byte> values, PercentSet set)
    {
        while (values.Length > 0)
        {
            var plain = set.FirstIn(values);
            if (plain < 0) plain = values.Length;
            Add(values[..plain]);
            if (plain == values.Length) return;
            AddPercent(values[plain]);
            values = values[(plain + 1)..];
        }
    }

    public void AddPercent(byte value)
    {
        Add((byte)'%');
        Add((byte)Hex[value >> 4]);
        Add((byte)Hex[value & 15]);
    }

    public WebAddress ToAddress() => new(Written, Parts);
}
