using System.Text.Json;
using Lantai.Units;

namespace Lantai.Disclosure;

/// <summary>The API described (OpenAPI 3.1), its schemas taken from the records that are sent, so that they cannot drift apart.</summary>
internal static class OpenApi
{
    private static readonly (string Path, string Summary, (string Name, string In, string About)[] Parameters, Type Answer)[] Paths =
    [
        ("columns", "栏目", [], typeof(IReadOnlyList<DisclosureApi.ColumnItem>)),
        ("units", "公开主体", [], typeof(IReadOnlyList<DisclosureApi.UnitItem>)),
        ("articles", "已公布的信息，新的在前", [("column", "query", "栏目代码"), ("unit", "query", "公开主体编号"), ("page", "query", "第几页，从1起")],
            typeof(DisclosureApi.PageOf<DisclosureApi.ArticleItem>)),
        ("articles/{id}", "一条信息的正文和附件", [("id", "path", "编号")], typeof(DisclosureApi.ArticleText)),
        ("policies", "政策文件库，含有效性", [], typeof(IReadOnlyList<DisclosureApi.PolicyItem>)),
    ];

    public static Dictionary<string, object> Document(Region region, string site)
    {
        var schemas = new SortedDictionary<string, object>(StringComparer.Ordinal);
        return new()
        {
            ["openapi"] = "3.1.0",
            ["info"] = new Dictionary<string, object>
            {
                ["title"] = $"{region.SiteName}政府信息公开接口",
                ["version"] = "1.0.0",
                ["description"] = "门户上已经公布的政府信息，不需要登录。",
            },
            ["servers"] = new[] { new Dictionary<string, object> { ["url"] = $"{site}/{region.Key}/api" } },
            ["paths"] = Paths.ToDictionary(path => "/" + path.Path, path => (object)new Dictionary<string, object>
            {
                ["get"] = Operation(path.Path, path.Summary, path.Parameters, path.Answer, schemas),
            }),
            ["components"] = new Dictionary<string, object> { ["schemas"] = schemas },
        };
    }

    private static Dictionary<string, object> Operation(string path, string summary, (string Name, string In, string About)[] parameters, Type answer,
        SortedDictionary<string, object> schemas)
    {
        var responses = new Dictionary<string, object>
        {
            ["200"] = Answer(summary, "application/json", Schema(answer, schemas)),
            ["404"] = Answer("没有这个地区或这条信息", "application/problem+json", new()
            {
                ["type"] = "object",
                ["required"] = new[] { "title", "status" },
                ["properties"] = new Dictionary<string, object>
                {
                    ["title"] = new Dictionary<string, object> { ["type"] = "string", ["description"] = "一句话的原因" },
                    ["status"] = new Dictionary<string, object> { ["type"] = "integer" },
                },
            }),
        };
        return new()
        {
            ["operationId"] = path.Replace("/{id}", "ById", StringComparison.Ordinal),
            ["summary"] = summary,
            ["parameters"] = parameters.Select(parameter => new Dictionary<string, object>
            {
                ["name"] = parameter.Name,
                ["in"] = parameter.In,
                ["required"] = parameter.In == "path",
                ["description"] = parameter.About,
                ["schema"] = new Dictionary<string, object> { ["type"] = parameter.Name == "column" ? "string" : "integer" },
            }),
            ["responses"] = responses,
        };
    }

    private static Dictionary<string, object> Answer(string about, string mediaType, Dictionary<string, object> schema) => new()
    {
        ["description"] = about,
        ["content"] = new Dictionary<string, object> { [mediaType] = new Dictionary<string, object> { ["schema"] = schema } },
    };

    private static Dictionary<string, object> Schema(Type type, SortedDictionary<string, object> schemas)
    {
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>))
            return new() { ["type"] = "array", ["items"] = Schema(type.GetGenericArguments()[0], schemas) };
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        if (plain == typeof(string)) return new() { ["type"] = "string" };
        if (plain == typeof(int) || plain == typeof(long)) return new() { ["type"] = "integer" };
        if (plain == typeof(DateOnly)) return new() { ["type"] = "string", ["format"] = "date" };
        if (plain == typeof(DateTimeOffset)) return new() { ["type"] = "string", ["format"] = "date-time" };
        var name = plain.IsGenericType ? "PageOf" + plain.GetGenericArguments()[0].Name : plain.Name;
        if (!schemas.ContainsKey(name))
        {
            schemas[name] = new();
            schemas[name] = Described(plain, schemas);
        }
        return new() { ["$ref"] = $"#/components/schemas/{name}" };
    }

    private static Dictionary<string, object> Described(Type type, SortedDictionary<string, object> schemas)
    {
        var nullability = new System.Reflection.NullabilityInfoContext();
        var properties = type.GetProperties()
            .Select(property => (Name: JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name), Schema: Schema(property.PropertyType, schemas),
            MayLack: nullability.Create(property).ReadState == System.Reflection.NullabilityState.Nullable)).ToList();
        return new()
        {
            ["type"] = "object",
            ["required"] = properties.Select(property => property.Name).ToList(),
            ["properties"] = properties.ToDictionary(property => property.Name, property => property.MayLack
                ? new Dictionary<string, object> { ["anyOf"] = new object[] { property.Schema, new Dictionary<string, object> { ["type"] = "null" } } }
                : (object)property.Schema),
        };
    }
}
