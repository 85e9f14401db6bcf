using System.Net;
using System.Text.Json;
using Lantai.Disclosure;
using Lantai.People;
using Lantai.Tests.Support;
using Xunit;

namespace Lantai.Tests.Disclosure;

public sealed class PortalPagesTests(TestPostgres postgres)
{
    private static EditionText Policy(int number, string body, DateOnly? expires = null) => new("", body, "民政局", new DateOnly(2022, 12, 1), Openness.Open)
    {
        Policy = new PolicyText(PolicyType.Normative, "社会救助", $"偃政办〔2022〕{number}号", "偃师区人民政府办公室", new DateOnly(2022, 12, 1), expires, true),
    };

    [Fact]
    public async Task A_number_in_the_text_leads_to_its_document_and_repeal_shows_who_rests_on_it()
    {
        await using var office = await DisclosureOffice.OpenAsync(postgres);
        var staff = await office.StaffAsync();
        var basis = await office.DraftAsync(staff[0], "社会救助实施办法", "policies", Policy(26, "<p>办法。</p>"));
        var rule = await office.DraftAsync(staff[0], "救助申请细则", "policies", Policy(27, "<p>根据偃政办[2022]26号和国发〔2019〕1号制定本细则&lt;b&gt;。</p><p><a href=\"https://www.gov.cn/\">偃政办〔2022〕26号</a></p>"));
        var form = await office.DraftAsync(staff[0], "申请表填写说明", "notices", new EditionText("", "<p>按《救助申请细则》填写。</p>", "民政局", new DateOnly(2022, 12, 2), Openness.Open));
        foreach (var article in new[] { basis, rule, form }) await office.PublishAsync(staff, article, "已核对");
        using var citizen = office.App.Visit();
        var text = (await citizen.OpenAsync($"/yanshi/articles/{rule.Id}")).Page.QuerySelector("#text")!.InnerHtml.Trim();
        Assert.Equal($"<p>根据<a href=\"/yanshi/articles/{basis.Id}\">偃政办[2022]26号</a>和国发〔2019〕1号制定本细则&lt;b&gt;。</p><p><a href=\"https://www.gov.cn/\">偃政办〔2022〕26号</a></p>", text);
        var found = await office.App.WithAsync<Dependents, IReadOnlyList<Dependent>>(async dependents => (await dependents.ReadAsync(office.Yanshi.Id, basis.Id)).Found);
        Assert.Equal([("救助申请细则", "正文引用文号", 1, null), ("申请表填写说明", "正文引用标题", 2, "救助申请细则")], found.Select(item => (item.Title, item.How, item.Depth, item.Through)));
        var cut = await office.App.WithAsync<Dependents, DependentList>(dependents => dependents.ReadAsync(office.Yanshi.Id, basis.Id, most: 1));
        Assert.Equal((1, true), (cut.Found.Count, cut.IsCut));
        using var clerk = await office.SignInAsync("wangxiao", Post.Office);
        var page = await clerk.OpenAsync($"{DisclosureOffice.Home}/articles/{basis.Id}/dependents");
        Assert.Contains("申请表填写说明", page.Text, StringComparison.Ordinal);
        Assert.Contains("《救助申请细则》", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_document_whose_time_ends_comes_on_today_until_it_is_repealed()
    {
        await using var office = await DisclosureOffice.OpenAsync(postgres);
        var staff = await office.StaffAsync();
        var ending = await office.DraftAsync(staff[0], "试行办法", "policies", Policy(1, "<p>办法。</p>", new DateOnly(2023, 3, 1)));
        var far = await office.DraftAsync(staff[0], "长期办法", "policies", Policy(2, "<p>办法。</p>", new DateOnly(2027, 3, 1)));
        foreach (var article in new[] { ending, far }) await office.PublishAsync(staff, article, "已核对");
        using var clerk = await office.SignInAsync("wangxiao", Post.Office);
        var today = (await clerk.OpenAsync("/desk/yanshi")).Text;
        Assert.Contains("试行办法 将届满 有效期至2023-03-01", today, StringComparison.Ordinal);
        Assert.DoesNotContain("长期办法", today, StringComparison.Ordinal);
        var repeal = await office.DraftAsync(staff[0], "废止决定", "policies", Policy(3, "<p>决定。</p>"), new WantedLink(LinkKind.Repeals, ending.Id));
        await office.PublishAsync(staff, repeal, "已核对");
        Assert.DoesNotContain("有效期将满", (await clerk.OpenAsync("/desk/yanshi")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_expired_long_ago_does_not_vanish_unhandled_and_a_list_that_is_cut_says_so()
    {
        await using var office = await DisclosureOffice.OpenAsync(postgres);
        var staff = await office.StaffAsync();
        for (var i = 1; i <= 11; i++)
        {
            var text = Policy(i, "<p>办法。</p>", new DateOnly(2015, 3, i)) with { FormedOn = new DateOnly(2010, 1, 4) };
            var old = await office.DraftAsync(staff[0], $"旧办法{i:D2}", "policies", text with { Policy = text.Policy! with { EffectiveOn = text.FormedOn } });
            await office.PublishAsync(staff, old, "已核对");
        }
        using var clerk = await office.SignInAsync("wangxiao", Post.Office);
        var today = await clerk.OpenAsync("/desk/yanshi");
        Assert.Contains("旧办法11 已届满 有效期至2015-03-11", today.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("旧办法01", today.Text, StringComparison.Ordinal);
        Assert.Contains("离今天最近的10件列在这里，共11件", today.Text, StringComparison.Ordinal);
        using var citizen = office.App.Visit();
        var listed = await citizen.OpenAsync(today.Page.QuerySelectorAll("a").Single(link => link.TextContent == "失效的文件").GetAttribute("href")!);
        Assert.Equal(11, listed.Page.QuerySelectorAll("tbody th").Length);
    }

    [Fact]
    public async Task A_page_can_be_taken_along_as_DOCX_and_PDF()
    {
        await using var office = await DisclosureOffice.OpenAsync(postgres);
        var staff = await office.StaffAsync();
        var article = await office.DraftAsync(staff[0], text: new EditionText("", CleanHtml.Of("<h2>一、对象</h2><p>第一行<br>第二行<strong>重点</strong></p><ul><li>甲</li></ul><table><tr><th>单位</th><th>户数</th></tr><tr><td rowspan=3>城关镇</td><td>12</td></tr></table>"), "民政局", new DateOnly(2023, 1, 9), Openness.Open));
        await office.PublishAsync(staff, article);
        using var citizen = office.App.Visit();
        var docx = await citizen.Client.GetByteArrayAsync(new Uri($"/yanshi/articles/{article.Id}/document.docx", UriKind.Relative), TestContext.Current.CancellationToken);
        new OfficeFile(stream => stream.Write(docx)).IsValid();
        var words = Lantai.Papers.FileText.Read(docx, "a.docx")!;
        foreach (var piece in new[] { "2022年第四季度城乡低保发放情况", "一、对象", "第一行\n第二行重点", "城关镇", "12", "以网站公布的为准" }) Assert.Contains(piece, words.Replace("\n\n", "\n", StringComparison.Ordinal), StringComparison.Ordinal);
        if (!File.Exists("/usr/bin/chromium")) return;
        var path = new Uri($"/yanshi/articles/{article.Id}/document.pdf", UriKind.Relative);
        var pdf = await citizen.Client.GetByteArrayAsync(path, TestContext.Current.CancellationToken);
        Assert.StartsWith("%PDF-", System.Text.Encoding.Latin1.GetString(pdf[..8]), StringComparison.Ordinal);
        Assert.Equal(pdf, await citizen.Client.GetByteArrayAsync(path, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task The_API_says_what_the_pages_say_and_its_description_fits_it()
    {
        await using var office = await DisclosureOffice.OpenAsync(postgres);
        var staff = await office.StaffAsync();
        var policy = await office.DraftAsync(staff[0], "社会救助办法", "policies", Policy(26, "<p>办法。</p>"));
        var draft = await office.DraftAsync(staff[0], "没有公布的");
        await office.PublishAsync(staff, policy, "解读随后公布");
        using var citizen = office.App.Visit();
        using var described = JsonDocument.Parse((await citizen.GetAsync("/yanshi/api/openapi.json")).Body);
        foreach (var path in described.RootElement.GetProperty("paths").EnumerateObject())
        {
            var (status, body) = await citizen.GetAsync("/yanshi/api" + path.Name.Replace("{id}", $"{policy.Id}", StringComparison.Ordinal));
            Assert.Equal(HttpStatusCode.OK, status);
            Assert.DoesNotContain("没有公布的", body, StringComparison.Ordinal);
            using var answer = JsonDocument.Parse(body);
            var schema = path.Value.GetProperty("get").GetProperty("responses").GetProperty("200").GetProperty("content").GetProperty("application/json").GetProperty("schema");
            Assert.Empty(Faults(answer.RootElement, schema, described.RootElement, path.Name));
        }
        Assert.Equal(HttpStatusCode.NotFound, (await citizen.GetAsync($"/yanshi/api/articles/{draft.Id}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await citizen.GetAsync("/nowhere/api/articles")).Status);
        foreach (var (path, status) in new[] { ("/yanshi/api/articles/999", HttpStatusCode.NotFound), ("/yanshi/api/nothing", HttpStatusCode.NotFound), ("/nowhere/api/columns", HttpStatusCode.NotFound), ("/yanshi/api/articles?unit=%00", HttpStatusCode.NotFound) })
        {
            using var problem = await citizen.Client.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
            Assert.Equal((status, "application/problem+json"), (problem.StatusCode, problem.Content.Headers.ContentType!.MediaType));
            using var said = JsonDocument.Parse(await problem.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
            Assert.Equal("没有这一项，可能地址有误，或还没有公布、已经撤回。", said.RootElement.GetProperty("title").GetString());
        }
        using var posted = await citizen.Client.PostAsync(new Uri("/yanshi/api/articles", UriKind.Relative), null, TestContext.Current.CancellationToken);
        Assert.Equal((HttpStatusCode.MethodNotAllowed, "application/problem+json"), (posted.StatusCode, posted.Content.Headers.ContentType!.MediaType));
        var csv = (await citizen.GetAsync("/yanshi/policies.csv")).Body;
        Assert.Contains("社会救助办法,行政规范性文件,社会救助,偃政办〔2022〕26号", csv, StringComparison.Ordinal);
        Assert.Contains("社会救助办法", (await citizen.GetAsync("/yanshi/columns/policies/list.csv")).Body, StringComparison.Ordinal);
        Assert.Contains("政策文件库（含有效性）1", (await citizen.OpenAsync("/yanshi/open-data")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_API_narrows_its_lists_like_the_search_page_and_names_a_wrong_value()
    {
        await using var office = await DisclosureOffice.OpenAsync(postgres);
        var staff = await office.StaffAsync();
        async Task<Article> PublishAsync(string title, EditionText? text, params IReadOnlyList<WantedLink> links)
        {
            var article = await office.DraftAsync(staff[0], title, text is null ? "duty-livelihood" : "policies", text, links);
            await office.PublishAsync(staff, article, "已核对");
            return article;
        }
        EditionText Made(EditionText text, int month, PolicyType type) => text with { FormedOn = new DateOnly(2022, month, 1), Policy = text.Policy! with { Type = type, EffectiveOn = null } };
        var old = await PublishAsync("旧办法", Made(Policy(1, "<p>办法。</p>"), 3, PolicyType.Normative));
        var other = Made(Policy(2, "<p>办法。</p>"), 6, PolicyType.Other);
        await PublishAsync("新办法", other with { Policy = other.Policy! with { Theme = "城乡建设" } }, new WantedLink(LinkKind.Repeals, old.Id));
        await PublishAsync("名单", null);
        using var citizen = office.App.Visit();
        async Task<string> FoundAsync(string list, string filter)
        {
            var (status, body) = await citizen.GetAsync($"/yanshi/api/{list}?{filter}");
            Assert.Equal(HttpStatusCode.OK, status);
            using var answer = JsonDocument.Parse(body);
            var items = list == "articles" ? answer.RootElement.GetProperty("items") : answer.RootElement;
            return string.Join('、', items.EnumerateArray().Select(item => $"{item.GetProperty("title")}{item.GetProperty("validity")}").Order(StringComparer.Ordinal));
        }
        Assert.Equal("名单、新办法有效、旧办法废止", await FoundAsync("articles", "type=&from=&validity="));
        foreach (var list in new[] { "articles", "policies" })
        {
            Assert.Equal("旧办法废止", await FoundAsync(list, "type=" + Uri.EscapeDataString("行政规范性文件")));
            Assert.Equal("旧办法废止", await FoundAsync(list, "validity=Repealed"));
            Assert.Equal("新办法有效", await FoundAsync(list, "validity=" + Uri.EscapeDataString("有效")));
            Assert.Equal("旧办法废止", await FoundAsync(list, "from=2022-03-01&until=2022-03-01"));
            Assert.Equal("新办法有效", await FoundAsync(list, "from=2022-03-02&until=2022-12-31"));
            Assert.Equal("旧办法废止", await FoundAsync(list, "theme=" + Uri.EscapeDataString("救助")));
        }
        foreach (var (path, title) in new[]
        {
            ("articles?from=2022-13-01", "from：“成文日期从”应填日期，如 2026-01-05，现为“2022-13-01”。"), ("policies?from=2022-02-02&until=2022-02-01", "until：结束日期早于开始日期，请改正。"),
            ("articles?type=7", "type：“文件类型”应为规章、行政规范性文件、其他政策文件之一，现为“7”。"), ("policies?validity=x&type=y", "type：“文件类型”应为规章、行政规范性文件、其他政策文件之一，现为“y”；validity：“有效性”应为有效、修改、失效、废止、尚未施行之一，现为“x”。"),
            ("articles?page=0", "page：“第几页”应为1至999999的整数。"), ("articles?unit=y", "unit：“公开主体”应填编号，现为“y”。"), ("articles?column=x", "column：没有代码为“x”的栏目。"),
        })
        {
            using var problem = await citizen.Client.GetAsync(new Uri("/yanshi/api/" + path, UriKind.Relative), TestContext.Current.CancellationToken);
            Assert.Equal((HttpStatusCode.BadRequest, "application/problem+json"), (problem.StatusCode, problem.Content.Headers.ContentType!.MediaType));
            using var said = JsonDocument.Parse(await problem.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
            Assert.Equal(title, said.RootElement.GetProperty("title").GetString());
        }
        using var described = JsonDocument.Parse((await citizen.GetAsync("/yanshi/api/openapi.json")).Body);
        foreach (var list in new[] { "/articles", "/policies" })
        {
            var operation = described.RootElement.GetProperty("paths").GetProperty(list).GetProperty("get");
            var names = operation.GetProperty("parameters").EnumerateArray().Select(parameter => parameter.GetProperty("name").GetString()).ToList();
            Assert.All(new[] { "type", "validity", "theme", "from", "until" }, name => Assert.Contains(name, names));
            Assert.Equal(["修改", "失效", "尚未施行", "废止", "有效"], operation.GetProperty("parameters").EnumerateArray().Single(parameter => parameter.GetProperty("name").GetString() == "validity")
                .GetProperty("schema").GetProperty("enum").EnumerateArray().Select(word => word.GetString()!).Order(StringComparer.Ordinal));
            Assert.True(operation.GetProperty("responses").TryGetProperty("400", out _));
        }
    }

    [Fact]
    public void Every_filter_of_the_search_is_described_and_nothing_that_is_not_read()
    {
        var read = new List<string>();
        WishInput.Read(new Lantai.Ui.FormCheck(), "", key =>
        {
            read.Add(key);
            return null;
        });
        var described = JsonSerializer.SerializeToElement(OpenApi.Document(new() { Key = "yanshi", Name = "", OfficeName = "", SiteName = "", Contact = "" }, ""));
        List<string?> Of(string path) => [.. described.GetProperty("paths").GetProperty(path).GetProperty("get").GetProperty("parameters").EnumerateArray()
            .Select(parameter => parameter.GetProperty("name").GetString())];
        Assert.Equal(["page", .. read.Distinct().Order(StringComparer.Ordinal)], Of("/articles").OrderBy(name => name != "page").ThenBy(name => name, StringComparer.Ordinal));
        // A row of the policy library knows neither its column nor its unit.
        Assert.Equal(Of("/articles").Except(["column", "unit", "page"]), Of("/policies"));
    }

    [Fact]
    public async Task Every_unit_has_its_page_and_the_site_map_names_every_public_page()
    {
        await using var office = await DisclosureOffice.OpenAsync(postgres);
        var staff = await office.StaffAsync();
        var article = await office.DraftAsync(staff[0]);
        await office.PublishAsync(staff, article);
        using var citizen = office.App.Visit();
        var unit = office.Units["民政局"];
        Assert.Contains("民政局1条", (await citizen.OpenAsync("/yanshi/units")).Text, StringComparison.Ordinal);
        var page = await citizen.OpenAsync($"/yanshi/units/{unit}");
        Assert.Contains("民政局公布的政府信息，共1条。", page.Text, StringComparison.Ordinal);
        Assert.Contains("城乡低保", page.Page.QuerySelector(".headlines")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await citizen.OpenAsync("/kaifeng/units/" + unit)).Status);
        var links = (await citizen.OpenAsync("/site-map")).Page.QuerySelectorAll("main a").Select(link => link.GetAttribute("href")!).ToHashSet(StringComparer.Ordinal);
        foreach (var path in new[] { "/", "/yanshi", "/kaifeng", "/yanshi/disclosure", "/yanshi/policies", "/yanshi/units", $"/yanshi/units/{unit}", "/yanshi/columns/policies", "/yanshi/open-data", "/yanshi/search", "/accessibility" }) Assert.Contains(path, links);
        foreach (var path in links) Assert.Equal(HttpStatusCode.OK, (await citizen.OpenAsync(path)).Status);
    }

    private static IEnumerable<string> Faults(JsonElement value, JsonElement schema, JsonElement root, string where)
    {
        if (schema.TryGetProperty("$ref", out var reference))
        {
            var name = reference.GetString()!.Split('/')[^1];
            return Faults(value, root.GetProperty("components").GetProperty("schemas").GetProperty(name), root, where);
        }
        if (schema.TryGetProperty("anyOf", out var choices)) return choices.EnumerateArray().Any(choice => !Faults(value, choice, root, where).Any()) ? [] : [$"{where}: {value}"];
        return schema.GetProperty("type").GetString() switch
        {
            "null" => value.ValueKind == JsonValueKind.Null ? [] : [$"{where}: not null"],
            "string" => value.ValueKind == JsonValueKind.String ? [] : [$"{where}: no string"],
            "integer" => value.ValueKind == JsonValueKind.Number ? [] : [$"{where}: no number"],
            "array" => value.EnumerateArray().SelectMany(item => Faults(item, schema.GetProperty("items"), root, where + "[]")),
            _ => schema.GetProperty("required").EnumerateArray().Where(name => !value.TryGetProperty(name.GetString()!, out _)).Select(name => $"{where}: {name} is missing")
                .Concat(value.EnumerateObject().SelectMany(property => schema.GetProperty("properties").TryGetProperty(property.Name, out var inner) ? Faults(property.Value, inner, root, $"{where}.{property.Name}") : [$"{where}: {property.Name} is not described"])),
        };
    }
}
