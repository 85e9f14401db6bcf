using System.Security.Cryptography;
using System.Text;
using Lantai.Patrol;
using Lantai.Patrol.Addresses;
using Lantai.Patrol.Fetching;
using Lantai.Storage;
using Lantai.Tests.Rectification;
using Lantai.Tests.Support;
using Lantai.Wording;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;
using Xunit;

namespace Lantai.Tests.Patrol;

/// <summary>Passwords in addresses that were kept before they were masked: after the upgrade nothing differs from what would be kept today.</summary>
public sealed class MaskedPasswordsTests(TestPostgres postgres)
{
    private const int Number = 80;
    private const string Secret = "geheim";

    /// <summary>Hard to tell apart: what is a password, and where it ends.</summary>
    private static readonly string[] Texts =
    [
        "http://bob:geheim@h/", "见 https://bob:geheim@h:8080/a?b#c，和//x:geheim@y。", "http://h:80/a@b", "http://bob@h/", "mailto:bob@h", "///u:geheim@h", @"\\u:geheim@h",
        "http://u:geheim@a:b@h/", "http://u:gehe im@h", "http://u:gehe\u3000im@h", "http://u:gehe\u00A0im@h", "http://u:gehe\u0085im@h", "http://u:gehe\u2028im@h", "http://u:gehe\u180Eim@h",
        "http://u：geheim@h", "http://u:gehe，im@h", "http://u:gehe“im@h", "http://u:gehe\"im@h", "http://:geheim@h", "http://u:@h", "GET /\nReferer: http://u:geheim@h/\nHost: h", "http://u:***@h/",
        $"http://{new string('u', 100)}:geheim@h/", $"http://{new string('u', 101)}:geheim@h/", $"http://u:{new string('p', 200)}@h/", $"http://u:{new string('p', 201)}@h/", "没有网址 a@b",
    ];

    private static readonly Finding Dead = new("dead-link", Severity.Minor, "http://s/", $"http://bob:{Secret}@t/x", null, $"http://bob:{Secret}@t/x", "打不开。", "HTTP 404");

    private static readonly Finding[] Known =
    [
        Dead,
        Dead with { Occurrence = 2 },
        Dead with { Check = "wording-typo", Target = null, Stated = "部暑", Page = $"http://bob:{Secret}@s/p" },
        Dead with { Check = "lapsed-external", Cause = $"http://bob:{Secret}@t/x" },
        Dead with { Check = "a11y-link-text", Target = null, Cause = Dead.Stated },
        Dead with { Check = "footer-marks", Page = $"http://bob:{Secret}@s/", Target = null, Stated = null, Evidence = "主办单位", Cause = $"http://bob:{Secret}@s/ 主办单位" },
        Dead with { Check = "dead-external", Target = "http://t/", Stated = "/t" },
    ];

    [Fact]
    public async Task Findings_tickets_and_evidence_bear_none_after_the_upgrade_and_are_known_again()
    {
        await using var database = await OldAsync();
        foreach (var finding in Known) await InsertAsync(database, finding);
        await FillAsync(database);
        await Schema.UpgradeAsync(database.Source);

        Assert.Equal(
            Known.Select(Now).Select(finding => $"{finding.Fingerprint} {finding.Page} {finding.Target} {finding.Stated}").Order(StringComparer.Ordinal),
            (await database.ReadAsync("select concat(fingerprint, ' ', page, ' ', target, ' ', stated) from site_finding")).Order(StringComparer.Ordinal));
        Assert.Equal(
            [
                "1 patrol/1/dead-link///bob:***@t/x 打不开（http://bob:***@t/x）。", "2 patrol/1/dead-link///bob:***@t/x 2 ", "3 patrol/1/dead-link///bob:***@t/x ",
                $"4 patrol/1/lapsed-external/{Now(Known[3]).Fingerprint} ", "5 patrol/1/wording-typo/部暑 ",
            ],
            await database.ReadAsync("select concat(id, ' ', cause, ' ', title) from ticket order by id"));
        Assert.Equal(["http://bob:***@t/x|http://bob:***@s/p|“//a:***@b”"], await database.ReadAsync("select what || '|' || address || '|' || words from ticket_place"));
        Assert.Equal(
            ["http://bob:***@s/|http://bob:***@s/|302 http://s/ http://bob:***@s/,302 b c||GET /|Location: http://bob:***@s/"],
            await database.ReadAsync("select concat_ws('|', address, final, array_to_string(chain, ','), detail, request, response) from patrol_exchange"));
        Assert.Equal(["http://bob:***@s/q"], await database.ReadAsync("select page from finding_place"));
        Assert.Equal(["2 登记 //bob:***@s/n/"], await database.ReadAsync("select id || ' ' || name || ' ' || key from site_column"));
        Assert.Equal(["2 //bob:***@s/n/1 2026-03-01 2026-03-06"], await database.ReadAsync("select column_id || ' ' || key || ' ' || date(first_seen_at) || ' ' || date(last_seen_at) from site_item"));
        Assert.Equal(["true"], await database.ReadAsync("select is_unmasked::text from page_body"));
    }

    [Fact]
    public async Task A_text_is_masked_as_the_program_masks_it_and_no_further_when_the_script_runs_again()
    {
        await using var database = await OldAsync();
        foreach (var (text, i) in Texts.Select((text, i) => (text, i))) await InsertAsync(database, Dead with { Page = $"http://s/{i:00}", Evidence = text });
        await Schema.UpgradeAsync(database.Source);
        const string Evidence = "select evidence from site_finding order by page";
        Assert.Equal(Texts.Select(AddressSecret.Masked), await database.ReadAsync(Evidence));
        const string Everything = "select f::text from site_finding f order by id";
        var once = await database.ReadAsync(Everything);
        await database.ExecuteAsync(Schema.Scripts.Single(script => script.Number == Number).Sql);
        Assert.Equal(once, await database.ReadAsync(Everything));
    }

    [Fact]
    public async Task Packed_contents_are_looked_through_and_pictures_of_them_go()
    {
        await using var office = await TicketOffice.StartAsync(postgres);
        office.Page("/", "/gone.html", "/also-gone.html");
        await office.PatrolAsync();
        await using var db = office.App.OpenDb();
        var finding = await db.SiteFindings.FirstAsync(known => known.CheckId == "dead-link");
        var proofs = await db.Set<FindingEvidence>().Where(part => part.FindingId == finding.Id && part.Part == EvidencePart.Page).Select(part => part.ExchangeId).ToListAsync();
        var exchange = await db.Set<PatrolExchange>().SingleAsync(known => known.BodyHash != null && proofs.Contains(known.Id));
        var page = Encoding.UTF8.GetBytes($"<title>页</title><a href=http://bob:{Secret}@h/>链接</a>");
        await db.Database.ExecuteSqlAsync($"update page_body set packed = {KeptExchange.Pack(page)}, length = {page.Length}, is_unmasked = true");
        await db.Database.ExecuteSqlAsync($"insert into page_body (hash, packed, length) values ({new string('a', 64)}, {KeptExchange.Pack([1, 2, 3])}, 3)");
        await db.Database.ExecuteSqlAsync($"insert into finding_picture (finding_id, taken_at, body_hash) values ({finding.Id}, now(), {new string('a', 64)})");
        while (await office.App.WithAsync<MaskOldContents, bool>(masking => masking.RunAsync()))
        {
        }
        db.ChangeTracker.Clear();
        var kept = await db.PatrolExchanges.SingleAsync(known => known.Id == exchange.Id);
        var body = await db.PageBodies.SingleAsync(known => known.Hash == kept.BodyHash);
        Assert.Equal("<title>页</title><a href=http://bob:******@h/>链接</a>", Encoding.UTF8.GetString(KeptExchange.Unpack(body.Packed)));
        Assert.Equal((1, page.Length, false), (kept.Masked, body.Length, body.IsUnmasked));
        Assert.Empty(await db.FindingPictures.ToListAsync());
        Assert.DoesNotContain(await db.PageBodies.ToListAsync(), known => known.IsUnmasked || Encoding.UTF8.GetString(KeptExchange.Unpack(known.Packed)).Contains(Secret, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Contents_whose_passwords_are_stars_already_stay_and_stop_nothing()
    {
        await using var office = await TicketOffice.StartAsync(postgres);
        office.Page("/", "/gone.html");
        await office.PatrolAsync();
        await using var db = office.App.OpenDb();
        var page = Encoding.UTF8.GetBytes("<title>页</title>格式：ftp://用户名:***@h/");
        var hash = Convert.ToHexStringLower(SHA256.HashData(page));
        await db.Database.ExecuteSqlAsync($"insert into page_body (hash, packed, length, is_unmasked) values ({hash}, {KeptExchange.Pack(page)}, {page.Length}, true)");
        await db.Database.ExecuteSqlAsync($"update patrol_exchange set body_hash = {hash} where body_hash is not null");
        Assert.True(await office.App.WithAsync<MaskOldContents, bool>(masking => masking.RunAsync()));
        Assert.False(await office.App.WithAsync<MaskOldContents, bool>(masking => masking.RunAsync()));
        Assert.All(await db.PatrolExchanges.Where(known => known.BodyHash == hash).ToListAsync(), known => Assert.Equal(0, known.Masked));
        Assert.Equal(page, KeptExchange.Unpack((await db.PageBodies.SingleAsync(known => known.Hash == hash)).Packed));
    }

    /// <summary>As the program would report it today; words that are the cause are hashed as the page has them.</summary>
    private static Finding Now(Finding finding) => finding with
    {
        Page = AddressSecret.Masked(finding.Page),
        Target = finding.Target is { } target ? AddressSecret.Masked(target) : null,
        Stated = finding.Stated is { } stated ? AddressSecret.Masked(stated) : null,
        Cause = finding.Cause is { } cause && finding.Check != "a11y-link-text" ? AddressSecret.Masked(cause) : finding.Cause,
    };

    private async Task<TestDatabase> OldAsync()
    {
        var database = await postgres.CreateBareAsync();
        foreach (var script in Schema.Scripts.Where(script => script.Number < Number)) await database.ExecuteAsync(script.Sql);
        await database.ExecuteAsync($"""
            insert into schema_version values ({Number - 1}, 'before', now());
            insert into region (id, key, name, office_name, site_name, contact, display_order, supports_ipv6) overriding system value values (1, 'yanshi', '偃师区', '办公室', '偃师区人民政府', '', 0, false);
            insert into unit_group (id, region_id, name, display_order, level) overriding system value values (1, 1, '区直单位', 0, 'Unit');
            insert into unit (id, region_id, group_id, has_no_site, display_order, excluded_from) overriding system value values (1, 1, 1, false, 0, '{"{}"}');
            insert into patrol_site (id, region_id, unit_id, name, address, rate, most_pages, asks_elsewhere) overriding system value values (1, 1, 1, '网站', 'http://s/', 0, 10, true);
            insert into site_patrol (id, site_id, state, asked_at, asked_by, ended_at, pages, links, waiting, found, new_found, gone, is_whole, notes, taken_up, read_all) overriding system value
            values (1, 1, 'Done', now(), '', now(), 1, 1, 0, 1, 1, 0, true, '{"{}"}', 0, true);
            """);
        return database;
    }

    private static async Task FillAsync(TestDatabase database) => await database.ExecuteAsync($"""
        insert into finding_place (finding_id, number, page) select id, 1, 'http://bob:{Secret}@s/q' from site_finding where check_id = 'dead-external';
        insert into site_column (id, site_id, name, address, class, state) overriding system value
        values (1, 1, '识别', 'http://bob:{Secret}@s/n/', '动态要闻', 'Learnt'), (2, 1, '登记', 'http://bob:anders@s/n/', '动态要闻', 'Registered');
        insert into site_item (site_id, column_id, address, first_seen_at, last_seen_at)
        values (1, 1, 'http://bob:{Secret}@s/n/1', '2026-03-01 09:00+08', '2026-03-02 09:00+08'), (1, 2, 'http://bob:anders@s/n/1', '2026-03-05 09:00+08', '2026-03-06 09:00+08');
        insert into page_body (hash, packed, length) values ('{new string('b', 64)}', '', 0);
        insert into patrol_exchange (patrol_id, key, method, address, final, asked_at, elapsed_milliseconds, chain, status, detail, request, response, cut, is_challenge, body_bytes, body_hash, masked)
        values (1, '0123456789abcdef', 'Get', 'http://bob:{Secret}@s/', 'http://bob:{Secret}@s/', now(), 1, array['302 http://s/ http://bob:{Secret}@s/', '302 b c'], 200, '', 'GET /',
            'Location: http://bob:{Secret}@s/', 'None', false, 0, '{new string('b', 64)}', 0);
        {Ticket(1, $"patrol/1/dead-link///bob:{Secret}@t/x", "Open", $"打不开（http://bob:{Secret}@t/x）。")}
        {Ticket(2, "patrol/1/dead-link///bob:anders@t/x", "Open")}
        {Ticket(3, $"patrol/1/dead-link///bob:{Secret}@t/x", "Closed")}
        {Ticket(4, $"patrol/1/lapsed-external/{Known[3].Fingerprint}", "Open")}
        {Ticket(5, "patrol/1/wording-typo/部暑", "Open")}
        insert into ticket_place (ticket_id, what, address, words, found_on) values (1, 'http://bob:{Secret}@t/x', 'http://bob:{Secret}@s/p', '“//a:{Secret}@b”', '2026-03-02');
        """);

    private static string Ticket(int number, string cause, string state, string title = "") => $"""
        insert into ticket (id, region_id, unit_id, year, number, origin, cause, topic, title, demand, basis, severity, opened_at, opened_by, due_on, state, done_on, closed_at) overriding system value
        values ({number}, 1, 1, 2026, {number}, 'Patrol', '{cause}', '', '{title}', '', '', 'Minor', now(), '', '2026-03-09', '{state}', {(state == "Closed" ? "'2026-03-05', now()" : "null, null")});
        """;

    private static async Task InsertAsync(TestDatabase database, Finding finding)
    {
        await using var command = database.Source.CreateCommand("""
            insert into site_finding (site_id, fingerprint, check_id, severity, state, page, target, stated, message, evidence, basis, needs_person, more, is_common, was_confirmed,
                first_seen_at, last_seen_at, first_patrol_id, last_patrol_id, clean_looks)
            values (1, $1, $2, 'Minor', 'Open', $3, $4, $5, '', $6, '', true, 0, $7, false, now(), now(), 1, 1, 0)
            """);
        object?[] values = [finding.Fingerprint, finding.Check, finding.Page, finding.Target, finding.Stated, finding.Evidence, finding.Cause is not null];
        foreach (var value in values) command.Parameters.Add(new NpgsqlParameter { Value = value ?? DBNull.Value, NpgsqlDbType = value is bool ? NpgsqlDbType.Boolean : NpgsqlDbType.Text });
        await command.ExecuteNonQueryAsync();
    }
}
