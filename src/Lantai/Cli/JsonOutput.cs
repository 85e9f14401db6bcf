using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Lantai.Cli;

/// <summary>JSON for other programs: Chinese as it is, one document, a line end.</summary>
internal static class JsonOutput
{
    private static readonly JsonSerializerOptions Options = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(JsonNode node, TextWriter output) => output.WriteLine(node.ToJsonString(Options));
}
