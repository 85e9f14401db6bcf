using Lantai.Papers;
using Lantai.Ui;
using Lantai.Units;

namespace Lantai.Disclosure.Desk;

/// <summary>Which duties a list or an export shows, as its address says.</summary>
internal sealed record DutyFilter(string Words, string? Unit, string? Item, DutyState? State)
{
    public static readonly IReadOnlyList<string> Keys = ["unit", "item", "state"];

    public static DutyFilter Of(TableQuery query) =>
        new(query.Search, query["unit"], query["item"], Enum.TryParse<DutyState>(query["state"], out var state) ? state : null);

    public IReadOnlyList<KnownDuty> Apply(IEnumerable<KnownDuty> duties) =>
        [.. duties.Where(known => (Words.Length == 0 || known.Item.Title.Contains(Words, StringComparison.Ordinal)
            || known.Item.Code.Contains(Words, StringComparison.Ordinal)
                || known.Unit.Contains(Words, StringComparison.Ordinal))
            && (Unit is null || known.Duty.UnitId.ToString() == Unit) && (Item is null || known.Item.Code == Item)
            && (State is null || known.Reading.State == State))];
}

/// <summary>The duty register as a file; what import reads has the same heads.</summary>
internal static class DutyDownloads
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var desk = routes.MapGroup("/desk/{Region}/disclosure").RequireAuthorization(Access.Disclosure);
        foreach (var file in SheetFile.All)
            desk.MapGet($"duties.{file.Ending}", (HttpContext http, CurrentScope current, DutyRegister register) => SendAsync(http, current, register, file));
    }

    private static async Task<IResult> SendAsync(HttpContext http, CurrentScope current, DutyRegister register, SheetFile file)
    {
        var (region, scope) = await current.GetAsync();
        var found = DutyFilter.Of(TableQuery.Of(http.Request)).Apply(await register.ReadAsync(region.Id, scope.Units, http.RequestAborted));
        var sheet = new Sheet(
            "公开事项",
            [new("编码"), new("公开事项"), new("公开主体"), new("责任科室"), new("公开依据"), new("公开时限"), new("更新周期"), new("公开渠道"), new("公开凭据"), new("栏目"),
                new("状态"), new("已公开", SheetColumnKind.Number), new("最近公开", SheetColumnKind.Date), new("下次不晚于", SheetColumnKind.Date), new("说明")],
            [.. found.Select(known => (IReadOnlyList<SheetCell>)[
                known.Item.Code, known.Item.Title, known.Unit, known.Duty.Owner, known.Item.Basis, known.Item.Limit.Title, known.Item.Cycle?.Title,
                    known.Item.Channel,
                known.Item.Proof, known.Item.Column!.Name, known.Reading.State.Title, known.Proof.Count, known.Proof.Newest, known.Reading.DueOn,
                    known.Reading.Because])]);
        return file.Answer(sheet, $"公开事项-{region.Key}");
    }
}
