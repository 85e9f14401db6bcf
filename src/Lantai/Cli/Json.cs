using System.Text.Encodings.Web;
using System.Text.Json;

namespace Lantai.Cli;

/// <summary>Answers for machines: indented JSON on stdout with Chinese as it is.</summary>
internal static class Json
{
    private static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static void Write<T>(T answer) => Console.WriteLine(JsonSerializer.Serialize(answer, Options));
}
