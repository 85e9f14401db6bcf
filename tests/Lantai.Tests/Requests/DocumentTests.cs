using Lantai.Packs;
using Lantai.Requests;
using Lantai.Requests.Likeness;
using Lantai.Tests.Support;
using Xunit;

namespace Lantai.Tests.Requests;

/// <summary>What proves who applies: specs/documents.csv, and applicants without a mainland number.</summary>
public sealed class DocumentTests(TestPostgres postgres)
{
    private const string Permit = "H12345678";

    public static IEnumerable<TheoryDataRow<string, string, string, string>> Rows =>
        PackTable.Read(Repository.Spec("documents.csv")).Select(row =>
            new TheoryDataRow<string, string, string, string>(row["document"], row["number"], row["kept"], row["refused"]) { TestDisplayName = row["case"] });

    [Theory]
    [MemberData(nameof(Rows))]
    public void A_number_is_read_by_its_document(string document, string number, string kept, string refused)
    {
        string Read() => Enum.Parse<DocumentKind>(document).Read(number, new DateOnly(2026, 5, 20));
        if (refused.Length == 0) Assert.Equal(kept, Read());
        else
        {
            var refusal = Assert.Throws<RefusedException>(Read);
            Assert.Contains(refused, refusal.Message, StringComparison.Ordinal);
            Assert.DoesNotContain(number, refusal.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Who_has_a_permit_applies_on_the_portal_and_follows_the_case_by_its_last_signs()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        using var citizen = office.App.Visit();
        var form = new Dictionary<string, string>
        {
            ["Input.Applicant"] = "陈嘉怡",
            ["Input.Document"] = "HongKongMacaoPermit",
            ["Input.Identity"] = Permit,
            ["Input.Phone"] = "13800000000",
            ["Input.Email"] = "zhangsan@example.com",
            ["Input.Items[0]"] = "柳林片区安置方案",
            ["Input.Delivery"] = "电子邮件",
        };
        Assert.Equal(["公民申请的，不能用单位的“统一社会信用代码”，请改选证件种类。"],
            (await citizen.SubmitAsync("/yanshi/apply/new", "apply", new(form) { ["Input.Document"] = "CreditCode" })).Errors);
        Assert.Empty((await citizen.SubmitAsync("/yanshi/apply/new", "apply", form)).Errors);
        await using var db = office.App.OpenDb();
        var request = db.Requests.Single();
        using var later = office.App.Visit();
        var followed = await later.FollowAsync(await later.SubmitAsync("/yanshi/apply", "follow", new() { ["Input.Code"] = request.QueryCode, ["Input.Tail"] = "5678" }));
        Assert.Contains("2026-001", followed.Text, StringComparison.Ordinal);
        var shown = await office.App.WithAsync<LookAtIdentity, ShownIdentity>(look => look.RunAsync(RequestOffice.Clerk, office.Yanshi.Id, request.Id, "核对身份"));
        Assert.Equal((DocumentKind.HongKongMacaoPermit, Permit), (shown.Kind, shown.Number));
    }

    [Fact]
    public async Task An_organisation_without_a_code_is_registered_with_its_own_paper()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        var request = await office.RegisterAsync(wanted => wanted with
        {
            ApplicantKind = ApplicantKind.OtherOrganisation,
            Applicant = "柳林村第三村民小组",
            Representative = "赵田",
            Document = DocumentKind.OtherOrganisation,
            IdentityNumber = "柳林村证第003号",
        });
        Assert.Equal("2026-001", request.CaseNumber);
    }

    [Fact]
    public async Task The_same_number_of_another_document_is_another_applicant()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        await office.RegisterAsync(wanted => wanted with { Document = DocumentKind.TaiwanPermit, IdentityNumber = "12345678" });
        var other = await office.RegisterAsync(wanted => wanted with { Document = DocumentKind.Passport, IdentityNumber = "12345678" });
        var alike = await office.App.WithAsync<FindAlike, IReadOnlyList<AlikeRequest>>(async finding => await finding.RunAsync(await office.ReadAsync(other)));
        Assert.Equal(Relation.Shared, Assert.Single(alike).Relation);
    }
}
