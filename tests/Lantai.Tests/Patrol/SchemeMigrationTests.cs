using System.Security.Cryptography;
using System.Text;
using Lantai.Patrol;
using Lantai.Storage;
using Lantai.Tests.Support;
using Lantai.Wording;
using Npgsql;
using NpgsqlTypes;
using Xunit;

namespace Lantai.Tests.Patrol;

/// <summary>What was kept by whole addresses is known without their scheme after the upgrade.</summary>
public sealed class SchemeMigrationTests(TestPostgres postgres)
{
    private static readonly Finding Dead = new("dead-link", Severity.Minor, "http://s/", "http://s/gone", null, "gone", "打不开。", "HTTP 404");

    private static readonly Finding Foot = Dead with { Check = "footer-marks", Target = null, Stated = null, Evidence = "主办单位", Cause = "http://s/ 主办单位" };

    private static readonly Finding[] Known =
    [
        Dead,
        Dead with { Occurrence = 2 },
        Dead with { Page = "https://s/b", Stated = "https://s/gone" },
        Dead with { Check = "wording-typo", Target = null, Stated = "部暑" },
        Dead with { Check = "lapsed-external", Cause = "http://s/gone" },
        Dead with { Check = "a11y-link-text", Target = null, Stated = "http://s/x", Cause = "http://s/x" },
        Foot,
        Dead with { Check = "a11y-image-text", Target = null, Stated = null, Cause = "<img src=/a.png>" },
    ];

    [Fact]
    public async Task Findings_items_columns_and_tickets_are_known_again()
    {
        await using var database = await postgres.CreateBareAsync();
        foreach (var script in Schema.Scripts.Where(script => script.Number < 66)) await database.ExecuteAsync(script.Sql);
        await database.ExecuteAsync("insert into schema_version values (65, 'before', now())");
        await database.ExecuteAsync("""
            insert into region (id, key, name, office_name, site_name, contact, display_order, supports_ipv6) overriding system value values (1, 'yanshi', '偃师区', '办公室', '偃师区人民政府', '', 0, false);
            insert into unit_group (id, region_id, name, display_order, level) overriding system value values (1, 1, '区直单位', 0, 'Unit');
            insert into unit (id, region_id, group_id, has_no_site, display_order, excluded_from) overriding system value values (1, 1, 1, false, 0, '{}');
            insert into patrol_site (id, region_id, unit_id, name, address, rate, most_pages, asks_elsewhere) overriding system value values (1, 1, 1, '网站', 'http://s/', 0, 10, true);
            insert into site_column (id, site_id, name, address, class, state) overriding system value
            values (1, 1, '识别', 'http://s/n/', '动态要闻', 'Learnt'), (2, 1, '登记', 'https://s/n/', '动态要闻', 'Registered');
            insert into site_item (site_id, column_id, address, first_seen_at, last_seen_at)
            values (1, 1, 'http://s/n/1', '2026-03-01 09:00+08', '2026-03-02 09:00+08'), (1, 2, 'https://s/n/1', '2026-03-05 09:00+08', '2026-03-06 09:00+08');
            """);
        await database.ExecuteAsync("insert into site_patrol (id, site_id, state, asked_at, asked_by, ended_at, pages, links, waiting, found, new_found, gone, is_whole, notes, taken_up) overriding system value values (1, 1, 'Done', now(), '', now(), 1, 1, 0, 1, 1, 0, true, '{}', 0)");
        foreach (var finding in Known) await InsertAsync(database, finding);
        await database.ExecuteAsync(Ticket(4, $"patrol/1/footer-marks/{Before(Foot)}", "Open") + Ticket(5, $"patrol/1/footer-marks/{Before(Foot)}", "Closed") + $"""
            insert into ticket_place (ticket_id, source, what, found_on) select ticket.id, 'patrol/findings/' || site_finding.id, '', '2026-03-02' from ticket, site_finding where check_id = 'footer-marks';
            """);
        await database.ExecuteAsync(Ticket(1, "patrol/1/dead-link/http://s/gone", "Open") + Ticket(2, "patrol/1/dead-link/https://s/gone", "Open") + Ticket(3, "patrol/1/wording-typo/部暑", "Open"));
        Assert.Equal(Schema.Scripts.Count(script => script.Number >= 66), await Schema.UpgradeAsync(database.Source));

        Assert.Equal(Known.Select(finding => finding.Fingerprint).Order(StringComparer.Ordinal), await database.ReadAsync("select fingerprint from site_finding order by fingerprint collate \"C\""));
        Assert.Equal(["2 //s/n/"], await database.ReadAsync("select id || ' ' || key from site_column"));
        Assert.Equal(["2 //s/n/1 2026-03-01 2026-03-06"], await database.ReadAsync("select column_id || ' ' || key || ' ' || date(first_seen_at) || ' ' || date(last_seen_at) from site_item"));
        Assert.Equal(["1 patrol/1/dead-link///s/gone", "2 patrol/1/dead-link/https://s/gone", "3 patrol/1/wording-typo/部暑", $"4 patrol/1/footer-marks/{Foot.Fingerprint}", $"5 patrol/1/footer-marks/{Foot.Fingerprint}"], await database.ReadAsync("select id || ' ' || cause from ticket order by id"));
    }

    /// <summary>The fingerprint as it was before: a hash with schemes.</summary>
    private static string Before(Finding finding) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join(
        '\n', finding.Check, finding.Cause is null ? finding.Page : "", finding.Target, finding.Stated, finding.Cause, finding.Occurrence > 1 ? finding.Occurrence.ToString() : ""))))[..32];

    private static async Task InsertAsync(TestDatabase database, Finding finding)
    {
        await using var command = database.Source.CreateCommand("""
            insert into site_finding (site_id, fingerprint, check_id, severity, state, page, target, stated, message, evidence, basis, needs_person, more, is_common, was_confirmed,
                first_seen_at, last_seen_at, first_patrol_id, last_patrol_id, clean_looks)
            values (1, $1, $2, 'Minor', 'Open', $3, $4, $5, '', $6, '', true, 0, $7, false, now(), now(), 1, 1, 0)
            """);
        object?[] values = [Before(finding), finding.Check, finding.Page, finding.Target, finding.Stated, finding.Evidence, finding.Cause is not null];
        foreach (var value in values) command.Parameters.Add(new NpgsqlParameter { Value = value ?? DBNull.Value, NpgsqlDbType = value is bool ? NpgsqlDbType.Boolean : NpgsqlDbType.Text });
        await command.ExecuteNonQueryAsync();
    }

    private static string Ticket(int number, string cause, string state) => $"""
        insert into ticket (id, region_id, unit_id, year, number, origin, cause, topic, title, demand, basis, severity, opened_at, opened_by, due_on, state, done_on, closed_at) overriding system value
        values ({number}, 1, 1, 2026, {number}, 'Patrol', '{cause}', '', '', '', '', 'Minor', now(), '', '2026-03-09', '{state}', {(state == "Closed" ? "'2026-03-05', now()" : "null, null")});
        """;
}
