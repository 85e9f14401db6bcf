using System.Text.Json;
using Lantai.Units;

namespace Lantai.Disclosure;

/// <summary>The API described (OpenAPI 3.1), its schemas taken from the records that are sent, so that they cannot drift apart.</summary>
internal static class OpenApi
{
    /// <param name="Offered">The words that it may be; null for any.</param>
    private sealed record Parameter(string Name, string About, string Type = "string", string? Format = null, IReadOnlyList<string>? Offered = null);

    /// <summary>What narrows a list, as on the search page.</summary>
    private static readonly Parameter[] Filters =
    [
        new("type", "文件类型", Offered: [.. Enum.GetValues<PolicyType>().Select(type => type.Title)]),
        new("validity", "今天的有效性", Offered: [.. Enum.GetValues<Validity>().Select(validity => validity.Title)]),
        new("theme", "主题，或者其中的字"),
        new("from", "成文日期从这一天起", Format: "date"), new("until", "成文日期到这一天止", Format: "date"),
    ];

    private static readonly (string Path, string Summary, Parameter[] Parameters, Type Answer)[] Paths =
    [
        ("columns", "栏目", [], typeof(IReadOnlyList<DisclosureApi.ColumnItem>)),
        ("units", "公开主体", [], typeof(IReadOnlyList<DisclosureApi.UnitItem>)),
        ("articles", "已公布的信息，新的在前", [new("column", "栏目代码"), new("unit", "公开主体编号", "integer"), .. Filters, new("page", "第几页，从1起", "integer")],
            typeof(DisclosureApi.PageOf<DisclosureApi.ArticleItem>)),
        ("articles/{id}", "一条信息的正文和附件", [new("id", "编号", "integer")], typeof(DisclosureApi.ArticleText)),
        ("policies", "政策文件库，含有效性", Filters, typeof(IReadOnlyList<DisclosureApi.PolicyItem>)),
    ];

    /// <summary>Whether the list is narrowed by that parameter: what is not described is not read.</summary>
    public static bool Takes(string list, string parameter) => Paths.Single(path => path.Path == list).Parameters.Any(known => known.Name == parameter);

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

    private static Dictionary<string, object> Operation(string path, string summary, Parameter[] parameters, Type answer,
        SortedDictionary<string, object> schemas)
    {
        var responses = new Dictionary<string, object>
        {
            ["200"] = Answer(summary, "application/json", Schema(answer, schemas)),
            ["404"] = Problem("没有这个地区或这条信息"),
        };
        if (parameters.Any(parameter => parameter.Name != "id")) responses["400"] = Problem("参数的值不对，原因写在标题里");
        return new()
        {
            ["operationId"] = path.Replace("/{id}", "ById", StringComparison.Ordinal),
            ["summary"] = summary,
            ["parameters"] = parameters.Select(Described),
            ["responses"] = responses,
        };
    }

    private static Dictionary<string, object> Described(Parameter parameter)
    {
        var schema = new Dictionary<string, object> { ["type"] = parameter.Type };
        if (parameter.Format is { } format) schema["format"] = format;
        if (parameter.Offered is { } offered) schema["enum"] = offered;
        return new()
        {
            ["name"] = parameter.Name,
            ["in"] = parameter.Name == "id" ? "path" : "query",
            ["required"] = parameter.Name == "id",
            ["description"] = parameter.About,
            ["schema"] = schema,
        };
    }

    private static Dictionary<string, object> Problem(string about) => Answer(about, "application/problem+json", new()
    {
        ["type"] = "object",
        ["required"] = new[] { "title", "status" },
        ["properties"] = new Dictionary<string, object>
        {
            ["title"] = new Dictionary<string, object> { ["type"] = "string", ["description"] = "一句话的原因" },
            ["status"] = new Dictionary<string, object> { ["type"] = "integer" },
        },
    });

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
