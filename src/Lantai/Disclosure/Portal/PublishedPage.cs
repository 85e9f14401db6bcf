using System.Text.Json;
using System.Text.Json.Serialization;
using Npgsql;

namespace Lantai.Disclosure.Portal;

/// <summary>A file of a published page.</summary>
internal sealed record PublishedFile(int Position, string Name, long Size, string MediaType);

/// <summary>Another published article that a page leads to.</summary>
/// <param name="IsLater">It is the other one that names this one.</param>
internal sealed record PublishedLink(LinkKind Kind, bool IsLater, long ArticleId, string Title, InterpretationForm? Form);

/// <summary>
/// What the page of an article shows. Most of what is asked of a portal is one of these, so it is read in one go, and in a second
/// one where there are files or links.
/// </summary>
internal sealed record PublishedPage
{
    /// <summary>live_edition is the rule of what the public sees: LiveEditions in SQL.</summary>
    private const string Sql = """
        select a.unit_id, a.column_id, a.index_number, a.first_at, e.live_from, e.title, e.body, e.source, e.keywords, e.summary, e.change_note,
            e.policy_type, e.theme, e.document_number, e.issuer, e.formed_on, e.effective_on, e.expires_on,
            exists (select from edition_file f where f.edition_id = e.id) or exists (select from edition_link l where l.edition_id = e.id)
                or exists (select from edition_link l where l.target_id = a.id)
        from live_edition($1, $3) e join article a on a.id = e.article_id where a.id = $2
        """;

    private const string PartsSql = """
        select (select json_agg(json_build_object('position', f.position, 'name', f.name, 'size', s.size, 'mediaType', s.media_type) order by f.position)
                from edition_file f join stored_file s on s.id = f.file_id where f.edition_id = e.id),
            (select json_agg(json_build_object('kind', l.kind, 'articleId', t.article_id, 'title', t.title) order by t.live_from)
                from edition_link l join live_edition($1, $3) t on t.article_id = l.target_id where l.edition_id = e.id),
            (select json_agg(json_build_object('kind', l.kind, 'isLater', true, 'articleId', t.article_id, 'title', t.title, 'form', t.form)
                    order by t.live_from)
                from edition_link l join live_edition($1, $3) t on t.id = l.edition_id where l.target_id = $2),
            (select json_agg(json_build_object('kind', l.kind, 'on', coalesce(t.effective_on, t.formed_on), 'articleId', t.article_id, 'title', t.title))
                from edition_link l join last_edition($1, $3) t on t.id = l.edition_id
                where e.policy_type is not null and l.target_id = $2 and l.kind in ('Amends', 'Repeals'))
        from live_edition($1, $3) e where e.article_id = $2
        """;

    private static readonly JsonSerializerOptions Written = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    public required long UnitId { get; init; }
    public required long ColumnId { get; init; }
    public required string? IndexNumber { get; init; }

    /// <summary>When the article was first published, here or where it was imported from.</summary>
    public required DateTimeOffset First { get; init; }

    /// <summary>From when on this edition is shown.</summary>
    public required DateTimeOffset LiveFrom { get; init; }

    public required string Title { get; init; }

    /// <summary>Clean HTML (<see cref="CleanHtml"/>).</summary>
    public required string Body { get; init; }

    public required string Source { get; init; }
    public string? Keywords { get; init; }
    public string? Summary { get; init; }
    public string? ChangeNote { get; init; }
    public PolicyType? PolicyType { get; init; }
    public string? Theme { get; init; }
    public string? DocumentNumber { get; init; }
    public string? Issuer { get; init; }
    public DateOnly? FormedOn { get; init; }
    public DateOnly? EffectiveOn { get; init; }
    public DateOnly? ExpiresOn { get; init; }
    public IReadOnlyList<PublishedFile> Files { get; init; } = [];

    /// <summary>Those that it names first, then those that name it.</summary>
    public IReadOnlyList<PublishedLink> Links { get; init; } = [];

    /// <summary>What later documents do to it; empty for what is no policy document.</summary>
    public IReadOnlyList<PolicyChange> Changes { get; init; } = [];

    /// <summary>Null when the public sees no such article at that instant.</summary>
    public static async Task<PublishedPage?> ReadAsync(
        NpgsqlDataSource source, long regionId, long articleId, DateTimeOffset at, CancellationToken stop = default)
    {
        // One connection at a time: they are few, and who holds one while waiting for another waits for ever.
        var (page, hasParts) = await ReadAloneAsync(source, regionId, articleId, at, stop);
        return hasParts ? await page!.WithPartsAsync(source, regionId, articleId, at, stop) : page;
    }

    private static async Task<(PublishedPage? Page, bool HasParts)> ReadAloneAsync(
        NpgsqlDataSource source, long regionId, long articleId, DateTimeOffset at, CancellationToken stop)
    {
        await using var command = Command(source, Sql, regionId, articleId, at);
        await using var row = await command.ExecuteReaderAsync(stop);
        return await row.ReadAsync(stop) ? (Read(row), row.GetBoolean(18)) : (null, false);
    }

    private async Task<PublishedPage?> WithPartsAsync(NpgsqlDataSource source, long regionId, long articleId, DateTimeOffset at, CancellationToken stop)
    {
        await using var command = Command(source, PartsSql, regionId, articleId, at);
        await using var row = await command.ExecuteReaderAsync(stop);
        // Withdrawn in this very moment.
        if (!await row.ReadAsync(stop)) return null;
        return this with
        {
            Files = Parts<PublishedFile>(row, 0),
            Links = [.. Parts<PublishedLink>(row, 1), .. Parts<PublishedLink>(row, 2)],
            Changes = Parts<PolicyChange>(row, 3),
        };
    }

    private static NpgsqlCommand Command(NpgsqlDataSource source, string sql, long regionId, long articleId, DateTimeOffset at)
    {
        var command = source.CreateCommand(sql);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = regionId });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = articleId });
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = at });
        return command;
    }

    private static PublishedPage Read(NpgsqlDataReader row) => new()
    {
        UnitId = row.GetInt64(0),
        ColumnId = row.GetInt64(1),
        IndexNumber = Text(row, 2),
        First = row.GetFieldValue<DateTimeOffset>(3),
        LiveFrom = row.GetFieldValue<DateTimeOffset>(4),
        Title = row.GetString(5),
        Body = row.GetString(6),
        Source = row.GetString(7),
        Keywords = Text(row, 8),
        Summary = Text(row, 9),
        ChangeNote = Text(row, 10),
        PolicyType = Text(row, 11) is { } type ? Enum.Parse<PolicyType>(type) : null,
        Theme = Text(row, 12),
        DocumentNumber = Text(row, 13),
        Issuer = Text(row, 14),
        FormedOn = Day(row, 15),
        EffectiveOn = Day(row, 16),
        ExpiresOn = Day(row, 17),
    };

    private static string? Text(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private static DateOnly? Day(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetFieldValue<DateOnly>(column);

    private static IReadOnlyList<TPart> Parts<TPart>(NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? [] : JsonSerializer.Deserialize<IReadOnlyList<TPart>>(row.GetString(column), Written)!;
}
