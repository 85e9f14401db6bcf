using System.Xml;

namespace Lantai.Files;

/// <summary>XML from outside: no DTD (so no entity bombs), nothing fetched, a bound on the characters read.</summary>
public static class SafeXml
{
    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = 400L << 20,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        CloseInput = true,
    };

    /// <summary>A forward reader; throws <see cref="XmlException"/> at the first thing that is not allowed.</summary>
    public static XmlReader Read(Stream stream) => XmlReader.Create(stream, Settings);
}
